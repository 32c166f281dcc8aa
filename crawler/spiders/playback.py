"""Plays snapshots: the bytes as captured, each address once, however many citations name it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from scrapy import Request
from scrapy.http import Response

from crawler.archives.budget import PLAYBACK
from crawler.archives.snapshot import Snapshot
from crawler.evidence.fetch import Fetch
from crawler.evidence.search import played_at
from crawler.spiders.answers import Answers
from crawler.web.budget import COUNTED_AS
from crawler.web.outcome import ask, exception_fetch, fetch_read
from crawler.web.redirects import STAYS_INSIDE

Download = Callable[[Request], Awaitable[Response]]

REPLAY_SLOT = "wayback-replay"
"""The download slot of the Wayback Machine's replay; other archives have their host's."""


class Playback:
    """`known` are plays of earlier, by address, which are not repeated; `tell` is given each new one."""

    def __init__(self, download: Download, known: Mapping[str, Fetch], tell: Callable[[Fetch], None]) -> None:
        self._download = download
        self._tell = tell
        self._plays = Answers(known)

    async def play(self, snapshot: Snapshot) -> Fetch:
        """What playing the snapshot leaves."""
        address = played_at(snapshot)
        return await self._plays.get(address, partial(self._ask, address, snapshot.archive))

    async def _ask(self, address: str, archive: str) -> Fetch:
        slot = {"download_slot": REPLAY_SLOT} if archive == "wayback" else {}
        request = ask(address, None, None, **slot, **{STAYS_INSIDE: True, COUNTED_AS: PLAYBACK.name})
        fetch = request if isinstance(request, Fetch) else await self._fetch(request)
        self._tell(fetch)
        return fetch

    async def _fetch(self, request: Request) -> Fetch:
        try:
            return await fetch_read(await self._download(request))
        except Exception as error:  # noqa: BLE001 - whatever went wrong with one address is that address's outcome
            return exception_fetch(request, error)
