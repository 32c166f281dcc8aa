"""Plays the snapshots that citations name, and looks for one where none is named or the named one is bad."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawler.archives.address import snapshot_named
from crawler.archives.catalogue import archives
from crawler.archives.snapshot import Snapshot
from crawler.archives.wanted import wanted_date
from crawler.evidence.address import requested
from crawler.evidence.fetch import Fetch
from crawler.evidence.landing import landed
from crawler.evidence.search import Search, played_at, sought
from crawler.references.citation import Citation
from crawler.references.document import load
from crawler.spiders.capture_index import INDEX_SLOT, CaptureIndex
from crawler.spiders.playback import REPLAY_SLOT, Playback
from crawler.spiders.timemaps import TimeMaps
from crawler.spiders.wider_search import WiderSearch
from crawler.web.pace import delay_of

SHOWS_WORK = "CITEWATCH_SHOWS_WORK"
AT_ONCE = 64
"""How many citations are worked on at a time; the slots of the archives decide how fast."""

BAD_CAPTURES = frozenset({"redirect-loop", "protocol", "unsupported-scheme"})
"""Failures of what was captured, which the archive plays as it was; the others are of the way to the archive."""

ShowsWork = Callable[[Citation, Snapshot, Fetch], bool]
Item = Fetch | Search


class ArchiveSpider(Spider):
    """`scrapy crawl archive -a references=references.yaml`, or with citations from Python.

    `plays` and `searches` are answers that are known already and are not asked for again. The setting
    `CITEWATCH_SHOWS_WORK` names the function that says whether a played snapshot ends the search.
    """

    name = "archive"

    def __init__(
        self,
        references: str = "",
        citations: Iterable[Citation] = (),
        plays: Mapping[str, Fetch] | None = None,
        searches: Mapping[str, Search] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.citations = load(Path(references)).references if references else tuple(citations)
        self._items: asyncio.Queue[Item | None] = asyncio.Queue()
        self._playback = Playback(self._download, plays or {}, self._items.put_nowait)
        self._index = CaptureIndex(self._download, searches or {}, self._items.put_nowait)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Each service of an archive has a slot of its own, as fast as its limit allows.

        robots.txt speaks to crawlers that follow links; these are the archive's documented services, asked one by one.
        """
        super().update_settings(settings)
        settings.set("ROBOTSTXT_OBEY", value=False, priority="spider")
        slots = {
            INDEX_SLOT: {"concurrency": 1, "delay": delay_of(settings.getfloat("CITEWATCH_CDX_PER_MINUTE"))},
            REPLAY_SLOT: {"concurrency": 2, "delay": delay_of(settings.getfloat("CITEWATCH_REPLAY_PER_MINUTE"))},
        }
        settings.set("DOWNLOAD_SLOTS", {**slots, **settings.getdict("DOWNLOAD_SLOTS")}, priority="spider")

    async def start(self) -> AsyncIterator[Any]:
        """Every play and search as it is answered; at the end the second question where nothing was found."""
        self._shows_work: ShowsWork = load_object(self.settings[SHOWS_WORK])
        timemaps = TimeMaps(self._download, self.settings.getlist("CITEWATCH_TIMEMAPS"))
        self._wider = WiderSearch(self._index, timemaps, self._items.put_nowait)
        work = asyncio.ensure_future(self._work())
        while (item := await self._items.get()) is not None:
            yield item
        await work

    async def _work(self) -> None:
        doubtful: dict[int, Citation] = {}

        async def attend(place: int, citation: Citation) -> None:
            if not await self.attend(citation):
                doubtful[place] = citation

        async def ask_again(_: int, citation: Citation) -> None:
            await self.ask_again(citation)

        try:
            await _each(attend, self.citations)
            await _each(ask_again, [doubtful[place] for place in sorted(doubtful)])
        finally:
            self._items.put_nowait(None)

    async def attend(self, citation: Citation) -> bool:
        """The named snapshot first; the index only where none is named or what is named does not show the work.

        False where the index gave one empty answer, which is not enough.
        """
        named = _named(citation)
        if named is not None and self._ends_search(citation, named, await self.play(named)):
            return True
        original = requested(sought(citation))
        if not original:
            return True
        search = await self.search(citation)
        if search.is_doubtful:
            return False
        await self._try_all(citation, search)
        return True

    async def ask_again(self, citation: Citation) -> None:
        """An empty answer is asked once more, otherwise phrased, at the run's end: the index is not always whole."""
        search = await self.search_otherwise(citation)
        await self._try_all(citation, await self._wider.respelt(search, wanted_date(citation)))

    async def search(self, citation: Citation) -> Search:
        """What the index says of the address sought."""
        return await self._index.search(requested(sought(citation)), wanted_date(citation))

    async def search_otherwise(self, citation: Citation) -> Search:
        """What it says to the same question in other words."""
        return await self._index.search_otherwise(requested(sought(citation)))

    async def play(self, snapshot: Snapshot) -> Fetch:
        """What playing the snapshot leaves."""
        return await self._playback.play(snapshot)

    async def _try_all(self, citation: Citation, search: Search) -> None:
        """Tries the captures and where captured redirects lead, then what other archives have."""
        tried: set[str] = set()
        for widen in (self._wider.near, self._wider.pages, self._wider.elsewhere):
            search = await widen(search, wanted_date(citation))
            if await self._try_captures(citation, search, tried):
                return

    async def _try_captures(self, citation: Citation, search: Search, tried: set[str]) -> bool:
        """Whether one of the candidates that were not tried before ends the search."""
        for snapshot in search.candidates(wanted_date(citation)):
            if played_at(snapshot) not in tried:
                tried.add(played_at(snapshot))
                fetch = await self.play(snapshot)
                if self._ends_search(citation, landed(snapshot, fetch), fetch):
                    return True
        return False

    def _ends_search(self, citation: Citation, snapshot: Snapshot, fetch: Fetch) -> bool:
        """Whether the search ends with this snapshot: it shows the work, or the archive could not be asked at all."""
        if fetch.failure is not None:
            return fetch.failure.kind not in BAD_CAPTURES
        return self._shows_work(citation, snapshot, fetch)

    async def _download(self, request: Request) -> Response:
        return await self.crawler.engine.download_async(request)


async def _each(work: Callable[[int, Citation], Awaitable[None]], citations: Iterable[Citation]) -> None:
    """Works on all of them in their order, AT_ONCE at a time."""
    waiting = enumerate(citations)

    async def worker() -> None:
        for place, citation in waiting:
            await work(place, citation)

    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))


def _named(citation: Citation) -> Snapshot | None:
    """The snapshot that the citation names, where it names one at an archive worth asking."""
    snapshot = snapshot_named(citation.archive_url)
    return snapshot if snapshot and archives()[snapshot.archive].trust == "trusted" else None
