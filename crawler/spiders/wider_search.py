"""Searches further where the first answer led to no good snapshot, at most two questions to the index a citation."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from itertools import islice

from crawler.archives.captures import Capture
from crawler.archives.cdx import PAGES, query
from crawler.archives.spellings import respelt
from crawler.archives.timemap import nearest
from crawler.evidence.search import Search
from crawler.spiders.capture_index import CaptureIndex
from crawler.spiders.timemaps import TimeMaps

SPELLINGS = 2
"""How many other spellings of an address are asked for."""

Widen = Callable[[Search], Awaitable[Search]]


class WiderSearch:
    """Each method gives the search with what it found added, and asks for it once an address.

    What the index or an archive failed to say is not kept: the next run asks for it again. `tell` is given each search
    that has grown.
    """

    def __init__(self, index: CaptureIndex, timemaps: TimeMaps, tell: Callable[[Search], None]) -> None:
        self._index = index
        self._timemaps = timemaps
        self._tell = tell
        self._grown: dict[str, Search] = {}
        self._had_pages: set[str] = set()
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def near(self, search: Search, wanted: str | None) -> Search:
        """With the captures near another date than the first that was asked for."""

        async def widen(known: Search) -> Search:
            if wanted is None or known.covers(wanted):
                return known
            answer = await self._index.answer(known, query(known.address, closest=wanted))
            if answer.failure:
                return known
            return replace(known, captures=_both(known.captures, answer.captures), near=(*known.near, wanted))

        return await self._widened(search, widen)

    async def respelt(self, search: Search, wanted: str | None) -> Search:
        """With the captures of other spellings, where there are none of the address itself."""

        async def widen(known: Search) -> Search:
            if known.captures or known.failure:
                return known
            for spelling in islice(respelt(known.address), SPELLINGS):
                answer = await self._index.answer(known, query(spelling, closest=wanted))
                if answer.captures:
                    return replace(known, captures=answer.captures)
            return known

        return await self._widened(search, widen)

    async def pages(self, search: Search, wanted: str | None) -> Search:
        """With more captured pages, where redirects took their room."""

        async def widen(known: Search) -> Search:
            if known.address in self._had_pages or not known.may_hide_pages():
                return known
            self._had_pages.add(known.address)
            answer = await self._index.answer(known, query(known.address, closest=wanted, statuses=PAGES))
            return known if answer.failure else replace(known, captures=_both(known.captures, answer.captures))

        return await self._widened(search, widen)

    async def elsewhere(self, search: Search, wanted: str | None) -> Search:
        """With what other archives have."""

        async def widen(known: Search) -> Search:
            if known.mementos is not None or known.failure not in ("", "excluded"):
                return known
            found = await self._timemaps.mementos(known.address)
            return known if found is None else replace(known, mementos=nearest(found, wanted))

        return await self._widened(search, widen)

    async def _widened(self, search: Search, widen: Widen) -> Search:
        async with self._turns[search.address]:
            known = self._grown.get(search.address, search)
            wider = await widen(known)
            if wider != known:
                self._grown[search.address] = wider
                self._tell(wider)
        return wider


def _both(known: tuple[Capture, ...], more: tuple[Capture, ...]) -> tuple[Capture, ...]:
    return tuple(dict.fromkeys((*known, *more)))
