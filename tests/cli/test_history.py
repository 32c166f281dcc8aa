"""`citewatch history` and `citewatch report`: what was recorded, again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from crawler.check.run_settings import remember
from crawler.cli.timeline import render_timeline, timeline_of
from crawler.history.identity import identities
from crawler.history.record import Report, Row
from crawler.history.store import History
from crawler.reports.summary import STAND_IN
from crawler.spiders.process import settings_of
from tests.program import Program
from tests.reports.samples import HOSTILE_TITLES, flag, live, report, row

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
    assert f"    the same in the next 2 runs, the last of them {times[3]}\n" in shown
    assert shown.index(times[0]) < shown.index(times[1]) < shown.index(times[4])
    assert "flagged moved" in shown


def test_runs_that_said_the_same_up_to_now_end_with_the_last_of_them() -> None:
    times = [f"2026-01-0{day}T00:00:00Z" for day in range(1, 4)]
    assert render_timeline("3", [(time, row(3)) for time in times[:2]]).endswith(
        f"    the same in the next run too, {times[1]}\n"
    )
    assert render_timeline("3", [(time, row(3)) for time in times]).endswith(
        f"    the same in the next 2 runs, the last of them {times[2]}\n"
    )


def recorded(folder: Path, *runs: Report) -> History:
    history = History(folder / "history.db")
    for each in runs:
        history.begin_run(each.run, "o", each.article)
        owners = identities([row.cited for row in each.rows]).values()
        history.finish_run(each, owners, [row.label for row in each.rows], [])
    return history


COMING = {
    "seen once": (row(1, live=live()), "Next check due: 2025-06-02 04:00 UTC"),
    "a timeout": (row(1, live=live("timeout")), "Next check due: 2025-06-02 04:00 UTC"),
    "the network was lost": (row(1, live=live("offline", checked_at=None)), "Next check due: now."),
    "no address": (row(1, live=live("no-url")), "Nothing to ask until it has an address."),
}


@pytest.mark.parametrize(("last", "said"), COMING.values(), ids=list(COMING))
def test_when_the_next_check_is_due(tmp_path: Path, last: Row, said: str) -> None:
    with closing(recorded(tmp_path, report(last))) as history:
        shown = timeline_of(history, tmp_path, "1")
    assert shown.splitlines()[-1].startswith(said)
    assert STAND_IN not in shown


def test_the_run_s_settings_say_when_the_next_check_is_due(tmp_path: Path) -> None:
    judged = report(row(1, live=live(confirmed=True)))
    with closing(recorded(tmp_path, judged)) as history:
        remember(history, judged.run.id, settings_of({"CITEWATCH_RECHECK_DAYS": "3"}))
        shown = timeline_of(history, tmp_path, "1")
    assert "Next check due: 2025-06-04 04:00 UTC" in shown


def test_a_stand_in_s_history_says_so_first(tmp_path: Path) -> None:
    with closing(recorded(tmp_path, report(row(1), web="replay"))) as history:
        assert timeline_of(history, tmp_path, "1").startswith(STAND_IN)


def test_a_footnote_that_the_list_has_lost(tmp_path: Path) -> None:
    first, then = report(row(1), row(2, "B")), report(row(1), run_id="later")
    with closing(recorded(tmp_path, first, then)) as history:
        assert timeline_of(history, tmp_path, "2").endswith("It is no longer in the list.\n")


@pytest.mark.parametrize("begun", [False, True], ids=["no history", "no finished run"])
@pytest.mark.parametrize("stand_in", [False, True], ids=["alone", "a stand-in's beside"])
def test_where_no_run_has_finished_the_stand_in_s_are_named(offline: Program, *, begun: bool, stand_in: bool) -> None:
    if stand_in:
        recorded(offline.reports / "replay", report(row(1), web="replay")).close()
    if begun:
        recorded(offline.reports).close()
    ended = offline.run("history", "1")
    assert ended.status == 2
    assert "citewatch check" in ended.err
    assert ("--reports reports/replay" in ended.err) is stand_in


def test_hostile_titles_do_nothing_to_a_terminal() -> None:
    for title in HOSTILE_TITLES.values():
        shown = render_timeline("1", [("2026-01-01T00:00:00Z", row(1, title))])
        assert "\x1b" not in shown
        assert "\u202e" not in shown
