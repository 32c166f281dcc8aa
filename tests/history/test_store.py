"""What history remembers, and what it does when it cannot."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.evidence.fetch import FETCH, Fetch
from crawler.history.changes import changes
from crawler.history.record import ArchiveRequests, Observation, Report, Run
from crawler.history.schema import STEPS, HistoryError
from crawler.history.store import History
from tests.reports.samples import flag, full, live, report, row

RUN = Run(id="20260101T000000Z", started_at="2026-01-01T00:00:00Z", finished_at="", web="live", network="ok")


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with closing(History(tmp_path / "history.db")) as opened:
        yield opened


def _recorded(history: History, made: Report, *, options: str = "o") -> Report:
    history.begin_run(made.run, options, made.article)
    identities = [f"title:{row.citation['title']}" for row in made.rows]
    history.finish_run(made, identities, [row.label for row in made.rows], [])
    return made


def _dated(made: Report, day: int) -> Report:
    run = replace(made.run, id=f"2026010{day}T000000Z", finished_at=f"2026-01-0{day}T00:05:00Z")
    return replace(made, run=run)


def test_a_finished_run_comes_back_as_it_was(history: History) -> None:
    made = _recorded(history, full("live"))
    assert history.report() == made
    assert history.report(made.run.id) == made
    assert history.report("another") is None


def test_the_newest_run_says_which_web_the_history_is_of(history: History) -> None:
    assert history.web() == ""
    _recorded(history, full("replay"))
    assert history.web() == "replay"
    history.begin_run(RUN, "o", {})
    assert history.web() == "live", "it has begun"


def test_an_unfinished_run_goes_on_only_with_the_same_options_and_soon(history: History) -> None:
    history.begin_run(RUN, "these", {})
    assert history.unfinished_run("these", "2025-12-31T00:00:00Z") == RUN
    assert history.unfinished_run("those", "2025-12-31T00:00:00Z") is None
    assert history.unfinished_run("these", "2026-01-01T00:00:01Z") is None
    assert history.report() is None, "it has no verdicts yet"


def _facts(address: str) -> bytes:
    return FETCH.dump_json(Fetch(address=address, asked_at="2026-01-01T00:00:00Z"))


def test_runs_that_never_ended_are_closed_but_for_one(history: History) -> None:
    for run in ("a", "b"):
        history.begin_run(replace(RUN, id=run), "o", {})
    history.close_unfinished_runs(but="b")
    found = history.unfinished_run("o", "")
    assert found is not None
    assert found.id == "b"


def test_an_observation_is_kept_once_for_each_run_kind_and_address(history: History) -> None:
    history.begin_run(RUN, "o", {})
    history.observe_all(RUN.id, [Observation("live", "https://a.example/", "2026-01-01T00:00:00Z", _facts("first"))])
    history.observe_all(RUN.id, [Observation("live", "https://a.example/", "2026-01-01T00:00:01Z", _facts("second"))])
    history.observe_all(RUN.id, [Observation("play", "https://a.example/", "2026-01-01T00:00:02Z", _facts("third"))])
    found = sorted(history.observations(RUN.id))
    assert found == [
        ("live", "https://a.example/", _facts("second").decode()),
        ("play", "https://a.example/", _facts("third").decode()),
    ]


def test_the_newest_observation_of_any_run_but_not_one_too_old(history: History) -> None:
    for day in (1, 3, 2):
        history.begin_run(replace(RUN, id=str(day)), "o", {})
        history.observe_all(str(day), [Observation("play", "a", f"2026-01-0{day}T00:00:00Z", _facts(str(day)))])
    assert history.newest_observation("play", "a", "2026-01-01T00:00:00Z") == _facts("3").decode()
    assert history.newest_observation("play", "a", "2026-01-04T00:00:00Z") is None
    assert history.newest_observation("search", "a", "2026-01-01T00:00:00Z") is None


def test_an_observation_of_a_time_to_come_is_not_the_newest(history: History) -> None:
    history.begin_run(RUN, "o", {})
    for kind, at in (("play", "2026-01-01T00:00:00Z"), ("live", "2038-01-01T00:00:00Z")):
        history.observe_all(RUN.id, [Observation(kind, "a", at, _facts(at))])
    history.begin_run(replace(RUN, id="while the clock ran ahead"), "o", {})
    history.observe_all(
        "while the clock ran ahead", [Observation("play", "a", "2038-01-01T00:00:00Z", _facts("later"))]
    )
    found = history.newest_observation("play", "a", "2025-01-01T00:00:00Z", until="2026-01-02T00:00:00Z")
    assert found == _facts("2026-01-01T00:00:00Z").decode()
    assert history.newest_observation("live", "a", "2025-01-01T00:00:00Z", until="2026-01-02T00:00:00Z") is None


def test_what_cannot_be_read_counts_as_never_seen(history: History) -> None:
    history.begin_run(RUN, "o", {})
    history.observe_all(RUN.id, [Observation("live", "a", "2026-01-01T00:00:00Z", _facts("a")[:-3])])
    history.observe_all(RUN.id, [Observation("search", "a", "2026-01-01T00:00:00Z", b'{"address": 1}')])
    history.observe_all(RUN.id, [Observation("play", "a", "2026-01-01T00:00:00Z", _facts("a"))])
    assert [kind for kind, _, _ in history.observations(RUN.id)] == ["play"]
    assert history.newest_observation("live", "a", "") is None
    assert history.newest_observation("search", "a", "") is None


@pytest.mark.parametrize("column", ["article", "asked", "started_at"])
def test_a_garbled_run_is_said(tmp_path: Path, column: str) -> None:
    path = tmp_path / "history.db"
    with closing(History(path)) as first:
        made = _recorded(first, full("live"))
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"UPDATE runs SET {column} = '{{\"title'")  # noqa: S608 - a column of ours
    with closing(History(path)) as history, pytest.raises(HistoryError, match=r"cannot be read.*move the file away"):
        (history.asked(made.run.id) if column == "asked" else history.report())


def test_a_run_begun_ahead_of_the_clock_is_not_gone_on_with(history: History) -> None:
    history.begin_run(replace(RUN, started_at="2038-01-01T00:00:00Z"), "o", {})
    assert history.unfinished_run("o", "2025-12-31T00:00:00Z", until="2026-01-02T00:00:00Z") is None
    assert history.unfinished_run("o", "2037-12-31T00:00:00Z", until="2038-01-01T00:00:00Z") is not None


def test_an_id_is_known_whatever_became_of_its_run(history: History) -> None:
    history.begin_run(RUN, "o", {})
    assert history.knows(RUN.id)
    history.close_unfinished_runs(but="")
    assert history.knows(RUN.id)
    assert not history.knows("another")


def test_rows_follow_the_citation_not_its_number(history: History) -> None:
    _recorded(history, _dated(report(row(1, "One"), row(2, "Two")), 1))
    _recorded(history, _dated(report(row(1, "New"), row(2, "One"), row(3, "Two")), 2))
    assert [found.number for found in history.rows("title:Two")] == [2, 3]
    assert [found.number for found in history.rows("title:Two", before="20260102T000000Z")] == [2]
    assert [found.number for _, found in history.timeline("3")] == [2, 3]
    assert history.timeline("9") == []


def test_an_unfinished_runs_rows_do_not_count(history: History) -> None:
    history.begin_run(RUN, "o", {})
    assert history.rows("title:One") == []


def test_events_come_newest_first(history: History) -> None:
    for day in (1, 2):
        made = _dated(report(row(1, "One", flags=(flag("moved", new=True),))), day)
        history.begin_run(made.run, "o", {})
        events = changes(None, made.rows[0], "title:One", made.run.finished_at)
        history.finish_run(made, ["title:One"], ["1"], events)
    assert [event.at for event in history.events(10)] == ["2026-01-02T00:05:00Z", "2026-01-01T00:05:00Z"]
    assert [event.at for event in history.events(10, until="20260101T000000Z")] == ["2026-01-01T00:05:00Z"]
    assert len(history.events(1)) == 1
    assert history.asked("20260101T000000Z") == ("1",)


def test_verdicts_and_the_end_of_a_run_come_together_or_not_at_all(history: History) -> None:
    made = _dated(full("live"), 1)
    history.begin_run(made.run, "o", {})
    with pytest.raises(ValueError, match="zip"):
        history.finish_run(made, ["only one"], [], [])
    assert history.report() is None
    assert history.rows("only one") == []


def test_notes(history: History) -> None:
    assert history.note("a") == ""
    history.take_note("a", "b")
    history.take_note("a", "c")
    assert history.note("a") == "c"


def test_history_stays_when_it_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "history.db"
    with closing(History(path)) as first:
        made = _recorded(first, full("live"))
    with closing(History(path)) as second:
        assert second.report() == made


def _garbage(path: Path) -> None:
    path.write_bytes(b"not a database, but long enough that SQLite reads a header out of it, one would think")


def _torn(path: Path) -> None:
    """Overwrites the schema's page, as a failing disk does."""
    History(path).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 3900 + whole[4000:])


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version = {len(STEPS) + 1}")


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("CREATE TABLE bookmarks (url TEXT)")


