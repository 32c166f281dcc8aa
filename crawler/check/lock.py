"""One run at a time: a lock that the system itself lets go of when its holder dies, so none is ever stale."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.check.outcome import NotJudgedError


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Holds `folder`/.lock. Raises NotJudgedError where another run holds it, or the folder cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise NotJudgedError(f"{folder} cannot be written: {error.strerror}. Nothing was asked.") from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        raise NotJudgedError(f"Another run is at work in {folder} and holds its lock. Nothing was asked.") from None
    try:
        yield
    finally:
        os.close(file)
