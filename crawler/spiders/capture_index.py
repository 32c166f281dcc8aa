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
from crawler.spiders.answers import Answers
from crawler.spiders.playback import Download
from crawler.web.budget import BUDGET_SPENT, PATIENCE_SHARE
from crawler.web.limits import DAMAGED
from crawler.web.outcome import ask, exception_fetch
from crawler.web.trail import now, trail_of

INDEX_SLOT = "wayback-cdx"
"""The download slot of the index: its limit is far lower than replay's."""

FIRST_SHARE, SECOND_SHARE = 0.5, 1.0
"""The shares of a run's patience that the two questions about an address may use. Were they the same, first questions
could use it up run after run, and what was never captured would never be found missing.
"""

NO_TURN = "not asked: what the index allows to all runs together was used up"


class CaptureIndex:
    """`known` are answers of earlier, by the address sought, which are not asked for again; `tell` is given each new
    one.
    """

    def __init__(self, download: Download, known: Mapping[str, Search], tell: Callable[[Search], None]) -> None:
        self._download = download
        self._tell = tell
        self._first = Answers(known)
        self._second: dict[str, asyncio.Future[Search]] = {}

    async def search(self, original: str, wanted: str | None) -> Search:
        """The captures of `original`, those near `wanted` (ISO 8601) first."""

        async def ask() -> Search:
            first = Search(address=original, asked_at=now(), near=(wanted,) if wanted else ())
            return await self._ask(first, query(original, closest=wanted))

        return await self._first.get(original, ask)

    async def search_otherwise(self, original: str) -> Search:
        """The same question in other words, where the first answer was empty: the index is not always whole."""
        if original not in self._second:
            second = Search(address=original, asked_at=now(), empty=1)
            self._second[original] = asyncio.ensure_future(self._ask(second, otherwise(original)))
        return await self._second[original]

    async def _ask(self, search: Search, question: str) -> Search:
        """Asks, and tells."""
        search = await self.answer(search, question)
        self._tell(search)
        return search

    async def answer(self, search: Search, question: str) -> Search:
        """The search with what the index says to one more question; nobody is told."""
        share = SECOND_SHARE if search.empty else FIRST_SHARE
        request = ask(question, None, None, download_slot=INDEX_SLOT, **{PATIENCE_SHARE: share})
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
    if BUDGET_SPENT in response.flags:
        return replace(search, failure="rate-limited", detail=NO_TURN)
    if DAMAGED & set(response.flags):
        return replace(search, failure="archive-unreachable", detail="the capture index's answer broke off")
    kind = (response.headers.get(b"Content-Type") or b"").decode("latin-1")
    try:
        captures = read(response.body, kind, status=response.status)
    except CdxError as error:
        return replace(search, failure=_failure(error), detail=str(error)[:300])
    return replace(search, captures=captures, empty=0 if captures else search.empty + 1)


def _failure(error: CdxError) -> str:
    if isinstance(error, CdxRateLimitedError):
        return "rate-limited"
    return "excluded" if isinstance(error, CdxExcludedError) else "archive-unreachable"
