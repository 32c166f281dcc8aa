"""From an answer or a failure to a Fetch, and from an address to the request that asks for it."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from crawler import __version__
from crawler.evidence.address import fault
from crawler.evidence.fetch import Failure, Fetch
from crawler.evidence.page import Page
from crawler.evidence.reading import is_pdf, read_page
from crawler.web.conditional import unchanged
from crawler.web.cookies import JAR, Jar
from crawler.web.failures import classify
from crawler.web.limits import CUT_SHORT, DAMAGED
from crawler.web.per_run import PerRun
from crawler.web.trail import Trail, hop_of, now, trail_of

PDFS_AT_ONCE = 1
"""PDFs that are read at a time: each takes a processor and up to 192 MiB (crawler.evidence.pdf)."""

_turns = PerRun(lambda: asyncio.Semaphore(PDFS_AT_ONCE))

BROKEN_BODY = "the body is broken, and nothing of it can be read"


def ask(
    address: str, callback: Callable[..., Any] | None, errback: Callable[..., Any] | None, **meta: Any
) -> Request | Fetch:
    """The request for `address`, with cookies of its own; a Fetch that says why where it cannot be asked."""
    meta = {"trail": Trail(address, now()), JAR: Jar(), **meta}
    wrong = fault(address)
    if wrong is None:
        try:
            return Request(address, callback=callback, errback=errback, dont_filter=True, meta=meta)
        except ValueError as error:
            wrong = ("malformed-url", str(error))
    failure = Failure(kind=wrong[0], detail=wrong[1][:300], url=address)
    return Fetch(address=address, asked_at=now(), failure=failure)


def fetch_of(response: Response) -> Fetch:
    """What the final answer leaves: the way to it, and what its page shows."""
    request = response.request
    if request is None:
        raise ValueError(f"{response.url}: an answer without its request cannot be traced")
    if (kept := unchanged(request, response)) is not None:
        return kept
    flags = set(response.flags)
    page = _page_of(response)
    trail = trail_of(request)
    intact = not flags & DAMAGED
    nothing_left = page.kind == "empty" and not intact
    return Fetch(
        address=trail.address,
        asked_at=trail.asked_at,
        hops=(*trail.hops, hop_of(response, trail.record)),
        failure=Failure(kind="protocol", detail=BROKEN_BODY, url=response.url) if nothing_left else None,
        page=page,
        truncated=bool(flags & CUT_SHORT),
        intact=intact,
        digest=hashlib.sha1(response.body, usedforsecurity=False).hexdigest(),
        read_by=__version__,
    )


def _page_of(response: Response) -> Page:
    def header(name: bytes) -> str:
        return (response.headers.get(name) or b"").decode("latin-1")

    return read_page(
        response.body,
        url=response.url,
        content_type=header(b"Content-Type"),
        robots_header=header(b"X-Robots-Tag"),
        refresh_header=header(b"Refresh"),
    )


async def fetch_read(response: Response) -> Fetch:
    """The same, with PDFs read beside the event loop: other hosts, whose time runs, are not kept waiting."""
    if not is_pdf(response.body):
        return fetch_of(response)
    async with _turns():
        return await asyncio.to_thread(fetch_of, response)


def fetch_failed(failure: TwistedFailure) -> Fetch:
    """What a failed request leaves: the way as far as it went, and how it ended."""
    request: Request = failure.request  # type: ignore[attr-defined]
    return exception_fetch(request, failure.value or Exception(failure.getErrorMessage()))


def exception_fetch(request: Request, exception: BaseException) -> Fetch:
    """The same, where the request was awaited; a failure that the middlewares did not see is named here."""
    trail = trail_of(request)
    noted = trail.failure
    if noted is None:
        kind, detail = classify(exception)
        noted = Failure(kind=kind, detail=detail[:300], url=request.url)
    return Fetch(address=trail.address, asked_at=trail.asked_at, hops=trail.hops, failure=noted)
