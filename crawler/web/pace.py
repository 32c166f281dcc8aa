"""One request at a time to a host, even without a pause between two."""

from __future__ import annotations

from scrapy.settings import BaseSettings

SHORTEST = 0.001
"""Seconds. Without any delay Scrapy 2.19 takes all that waits for a host at once, whatever its concurrency says: it
counts a request as under way only once its task has begun.
"""


class Pace:
    """A Scrapy add-on: a `DOWNLOAD_DELAY` of 0 becomes the shortest that keeps requests apart."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Scrapy's entry."""
        if settings.getfloat("DOWNLOAD_DELAY") < SHORTEST:
            settings.set("DOWNLOAD_DELAY", SHORTEST, priority=settings.getpriority("DOWNLOAD_DELAY") or 0)


def delay_of(per_minute: float) -> float:
    """The seconds between two requests that keep to a limit; 0 or less is no limit."""
    return 60.0 / per_minute if per_minute > 0 else SHORTEST
