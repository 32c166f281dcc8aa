"""Asks the Wayback Machine's capture index, each address once; only an answer that can be read is one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response

from crawler.archives.cdx import CdxError, CdxExcludedError, CdxRateLimitedError, otherwise, query, read
from crawler.evidence.fetch import Fetch
from crawler.evidence.search import Search
from crawler.spiders.playback import Download
from crawler.web.outcome import ask, exception_fetch
from crawler.web.trail import now, trail_of

INDEX_SLOT = "wayback-cdx"
"""The download slot of the index: its limit is far lower than replay's."""

_BROKEN = frozenset({"dataloss", "broken-encoding"})


class CaptureIndex:
    """`known` are answers of earlier, by the address sought, which are not asked for again; `tell` is given each new
    one.
    """

    def __init__(self, download: Download, known: Mapping[str, Search], tell: Callable[[Search], None]) -> None:
        self._download = download
        self._known = known
        self._tell = tell
        self._first: dict[str, asyncio.Future[Search]] = {}
        self._second: dict[str, asyncio.Future[Search]] = {}

    async def search(self, original: str, wanted: str | None) -> Search:
        """The captures of `original`, those near `wanted` (ISO 8601) first."""
        if original in self._known:
            return self._known[original]
        if original not in self._first:
            question = query(original, closest=wanted)
            self._first[original] = asyncio.ensure_future(self._ask(original, question, empty=0))
        return await self._first[original]

    async def search_otherwise(self, original: str) -> Search:
        """The same question in other words, where the first answer was empty: the index is not always whole."""
        if original not in self._second:
            self._second[original] = asyncio.ensure_future(self._ask(original, otherwise(original), empty=1))
        return await self._second[original]

    async def _ask(self, original: str, question: str, *, empty: int) -> Search:
        """Asks, and tells; `empty` counts the empty answers before."""
        search = await self._answer(Search(address=original, asked_at=now(), empty=empty), question)
        self._tell(search)
        return search

    async def _answer(self, search: Search, question: str) -> Search:
        request = ask(question, None, None, download_slot=INDEX_SLOT)
        response = request if isinstance(request, Fetch) else await self._response(request)
        if isinstance(response, Fetch):
            detail = response.failure.detail if response.failure else ""
            return replace(search, failure="archive-unreachable", detail=detail)
        return _read(search, response)

    async def _response(self, request: Request) -> Response | Fetch:
        try:
            return await self._download(request)
        except Exception as error:  # noqa: BLE001 - whatever went wrong with one question is that question's outcome
            return exception_fetch(request, error)


def _read(search: Search, response: Response) -> Search:
    search = replace(search, record=trail_of(response.request).record if response.request else "")
    if _BROKEN & set(response.flags):
        return replace(search, failure="archive-unreachable", detail="the capture index's answer broke off")
    kind = (response.headers.get(b"Content-Type") or b"").decode("latin-1")
    try:
        captures = read(response.body, kind, status=response.status).captures
    except CdxError as error:
        return replace(search, failure=_failure(error), detail=str(error)[:300])
    return replace(search, captures=captures, empty=0 if captures else search.empty + 1)


def _failure(error: CdxError) -> str:
    if isinstance(error, CdxRateLimitedError):
        return "rate-limited"
    return "excluded" if isinstance(error, CdxExcludedError) else "archive-unreachable"
