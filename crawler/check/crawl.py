"""The crawl of a run: the spiders in one Scrapy process, between two looks at our own network."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler.evidence.fetch import Fetch
from crawler.evidence.search import Search
from crawler.spiders.control import ControlSpider
from crawler.spiders.process import crawl, work
from crawler.web.connect_to import find_target, parse_rule

Sink = Callable[[Fetch | Search, str], None]

OUR_NETWORK = frozenset({"timeout", "refused", "reset", "unroutable", "dns-nxdomain", "dns-servfail", "dns-timeout"})
"""Failures that our own network may have caused: they count only when a control host answers afterwards."""


@dataclass(frozen=True, slots=True)
class Crawl:
    """One spider with its arguments, and the kind under which what it fetches is recorded."""

    spider: type[Spider]
    kind: str
    arguments: Mapping[str, Any]


class NetworkRun:
    """Crawls, and vouches for failures: `offline` and `degraded` say what our own network did meanwhile."""

    def __init__(self, settings: Settings, sink: Sink) -> None:
        self._settings = settings
        self._sink = sink
        self._doubtful: list[tuple[Fetch | Search, str]] = []
        self.offline = False
        self.degraded = False

    def run(self, crawls: list[Crawl]) -> None:
        """Runs all crawls at once. Raises InterruptedWorkError on a signal; what was seen before has been handed on."""
        work(self._settings, lambda process: self._crawl(process, crawls))

    async def _crawl(self, process: AsyncCrawlerProcess, crawls: list[Crawl]) -> None:
        if not await self._network_works(process):
            self.offline = True
            return
        await asyncio.gather(*(self._one(process, wanted) for wanted in crawls))
        if self._doubtful and not await self._network_works(process):
            self.degraded = True
            return
        for item, kind in self._doubtful:
            self._sink(item, kind)

    async def _one(self, process: AsyncCrawlerProcess, wanted: Crawl) -> None:
        def take(item: Fetch | Search) -> None:
            kind = "search" if isinstance(item, Search) else wanted.kind
            if _may_be_ours(item):
                self._doubtful.append((item, kind))
            else:
                self._sink(item, kind)

        await crawl(process, wanted.spider, take, **wanted.arguments)

    async def _network_works(self, process: AsyncCrawlerProcess) -> bool:
        """Whether one control host answers. One that `--connect-to` reaches is trusted: any sign of it counts."""
        answers: list[Fetch] = []
        await crawl(process, ControlSpider, answers.append, hosts=self._settings.getlist("CITEWATCH_CONTROL_HOSTS"))
        return any(answer.hops or (self._is_mapped(answer) and _was_reached(answer)) for answer in answers)

    def _is_mapped(self, answer: Fetch) -> bool:
        rules = [parse_rule(rule) for rule in self._settings.getlist("CITEWATCH_CONNECT_TO")]
        host = answer.address.removeprefix("https://").rstrip("/")
        return find_target(rules, host, 443).named


def _may_be_ours(item: Fetch | Search) -> bool:
    if isinstance(item, Search):
        return item.failure == "archive-unreachable"
    return item.failure is not None and item.failure.kind in OUR_NETWORK


def _was_reached(answer: Fetch) -> bool:
    """Whether somebody was there, though no HTTP answer came: TLS failed, or what came was no HTTP."""
    return answer.failure is not None and answer.failure.kind.partition("-")[0] in ("tls", "protocol", "reset")
