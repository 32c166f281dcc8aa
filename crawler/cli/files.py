"""A user's file, read and written to the byte: whole or not at all, with its own line ends, links and permissions."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from crawler.check.outcome import BadInputError
from crawler.reports.half_written import alone_in, beside


def read_whole(path: Path) -> str:
    """The text with its line ends as they are."""
    return path.read_bytes().decode("utf-8")


def only_yaml(path: Path, command: str) -> str:
    """What to say where `--write` cannot change a list, for it is no references.yaml."""
    return (
        f"{path}: only a references.yaml is rewritten. Make one with citewatch import {path} -o references.yaml, then "
        f"citewatch {command} references.yaml --write; import writes it back as {path.suffix}."
    )


def write_whole(path: Path, text: str) -> None:
    """Writes the file that `path` leads to. Raises BadInputError where it cannot; the old one then stands."""
    target = path.resolve()
    half = beside(target)
    try:
        with alone_in(target.parent):
            _write(half, text, target)
            half.replace(target)
    except OSError as error:
        raise BadInputError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            half.unlink()


def _write(half: Path, text: str, target: Path) -> None:
    """On the disk, and as open to others as the file that it replaces."""
    with half.open("xb") as file:
        file.write(text.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
    if target.exists():
        half.chmod(target.stat().st_mode & 0o7777)
