"""The course of each citation through the last runs, whatever its number was then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.history.courses import RUNS, with_courses
from crawler.history.identity import identities
from crawler.history.record import Report
from crawler.history.store import History
from tests.reports.samples import archive, live, report, row


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with closing(History(tmp_path / "history.db")) as opened:
        yield opened


def run(history: History, number: int, *rows: object, at: str = "") -> Report:
    made = report(*rows)  # type: ignore[arg-type] # rows of the samples
    made = replace(made, run=replace(made.run, id=f"run-{number}", finished_at=at or f"2026-01-{number:02}T04:00:00Z"))
    history.begin_run(made.run, "o", {})
    history.finish_run(made, identities([each.cited for each in made.rows]).values(), [], [])
    return made


DEAD = row(1, "A", live=live("not-found", url="https://a.example/"), archive=archive("missing"))
FINE = row(1, "A", live=live(url="https://a.example/"))


def test_a_renumbered_citation_keeps_its_course(history: History) -> None:
    run(history, 1, FINE)
    run(history, 2, DEAD)
    last = run(history, 3, row(1, "B", live=live(url="https://b.example/")), replace(DEAD, number=2))
    courses = with_courses(last, history).courses
    assert [standing.health for standing in courses["2"]] == ["healthy", "dead", "dead"]
    assert [standing.at for standing in courses["1"]] == ["2026-01-03T04:00:00Z"]


def test_a_run_that_is_not_recorded_yet_comes_last(history: History) -> None:
    run(history, 1, DEAD)
    coming = replace(report(FINE), run=replace(report().run, id="run-2", finished_at="2026-01-02T04:00:00Z"))
    history.begin_run(coming.run, "o", {})
    assert [each.health for each in with_courses(coming, history).courses["1"]] == ["dead", "healthy"]


def test_an_earlier_run_written_again_knows_nothing_of_later_ones(history: History) -> None:
    first = run(history, 1, FINE)
    run(history, 2, DEAD)
    assert [each.health for each in with_courses(first, history).courses["1"]] == ["healthy"]


def test_the_order_is_that_of_the_runs_whatever_the_clock_said(history: History) -> None:
    run(history, 1, FINE, at="2030-01-01T00:00:00Z")
    last = run(history, 2, DEAD, at="2026-01-01T00:00:00Z")
    assert [each.health for each in with_courses(last, history).courses["1"]] == ["healthy", "dead"]


def test_a_course_is_bounded(history: History) -> None:
    for number in range(1, RUNS + 4):
        last = run(history, number, FINE, at=f"2026-01-01T00:{number:02}:00Z")
    course = with_courses(last, history).courses["1"]
    assert len(course) == RUNS
    assert course[-1].at == last.run.finished_at
