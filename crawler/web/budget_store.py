"""What was spent at each archive service, shared by all processes of this user on this machine; kills lose nothing."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import asdict
from functools import cache
from pathlib import Path

from crawler.archives.budget import Service, Spent, as_of, begin, stop, wait

Clock = Callable[[], float]
Change = Callable[[Spent], Spent]

clock: Clock = time.monotonic
"""Seconds that all processes of a machine read alike, and that nobody sets back but a restart."""

PATIENCE = 5.0
"""Seconds for which another process may hold the file."""

_TABLE = "CREATE TABLE IF NOT EXISTS services (service TEXT PRIMARY KEY, spent TEXT NOT NULL)"
_within_process: dict[str, Spent] = {}


class BudgetFileError(Exception):
    """The shared file cannot be used; the message says which, why, and what to do."""


def state_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the budgets live, after the XDG specification, which ignores a relative path.

    Raises BudgetFileError where the user has no home.
    """
    named = Path(environment.get("XDG_STATE_HOME", ""))
    try:
        folder = named if named.is_absolute() else Path.home() / ".local" / "state"
    except RuntimeError as error:
        raise BudgetFileError(f"{error} Set XDG_STATE_HOME to a folder of yours.") from error
    return folder / "citewatch" / "budget.db"


class BudgetStore:
    """The budgets in one file. Each method is a whole transaction, however many processes come at once.

    Where the file cannot be used, standard error says so once, and the budgets hold within this process alone. `now` is
    a clock in seconds; `find_file` may raise BudgetFileError.
    """

    def __init__(self, now: Clock = clock, find_file: Callable[[], Path] = state_file) -> None:
        self._now = now
        self._find_file = find_file

    def ask(self, service: Service, per_minute: float) -> float:
        """0 where a request may begin now, which is then counted; else the seconds after which to ask again."""
        waits = [0.0]

        def change(spent: Spent) -> Spent:
            now = self._now()
            spent = as_of(spent, now)
            waits[0] = wait(spent, per_minute, now)
            return spent if waits[0] > 0 else begin(spent, per_minute, now)

        self._change(service, change)
        return waits[0]

    def stop(self, service: Service, begun: float, asked: float | None) -> None:
        """The service answered 429 to the request of `begun` (this clock), and asks to wait for `asked` seconds."""

        def change(spent: Spent) -> Spent:
            now = self._now()
            return stop(as_of(spent, now), begun, asked, now)

        self._change(service, change)

    def _change(self, service: Service, change: Change) -> None:
        try:
            _change_file(self._find_file(), service.key, change)
        except BudgetFileError as error:
            _say_once(str(error))
            _within_process[service.key] = change(_within_process.get(service.key, Spent()))


def _change_file(path: Path, key: str, change: Change) -> None:
    """Raises BudgetFileError where the file cannot be read or written."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Opened anew each time: a file that somebody removed would else be counted in by nobody.
        with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as db:
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("BEGIN IMMEDIATE")
            db.execute(_TABLE)
            before = _read(db.execute("SELECT spent FROM services WHERE service = ?", (key,)).fetchone())
            after = change(before)
            if after != before:
                db.execute("INSERT OR REPLACE INTO services VALUES (?, ?)", (key, json.dumps(asdict(after))))
            db.execute("COMMIT")
    except (sqlite3.Error, OSError, ValueError, TypeError, KeyError) as error:
        raise BudgetFileError(
            f"{path}: {error}. Other runs cannot see what this one asks of the archives: see that the folder is yours "
            "and the disk has room, or remove the file."
        ) from error


def _read(row: tuple[str] | None) -> Spent:
    """Raises ValueError, TypeError or KeyError for what this program did not write."""
    if row is None:
        return Spent()
    values = json.loads(row[0])
    stopped_at = values["stopped_at"]
    return Spent(
        begun=tuple(float(at) for at in values["begun"]),
        stopped_at=None if stopped_at is None else float(stopped_at),
        stop=float(values["stop"]),
        stops=int(values["stops"]),
    )


@cache
def _say_once(message: str) -> None:
    # Not the log: Scrapy's is silent here, and this is for whoever started the run.
    sys.stderr.write(f"{message}\n")
