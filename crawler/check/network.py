"""Vouches for failures: what our own network may have caused counts only while a control host answers.

A failure that the network could have caused waits until the control hosts have been asked. If none answers, it is
forgotten. If one does, its address is asked once more: an outage may have been over before anybody looked, but not have
come back for the same address. What fails twice in the same way, a control host's answer between, stands. So does an
answer that nobody signed, and that does not show what was cited. A network that stays away ends the run early.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler.evidence.address import pieces
from crawler.evidence.fetch import Fetch
from crawler.evidence.search import Search
from crawler.spiders.our_network import caused_by_us, is_unsigned, network_works
from crawler.spiders.process import InterruptedWorkError, crawl, stop, uncounted, work
from crawler.web.resolver import control_hosts_are_mapped
from crawler.web.robots import forget_robots

Item = Fetch | Search
Sink = Callable[[Item, str], None]
Carry = Callable[["Crawl"], Awaitable[int]]
"""Carries a crawl out in other processes; hands on what has come, which needs no witness any more, and says of how many
addresses they could not say anything.
"""

Count = Callable[[str], None]

ROUNDS = 4
"""How often a run asks: for all, then for what failed or was lost. Two ways to end leave room for an outage."""

SOON = 1.0
"""Seconds between two looks while the network works: an outage that is over before the next look would go unnoticed."""


@dataclass(frozen=True, slots=True)
class Crawl:
    """One spider with its arguments, and the kind under which what it fetches is recorded.

    `carry` is who carries it out, None for this process.
    """

    spider: type[Spider]
    kind: str
    arguments: Mapping[str, Any]
    carry: Carry | None = None


Plan = Callable[[], Sequence[Crawl]]


def _never(_: Fetch) -> bool:
    return False


class NetworkRun:
    """Crawls what `plan` says until nothing is lost, then what each of `then` says, asked when its turn has come.

    `offline` and `degraded` say what our own network did meanwhile.
    `count` is given the name of the archive's service at each request to one (crawler.archives.budget). `is_sure` says
    of a fetch that it shows what was cited, so that no captive portal can have given it.

    Settings: `CITEWATCH_CONTROL_HOSTS`; `CITEWATCH_CONTROL_SPACING` (seconds between two looks at our own network while
    it is away); `CITEWATCH_OUTAGE_PATIENCE` (seconds without a network after which the run gives up).
    """

    def __init__(
        self,
        settings: Settings,
        sink: Sink,
        plan: Plan,
        count: Count = uncounted,
        *,
        then: Sequence[Plan] = (),
        is_sure: Callable[[Fetch], bool] = _never,
    ) -> None:
        self._settings = settings
        self._count = count
        self._sink = sink
        self._plans = (plan, *then)
        self._spacing = settings.getfloat("CITEWATCH_CONTROL_SPACING")
        self._patience = settings.getfloat("CITEWATCH_OUTAGE_PATIENCE")
        self._is_sure = is_sure
        self._portals = not control_hosts_are_mapped(settings)
        self._doubtful: list[tuple[Item, str]] = []
        self._ended: set[tuple[str, str, str]] = set()
        self._doubt = asyncio.Event()
        self._lost = 0
        self._outage: datetime | None = None
        self._is_out = False
        self._gave_up = False
        self.offline = False
        self.degraded = False

    def run(self) -> None:
        """Raises InterruptedWorkError on a signal; what was seen before has been handed on."""
        work(self._settings, self._work)

    async def _work(self, process: AsyncCrawlerProcess) -> None:
        if not await self._network_works(process):
            self.offline = True
            return
        for plan in self._plans:
            await self._carry_out(process, plan)
            self.degraded = self._lost > 0
            if self._lost or self._gave_up:
                return

    async def _carry_out(self, process: AsyncCrawlerProcess, plan: Plan) -> None:
        for _ in range(ROUNDS):
            self._lost = 0
            await self._round(process, plan())
            if not self._lost or self._gave_up or not await self._sits_out(process, asyncio.Event()):
                return

    async def _round(self, process: AsyncCrawlerProcess, crawls: Sequence[Crawl]) -> None:
        if not crawls:
            return
        over = asyncio.Event()
        watch = asyncio.ensure_future(self._watch(process, over))
        try:
            await asyncio.gather(*(self._one(process, wanted) for wanted in crawls))
        except InterruptedWorkError:
            if not self._gave_up:
                raise
        finally:
            # Not cancelled: a look at our own network that has begun is a crawl, and must end as one.
            over.set()
            self._doubt.set()
            await watch
        await self._settle(process)

    async def _one(self, process: AsyncCrawlerProcess, wanted: Crawl) -> None:
        def take(item: Item) -> None:
            kind = "search" if isinstance(item, Search) else wanted.kind
            if may_be_ours(item) or self._needs_a_witness(item):
                self._doubtful.append((item, kind))
                self._doubt.set()
            else:
                self._sink(item, kind)

        if wanted.carry:
            lost = await wanted.carry(wanted)
            self._lost += lost
            return
        await crawl(process, wanted.spider, take, self._count, **wanted.arguments)

    async def _watch(self, process: AsyncCrawlerProcess, over: asyncio.Event) -> None:
        """Looks at our own network as soon as something is in doubt, and through an outage until it ends or lasts."""
        while not over.is_set():
            await self._doubt.wait()
            self._doubt.clear()
            if not over.is_set() and not await self._sits_out(process, over):
                self._gave_up = True
                await stop(process)
                return
            await _either(over, SOON)

    async def _sits_out(self, process: AsyncCrawlerProcess, over: asyncio.Event) -> bool:
        """Waits for the network to come back; False when it stays away for longer than the patience."""
        began = datetime.now(UTC)
        while not await self._settle(process) and not over.is_set():
            if (datetime.now(UTC) - began).total_seconds() >= self._patience:
                return False
            await _either(over, self._spacing)
        return True

    async def _settle(self, process: AsyncCrawlerProcess) -> bool:
        """Lets the doubtful failures stand, or forgets them; says whether the network works."""
        waiting, self._doubtful = self._doubtful, []
        if not waiting and not self._is_out:
            return True
        was_out = self._is_out
        works = not self._gave_up and await self._network_works(process)
        for item, kind in waiting:
            if works and not was_out and not self._was_out_since(item) and self._failed_before(item, kind):
                self._sink(item, kind)
            else:
                self._lost += 1
        return works

    def _failed_before(self, item: Item, kind: str) -> bool:
        """Whether this is the second time that it ended so in a network that works."""
        ended = (kind, item.address, _end_of(item))
        known = ended in self._ended
        self._ended.add(ended)
        return known

    def _needs_a_witness(self, item: Item) -> bool:
        """Whether an answer was cut off, or nobody signed it, and it does not show what was cited."""
        if isinstance(item, Search):
            return False
        return (not item.intact or (self._portals and is_unsigned(item))) and not self._is_sure(item)

    def _was_out_since(self, item: Item) -> bool:
        return self._outage is not None and self._outage >= datetime.fromisoformat(item.asked_at)

    async def _network_works(self, process: AsyncCrawlerProcess) -> bool:
        works = await network_works(process, self._settings)
        if self._is_out or not works:
            forget_robots()
        self._is_out = not works
        if not works:
            self._outage = datetime.now(UTC)
        return works


async def _either(event: asyncio.Event, seconds: float) -> None:
    """Waits for the event, but no longer than `seconds`."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)


def may_be_ours(item: Item) -> bool:
    """Whether our own network may have caused what went wrong."""
    if isinstance(item, Search):
        # An answer of whatever kind, which then stands in the evidence, came over a network that works.
        return item.failure == "archive-unreachable" and not item.record
    return item.failure is not None and caused_by_us(item.failure)


def _end_of(item: Item) -> str:
    """How it ended, in few words: the same words twice are the same end."""
    if isinstance(item, Search):
        return item.failure
    if item.failure is not None:
        return item.failure.kind
    title = item.page.titles[0].text if item.page and item.page.titles else ""
    return f"{item.status} {pieces(item.final_url).hostname} {title}"
