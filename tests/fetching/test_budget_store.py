"""The shared file of the budgets: between processes, through kills, and where it cannot be used."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawler.archives.budget import INDEX, PLAYBACK, SHORTEST_STOP, WINDOW
from crawler.web import budget_store
from crawler.web.budget_store import BudgetFileError, BudgetStore, state_file
from tests.program import ROOT


class _Clock:
    """Seconds that a test sets."""

    def __init__(self, seconds: float = 1_000.0) -> None:
        self.seconds = seconds

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "citewatch" / "budget.db"


@pytest.fixture(autouse=True)
def _of_this_test() -> Iterator[None]:
    yield
    budget_store._within_process.clear()
    budget_store._say_once.cache_clear()


def _store(clock: Callable[[], float], path: Path) -> BudgetStore:
    return BudgetStore(clock, lambda: path)


PLACES = {
    "named": ({"XDG_STATE_HOME": "/var/state", "HOME": "/home/a"}, "/var/state/citewatch/budget.db"),
    "not named": ({}, "~/.local/state/citewatch/budget.db"),
    "empty": ({"XDG_STATE_HOME": ""}, "~/.local/state/citewatch/budget.db"),
    "relative, which the specification ignores": ({"XDG_STATE_HOME": "here"}, "~/.local/state/citewatch/budget.db"),
}


@pytest.mark.parametrize(("environment", "expected"), PLACES.values(), ids=list(PLACES))
def test_where_the_file_is(environment: dict[str, str], expected: str) -> None:
    assert state_file(environment) == Path(expected).expanduser()


def test_all_stores_of_one_file_share_its_budget(clock: _Clock, path: Path) -> None:
    first, second = _store(clock, path), _store(clock, path)
    assert [first.ask(INDEX, 2), second.ask(INDEX, 2)] == [0, 0]
    assert first.ask(INDEX, 2) == second.ask(INDEX, 2) == WINDOW
    clock.seconds += WINDOW
    assert second.ask(INDEX, 2) == 0


def test_each_service_and_each_file_has_its_own(clock: _Clock, path: Path, tmp_path: Path) -> None:
    assert _store(clock, path).ask(INDEX, 1) == 0
    assert _store(clock, path).ask(PLAYBACK, 1) == 0
    assert _store(clock, tmp_path / "other.db").ask(INDEX, 1) == 0
    assert _store(clock, path).ask(INDEX, 1) > 0


def test_who_is_refused_is_not_counted(clock: _Clock, path: Path) -> None:
    store = _store(clock, path)
    store.ask(INDEX, 1)
    for _ in range(5):
        store.ask(INDEX, 1)
    clock.seconds += WINDOW
    assert store.ask(INDEX, 1) == 0


def test_a_stop_holds_for_all_and_without_a_limit_too(clock: _Clock, path: Path) -> None:
    _store(clock, path).stop(INDEX, clock.seconds, None)
    assert _store(clock, path).ask(INDEX, 0) == SHORTEST_STOP
    assert _store(clock, path).ask(PLAYBACK, 0) == 0
    clock.seconds += SHORTEST_STOP
    assert _store(clock, path).ask(INDEX, 0) == 0


def test_a_clock_set_back_freezes_nothing(clock: _Clock, path: Path) -> None:
    store = _store(clock, path)
    store.ask(INDEX, 1)
    store.stop(INDEX, clock.seconds, None)
    clock.seconds = 3.0
    waited = 0.0
    while (seconds := store.ask(INDEX, 1)) > 0:
        clock.seconds += seconds
        waited += seconds
    assert waited <= WINDOW


PROCESS = """
import sys
from crawler.archives.budget import INDEX
from crawler.web.budget_store import BudgetStore
store = BudgetStore(lambda: 1000.0)
print("ready", flush=True)
sys.stdin.readline()
print(sum(store.ask(INDEX, 30) == 0 for _ in range(25)), flush=True)
sys.stdin.readline()
"""


def _process(state: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROCESS],
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(state)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _tell(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("go\n")
    process.stdin.flush()


def _hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_processes_at_once_get_together_what_one_would_get_and_a_kill_gives_nothing_back(tmp_path: Path) -> None:
    with _process(tmp_path) as one, _process(tmp_path) as other:
        assert [_hear(one), _hear(other)] == ["ready", "ready"]
        for each in (one, other):
            _tell(each)
        got = [int(_hear(one)), int(_hear(other))]
        one.kill()
        _tell(other)
    assert sum(got) == 30
    assert _store(lambda: 1000.0, tmp_path / "citewatch" / "budget.db").ask(INDEX, 30) == WINDOW


def _folder_is_a_file(path: Path) -> None:
    path.parent.parent.mkdir(parents=True)
    path.parent.write_text("")


def _no_database(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"This is no database at all, but it is long enough to be looked at.")


def _record(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE services (service TEXT PRIMARY KEY, spent TEXT NOT NULL)")
        db.execute("INSERT INTO services VALUES (?, ?)", (INDEX.key, text))


USELESS: dict[str, Callable[[Path], None]] = {
    "its folder is a file": _folder_is_a_file,
    "it is a folder": lambda path: path.mkdir(parents=True),
    "it is no database": _no_database,
    "its record is no JSON": lambda path: _record(path, "{"),
    "its record is a list": lambda path: _record(path, "[]"),
    "its record is empty": lambda path: _record(path, "{}"),
    "its record has words for figures": lambda path: _record(
        path, json.dumps({"begun": ["soon"], "stopped_at": None, "stop": 0, "stops": 0})
    ),
}


@pytest.mark.parametrize("spoil", USELESS.values(), ids=list(USELESS))
def test_where_the_file_cannot_be_used_that_is_said_once_and_the_process_keeps_the_budget(
    clock: _Clock, path: Path, spoil: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(path)
    assert [_store(clock, path).ask(INDEX, 2) for _ in range(3)] == [0, 0, WINDOW]
    _store(clock, path).stop(INDEX, clock.seconds, 600.0)
    assert _store(clock, path).ask(INDEX, 2) == 600.0
    (said,) = capsys.readouterr().err.splitlines()
    assert str(path) in said
    assert "folder is yours" in said


def test_no_home_is_said_too(clock: _Clock, capsys: pytest.CaptureFixture[str]) -> None:
    def nowhere() -> Path:
        raise BudgetFileError("There is no home.")

    assert [BudgetStore(clock, nowhere).ask(INDEX, 1) for _ in range(2)] == [0, WINDOW]
    assert capsys.readouterr().err == "There is no home.\n"


def test_the_folder_is_nobody_elses(clock: _Clock, path: Path) -> None:
    _store(clock, path).ask(INDEX, 1)
    assert path.parent.stat().st_mode & 0o077 == 0
