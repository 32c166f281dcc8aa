"""A user's file, read and written to the byte: whole or not at all, with its own line ends, links and permissions."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from crawler.check.outcome import BadInputError


def read_whole(path: Path) -> str:
    """The text with its line ends as they are."""
    return path.read_bytes().decode("utf-8")


def write_whole(path: Path, text: str) -> None:
    """Writes the file that `path` leads to. Raises BadInputError where it cannot; the old one then stands."""
    target = path.resolve()
    half = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        with half.open("xb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            half.chmod(target.stat().st_mode & 0o7777)
        half.replace(target)
    except OSError as error:
        raise BadInputError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        half.unlink(missing_ok=True)
