"""Edits of a text: what comes in place of which part of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` comes in place of page[start:end]; where both are the same, it is put in there."""

    start: int
    end: int
    text: str


def apply(page: str, edits: Iterable[Edit]) -> str:
    """The page with the edits, which do not overlap; of two at one place the earlier stands before the later."""
    pieces: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += (page[position : edit.start], edit.text)
        position = edit.end
    return "".join((*pieces, page[position:]))
