"""What the final HTTP status tells."""

from __future__ import annotations

from http import HTTPStatus

from crawler.evidence.fetch import REDIRECTS
from crawler.judge.fingerprint import find
from crawler.judge.rule import Case
from crawler.judge.verdict import Signal


def status(case: Case) -> Signal | None:
    """404 and 410 are a server's own word that the page is gone; the other errors say nothing of the page.

    Behind a bot wall a status is the wall's word: it tells robots 404 or 503 for pages that people read.
    """
    code = case.fetch.status
    if code is None or case.fetch.succeeded or find("walls", case):
        return None
    reason, weight, meaning = _meaning(code)
    return Signal(
        rule="status/code", reason=reason, weight=weight, sentence=f"The server answers {_name(code)}{meaning}."
    )


def _meaning(code: int) -> tuple[str, float, str]:
    if code == HTTPStatus.NOT_FOUND:
        return "not-found", 0.97, ": it has no such page"
    if code == HTTPStatus.GONE:
        return "gone", 0.98, ": the page was taken away for good"
    if code in REDIRECTS:
        return "protocol-error", 0.95, " and does not say where to"
    if code < 400:  # noqa: PLR2004 - informational answers and redirects that cannot end a request
        return "protocol-error", 0.95, ", which ends no request"
    if 500 <= code < 600:  # noqa: PLR2004 - the class of server errors
        return "server-error", 0.95, ": it is in trouble itself"
    return "blocked", 0.95, ": it does not let us look"


CLOUDFLARE = {
    520: "the site's server gives it an unknown answer",
    521: "the site's server refuses its connection",
    522: "the site's server does not answer in time",
    523: "the site's server cannot be reached",
    524: "the site's server takes too long",
    525: "the TLS handshake with the site's server fails",
    526: "the site's certificate is not valid",
    527: "the connection to the site's server breaks off",
    530: "the site's name leads nowhere",
}
"""What Cloudflare's own statuses say (Cloudflare's documentation, "5xx errors")."""


def _name(code: int) -> str:
    if code in CLOUDFLARE:
        return f"{code}, which is Cloudflare's word that {CLOUDFLARE[code]}"
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)
