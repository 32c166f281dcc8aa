"""The arithmetic of the budgets: no minute holds more than the limit, whoever asks, whatever the clock does."""

from __future__ import annotations

import heapq
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.budget import (
    INDEX,
    LONGEST_STOP,
    PLAYBACK,
    SAVING,
    SHORTEST_STOP,
    WINDOW,
    Service,
    Spent,
    as_of,
    begin,
    service_of,
    stop,
    wait,
)

SERVICES = {
    "https://web.archive.org/cdx/search/cdx?url=https://a.example/": INDEX,
    "http://web.archive.org:80/cdx/search/cdx?url=a": INDEX,
    "https://web.archive.org/cdx?url=a": INDEX,
    "https://web.archive.org/web/timemap/link/https://a.example/": INDEX,
    "https://web.archive.org/web/20200101000000id_/https://a.example/": PLAYBACK,
    "https://web.archive.org//web/2020/https://a.example/": PLAYBACK,
    "https://WEB.archive.ORG./web/2020/https://a.example/cdx/": PLAYBACK,
    "http://wayback.archive.org/web/2020/http://a.example/": PLAYBACK,
    "https://archive.org/web/2020/http://a.example/": PLAYBACK,
    "https://www.waybackmachine.org/web/2020/http://a.example/": PLAYBACK,
    "https://web.archive.org/save": SAVING,
    "https://web.archive.org/save/https://a.example/": SAVING,
    "https://web.archive.org/": None,
    "https://web.archive.org/robots.txt": None,
    "https://archive.org/details/cdx": None,
    "https://wayback.archive-it.org/all/2020/https://a.example/": None,
    "https://arquivo.pt/wayback/20200101000000/https://a.example/": None,
    "https://notarchive.org/web/2020/https://a.example/": None,
    "https://a.example/web/2020/cdx": None,
    "https://[bad/": None,
    "no address": None,
}


@pytest.mark.parametrize(("address", "service"), SERVICES.items())
def test_the_service_that_an_address_asks(address: str, service: Service | None) -> None:
    assert service_of(address) == service


def test_each_service_has_its_own_key_and_limit() -> None:
    services = (INDEX, PLAYBACK, SAVING)
    assert len({each.key for each in services}) == len({each.setting for each in services}) == len(services)


WAITS = {
    "nothing yet": (Spent(), 2, 100.0, 0.0),
    "one of two": (Spent(begun=(99.0,)), 2, 100.0, 0.0),
    "two of two": (Spent(begun=(90.0, 99.0)), 2, 100.0, WINDOW - 10),
    "three, when two are allowed": (Spent(begun=(50.0, 90.0, 99.0)), 2, 100.0, WINDOW - 10),
    "no limit": (Spent(begun=(99.0,) * 1000), 0, 100.0, 0.0),
    "one in two minutes": (Spent(begun=(20.0,)), 0.5, 100.0, 2 * WINDOW - 80),
    "two and a half are two": (Spent(begun=(90.0, 99.0)), 2.5, 100.0, WINDOW - 10),
    "a stop": (Spent(stopped_at=90.0, stop=60.0), 2, 100.0, 50.0),
    "a stop without a limit": (Spent(stopped_at=90.0, stop=60.0), 0, 100.0, 50.0),
    "a stop that is over": (Spent(stopped_at=10.0, stop=60.0), 2, 100.0, 0.0),
    "a stop and a full minute": (Spent(begun=(90.0, 99.0), stopped_at=90.0, stop=20.0), 2, 100.0, WINDOW - 10),
}


@pytest.mark.parametrize(("spent", "limit", "now", "seconds"), WAITS.values(), ids=list(WAITS))
def test_how_long_to_wait(spent: Spent, limit: float, now: float, seconds: float) -> None:
    assert wait(as_of(spent, now), limit, now) == pytest.approx(seconds)


def test_what_lies_more_than_a_minute_back_is_forgotten_but_for_the_last() -> None:
    assert as_of(Spent(begun=(1.0, 2.0)), 100.0).begun == (2.0,)
    assert as_of(Spent(begun=(1.0, 60.0, 90.0)), 100.0).begun == (60.0, 90.0)


def test_what_no_limit_asks_for_leaves_no_trace() -> None:
    assert begin(Spent(), 0, 5.0) == Spent()


@given(st.lists(st.floats(0, 200)), st.integers(1, 10))
def test_no_minute_holds_more_than_the_limit(pauses: list[float], limit: int) -> None:
    now, spent, begun = 0.0, Spent(), []
    for pause in pauses:
        now += pause
        spent = as_of(spent, now)
        now += wait(spent, limit, now)
        spent = begin(as_of(spent, now), limit, now)
        begun.append(now)
    assert _most_in_a_minute(begun) <= limit


