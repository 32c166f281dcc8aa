"""What is wrong with the body of an answer: it is broken, or so long that only its beginning was read."""

from __future__ import annotations

from crawler.judge.rule import Case
from crawler.judge.rules.identity import same_work
from crawler.judge.verdict import Signal

OVER_LIMIT = "body/over-limit"


def unreadable(case: Case) -> Signal | None:
    """A body that could not be read to its end, and has not shown the work as far as it could."""
    fetch = case.fetch
    if not fetch.succeeded or fetch.whole or same_work(case):
        return None
    if not fetch.intact:
        sentence = "What the server sent is broken and cannot be read to its end."
        return Signal(rule="body/broken", reason="protocol-error", weight=0.8, sentence=sentence)
    if case.page and case.page.kind in ("pdf", "other"):
        return None
    sentence = "What the server sends is too long to be read whole, and its beginning does not show the work."
    return Signal(rule=OVER_LIMIT, reason="protocol-error", weight=0.7, sentence=sentence)
