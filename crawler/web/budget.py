"""Lets a request to an archive's service begin when the shared budget allows it, and heeds the services' 429."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from http import HTTPStatus

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.archives.budget import Service, service_of
from crawler.web.budget_store import BudgetStore, Clock, clock
from crawler.web.left_alone import NOT_ASKED, standing_answer
from crawler.web.retry_after import read_retry_after

archive_asked = object()
"""The signal, with `service` (a name of crawler.archives.budget), that a request to an archive's service begins."""

BUDGET_SPENT = "budget-spent"
"""The flag, beside NOT_ASKED, of the answer that stands for a request which had no turn."""

PATIENCE_SHARE = "archive_patience"
"""The key of a request's meta for the share (0 to 1) of the run's patience that the request may use; 1 without it."""

COUNTED_AS = "archive_service"
"""The key of a request's meta for the service (index or playback) as which a request to an archive without a shared
limit is counted.
"""

_SHORT = 1.0
"""Seconds of sleep after which to see whether the crawl is being stopped."""

_BEGUN = "archive_begun"

Sleep = Callable[[float], Awaitable[None]]


class Budget:
    """The budget as one crawl meets it.

    Settings: `CITEWATCH_CDX_PER_MINUTE`, `CITEWATCH_REPLAY_PER_MINUTE`, `CITEWATCH_SAVE_PER_MINUTE` (0 is no limit) and
    `CITEWATCH_ARCHIVE_PATIENCE`: seconds, from a crawl's first request to an archive on, for which requests wait for
    their turn.
    """

    def __init__(
        self, crawler: Crawler, store: BudgetStore | None = None, now: Clock = clock, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._crawler = crawler
        self._store = store or BudgetStore(now)
        self._now = now
        self._sleep = sleep
        self._patience = crawler.settings.getfloat("CITEWATCH_ARCHIVE_PATIENCE")
        self._since: float | None = None

    async def turn(self, request: Request) -> Response | None:
        """Waits for the request's turn. What comes back instead of None stands for the answer: it is not to be sent."""
        service = service_of(request.url)
        if service is None:
            if counted_as := request.meta.get(COUNTED_AS):
                self._crawler.signals.send_catch_log(archive_asked, service=counted_as)
            return None
        if self._since is None:
            self._since = self._now()
        until = self._since + self._patience * float(request.meta.get(PATIENCE_SHARE, 1.0))
        limit = self._crawler.settings.getfloat(service.setting)
        while (seconds := self._store.ask(service, limit)) > 0:
            if self._now() + seconds > until or not await self._slept(seconds):
                return _no_turn(request, seconds)
            # What the service told others meanwhile counts for this request too.
            if (standing := standing_answer(self._crawler, request)) is not None:
                return standing
        request.meta[_BEGUN] = self._now()
        self._crawler.signals.send_catch_log(archive_asked, service=service.name)
        return None

    def heed(self, request: Request, response: Response) -> None:
        """Lets the service rest, for every process, where it had enough."""
        service = service_of(request.url)
        if service is not None and response.status == HTTPStatus.TOO_MANY_REQUESTS and _BEGUN in request.meta:
            self._stop(service, request, response)

    def _stop(self, service: Service, request: Request, response: Response) -> None:
        asked = read_retry_after(response.headers.get(b"Retry-After"), datetime.now(UTC))
        self._store.stop(service, float(request.meta[_BEGUN]), asked)

    async def _slept(self, seconds: float) -> bool:
        """Whether the wait could be sat out: an end of the crawl cuts it short."""
        until = self._now() + seconds
        while (rest := until - self._now()) > 0:
            if not self._crawler.crawling:
                return False
            await self._sleep(min(rest, _SHORT))
        return True


def _no_turn(request: Request, seconds: float) -> Response:
    """What the archive would say if it were asked too soon."""
    headers = {b"Retry-After": str(int(seconds) + 1).encode()}
    status = HTTPStatus.TOO_MANY_REQUESTS.value
    return Response(request.url, status, headers=headers, flags=[NOT_ASKED, BUDGET_SPENT])
