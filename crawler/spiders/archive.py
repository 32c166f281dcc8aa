"""Plays the snapshots that citations name, and looks for one where none is named or the named one is bad."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawler.archives.address import parse
from crawler.archives.catalogue import archives
from crawler.archives.cdx import CdxError, CdxExcludedError, CdxRateLimitedError, otherwise, query, read
from crawler.archives.replay import raw
from crawler.archives.snapshot import MalformedArchiveAddressError, NotAnArchiveError, Snapshot
from crawler.archives.wanted import wanted_date
from crawler.evidence.address import requested
from crawler.evidence.fetch import Fetch
from crawler.evidence.search import Search, sought
from crawler.references.citation import Citation
from crawler.references.document import load
from crawler.web.outcome import ask, exception_fetch, fetch_of
from crawler.web.trail import now, trail_of

SHOWS_WORK = "CITEWATCH_SHOWS_WORK"
AT_ONCE = 64
"""How many citations are worked on at a time; the slots of the archives decide how fast."""

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
        self._plays: dict[str, asyncio.Future[Fetch]] = {}
        self._searches: dict[str, asyncio.Future[Search]] = {}
        self._known_plays = dict(plays or {})
        self._known_searches = dict(searches or {})
        self._items: asyncio.Queue[Item | None] = asyncio.Queue()

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Each service of an archive has a slot of its own, as fast as its limit allows.

        robots.txt speaks to crawlers that follow links; these are the archive's documented services, asked one by one.
        """
        super().update_settings(settings)
        settings.set("ROBOTSTXT_OBEY", value=False, priority="spider")
        slots = {
            "wayback-cdx": {"concurrency": 1, "delay": _delay(settings.getfloat("CITEWATCH_CDX_PER_MINUTE"))},
            "wayback-replay": {"concurrency": 2, "delay": _delay(settings.getfloat("CITEWATCH_REPLAY_PER_MINUTE"))},
        }
        settings.set("DOWNLOAD_SLOTS", {**slots, **settings.getdict("DOWNLOAD_SLOTS")}, priority="spider")

    async def start(self) -> AsyncIterator[Any]:
        """Every play and search as it is answered; at the end the second question where nothing was found."""
        work = asyncio.ensure_future(self._work())
        while (item := await self._items.get()) is not None:
            yield item
        await work

    async def _work(self) -> None:
        places = asyncio.Semaphore(AT_ONCE)

        async def placed(citation: Citation) -> None:
            async with places:
                await self._attend(citation)

        try:
            await asyncio.gather(*(placed(citation) for citation in self.citations))
            await asyncio.gather(*(self._ask_again(citation) for citation in self.citations))
        finally:
            self._items.put_nowait(None)

    async def _attend(self, citation: Citation) -> None:
        """The named snapshot first; the index only where none is named or what is named does not show the work."""
        try:
            named = parse(citation.archive_url.strip())
        except (MalformedArchiveAddressError, NotAnArchiveError):
            named = None
        if named and archives()[named.archive].trust == "trusted":
            fetch = await self.play(named)
            if fetch.failure or self._shows_work(citation, named, fetch):
                return
        original = requested(sought(citation))
        if original:
            await self._try_captures(citation, await self.search(original, wanted_date(citation)))

    async def _try_captures(self, citation: Citation, search: Search) -> None:
        for snapshot in search.candidates(wanted_date(citation)):
            fetch = await self.play(snapshot)
            if fetch.failure or self._shows_work(citation, snapshot, fetch):
                return

    async def _ask_again(self, citation: Citation) -> None:
        """An empty answer is asked once more, otherwise phrased, at the run's end: the index is not always whole."""
        original = requested(sought(citation))
        if original not in self._searches:
            return
        search = await self._searches[original]
        if search.empty != 1 or search.captures or search.failure:
            return
        # Citations that share the address share the second answer too.
        answer = asyncio.get_running_loop().create_future()
        self._searches[original] = answer
        again = await self._search(original, otherwise(original))
        again = replace(again, empty=search.empty + again.empty)
        answer.set_result(again)
        self._items.put_nowait(again)
        await self._try_captures(citation, again)

    def _shows_work(self, citation: Citation, snapshot: Snapshot, fetch: Fetch) -> bool:
        shows: ShowsWork = load_object(self.settings[SHOWS_WORK])
        return shows(citation, snapshot, fetch)

    async def play(self, snapshot: Snapshot) -> Fetch:
        """What playing the bytes as captured leaves; each address is played once."""
        address = requested(raw(snapshot))
        if address in self._known_plays:
            return self._known_plays[address]
        if address not in self._plays:
            self._plays[address] = asyncio.ensure_future(self._download(address, _slot(snapshot.archive)))
            self._items.put_nowait(await self._plays[address])
        return await self._plays[address]

    async def search(self, original: str, wanted: str | None) -> Search:
        """What the index says of an address; each address is searched once."""
        if original in self._known_searches:
            return self._known_searches[original]
        if original not in self._searches:
            self._searches[original] = asyncio.ensure_future(self._search(original, query(original, closest=wanted)))
            self._items.put_nowait(await self._searches[original])
        return await self._searches[original]

    async def _download(self, address: str, slot: str | None) -> Fetch:
        request = ask(address, None, None, **({"download_slot": slot} if slot else {}))
        if isinstance(request, Fetch):
            return request
        response = await self._response(request)
        return response if isinstance(response, Fetch) else fetch_of(response)

    async def _search(self, original: str, question: str) -> Search:
        search = Search(address=original, asked_at=now())
        request = ask(question, None, None, download_slot="wayback-cdx")
        response = request if isinstance(request, Fetch) else await self._response(request)
        if isinstance(response, Fetch):
            detail = response.failure.detail if response.failure else ""
            return replace(search, failure="archive-unreachable", detail=detail)
        record = trail_of(response.request).record if response.request else ""
        kind = (response.headers.get(b"Content-Type") or b"").decode("latin-1")
        try:
            captures = read(response.body, kind, status=response.status).captures
        except CdxError as error:
            return replace(search, failure=_failure(error), detail=str(error)[:300], record=record)
        return replace(search, captures=captures, empty=int(not captures), record=record)

    async def _response(self, request: Request) -> Response | Fetch:
        try:
            return await self.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever went wrong with one address is that address's outcome
            return exception_fetch(request, error)


def _slot(archive: str) -> str | None:
    """The Wayback Machine's replay has a slot of its own; other archives have their host's."""
    return "wayback-replay" if archive == "wayback" else None


def _delay(per_minute: float) -> float:
    return 60.0 / per_minute if per_minute > 0 else 0.0


def _failure(error: CdxError) -> str:
    if isinstance(error, CdxRateLimitedError):
        return "rate-limited"
    return "excluded" if isinstance(error, CdxExcludedError) else "archive-unreachable"
