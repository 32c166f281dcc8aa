"""`citewatch history` and `citewatch report`: what was recorded, again."""

from __future__ import annotations

import pytest

from crawler.cli.timeline import render_timeline
from tests.program import Program
from tests.reports.samples import HOSTILE_TITLES, flag, live, row

GONE = {"title": "A page that is gone", "url": "https://not-found.example/article"}


def test_a_footnotes_timeline(program: Program) -> None:
    program.cite([GONE])
    program.check()
    ended = program.run("history", "1")
    assert ended.status == 0, ended.err
    assert "not-found" in ended.out
    assert GONE["url"] in ended.out


@pytest.mark.parametrize("words", [["history", "7"], ["report", "--run", "another"]], ids=["footnote", "run"])
def test_what_is_not_there_is_said(program: Program, words: list[str]) -> None:
    program.cite([GONE])
    program.check()
    ended = program.run(*words)
    assert ended.status == 2
    assert words[-1] in ended.err


@pytest.mark.parametrize("words", [["history", "1"], ["report"]], ids=["history", "report"])
def test_where_nothing_was_recorded_nothing_is_made(program: Program, words: list[str]) -> None:
    ended = program.run(*words)
    assert ended.status == 2
    assert "citewatch check" in ended.err
    assert not program.reports.exists()


def test_runs_that_say_the_same_are_counted() -> None:
    times = [f"2026-01-0{day}T00:00:00Z" for day in range(1, 6)]
    said = [row(3, "A work"), *[row(3, "A work", live=live("timeout"))] * 3, row(3, "A work", flags=(flag("moved"),))]
    shown = render_timeline("3", list(zip(times, said, strict=True)))
    assert shown.count("timeout") == 2, "the verdict, and its explanation"
    assert "the same in the next 2 runs" in shown
    assert shown.index(times[0]) < shown.index(times[1]) < shown.index(times[4])
    assert "flagged moved" in shown


def test_hostile_titles_do_nothing_to_a_terminal() -> None:
    for title in HOSTILE_TITLES.values():
        shown = render_timeline("1", [("2026-01-01T00:00:00Z", row(1, title))])
        assert "\x1b" not in shown
        assert "\u202e" not in shown
