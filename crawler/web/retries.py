"""Asks again where a second try may well succeed, after the wait that the server asks for: the whole host waits."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from time import monotonic

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.web.left_alone import NOT_ASKED, leave_alone
from crawler.web.retry_after import read_retry_after
from crawler.web.trail import trail_of

PASSING = frozenset({"timeout", "reset", "refused"})
"""Failures that a second try may mend; the others stay what they are (crawler.web.lookup asks twice by itself)."""

BUSY = frozenset({429, 500, 502, 503, 504})


class RetryMiddleware:
    """Settings: `RETRY_TIMES`, `CITEWATCH_RETRY_DELAY` (seconds before the first second try; it doubles), and
    `CITEWATCH_RETRY_AFTER_LIMIT` (seconds: who asks for a longer wait is not asked again in this run).

    Who still says 429 (this client asks too much) after the last try is left alone for the rest of the run: what else
    was to be asked there gets the same answer. A 503 speaks for its own address only.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._times = crawler.settings.getint("RETRY_TIMES")
        self._delay = crawler.settings.getfloat("CITEWATCH_RETRY_DELAY")
        self._limit = crawler.settings.getfloat("CITEWATCH_RETRY_AFTER_LIMIT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RetryMiddleware:
        """Scrapy's constructor."""
        middleware = cls(crawler)
        # The only moment before the downloader takes the next request from the host's queue.
        crawler.signals.connect(middleware.heed, signals.response_downloaded)
        return middleware

    def heed(self, response: Response, request: Request) -> None:
        """Makes the host's queue wait as a busy answer asks, or lets it rest for the whole run."""
        if not _is_busy(response):
            return
        asked, wait = self._asked_wait(request, response)
        if wait <= self._limit and (asked or self._may_retry(request)):
            self._pause(request, wait)
        enough = wait > self._limit or not self._may_retry(request)
        if response.status == HTTPStatus.TOO_MANY_REQUESTS and enough and not request.meta.get("dont_retry"):
            leave_alone(self._crawler, self._slot_of(request), response)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """A second request for a busy server, or the answer itself."""
        if not _is_busy(response) or not self._may_retry(request):
            return response
        _, wait = self._asked_wait(request, response)
        return self._again(request) if wait <= self._limit else response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:  # noqa: ARG002 - Scrapy's signature
        """A second request after a passing failure."""
        failure = trail_of(request).failure
        if failure is None or failure.kind not in PASSING or not self._may_retry(request):
            return None
        self._pause(request, self._wait(request))
        return self._again(request)

    def _may_retry(self, request: Request) -> bool:
        return bool(request.meta.get("retry_times", 0) < self._times) and not request.meta.get("dont_retry")

    def _asked_wait(self, request: Request, response: Response) -> tuple[bool, float]:
        """Whether the server says how long to wait, and the seconds: as it says, else as we do by ourselves."""
        asked = asked_rest(response)
        return asked is not None, self._wait(request) if asked is None else asked

    def _wait(self, request: Request) -> float:
        return float(self._delay * 2 ** request.meta.get("retry_times", 0))

    def _again(self, request: Request) -> Request:
        again = request.replace(dont_filter=True)
        again.meta["retry_times"] = request.meta.get("retry_times", 0) + 1
        trail_of(again).failure = None
        return again

    def _slot_of(self, request: Request) -> str:
        slot: str = self._crawler.engine.downloader.get_slot_key(request)
        return slot

    def _pause(self, request: Request, seconds: float) -> None:
        """Holds the slot of the request's host: Scrapy waits until `lastseen` plus `delay` is past."""
        slot = self._crawler.engine.downloader.slots.get(self._slot_of(request))
        if slot is not None:
            slot.lastseen = max(slot.lastseen, monotonic() + seconds)


def asked_rest(response: Response) -> float | None:
    """The seconds for which a busy host asks to be left alone, None where it does not say."""
    return read_retry_after(response.headers.get(b"Retry-After"), datetime.now(UTC)) if _is_busy(response) else None


def _is_busy(response: Response) -> bool:
    return response.status in BUSY and NOT_ASKED not in response.flags
