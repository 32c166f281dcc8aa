"""Observations on their way to the disk: at once, together, and what happens where the disk fails."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawler.check.together import MOST, PAUSE, Together
from crawler.evidence.warc import EvidenceFile
from crawler.history.record import Observation, Run
from crawler.history.schema import HistoryError
from crawler.history.store import History

RUN = Run(id="r", started_at="2026-03-01T06:00:00Z", finished_at="", web="live", network="ok")


class _Clock:
    """A clock that stands until it is set."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class _Desk:
    """A history with the evidence beside it, and what is on the disk as another process sees it."""

    def __init__(self, folder: Path) -> None:
        self.clock = _Clock()
        self.path = folder / "history.db"
        self.history = History(self.path)
        self.history.begin_run(RUN, "o", {})
        self.file = EvidenceFile(folder / "evidence.warc.gz")
        self.together = Together(self.history, RUN.id, self.file, self.clock)

    def add(self, number: int) -> None:
        self.together.add(Observation("live", f"http://a.example/{number}", RUN.started_at, b"{}"))

    def stored(self) -> list[str]:
        with closing(sqlite3.connect(self.path)) as other:
            found = other.execute("SELECT address FROM observations ORDER BY address")
            return [address.rpartition("/")[2] for (address,) in found]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[_Desk]:
    made = _Desk(tmp_path)
    yield made
    made.file.close()
    made.history.close()


def test_the_first_and_each_after_a_pause_are_stored_at_once(desk: _Desk) -> None:
    desk.add(1)
    assert desk.stored() == ["1"]
    desk.clock.now += 2 * PAUSE
    desk.add(2)
    assert desk.stored() == ["1", "2"]


def test_what_comes_soon_after_waits_for_more(desk: _Desk) -> None:
    for number in (1, 2, 3):
        desk.add(number)
    assert desk.stored() == ["1"]
    desk.clock.now += 2 * PAUSE
    desk.add(4)
    assert desk.stored() == ["1", "2", "3", "4"]


def test_commit_stores_all_that_waits(desk: _Desk) -> None:
    desk.add(1)
    desk.add(2)
    desk.together.commit()
    assert desk.stored() == ["1", "2"]
    desk.together.commit()
    assert desk.stored() == ["1", "2"]


def test_no_more_than_some_wait(desk: _Desk) -> None:
    desk.add(0)
    for number in range(1, MOST + 1):
        desk.add(number)
    assert len(desk.stored()) == MOST + 1


def test_nothing_waits_for_long_where_nothing_more_comes(desk: _Desk) -> None:
    async def crawl() -> None:
        desk.add(1)
        desk.add(2)
        assert desk.stored() == ["1"]
        while len(desk.stored()) < 2:  # noqa: ASYNC110 - the alarm rings by itself
            await asyncio.sleep(0.01)

    asyncio.run(crawl())
    assert desk.stored() == ["1", "2"]


def test_requests_to_archives_are_counted_with_the_others(desk: _Desk) -> None:
    for service in ("playback", "index", "playback"):
        desk.together.count(service)
    assert desk.history.archive_requests(RUN.id).total == 1
    desk.together.commit()
    counted = desk.history.archive_requests(RUN.id)
    assert (counted.index, counted.playback) == (1, 2)


def test_an_observation_made_again_replaces_the_first(desk: _Desk) -> None:
    desk.add(1)
    desk.add(1)
    desk.together.commit()
    assert desk.stored() == ["1"]


def test_a_history_that_cannot_be_written_is_told_to_whoever_adds_next(desk: _Desk) -> None:
    async def crawl() -> None:
        desk.add(1)
        desk.add(2)
        desk.history.close()
        while True:
            await asyncio.sleep(0.01)
            desk.add(3)

    with pytest.raises(HistoryError, match="Nothing was changed"):
        asyncio.run(crawl())
    assert desk.stored() == ["1"]


def test_what_could_not_be_stored_waits_still(desk: _Desk) -> None:
    desk.add(1)
    desk.add(2)
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as other:
        other.execute("DROP TABLE observations")
    with pytest.raises(HistoryError):
        desk.together.commit()
    with pytest.raises(HistoryError):
        desk.together.commit()


def test_evidence_is_on_the_disk_before_history_rests_on_it(desk: _Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(EvidenceFile, "sync", lambda _: seen.append(desk.stored()))
    desk.add(1)
    assert seen == [[]]
    assert desk.stored() == ["1"]
