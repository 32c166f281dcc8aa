"""The longer texts of the pages, all of our own writing: one file each, a blank line between paragraphs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("texts")


@cache
def paragraphs(name: str) -> tuple[str, ...]:
    """The paragraphs of `texts/NAME.txt`."""
    return tuple((FOLDER / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n"))
