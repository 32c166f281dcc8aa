"""The download handler: HTTP/1.1 for everybody, HTTP/2 for the hosts that speak nothing else, and an end for all."""

from __future__ import annotations

from time import monotonic
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader import Downloader
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from crawler.web.budget import Budget
from crawler.web.failures import classify
from crawler.web.handshake import speaks_only_http2
from crawler.web.left_alone import standing_answer
from crawler.web.pace import pauses
from crawler.web.resolver import installed_resolver
from crawler.web.trail import trail_of
from crawler.web.wire import Factory

_MAY_BE_HTTP2 = frozenset({"protocol", "reset", "tls"})
"""How a server that speaks HTTP/2 alone ends a conversation in HTTP/1.1."""


class DownloadHandler(HTTP11DownloadHandler):
    """For the setting `DOWNLOAD_HANDLERS`, http and https. Whether a host is HTTP/2's alone is asked once a run.

    Setting: `CITEWATCH_ADDRESS_TIMEOUT`, the seconds that all requests for one address, redirects and second tries
    included, may take together; their waiting for a turn does not count.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = Factory  # noqa: SLF001 - Scrapy sets it the same way, and offers no other
        self._patience = min(10.0, crawler.settings.getfloat("DOWNLOAD_TIMEOUT"))
        self._together = crawler.settings.getfloat("CITEWATCH_ADDRESS_TIMEOUT")
        self._only_http2: dict[str, bool] = {}
        self._http2: HTTP11DownloadHandler | None = None
        self._budget = Budget(crawler)

    async def download_request(self, request: Request) -> Response:
        """Scrapy's entry, when the request's turn has come."""
        standing = standing_answer(self._crawler, request) or await self._budget.turn(request)
        if standing is not None:
            return standing
        response = await self._paused(request)
        self._budget.heed(request, response)
        return response

    async def _paused(self, request: Request) -> Response:
        """Sends it after the host's pause, and counts the next from then."""
        host = request.meta[Downloader.DOWNLOAD_SLOT]
        slot = self._crawler.engine.downloader.slots[host]
        await pauses().wait(host, slot.delay)
        began = monotonic()
        try:
            return await self._within(request)
        finally:
            pauses().answered(host, slot, began)

    async def _within(self, request: Request) -> Response:
        """Sends it within what is left of its address's time."""
        trail, timeout = trail_of(request), request.meta.get("download_timeout")
        left = self._together - trail.spent
        if left <= 0:
            raise DownloadTimeoutError(f"{trail.address} has had its {self._together:.0f} seconds")
        request.meta["download_timeout"] = min(timeout or left, left)
        began = monotonic()
        try:
            return await self._send(request)
        finally:
            trail.spent += monotonic() - began
            request.meta["download_timeout"] = timeout

    async def _send(self, request: Request) -> Response:
        parts = urlsplit(request.url)
        if self._only_http2.get(parts.netloc):
            return await self._over_http2(request)
        try:
            return await super().download_request(request)
        except Exception as error:
            if parts.scheme != "https" or classify(error)[0] not in _MAY_BE_HTTP2:
                raise
            if not await self._is_only_http2(parts.netloc, parts.hostname or "", parts.port or 443):
                raise
        return await self._over_http2(request)

    async def close(self) -> None:
        """Closes all connections."""
        await super().close()
        if self._http2 is not None:
            await self._http2.close()

    async def _is_only_http2(self, netloc: str, host: str, port: int) -> bool:
        resolver = installed_resolver()
        if netloc not in self._only_http2 and resolver is not None:
            self._only_http2[netloc] = await speaks_only_http2(resolver, host, port, self._patience)
        return self._only_http2.get(netloc, False)

    async def _over_http2(self, request: Request) -> Response:
        if self._http2 is None:
            # Needs the package h2; imported where the first such host is met.
            from scrapy.core.downloader.handlers.http2 import H2DownloadHandler  # noqa: PLC0415

            self._http2 = H2DownloadHandler(self._crawler)  # type: ignore[assignment]
        return await self._http2.download_request(request)  # type: ignore[union-attr]
