"""Writes a file whole or not at all."""

from __future__ import annotations

from pathlib import Path

from crawler.check.outcome import BadInputError


def write_whole(path: Path, text: str) -> None:
    """Writes a file whole or not at all. Raises BadInputError where it cannot."""
    half = path.with_name(f".{path.name}.new")
    try:
        half.write_text(text, encoding="utf-8")
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise BadInputError(f"{path} cannot be written: {error.strerror}.") from error
