"""Turns at a host: whoever asks, and whatever becomes of them, there is a delay between two requests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.scale.store import Folder
from crawler.scale.turns import GRACE, Turns, place_of

DELAY = 2.0


class _Clock:
    """A clock that the waiting moves."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


class _Waiting(Turns):
    """Turns whose waits pass at once on a clock of their own."""

    def __init__(self, folder: Path, clock: _Clock) -> None:
        super().__init__(Folder(folder), "turns", clock)
        self.clock = clock

    async def _until(self, moment: float) -> None:
        self.clock.now = max(self.clock.now, moment)


@pytest.fixture
def make(tmp_path: Path) -> Callable[[_Clock], _Waiting]:
    return lambda clock: _Waiting(tmp_path, clock)


def _times(turns: _Waiting, requests: int, host: str = "a.example") -> list[float]:
    found = []
    for _ in range(requests):
        asyncio.run(_take(turns, host))
        found.append(turns.clock.now)
    return found


async def _take(turns: Turns, host: str) -> None:
    await turns.take(host, DELAY)


def test_the_first_request_waits_for_nobody(make: Callable[[_Clock], _Waiting]) -> None:
    assert _times(make(_Clock()), 1) == [50.0]


def test_one_process_waits_for_the_delay_alone(make: Callable[[_Clock], _Waiting]) -> None:
    assert _times(make(_Clock()), 3) == [50.0, 52.0, 54.0]


def test_hosts_do_not_wait_for_each_other(make: Callable[[_Clock], _Waiting]) -> None:
    turns = make(_Clock())
    _times(turns, 1)
    assert _times(turns, 1, "b.example") == [50.0]


def test_who_comes_after_another_waits_for_grace_and_delay(make: Callable[[_Clock], _Waiting]) -> None:
    _times(make(_Clock()), 3)
    late = make(_Clock())
    assert _times(late, 2) == [50.0 + GRACE + DELAY, 50.0 + GRACE + 2 * DELAY]


def test_two_processes_at_one_host_are_as_slow_as_one(make: Callable[[_Clock], _Waiting]) -> None:
    clock = _Clock()
    one, other = make(clock), make(clock)
    found: list[float] = []
    for _ in range(5):
        for each in (one, other):
            found += _times(each, 1)
    assert min(later - earlier for earlier, later in pairwise(found)) >= DELAY


def test_a_turn_that_another_took_is_found_taken(make: Callable[[_Clock], _Waiting]) -> None:
    clock = _Clock()
    one, other = make(clock), make(clock)
    _times(one, 1)
    _times(other, 1)
    began = clock.now
    assert _times(one, 1)[0] >= began + DELAY


class _Stopped(_Waiting):
    """A process that is stopped for a minute when it has just taken its first turn."""

    async def _until(self, moment: float) -> None:
        await super()._until(moment)
        if self._rows["a.example"].number == 1 and self.clock.now < 100:
            self.clock.now += 60


def test_a_turn_that_came_too_late_is_not_used(tmp_path: Path) -> None:
    turns = _Stopped(tmp_path, _Clock())
    _times(turns, 1)
    assert sorted(Folder(tmp_path).names(f"turns/{place_of('a.example')}")) == ["0000000001", "0000000002"]


def test_requests_of_one_process_at_once_have_turns_each(tmp_path: Path) -> None:
    turns = Turns(Folder(tmp_path), "turns")

    async def all_at_once() -> None:
        await asyncio.gather(*(turns.take("a.example", 0.01) for _ in range(5)))

    asyncio.run(all_at_once())
    assert len(Folder(tmp_path).names(f"turns/{place_of('a.example')}")) == 5


@pytest.mark.parametrize(("late", "next_turn"), [(3.5, 53.5), (0.0, 52.0)], ids=["later", "no later"])
def test_a_request_that_came_late_moves_the_next(
    make: Callable[[_Clock], _Waiting], late: float, next_turn: float
) -> None:
    turns = make(_Clock())
    _times(turns, 1)
    turns.reached("a.example", 50.0 + late)
    assert _times(turns, 1) == [next_turn]


def test_a_rest_holds_for_whoever_comes(make: Callable[[_Clock], _Waiting]) -> None:
    resting = make(_Clock())
    _times(resting, 1)
    asyncio.run(resting.rest("a.example", 60.0))
    assert _times(make(_Clock()), 2) == [50.0 + 60.0 + GRACE + DELAY, 50.0 + 60.0 + GRACE + 2 * DELAY]


def test_a_rest_holds_for_who_was_there(make: Callable[[_Clock], _Waiting]) -> None:
    clock = _Clock()
    one, other = make(clock), make(clock)
    _times(one, 1)
    _times(other, 1)
    asyncio.run(one.rest("a.example", 60.0))
    began = clock.now
    assert _times(other, 1)[0] >= began + 60.0


def test_a_rest_is_told_though_another_has_the_next_turn(make: Callable[[_Clock], _Waiting], tmp_path: Path) -> None:
    clock = _Clock()
    one, other = make(clock), make(clock)
    _times(one, 1)
    _times(other, 1)
    place = f"turns/{place_of('a.example')}"
    asyncio.run(one.rest("a.example", 60.0))
    assert sorted(Folder(tmp_path).names(place)) == ["0000000001", "0000000002", "0000000003"]
    assert Folder(tmp_path).get(f"{place}/0000000003") == b"60.0"


def test_after_a_rest_its_own_process_goes_on_by_itself(make: Callable[[_Clock], _Waiting]) -> None:
    turns = make(_Clock())
    _times(turns, 1)
    asyncio.run(turns.rest("a.example", 60.0))
    assert _times(turns, 2) == [110.0, 112.0]


@pytest.mark.parametrize("host", ["a.example", "münchen.example", "a.example:8080", "../x", "wayback-cdx", "\ud800"])
def test_every_host_is_a_word(host: str) -> None:
    assert place_of(host).isalnum()
    assert len(place_of(host)) == 24
