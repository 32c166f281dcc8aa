"""Damage on the disk and a clock that jumps, as a whole check meets them: a clear word, exit 3, nothing made worse."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.program import Program

CITED = [{"title": "The ferry at Sandholm", "url": "https://fine.example/article"}]


@pytest.fixture
def checked(program: Program) -> Program:
    program.cite(CITED)
    assert program.check().status in (0, 1)
    return program


def _execute(program: Program, statement: str) -> None:
    with closing(sqlite3.connect(program.reports / "history.db", isolation_level=None)) as db:
        db.execute(statement)


def test_a_damaged_history_is_said_before_anything_is_asked_and_left_as_it_is(checked: Program) -> None:
    path = checked.reports / "history.db"
    with closing(sqlite3.connect(path)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'verdicts_by_identity'").fetchone()
    whole = bytearray(path.read_bytes())
    whole[page * 4096 - 20] ^= 1
    path.write_bytes(whole)
    assert checked.web is not None
    checked.web.reset()
    ended = checked.check()
    assert ended.status == 3
    assert "history.db is damaged" in ended.err
    assert "move the file away" in ended.err
    assert checked.web.requests == []
    assert path.read_bytes() == bytes(whole)


def test_an_observation_that_cannot_be_read_is_asked_for_again(checked: Program) -> None:
    _execute(checked, "UPDATE observations SET evidence = substr(evidence, 1, 40)")
    ended = checked.check()
    assert ended.status in (0, 1), ended.err
    assert checked.rows()["1"]["live"]["reason"] == "ok"


def test_evidence_that_cannot_be_begun_is_said(checked: Program) -> None:
    """The bug: a folder of runs that is a file ended in a traceback."""
    runs = checked.reports / "runs"
    runs.rename(checked.reports / "elsewhere")
    runs.write_text("not a folder", encoding="utf-8")
    ended = checked.check()
    assert ended.status == 3
    assert "Traceback" not in ended.err
    assert "runs" in ended.err


def test_a_run_that_was_begun_ahead_of_the_clock_is_not_gone_on_with(checked: Program) -> None:
    """As where a machine without a battery believed that it was 2038."""
    _execute(checked, "UPDATE runs SET state = 'running', started_at = '2038-01-19T03:14:07Z', id = '20380119T031407Z'")
    assert checked.check().status in (0, 1)
    with closing(sqlite3.connect(checked.reports / "history.db")) as db:
        assert [state for (state,) in db.execute("SELECT state FROM runs ORDER BY rowid")] == ["closed", "finished"]
    run = checked.latest()["run"]
    assert run["started_at"] <= run["finished_at"] < "2038"