def _folder(path: Path) -> None:
    path.mkdir()


UNUSABLE = {
    "garbage": (_garbage, "not a database.*move the file away"),
    "a torn page": (_torn, "malformed.*move the file away"),
    "a newer version": (_newer, "newer"),
    "a folder": (_folder, "open.*yours to write"),
    "another program's": (_foreign, "another program's"),
}


@pytest.mark.parametrize(("spoil", "said"), UNUSABLE.values(), ids=list(UNUSABLE))
def test_a_history_that_cannot_be_used_is_said_and_left_alone(tmp_path: Path, spoil: object, said: str) -> None:
    path = tmp_path / "history.db"
    spoil(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(HistoryError, match=said) as raised:
        History(path)
    assert "history.db" in str(raised.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


def _flipped(path: Path) -> None:
    """A bit of an index that no reading of a run comes by."""
    with closing(History(path)) as history:
        history.begin_run(RUN, "o", {})
        for number in range(200):
            history.observe_all(
                RUN.id, [Observation("live", f"https://a.example/{number}", "2026-01-01T00:00:00Z", _facts("a"))]
            )
    with closing(sqlite3.connect(path)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'observations_by_address'").fetchone()
    whole = bytearray(path.read_bytes())
    whole[page * 4096 - 20] ^= 1
    path.write_bytes(whole)


def test_damage_is_found_before_a_run_writes_into_it(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    _flipped(path)
    before = path.read_bytes()
    with closing(History(path)) as history, pytest.raises(HistoryError, match=r"damaged.*move the file away"):
        history.verify()
    assert path.read_bytes() == before


def test_a_sound_history_is_found_sound(history: History) -> None:
    history.begin_run(RUN, "o", {})
    history.verify()


@pytest.mark.parametrize("time", range(8))
def test_two_that_open_a_new_history_at_once_make_it_once(tmp_path: Path, time: int) -> None:
    path = tmp_path / f"{time}.db"
    with ThreadPoolExecutor(4) as pool:
        for made in [pool.submit(lambda: History(path).close()) for _ in range(12)]:
            made.result()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(STEPS),)


CHANGES = {
    "nothing before, one raised": ((), ("moved",), [("raised", "moved")]),
    "one stays": (("moved",), ("moved",), []),
    "one is cleared": (("moved",), (), [("cleared", "moved")]),
    "one goes, one comes": (("moved",), ("dead-citation",), [("raised", "dead-citation"), ("cleared", "moved")]),
}


@pytest.mark.parametrize(("before", "now", "expected"), CHANGES.values(), ids=list(CHANGES))
def test_changes(before: tuple[str, ...], now: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    earlier = row(4, "A work", flags=tuple(flag(name) for name in before)) if before else None
    later = row(5, "A work", live=live("moved"), flags=tuple(flag(name, new=name not in before) for name in now))
    found = changes(earlier, later, "title:A work", "2026-01-01T00:00:00Z")
    assert [(event.what, event.flag) for event in found] == expected
    assert {event.label for event in found} <= {"5"}


def test_requests_to_the_archives_are_counted_as_they_are_made(history: History) -> None:
    for run in ("a", "b"):
        history.begin_run(replace(RUN, id=run), "o", {})
    for run, service in (("a", "index"), ("a", "playback"), ("b", "index"), ("a", "playback"), ("a", "save")):
        history.observe_all(run, [], {service: 1})
    assert history.archive_requests("a") == ArchiveRequests(index=1, playback=2)
    assert history.archive_requests("c") == ArchiveRequests()
    going_on = history.unfinished_run("o", "")
    assert going_on is not None
    assert (going_on.id, going_on.archive_requests) == ("b", ArchiveRequests(index=1))


def test_a_report_knows_what_its_run_asked(history: History) -> None:
    made = full("live")
    history.begin_run(made.run, "o", made.article)
    history.observe_all(made.run.id, [], {"playback": 1})
    history.finish_run(made, [row.label for row in made.rows], [], [])
    found = history.report()
    assert found is not None
    assert found.run.archive_requests == ArchiveRequests(playback=1)


def test_the_newest_row_of_a_citation_is_that_of_the_newest_finished_run(history: History) -> None:
    assert history.newest_row("title:A story") is None
    for day, reason in ((2, "gone"), (1, "ok")):
        _recorded(history, _dated(report(row(1, live=live(reason))), day))
    history.begin_run(replace(RUN, id="unfinished"), "o", {})
    found = history.newest_row("title:A story")
    assert found is not None
    assert found.live.reason == "ok", "the order is that in which the runs were made"


def test_a_history_of_before_the_requests_were_counted_is_read(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with closing(sqlite3.connect(path)) as older:
        older.executescript(f"BEGIN; {STEPS[0]} PRAGMA user_version = 1; COMMIT;")
        older.execute(
            "INSERT INTO runs (id, started_at, state, web, options) "
            "VALUES ('a', '2026-01-01T00:00:00Z', 'running', 'live', 'o')"
        )
        older.commit()
    with closing(History(path)) as history:
        found = history.unfinished_run("o", "")
    assert found is not None
    assert found.archive_requests == ArchiveRequests()
