"""One request at a time to a host, and the pause between two as the host sees it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import monotonic

from scrapy.core.downloader import Slot
from scrapy.settings import BaseSettings
from scrapy.utils.datatypes import LocalCache

from crawler.web.per_run import PerRun

SHORTEST = 0.001
"""Seconds. Without any delay Scrapy 2.19 takes all that waits for a host at once, whatever its concurrency says: it
counts a request as under way only once its task has begun.
"""

_HOSTS = 10_000
"""How many hosts are remembered at a time."""


class Pace:
    """A Scrapy add-on: a `DOWNLOAD_DELAY` of 0 becomes the shortest that keeps requests apart."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Scrapy's entry."""
        if settings.getfloat("DOWNLOAD_DELAY") < SHORTEST:
            settings.set("DOWNLOAD_DELAY", SHORTEST, priority=settings.getpriority("DOWNLOAD_DELAY") or 0)


@dataclass(slots=True)
class _Host:
    """When the last request can have reached the host at the latest, and the seconds of its quickest answer."""

    reached: float = float("-inf")
    quickest: float = 0.0


class Pauses:
    """Keeps the pause at a host from when the last request can have reached it, whichever crawl of the run sent it.

    Scrapy counts it from when a request's turn has come, and each crawl for itself. Looking up the name, connecting and
    agreeing on TLS come after that, so that a host which is slow to reach would get the next request right behind. What
    an answer took beyond the host's quickest one may have gone there; of a host's first answer, all of it.
    """

    def __init__(self) -> None:
        self._hosts: LocalCache[str, _Host] = LocalCache(limit=_HOSTS)

    async def wait(self, host: str, delay: float) -> None:
        """Returns `delay` seconds after the last request reached the host."""
        if host in self._hosts and (left := self._hosts[host].reached + delay - monotonic()) > 0:
            await asyncio.sleep(left)

    def answered(self, host: str, slot: Slot, began: float) -> None:
        """The request that was sent at `began`, in seconds of time.monotonic(), has its answer or has failed."""
        now = monotonic()
        known = self._hosts.setdefault(host, _Host())
        known.reached = slot.lastseen = max(slot.lastseen, now - known.quickest)
        known.quickest = min(now - began, known.quickest or now - began)


pauses = PerRun(Pauses)
"""Those of the run."""


def delay_of(per_minute: float) -> float:
    """The seconds between two requests that keep to a limit; 0 or less is no limit."""
    return 60.0 / per_minute if per_minute > 0 else SHORTEST
