"""Where a fault can strike: every operation on a file or the history that a process does, counted from 1.

Everything here is put into a child process of the harness; nothing of it is in the program.
"""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

How = Literal["kill", "torn", "power", "full", "error", "denied", "readonly"]
"""What strikes: a kill before the operation; a kill after half of it; a kill that also costs whatever was never
synced to the disk; or the system's refusal (ENOSPC, EIO, EACCES, EROFS)."""

ERRORS = {"full": errno.ENOSPC, "error": errno.EIO, "denied": errno.EACCES, "readonly": errno.EROFS}
_SQLITE = {
    "full": (sqlite3.SQLITE_FULL, "database or disk is full"),
    "error": (sqlite3.SQLITE_IOERR, "disk I/O error"),
    "denied": (sqlite3.SQLITE_READONLY, "attempt to write a readonly database"),
    "readonly": (sqlite3.SQLITE_READONLY, "attempt to write a readonly database"),
}
_NEED_ROOM = ("open", "os.write", "os.fsync", "os.mkdir", "sqlite")
_AUDITED = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod", "fcntl.flock"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True, slots=True)
class Strike:
    """The fault: `how` it strikes at the operation `at`; one that refuses goes on refusing where it `lasts`."""

    how: How
    at: int
    lasts: bool = False

    @property
    def refuses(self) -> bool:
        """Whether the process lives on with an error, instead of dying."""
        return self.how in ERRORS


@dataclass
class Points:
    """The operations of this process on files below `folder`. `note` is told the name of each, with its number."""

    folder: Path
    strike: Strike | None
    note: Callable[[int, str], None]
    count: int = 0
    durable: dict[str, int] = field(default_factory=dict)
    _busy: bool = False

    def install(self) -> None:
        """From here on every operation counts. A process can do it once."""
        write, fsync, replace = os.write, os.fsync, os.replace

        def counted_write(file: int, data: Any) -> int:
            self._meet("os.write", lambda: write(file, bytes(data)[: len(data) // 2]))
            return write(file, data)

        def counted_fsync(file: int) -> None:
            self._meet("os.fsync", lambda: self._tear(file))
            fsync(file)
            self._keep(os.fstat(file))

        def counted_replace(source: Any, target: Any, **more: Any) -> None:
            replace(source, target, **more)
            self.durable[_absolute(target)] = self.durable.pop(_absolute(source), 0)

        os.write, os.fsync, os.replace = counted_write, counted_fsync, counted_replace  # type: ignore[assignment]
        _connect_by(self)
        sys.addaudithook(self._heard)

    def _heard(self, event: str, values: tuple[Any, ...]) -> None:
        if self._busy:
            return
        if event == "open" and self._is_ours(values):
            self._open(_absolute(values[0]), values[2])
        elif event in _AUDITED:
            self._meet(f"{event} {_short(values)}")

    def _open(self, path: str, flags: int) -> None:
        # Half of it: the file is there, or emptied, and nothing is in it yet.
        self._meet(f"open {Path(path).name}", lambda: os.close(os.open(path, flags, 0o644)))
        emptied = flags & os.O_TRUNC or not os.path.exists(path)  # noqa: PTH110 - a path's text
        self.durable.setdefault(path, 0 if emptied else os.stat(path).st_size)  # noqa: PTH116 - the same
        if emptied:
            self.durable[path] = 0

    def _is_ours(self, values: tuple[Any, ...]) -> bool:
        path, _, flags = values
        is_path = isinstance(path, str | os.PathLike)
        return is_path and bool(flags & _WRITES) and Path(path).resolve().is_relative_to(self.folder)

    def _keep(self, synced: os.stat_result) -> None:
        """What was synced is on the disk up to here."""
        for path in self.durable:
            with suppress(FileNotFoundError):
                if os.path.samestat(os.stat(path), synced):  # noqa: PTH116 - a path's text
                    self.durable[path] = synced.st_size

    def _meet(self, name: str, half: Callable[[], object] | None = None) -> None:
        self._busy = True
        try:
            self._count(name, half)
        finally:
            self._busy = False

    def _count(self, name: str, half: Callable[[], object] | None) -> None:
        self.count += 1
        self.note(self.count, name)
        strike = self.strike
        if strike is None or self.count < strike.at or (self.count > strike.at and not strike.lasts):
            return
        if strike.refuses:
            if name.startswith("fcntl") or (strike.how == "full" and not name.startswith(_NEED_ROOM)):
                return
            raise _refusal(strike.how, name)
        if strike.how == "torn" and half:
            half()
        if strike.how == "power":
            self._lose_unsynced()
        os.kill(os.getpid(), signal.SIGKILL)

    def _tear(self, file: int) -> None:
        """Half of what was not yet synced is on the disk."""
        found = os.fstat(file)
        for path, length in self.durable.items():
            with suppress(FileNotFoundError):
                if os.path.samestat(os.stat(path), found):  # noqa: PTH116 - a path's text
                    os.ftruncate(file, (length + found.st_size) // 2)

    def _lose_unsynced(self) -> None:
        """What was written and never synced; a rename that is on the disk before the bytes leaves an empty file."""
        for path, length in self.durable.items():
            with suppress(FileNotFoundError):
                if os.stat(path).st_size > length:  # noqa: PTH116 - a path's text
                    os.truncate(path, length)


class _Connection(sqlite3.Connection):
    points: Points

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        self._meet(statement)
        return super().execute(statement, *values)

    def executemany(self, statement: str, rows: Any) -> sqlite3.Cursor:
        self._meet(statement)
        return super().executemany(statement, rows)

    def executescript(self, script: str) -> sqlite3.Cursor:
        self._meet(script)
        return super().executescript(script)

    def close(self) -> None:
        self._meet("close")
        super().close()

    def _meet(self, statement: str) -> None:
        words = statement.split()
        # Reading changes nothing, and leaving a transaction or the file cannot be refused.
        if words[0] != "SELECT" and (words[0] not in ("ROLLBACK", "close") or not _refuses(self.points)):
            self.points._meet(f"sqlite {' '.join(words[:3])}")


def _refuses(points: Points) -> bool:
    return points.strike is not None and points.strike.refuses


def _connect_by(points: Points) -> None:
    connect = sqlite3.connect
    _Connection.points = points
    sqlite3.connect = lambda path, **more: connect(path, factory=_Connection, **more)  # type: ignore[assignment,misc]


def _refusal(how: str, name: str) -> Exception:
    if name.startswith("sqlite"):
        code, words = _SQLITE[how]
        error = sqlite3.OperationalError(words)
        error.sqlite_errorcode = code
        return error
    return OSError(ERRORS[how], os.strerror(ERRORS[how]))


def _absolute(path: str | os.PathLike[str]) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - links stay as they are


def _short(values: tuple[Any, ...]) -> str:
    return Path(values[0]).name if values and isinstance(values[0], str | os.PathLike) else ""
