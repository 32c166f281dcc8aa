"""The download handler of a shard's crawl: no request is sent before its turn at the host has come."""

from __future__ import annotations

from functools import cache
from time import monotonic

from scrapy import Request
from scrapy.http import Response

from crawler.scale.store import open_store
from crawler.scale.turns import Turns
from crawler.spiders.control import ControlSpider
from crawler.web.handler import DownloadHandler

TURNS = "CITEWATCH_TURNS"
HANDLERS = {
    **dict.fromkeys(("http", "https"), "crawler.scale.paced.PacedHandler"),
    **dict.fromkeys(("file", "data", "ftp", "s3")),
}
"""The value of Scrapy's `DOWNLOAD_HANDLERS`."""


class PacedHandler(DownloadHandler):
    """Setting: `CITEWATCH_TURNS`, the store's URL and the folder of the run's turns in it, with a blank between.

    A look at our own network takes no turn: each machine has a network of its own.
    """

    async def download_request(self, request: Request) -> Response:
        """Scrapy's entry, when the request's turn in this process has come."""
        if issubclass(self._crawler.spidercls, ControlSpider):
            return await super().download_request(request)
        slot = self._crawler.engine.downloader.get_slot_key(request)
        turns, delay = _turns(self._crawler.settings[TURNS]), self._delay(slot)
        await turns.take(slot, delay)
        began = monotonic()
        try:
            return await super().download_request(request)
        finally:
            turns.answered(slot, delay, monotonic() - began)

    def _delay(self, slot: str) -> float:
        known = self._crawler.engine.downloader.slots.get(slot)
        return float(known.delay if known else self._crawler.settings.getfloat("DOWNLOAD_DELAY"))


@cache
def _turns(where: str) -> Turns:
    """One for the whole process: what a crawl has asked counts for the next."""
    url, _, folder = where.rpartition(" ")
    return Turns(open_store(url), folder)
