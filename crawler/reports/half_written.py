"""Temporary files beside the files that they will become, and the removal of those that a killed process has left."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_OURS = re.compile(r"\.(?P<target>.+)\.[0-9a-f]{12}\.tmp", re.DOTALL)


def beside(target: Path) -> Path:
    """A name in the same folder that nobody else uses: a rename within a folder is whole or not at all."""
    return target.with_name(f".{target.name}.{secrets.token_hex(6)}.tmp")


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Waits until no other process of ours writes in `folder`, which exists, and removes what a killed one has left.

    Where the file system cannot lock a folder, nobody can tell what is left from what is being written: it stays.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            sweep(folder)
        yield
    finally:
        os.close(descriptor)


def sweep(folder: Path) -> None:
    """Removes every temporary file there. Only for whoever is alone in it; what cannot be removed stays."""
    with suppress(OSError):
        for path in folder.iterdir():
            if _OURS.fullmatch(path.name):
                path.unlink()