@given(st.floats(-1e6, 1e6), st.lists(st.floats(0, 1e6), max_size=5), st.floats(0, 1e6), st.integers(1, 5))
def test_a_clock_set_back_costs_no_more_than_what_it_would_cost_now(
    back: float, begun: list[float], stopped_at: float, limit: int
) -> None:
    spent = as_of(Spent(begun=tuple(sorted(begun)), stopped_at=stopped_at, stop=300.0, stops=1), back)
    seconds = wait(spent, limit, back)
    assert 0 <= seconds <= max(WINDOW, 300.0)
    later = back + seconds
    assert wait(as_of(spent, later), limit, later) == pytest.approx(0, abs=1e-6)


STOPS = {
    "it says nothing": (Spent(), None, SHORTEST_STOP),
    "it asks for less than a minute": (Spent(), 5.0, SHORTEST_STOP),
    "it asks for more": (Spent(), 600.0, 600.0),
    "it asks for a year": (Spent(), 3e7, LONGEST_STOP),
    "soon again": (Spent(stopped_at=900.0, stop=60.0, stops=1), None, 2 * SHORTEST_STOP),
    "for the fourth time": (Spent(stopped_at=900.0, stop=60.0, stops=3), None, 8 * SHORTEST_STOP),
    "again and again": (Spent(stopped_at=900.0, stop=60.0, stops=5000), None, LONGEST_STOP),
    "again, and it asks for less": (Spent(stopped_at=900.0, stop=60.0, stops=2), 60.0, 4 * SHORTEST_STOP),
    "long after": (Spent(stopped_at=-9000.0, stop=60.0, stops=3), None, SHORTEST_STOP),
}


@pytest.mark.parametrize(("before", "asked", "seconds"), STOPS.values(), ids=list(STOPS))
def test_a_stop_lasts_as_the_service_asks_and_longer_each_time(
    before: Spent, asked: float | None, seconds: float
) -> None:
    after = stop(before, 999.0, asked, 1000.0)
    assert (after.stopped_at, after.stop) == (1000.0, seconds)


def test_answers_to_what_was_under_way_are_one_stop() -> None:
    first = stop(Spent(), 10.0, None, 11.0)
    assert stop(first, 10.5, None, 12.0) == first
    assert stop(first, 10.5, 300.0, 12.0) == replace(first, stop=301.0)


def _most_in_a_minute(times: Sequence[float]) -> int:
    ordered, first, most = sorted(times), 0, 0
    for place, at in enumerate(ordered):
        while at - ordered[first] >= 60.0:
            first += 1
        most = max(most, place - first + 1)
    return most


def _chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same accidents in each run of the tests


@dataclass
class _Archive:
    """Counts what arrives; who comes too often in a minute, or while told to stay away, is punished."""

    limit: int
    arrivals: list[float] = field(default_factory=list)

    def punished(self) -> int:
        ordered = sorted(self.arrivals)
        return sum(later - at < 60.0 for at, later in zip(ordered, ordered[self.limit :], strict=False))


def _work(archive: _Archive, questions: int, limit: float, workers: int, chance: random.Random) -> float:
    """Several processes ask all their questions, each waiting as it is told; gives the seconds that it took."""
    spent, left, now = Spent(), questions, 0.0
    turns = [(chance.random(), worker) for worker in range(workers)]
    heapq.heapify(turns)
    while left:
        now, worker = heapq.heappop(turns)
        spent = as_of(spent, now)
        seconds = wait(spent, limit, now)
        if seconds == 0:
            spent, left = begin(spent, limit, now), left - 1
            on_the_way = chance.uniform(0.0, 0.95)
            archive.arrivals.append(now + on_the_way)
            seconds = on_the_way + chance.uniform(0.0, 0.3)
        heapq.heappush(turns, (now + seconds, worker))
    return now


@pytest.mark.parametrize(("limit", "each"), [(24, 1.2), (300, 2.2), (15, 1.0)], ids=["index", "playback", "save"])
def test_the_work_of_ten_thousand_citations_is_punished_for_nothing(limit: int, each: float) -> None:
    archive, questions = _Archive(limit), int(10_000 * each)
    seconds = _work(archive, questions, limit, workers=3, chance=_chance(limit))
    assert len(archive.arrivals) == questions
    assert archive.punished() == 0
    assert questions / seconds * 60 > 0.95 * limit, "and what is allowed is used"


def test_the_archive_of_these_tests_does_punish() -> None:
    archive = _Archive(24)
    _work(archive, 200, 30, workers=3, chance=_chance(1))
    assert archive.punished() > 0


def test_nobody_asks_while_a_service_wants_to_be_left_alone() -> None:
    """Somebody else behind the same address uses the limit up now and then: no 429 is ever ignored."""
    chance, spent, now = _chance(7), Spent(), 0.0
    closed_until, ignored, asked = 0.0, 0, 0
    while asked < 2_000:
        spent = as_of(spent, now)
        seconds = wait(spent, 24, now)
        if seconds == 0:
            spent, asked = begin(spent, 24, now), asked + 1
            ignored += now < closed_until
            if chance.random() < 0.02:
                closed_until = now + 60.0
                spent = stop(spent, now, 60.0, now)
            seconds = 0.1
        now += seconds
    assert ignored == 0
