"""One run at a time: a lock that the system itself lets go of when its holder dies, so none is ever stale."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.check.outcome import BadInputError, NotJudgedError
from crawler.reports.half_written import sweep

_PASSING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE})
"""What another day may mend: a full disk, one that is gone; any other failure to make a folder is a wrong name."""


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Holds `folder`/.lock; what a killed run left half-written in a run's folder goes.

    Raises NotJudgedError where another run holds it, or the folder cannot be written, and BadInputError where there
    can be no such folder.
    """
    _make(folder)
    try:
        file = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise NotJudgedError(f"{folder} cannot be written: {error.strerror}. Nothing was asked.") from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        raise NotJudgedError(f"Another run is at work in {folder} and holds its lock. Nothing was asked.") from None
    try:
        for run in folder.glob("runs/*"):
            sweep(run)
        yield
    finally:
        os.close(file)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in _PASSING:
            raise NotJudgedError(f"{folder} cannot be made: {error.strerror}. Nothing was asked.") from error
        raise BadInputError(
            f"{folder}: this folder for reports cannot be made ({error.strerror}); name one that you can write. "
            "Nothing was asked."
        ) from error
