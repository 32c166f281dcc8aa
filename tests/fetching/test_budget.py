"""A request waits for its turn at an archive, no longer than the run's patience; nothing here takes real time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.signalmanager import SignalManager

from crawler.archives.budget import INDEX, WINDOW
from crawler.web.budget import BUDGET_SPENT, PATIENCE_SHARE, Budget, archive_asked
from crawler.web.budget_store import BudgetStore
from crawler.web.left_alone import NOT_ASKED, leave_alone

QUESTION = "https://web.archive.org/cdx/search/cdx?url=https://a.example/"
PLAY = "https://web.archive.org/web/20200101000000id_/https://a.example/"
SLOT = "wayback-cdx"


class _Crawler:
    """What a budget needs of a crawler."""

    def __init__(self, settings: dict[str, object]) -> None:
        self.settings = BaseSettings(
            {"CITEWATCH_CDX_PER_MINUTE": 2, "CITEWATCH_REPLAY_PER_MINUTE": 0, "CITEWATCH_ARCHIVE_PATIENCE": 1_000}
            | settings
        )
        self.signals = SignalManager(self)
        self.crawling = True
        self.asked: list[str] = []
        self.signals.connect(self._count, archive_asked)

    def _count(self, service: str) -> None:
        self.asked.append(service)


class _Room:
    """A clock that moves only when somebody sleeps, and crawls that share one budget."""

    def __init__(self, path: Path) -> None:
        self.now = 1_000.0
        self.path = path
        self.slept: list[float] = []
        self.on_sleep: Callable[[], None] = lambda: None

    def store(self) -> BudgetStore:
        return BudgetStore(lambda: self.now, lambda: self.path)

    def crawl(self, **settings: object) -> tuple[Budget, _Crawler]:
        crawler = _Crawler(settings)
        return Budget(cast("Crawler", crawler), self.store(), lambda: self.now, self._sleep), crawler

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        self.on_sleep()


@pytest.fixture
def room(tmp_path: Path) -> _Room:
    return _Room(tmp_path / "budget.db")


def _turn(budget: Budget, address: str = QUESTION, **meta: Any) -> Response | None:
    return asyncio.run(budget.turn(Request(address, meta={"download_slot": SLOT, **meta})))


def test_within_the_limit_nobody_waits(room: _Room) -> None:
    budget, crawler = room.crawl()
    assert [_turn(budget), _turn(budget)] == [None, None]
    assert room.slept == []
    assert crawler.asked == ["index", "index"]


def test_beyond_it_the_next_waits_for_its_turn(room: _Room) -> None:
    budget, crawler = room.crawl()
    assert [_turn(budget) for _ in range(3)] == [None] * 3
    assert sum(room.slept) == pytest.approx(WINDOW)
    assert crawler.asked == ["index"] * 3


def test_another_run_waits_too(room: _Room) -> None:
    _turn(room.crawl(CITEWATCH_CDX_PER_MINUTE=1)[0])
    _turn(room.crawl(CITEWATCH_CDX_PER_MINUTE=1)[0])
    assert sum(room.slept) == pytest.approx(WINDOW)


def test_who_would_wait_longer_than_the_patience_is_told_so_at_once(room: _Room) -> None:
    budget, crawler = room.crawl(CITEWATCH_ARCHIVE_PATIENCE=30)
    _turn(budget)
    _turn(budget)
    answer = _turn(budget)
    assert answer is not None
    assert (answer.status, set(answer.flags)) == (429, {NOT_ASKED, BUDGET_SPENT})
    assert answer.headers[b"Retry-After"] == b"62"
    assert room.slept == []
    assert crawler.asked == ["index", "index"]


def test_the_patience_begins_with_the_first_request_and_not_anew_with_each(room: _Room) -> None:
    budget, _ = room.crawl(CITEWATCH_CDX_PER_MINUTE=1, CITEWATCH_ARCHIVE_PATIENCE=150)
    assert [_turn(budget) is None for _ in range(4)] == [True, True, True, False]


def test_a_request_may_use_a_share_of_it(room: _Room) -> None:
    budget, _ = room.crawl(CITEWATCH_CDX_PER_MINUTE=1, CITEWATCH_ARCHIVE_PATIENCE=100)
    half = {PATIENCE_SHARE: 0.5}
    assert [_turn(budget, **half) is None, _turn(budget, **half) is None, _turn(budget) is None] == [True, False, True]


def test_without_a_limit_nobody_waits(room: _Room) -> None:
    budget, crawler = room.crawl(CITEWATCH_CDX_PER_MINUTE=0, CITEWATCH_ARCHIVE_PATIENCE=0)
    assert [_turn(budget) for _ in range(50)] == [None] * 50
    assert crawler.asked == ["index"] * 50


def test_what_is_no_archives_is_neither_counted_nor_kept_waiting(room: _Room) -> None:
    budget, crawler = room.crawl(CITEWATCH_CDX_PER_MINUTE=1, CITEWATCH_ARCHIVE_PATIENCE=0)
    assert [_turn(budget, "https://a.example/cdx/") for _ in range(5)] == [None] * 5
    assert crawler.asked == []
    assert not room.path.exists()


def _heed(budget: Budget, status: int, address: str = QUESTION, **headers: str) -> None:
    request = Request(address)
    assert asyncio.run(budget.turn(request)) is None
    budget.heed(request, Response(address, status, headers={name.replace("_", "-"): headers[name] for name in headers}))


@pytest.mark.parametrize(("headers", "seconds"), [({}, 60), ({"Retry_After": "90"}, 90), ({"Retry_After": "soon"}, 60)])
def test_a_429_stops_the_service_for_every_run(room: _Room, headers: dict[str, str], seconds: int) -> None:
    _heed(room.crawl()[0], 429, **headers)
    assert _turn(room.crawl()[0], PLAY) is None, "its other service goes on"
    assert room.slept == []
    assert _turn(room.crawl()[0]) is None
    assert sum(room.slept) == pytest.approx(seconds)


@pytest.mark.parametrize("status", [200, 403, 404, 500, 503])
def test_no_other_answer_does(room: _Room, status: int) -> None:
    _heed(room.crawl()[0], status, Retry_After="90")
    assert _turn(room.crawl()[0]) is None
    assert room.slept == []


def test_repeated_429s_stop_it_for_longer(room: _Room) -> None:
    for _ in range(3):
        _heed(room.crawl()[0], 429)
    assert room.store().ask(INDEX, 2) == 240


def test_an_answer_that_stands_for_a_request_that_had_no_turn_stops_nothing(room: _Room) -> None:
    budget, _ = room.crawl(CITEWATCH_CDX_PER_MINUTE=1, CITEWATCH_ARCHIVE_PATIENCE=0)
    _turn(budget)
    request = Request(QUESTION)
    answer = asyncio.run(budget.turn(request))
    assert answer is not None
    budget.heed(request, answer)
    assert room.store().ask(INDEX, 0) == 0


def test_what_the_service_told_another_meanwhile_counts(room: _Room) -> None:
    budget, crawler = room.crawl(CITEWATCH_CDX_PER_MINUTE=1)
    _turn(budget)
    enough = Response(QUESTION, 429)
    room.on_sleep = lambda: leave_alone(cast("Crawler", crawler), SLOT, enough)
    answer = _turn(budget)
    assert answer is not None
    assert answer.flags == [NOT_ASKED]
    assert crawler.asked == ["index"]


def test_the_end_of_a_crawl_ends_the_wait(room: _Room) -> None:
    budget, crawler = room.crawl(CITEWATCH_CDX_PER_MINUTE=1)
    _turn(budget)
    room.on_sleep = lambda: setattr(crawler, "crawling", False)
    answer = _turn(budget)
    assert answer is not None
    assert BUDGET_SPENT in answer.flags
    assert sum(room.slept) <= 1.0
