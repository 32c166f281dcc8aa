"""Scrapy's process: the project's settings with the user's over them, and one reactor for one piece of work."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from scrapy import Spider, signals
from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from twisted.internet.error import ReactorNotRunning
from twisted.python.failure import Failure

from crawler.web.budget import archive_asked
from crawler.web.connect_to import parse_rule
from crawler.web.lookup import split_server
from crawler.web.ports import parse_ports
from crawler.web.recorder import evidence_lost

GRACE = 3.0
"""Seconds that a signal leaves to requests under way; each answer before is kept as it came."""

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class SettingError(ValueError):
    """A setting cannot be read; the message says which, what was found and what is expected."""


class InterruptedWorkError(Exception):
    """A signal ended the work before it was done."""


class _Process(AsyncCrawlerProcess):
    """`ending` is the end of the work after a signal, None before one."""

    ending: asyncio.Future[None] | None = None

    def interrupt(self) -> None:
        """The first signal ends the work in an orderly way, the second at once."""
        if self.ending is None:
            self.ending = asyncio.ensure_future(self._end())
        else:
            _stop_reactor()

    async def _end(self) -> None:
        """Scrapy would wait for each request under way, however long its server takes."""
        if self.crawlers:
            await asyncio.wait([asyncio.ensure_future(stop(self))], timeout=GRACE)
        _stop_reactor()


def settings_of(overrides: Mapping[str, Any]) -> Settings:
    """The project's settings with the user's. Raises SettingError for one that cannot be read."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(dict(overrides), priority="cmdline")
    try:
        for rule in settings.getlist("CITEWATCH_CONNECT_TO"):
            parse_rule(rule)
        if settings.get("CITEWATCH_DNS_SERVER"):
            split_server(settings["CITEWATCH_DNS_SERVER"])
        parse_ports(settings.getlist("CITEWATCH_PORTS"))
    except ValueError as error:
        raise SettingError(str(error)) from error
    return settings


def work(settings: Settings, job: Callable[[AsyncCrawlerProcess], Awaitable[None]]) -> None:
    """Runs `job` in Scrapy's reactor, which a process can start once.

    Raises InterruptedWorkError on SIGINT or SIGTERM: what is under way then has GRACE to end, and none after a second
    signal.
    """
    process = _Process(settings)
    logging.getLogger("scrapy").setLevel(settings["LOG_LEVEL"])
    loop = asyncio.get_event_loop()
    task = loop.create_task(_finished(job(process)))
    task.add_done_callback(lambda _: _stop_reactor())
    before = {number: signal.getsignal(number) for number in SIGNALS}
    for number in SIGNALS:
        loop.add_signal_handler(number, process.interrupt)
    try:
        process.start(stop_after_crawl=False, install_signal_handlers=False)
    finally:
        for number in SIGNALS:
            loop.remove_signal_handler(number)
            signal.signal(number, before[number])
    if process.ending or not task.done() or task.cancelled():
        raise InterruptedWorkError
    task.result()


def uncounted(service: str) -> None:
    """Nobody counts the requests to an archive's `service`."""


async def crawl(
    process: AsyncCrawlerProcess,
    spider: type[Spider],
    take: Callable[[Any], None],
    count: Callable[[str], None] = uncounted,
    **arguments: Any,
) -> None:
    """One spider's crawl; `take` is given each item as it comes, `count` the archive service of each request to one.

    What `take`, `count` or the spider itself raises ends the crawl and is raised here, as is EvidenceLostError: after
    it no item is taken. Raises InterruptedWorkError where a signal cut the crawl short, or came before it.
    """
    if isinstance(process, _Process) and process.ending:
        raise InterruptedWorkError
    crawler = process.create_crawler(spider)
    course = _Course(crawler, take, count)
    await process.crawl(crawler, **arguments)
    if course.faults:
        raise course.faults[0]
    if course.reasons != ["finished"]:
        raise InterruptedWorkError


class _Course:
    """How one crawl goes: `faults` are what ends it, `reasons` why its spider was closed."""

    def __init__(self, crawler: Crawler, take: Callable[[Any], None], count: Callable[[str], None]) -> None:
        self._crawler = crawler
        self._take = take
        self._count = count
        self._stopping: list[asyncio.Future[None]] = []
        self.faults: list[Exception] = []
        self.reasons: list[str] = []
        for handler, signalled in (
            (self._asked, archive_asked),
            (self._taken, signals.item_scraped),
            (self._raised, signals.spider_error),
            (self._closed, signals.spider_closed),
            (self._fail, evidence_lost),
        ):
            crawler.signals.connect(handler, signalled)

    def _fail(self, error: Exception) -> None:
        self.faults.append(error)
        self._stopping.append(asyncio.ensure_future(_stop(self._crawler)))

    def _taken(self, item: Any) -> None:
        if not self.faults:
            self._hand_on(self._take, item)

    def _asked(self, service: str) -> None:
        self._hand_on(self._count, service)

    def _raised(self, failure: Failure) -> None:
        error = failure.value
        self._fail(error if isinstance(error, Exception) else Exception(failure.getErrorMessage()))

    def _closed(self, reason: str) -> None:
        self.reasons.append(reason)

    def _hand_on(self, to: Callable[[Any], None], what: Any) -> None:
        try:
            to(what)
        except Exception as error:  # noqa: BLE001 - Scrapy would log it and go on
            self._fail(error)


async def stop(process: AsyncCrawlerProcess) -> None:
    """Ends all crawls under way, after the requests that are."""
    await asyncio.gather(*(_stop(crawler) for crawler in process.crawlers))


async def _stop(crawler: Crawler) -> None:
    """Scrapy 2.19 waits for ever for an item of the spider's start whose handling it has cut off itself."""
    while _handles_items(crawler.engine):  # noqa: ASYNC110 - Scrapy has no event for it
        await asyncio.sleep(0.01)
    await crawler.stop_async()


def _handles_items(engine: ExecutionEngine | None) -> bool:
    slot = engine.scraper.slot if engine else None
    return slot is not None and slot.itemproc_size > 0


async def _finished(job: Awaitable[None]) -> None:
    await job


def _stop_reactor() -> None:
    from twisted.internet import reactor as installed  # noqa: PLC0415 - importing it installs it

    reactor: Any = installed
    with suppress(ReactorNotRunning):  # a second signal may have stopped it
        reactor.stop()
