"""web.archive.org as a site: routes requests to replay and index, and fails in the ways that it is told to."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from tests.web.archive.capture import Capture, Holdings, surt
from tests.web.archive.cdx import FIELDS, Page, look_up, write
from tests.web.archive.replay import HOST, excluded, play
from tests.web.page import html_page
from tests.web.site import NO_SUCH_PAGE, Answer, Request, Site

TOO_MANY = Answer(
    429,
    {"Retry-After": "60"},
    html_page("429 Too Many Requests", "You have sent too many requests in a given amount of time."),
)
UNAVAILABLE = Answer(503, {}, html_page("503 Service Unavailable", "No server is available to answer."))
HTML_ANSWER = Answer(200, {}, html_page("Internet Archive", "We are doing some work on this part of the archive."))
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
SLOW_SECONDS = 30
"""Longer than any time limit in the tests."""

FAULTS = ("rate-limited", "rate-limited-once", "unavailable", "html", "slow", "truncated", "flaky", "messy")
"""How the archive may fail.

`rate-limited`: 429 for ever, `rate-limited-once`: the first request only. `unavailable`: 503. `html`: 200 with a page
that is no answer. `slow`: an answer after `SLOW_SECONDS`. `truncated`: half of what Content-Length promises. And for
the index alone, `flaky`: the first query for an address finds nothing, the next is right; `messy`: a malformed row and
one of no length stand before the right ones.
"""


def archive_site(captures: Iterable[Capture], *, without: Iterable[str] = (), cdx: str = "", replay: str = "") -> Site:
    """The archive with these captures; `cdx` and `replay` each name a fault, or none."""
    holdings = Holdings(captures, without)
    faults = {"cdx": cdx, "replay": replay}

    async def answer(request: Request) -> Answer:
        part = "cdx" if request.path.startswith("/cdx/") else "replay"
        given = await _answer(holdings, request, part, faults[part])
        return _cut(given) if faults[part] == "truncated" else given

    return Site(host=HOST, answer=answer)


def _cut(answer: Answer) -> Answer:
    """Half of the body under the length of the whole."""
    headers = {**answer.headers, "Content-Length": str(len(answer.body)), "Connection": "close"}
    return Answer(answer.status, headers, answer.body[: len(answer.body) // 2])


async def _answer(holdings: Holdings, request: Request, part: str, fault: str) -> Answer:
    request.memory[part] = request.memory.get(part, 0) + 1
    match fault:
        case "rate-limited":
            return TOO_MANY
        case "rate-limited-once" if request.memory[part] == 1:
            return TOO_MANY
        case "unavailable":
            return UNAVAILABLE
        case "html":
            return HTML_ANSWER
        case "slow":
            await asyncio.sleep(SLOW_SECONDS)
    if part == "cdx":
        return _list(holdings, request, fault)
    return play(holdings, request.target) if request.path.startswith("/web/") else NO_SUCH_PAGE


def _list(holdings: Holdings, request: Request, fault: str) -> Answer:
    """The index's answer to `/cdx/search/cdx`."""
    named = request.query
    if holdings.excludes(named.get("url", "")):
        return Answer(403, excluded().headers, b"org.archive.wayback.exception.AdministrativeAccessControlException\n")
    if "url" not in named:
        return Answer(400, PLAIN, b"The url parameter is missing.\n")
    key = f"asked for {surt(named['url'])}"
    request.memory[key] = request.memory.get(key, 0) + 1
    finds_nothing = fault == "flaky" and request.memory[key] == 1
    page = Page(()) if finds_nothing else look_up(holdings, request.queries)
    if fault == "messy":
        page = Page((*_odd_rows(named["url"]), *page.rows), page.resume_key)
    kind = {"Content-Type": "application/json"} if named.get("output") == "json" else PLAIN
    return Answer(200, kind, write(page, named))


def _odd_rows(url: str) -> tuple[dict[str, str], ...]:
    """A row with a timestamp that is none, and one of a capture without content."""
    broken = {**dict.fromkeys(FIELDS, "-"), "urlkey": surt(url), "timestamp": "2014-0?", "original": url}
    empty = (surt(url), "20140101000000", url, "text/html", "200", "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", "0")
    return broken, dict(zip(FIELDS, empty, strict=True))
