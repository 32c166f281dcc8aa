"""The download handler of a shard's crawl: no request is sent before its turn at the host has come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from scrapy import Request
from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.scale.store import StoreError, open_store
from crawler.scale.turns import Turns
from crawler.spiders.control import ControlSpider
from crawler.web.handler import DownloadHandler
from crawler.web.recorder import evidence_lost
from crawler.web.retries import asked_rest

TURNS = "CITEWATCH_TURNS"
HANDLERS = {
    **dict.fromkeys(("http", "https"), "crawler.scale.paced.PacedHandler"),
    **dict.fromkeys(("file", "data", "ftp", "s3")),
}
"""The value of Scrapy's `DOWNLOAD_HANDLERS`."""


class PacedHandler(DownloadHandler):
    """Settings: `CITEWATCH_TURNS`, the store's URL and the folder of the run's turns in it, with a blank between;
    `CITEWATCH_RETRY_AFTER_LIMIT`, the seconds of the longest rest that a host may ask for all processes.

    A look at our own network takes no turn: each machine has a network of its own.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._longest_rest = crawler.settings.getfloat("CITEWATCH_RETRY_AFTER_LIMIT")
        self._lost: StoreError | None = None

    async def download_request(self, request: Request) -> Response:
        """Scrapy's entry, when the request's turn in this process has come."""
        if issubclass(self._crawler.spidercls, ControlSpider):
            return await super().download_request(request)
        host = request.meta[Downloader.DOWNLOAD_SLOT]
        turns, slot = _turns(self._crawler.settings[TURNS]), self._crawler.engine.downloader.slots[host]
        if self._lost:
            raise self._lost
        with self._in_the_store():
            await turns.take(host, slot.delay)
        try:
            response = await super().download_request(request)
        finally:
            turns.reached(host, slot.lastseen + slot.delay)
        if (rest := asked_rest(response)) and rest <= self._longest_rest:
            with self._in_the_store():
                await turns.rest(host, rest)
        return response

    @contextmanager
    def _in_the_store(self) -> Iterator[None]:
        """Ends the crawl where the store is lost."""
        try:
            yield
        except StoreError as error:
            # No answer of the host's: neither a page nor its robots.txt may count as failed for it.
            self._lost = error
            self._crawler.signals.send_catch_log(evidence_lost, error=error)
            raise


@cache
def _turns(where: str) -> Turns:
    """One for the whole process: what a crawl has asked counts for the next."""
    url, _, folder = where.rpartition(" ")
    return Turns(open_store(url), folder)
