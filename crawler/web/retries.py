"""Asks again where a second try may well succeed, after the wait that the server asks for: the whole host waits."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.web.trail import trail_of

PASSING = frozenset({"timeout", "reset", "refused", "dns-timeout", "dns-servfail"})
"""Failures that a second try may mend; the others stay what they are."""

BUSY = frozenset({429, 500, 502, 503, 504})


class RetryMiddleware:
    """Settings: `RETRY_TIMES`, `CITEWATCH_RETRY_DELAY` (seconds before the first second try; it doubles), and
    `CITEWATCH_RETRY_AFTER_LIMIT` (seconds: who asks for a longer wait is not asked again in this run).
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._times = crawler.settings.getint("RETRY_TIMES")
        self._delay = crawler.settings.getfloat("CITEWATCH_RETRY_DELAY")
        self._limit = crawler.settings.getfloat("CITEWATCH_RETRY_AFTER_LIMIT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RetryMiddleware:
        """Scrapy's constructor."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """A second request for a busy server, or the answer itself."""
        if response.status not in BUSY or not self._may_retry(request):
            return response
        asked = read_retry_after(response.headers.get(b"Retry-After"), datetime.now(UTC))
        wait = self._wait(request) if asked is None else asked
        self._pause(request, min(wait, self._limit))
        return response if wait > self._limit else self._again(request)

    def process_exception(self, request: Request, exception: Exception) -> Request | None:  # noqa: ARG002 - Scrapy's signature
        """A second request after a passing failure."""
        failure = trail_of(request).failure
        if failure is None or failure.kind not in PASSING or not self._may_retry(request):
            return None
        self._pause(request, self._wait(request))
        return self._again(request)

    def _may_retry(self, request: Request) -> bool:
        return bool(request.meta.get("retry_times", 0) < self._times) and not request.meta.get("dont_retry")

    def _wait(self, request: Request) -> float:
        return float(self._delay * 2 ** request.meta.get("retry_times", 0))

    def _again(self, request: Request) -> Request:
        again = request.replace(dont_filter=True)
        again.meta["retry_times"] = request.meta.get("retry_times", 0) + 1
        trail_of(again).failure = None
        return again

    def _pause(self, request: Request, seconds: float) -> None:
        """Holds the slot of the request's host: Scrapy waits until `lastseen` plus `delay` is past."""
        slot = self._crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        if slot is not None:
            slot.delay = slot.delay or 0.001
            slot.lastseen = max(slot.lastseen, monotonic() + seconds)


def read_retry_after(value: bytes | None, now: datetime) -> float | None:
    """Seconds to wait from `now`, from a Retry-After header in either form; None where it says nothing readable."""
    if value is None:
        return None
    text = value.decode("latin-1").strip()
    try:
        return max(0.0, float(text))
    except ValueError:
        pass
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, ((until if until.tzinfo else until.replace(tzinfo=UTC)) - now).total_seconds())
