"""Asks a few well-known hosts whether our own network works, so that an outage of ours is no citation's fault."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

from scrapy import Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.evidence.fetch import Fetch
from crawler.web.outcome import ask, fetch_failed, fetch_of

TIMEOUT = 15.0


class ControlSpider(Spider):
    """`hosts` are names; each is asked once over HTTPS, its certificate checked, its redirects not followed."""

    name = "control"
    custom_settings = {  # noqa: RUF012 - Scrapy's class attribute
        "ROBOTSTXT_OBEY": False,
        "RETRY_TIMES": 0,
        "REDIRECT_MAX_TIMES": 0,
        "DOWNLOAD_TIMEOUT": TIMEOUT,
        "DNS_TIMEOUT": TIMEOUT,
        "DOWNLOAD_DELAY": 0,
        "CITEWATCH_EVIDENCE": "",
    }

    def __init__(self, hosts: Iterable[str] | str = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        names = hosts.split(",") if isinstance(hosts, str) else hosts
        self.hosts = tuple(name.strip() for name in names if name.strip())

    async def start(self) -> AsyncIterator[Any]:
        """One request a host."""
        for host in self.hosts:
            yield ask(f"https://{host}/", self.parse, self.failed)

    def parse(self, response: Response) -> Iterator[Fetch]:
        """Any HTTP answer will do."""
        yield fetch_of(response)

    def failed(self, failure: Failure) -> Iterator[Fetch]:
        """No answer, or a redirect that was not followed."""
        yield fetch_failed(failure)
