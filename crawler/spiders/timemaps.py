"""Asks the TimeMaps of other archives for the mementos of an address, each address once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from scrapy import Request

from crawler.archives.budget import INDEX
from crawler.archives.timemap import Memento, TimemapError, read
from crawler.evidence.fetch import Fetch
from crawler.spiders.playback import Download
from crawler.web.budget import COUNTED_AS
from crawler.web.limits import CUT_OFF
from crawler.web.outcome import ask


class TimeMaps:
    """`beginnings` are addresses that an original is put behind to ask for its TimeMap (`CITEWATCH_TIMEMAPS`)."""

    def __init__(self, download: Download, beginnings: Sequence[str]) -> None:
        self._download = download
        self._beginnings = tuple(filter(None, (beginning.strip() for beginning in beginnings)))

    async def mementos(self, original: str) -> tuple[Memento, ...] | None:
        """What the archives list, one after the other; None where none of them said anything."""
        answers = await asyncio.gather(*(self._ask(f"{beginning}{original}") for beginning in self._beginnings))
        said = [answer for answer in answers if answer is not None]
        return tuple(memento for answer in said for memento in answer) if said else None

    async def _ask(self, address: str) -> tuple[Memento, ...] | None:
        request = ask(address, None, None, **{COUNTED_AS: INDEX.name})
        if isinstance(request, Fetch):
            return None
        return await self._read(request)

    async def _read(self, request: Request) -> tuple[Memento, ...] | None:
        try:
            response = await self._download(request)
            mementos = read(response.body, status=response.status)
        except TimemapError:
            return None
        except Exception:  # noqa: BLE001 - an archive that cannot be asked says nothing, whatever the cause
            return None
        # What an answer that was cut off does not list may have stood in the rest.
        return mementos or (None if CUT_OFF in response.flags else ())
