"""One request at a time to a host, and the pause between two as the host sees it."""

from __future__ import annotations

from time import monotonic

from scrapy.core.downloader import Slot
from scrapy.settings import BaseSettings
from scrapy.utils.datatypes import LocalCache

SHORTEST = 0.001
"""Seconds. Without any delay Scrapy 2.19 takes all that waits for a host at once, whatever its concurrency says: it
counts a request as under way only once its task has begun.
"""

_HOSTS = 10_000
"""How many hosts' quickest answers are remembered; one that is forgotten waits once for a little longer."""


class Pace:
    """A Scrapy add-on: a `DOWNLOAD_DELAY` of 0 becomes the shortest that keeps requests apart."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Scrapy's entry."""
        if settings.getfloat("DOWNLOAD_DELAY") < SHORTEST:
            settings.set("DOWNLOAD_DELAY", SHORTEST, priority=settings.getpriority("DOWNLOAD_DELAY") or 0)


class Pauses:
    """Counts the pause at a host from when the last request can have reached it.

    Scrapy counts it from when a request's turn has come. Looking up the name, connecting and agreeing on TLS come after
    that, so that a host which is slow to reach would get the next request right behind. What an answer took beyond the
    host's quickest one may have gone there; of a host's first answer, all of it.
    """

    def __init__(self) -> None:
        self._quickest: LocalCache[str, float] = LocalCache(limit=_HOSTS)

    def answered(self, host: str, slot: Slot, began: float) -> None:
        """The request that was sent at `began`, in seconds of time.monotonic(), has its answer or has failed."""
        now = monotonic()
        quickest = self._quickest.get(host, 0.0)
        slot.lastseen = max(slot.lastseen, now - quickest)
        self._quickest[host] = min(now - began, quickest or now - began)


def delay_of(per_minute: float) -> float:
    """The seconds between two requests that keep to a limit; 0 or less is no limit."""
    return 60.0 / per_minute if per_minute > 0 else SHORTEST
