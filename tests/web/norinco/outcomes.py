"""What each of the 21 made-up footnotes must come to."""

from __future__ import annotations

Outcome = tuple[str, str, str]

EXPECTED: dict[int, Outcome] = {
    1: ("not-found", "good/ok", "rescued"),  # 404.
    2: ("ok", "good/ok", "healthy"),  # An address from memory; the page carries the cited title and so confirms it.
    3: ("moved", "good/ok", "healthy"),  # 301 to another address of the same page.
    4: ("domain-gone", "missing/no-capture", "dead"),  # NXDOMAIN.
    5: ("soft-404", "good/ok", "rescued"),  # 200, "not found".
    6: ("parked", "bad/parked-capture", "dead"),  # For sale, and was so already when it was captured.
    7: ("ok", "missing/no-capture", "at-risk"),  # Chinese, in GBK.
    8: ("unreachable", "good/ok", "rescued"),  # Refuses in every run.
    9: ("redirected-home", "bad/error-capture", "dead"),  # The footnote names a captured 404; a good one exists.
    10: ("address-unconfirmed", "good/ok", "unknown"),  # 404 at an address from memory.
    11: ("login-required", "good/ok", "unknown"),
    12: ("blocked", "good/ok", "unknown"),  # 401 by a bot wall; the snapshot has the quote.
    13: ("gone", "good/ok", "rescued"),  # 410.
    14: ("ok", "good/ok", "healthy"),
    15: ("ok", "bad/wrong-date", "at-risk"),  # The named time plays a capture of six years later.
    16: ("replaced", "good/ok", "rescued"),  # A casino stands there.
    17: ("tls-error", "good/ok", "suspect"),  # The certificate has expired.
    18: ("timeout", "good/ok", "suspect"),
    19: ("paywalled", "good/ok", "healthy"),
    20: ("address-unconfirmed", "bad/redirect-capture", "unknown"),  # Led to the front page, then as now.
    21: ("server-error", "missing/no-capture", "suspect"),  # 503 for ever.
}

FIRST_RUN: dict[int, Outcome] = {8: ("refused", "good/ok", "suspect")}
