"""The SQLite file under the history: opened, brought to the newest form, and every error of it explained."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from crawler.history.schema import HistoryError, migrate

MOVE_AWAY = "move the file away to begin a new history, or put a backup in its place."
ALLOW = "see that the disk has room, and that this file and those beside it (-wal, -shm) are yours to write."
PATIENCE = 10
"""Seconds to wait for another who has the file in hand."""

T = TypeVar("T")


class Database:
    """An open history.db. Each call is a transaction of its own unless it is made inside `transaction()`."""

    def __init__(self, path: Path) -> None:
        """Opens or makes it. Raises HistoryError where it cannot be read or written."""
        self.path = path
        with _explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            with _explained(path):
                migrate(self._connection, str(path))
                self._write_ahead()
                for pragma in ("synchronous = FULL", "foreign_keys = ON"):
                    self._connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            self._connection.close()
            raise

    def _write_ahead(self) -> None:
        """Turns the log on. SQLite refuses that at once, whatever its timeout, while another has the file in hand."""
        until = time.monotonic() + PATIENCE
        mode = ""
        while not mode:
            try:
                mode = self._connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.02)

    def close(self) -> None:
        """Everything said before is on disk."""
        self._connection.close()

    def verify(self) -> None:
        """Reads the whole file, a second for some gigabytes. Raises HistoryError where anything in it is damaged."""
        found = self.all("PRAGMA integrity_check(1)")[0][0]
        if found != "ok":
            raise HistoryError(f"{self.path} is damaged ({' '.join(found.split())}). Nothing was changed: {MOVE_AWAY}")

    def write(self, statement: str, *values: object) -> None:
        """One statement. Raises HistoryError."""
        with _explained(self.path):
            self._connection.execute(statement, values)

    def write_each(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """The statement once for each row. Raises HistoryError."""
        with _explained(self.path):
            self._connection.executemany(statement, rows)

    def all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Every row of the answer. Raises HistoryError."""
        with _explained(self.path):
            return self._connection.execute(query, values).fetchall()

    def each(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Every row of the answer, read as it is asked for. Raises HistoryError."""
        with _explained(self.path):
            yield from self._connection.execute(query, values)

    def read(self, form: TypeAdapter[T], text: str) -> T:
        """A value that was stored as JSON. Raises HistoryError where it is none of `form`."""
        try:
            return form.validate_json(text)
        except ValidationError as error:
            raise HistoryError(
                f"{self.path}: a record cannot be read ({error.error_count()} faults): {MOVE_AWAY}"
            ) from error

    def read_time(self, text: str) -> datetime:
        """A time that was stored as RFC 3339. Raises HistoryError where it is none."""
        try:
            return datetime.fromisoformat(text)
        except ValueError as error:
            raise HistoryError(f"{self.path}: a time cannot be read ({error}): {MOVE_AWAY}") from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside, or nothing. Raises HistoryError."""
        with _explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        advice = MOVE_AWAY if _is_broken(error) else ALLOW
        raise HistoryError(f"{path}: {error}. Nothing was changed: {advice}") from error


def _is_broken(error: sqlite3.Error | OSError) -> bool:
    # The low byte of SQLite's extended result code is its primary one.
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return primary in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
