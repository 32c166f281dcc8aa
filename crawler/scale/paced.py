"""The download handler of a shard's crawl: no request is sent before its turn at the host has come."""

from __future__ import annotations

from functools import cache

from scrapy import Request
from scrapy.core.downloader import Downloader
from scrapy.http import Response

from crawler.scale.store import StoreError, open_store
from crawler.scale.turns import Turns
from crawler.spiders.control import ControlSpider
from crawler.web.handler import DownloadHandler
from crawler.web.recorder import evidence_lost

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

    _lost: StoreError | None = None

    async def download_request(self, request: Request) -> Response:
        """Scrapy's entry, when the request's turn in this process has come."""
        if issubclass(self._crawler.spidercls, ControlSpider):
            return await super().download_request(request)
        host = request.meta[Downloader.DOWNLOAD_SLOT]
        turns, slot = _turns(self._crawler.settings[TURNS]), self._crawler.engine.downloader.slots[host]
        if self._lost:
            raise self._lost
        try:
            await turns.take(host, slot.delay)
        except StoreError as error:
            # No answer of the host's: neither a page nor its robots.txt may count as failed for it.
            self._lost = error
            self._crawler.signals.send_catch_log(evidence_lost, error=error)
            raise
        try:
            return await super().download_request(request)
        finally:
            turns.reached(host, slot.lastseen + slot.delay)


@cache
def _turns(where: str) -> Turns:
    """One for the whole process: what a crawl has asked counts for the next."""
    url, _, folder = where.rpartition(" ")
    return Turns(open_store(url), folder)
