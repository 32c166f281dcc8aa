"""A stand-in for another archive, Arquivo.pt by its addresses: plays captures, and speaks Memento (RFC 7089)."""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import format_datetime, parsedate_to_datetime

from tests.web.archive.capture import Capture, Holdings
from tests.web.page import html_page
from tests.web.site import Answer, Request, Site

SECOND_HOST = "arquivo.pt"
TIMEMAP = f"https://{SECOND_HOST}/wayback/timemap/link/"
"""What an address is put behind to ask for its TimeMap."""

FAULTS = ("unavailable", "html", "truncated")
"""How its TimeMaps may fail: 503, a page instead, half of what Content-Length promises."""

LINK_FORMAT = {"Content-Type": "application/link-format"}
NOT_HERE = Answer(404, {}, html_page("Arquivo.pt", "There is no version of this page."))
PAGE = Answer(200, {}, html_page("Arquivo.pt", "We are doing some work on this part of the archive."))


def second_archive(captures: Iterable[Capture], *, timemap: str = "", more: Iterable[str] = ()) -> Site:
    """The archive with these captures; `timemap` names a fault, `more` are links that its TimeMaps have besides."""
    holdings = Holdings(captures)

    async def answer(request: Request) -> Answer:
        part, _, url = request.target.removeprefix("/").partition("/http")
        url = f"http{url}"
        match part.split("/"):
            case ["wayback", "timemap", "link"]:
                return _faulty(_timemap(holdings, url, tuple(more)), timemap)
            case ["wayback", "timegate"]:
                return _timegate(holdings, url, request.headers.get("accept-datetime", ""))
            case ["wayback", timestamp] | ["noFrame", "replay", timestamp]:
                return _played(holdings, url, timestamp, part)
        return NOT_HERE

    return Site(host=SECOND_HOST, answer=answer)


def address(capture: Capture) -> str:
    """Where people see the capture."""
    return f"https://{SECOND_HOST}/wayback/{capture.timestamp}/{capture.url}"


def _faulty(answer: Answer, fault: str) -> Answer:
    if fault == "unavailable":
        return Answer(503, {}, html_page("503 Service Unavailable", "Come back later."))
    if fault == "truncated":
        length = {"Content-Length": str(len(answer.body)), "Connection": "close"}
        return Answer(answer.status, {**answer.headers, **length}, answer.body[: len(answer.body) // 2])
    return PAGE if fault == "html" else answer


def _timemap(holdings: Holdings, url: str, more: tuple[str, ...]) -> Answer:
    captures = holdings.of(url)
    if not captures and not more:
        return NOT_HERE
    mementos = [
        f'<{address(each)}>; rel="memento"; datetime="{format_datetime(each.moment, usegmt=True)}"' for each in captures
    ]
    own = [f'<{url}>; rel="original"', f'<{TIMEMAP}{url}>; rel="self"; type="application/link-format"']
    return Answer(200, LINK_FORMAT, ",\n".join([*own, *more, *mementos]).encode())


def _timegate(holdings: Holdings, url: str, wanted: str) -> Answer:
    stamp = parsedate_to_datetime(wanted).strftime("%Y%m%d%H%M%S") if wanted else ""
    capture = holdings.nearest(url, stamp)
    if capture is None:
        return NOT_HERE
    links = f'<{url}>; rel="original", <{TIMEMAP}{url}>; rel="timemap"'
    return Answer(302, {"Location": address(capture), "Vary": "accept-datetime", "Link": links})


def _played(holdings: Holdings, url: str, timestamp: str, part: str) -> Answer:
    capture = holdings.nearest(url, timestamp)
    if capture is None:
        return NOT_HERE
    prefix = f"https://{SECOND_HOST}/{part.removesuffix(timestamp)}"
    if capture.timestamp != timestamp:
        return Answer(302, {"Location": f"{prefix}{capture.timestamp}/{capture.url}"})
    memento = {"Memento-Datetime": format_datetime(capture.moment, usegmt=True)}
    # As pywb plays the bytes of a captured redirect: its Location leads out of the archive.
    return Answer(capture.status, {**capture.headers, **memento}, capture.body)
