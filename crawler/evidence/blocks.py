"""A short page's matter in blocks, so that it can be read without what other pages of its site have too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

LEADS, LEAD = 3, 600
"""How many headings are kept with what follows them, and how many characters of each."""

TOLD = 1_000
"""Characters kept of what a page says itself, apart from its links."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a page's matter: its `text`, and what of it is `told`, that is no link.

    `heading` says that it begins with a heading.
    """

    text: str
    told: str
    heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What blocks make, as a Page has it: `main`, `told`, `opening`, `leads` and `longest`."""

    main: str
    told: str
    opening: str
    leads: tuple[str, ...]
    longest: int


def matter_of(blocks: Sequence[Block]) -> Matter:
    """The matter that these blocks make."""
    runs: list[list[str]] = [[]]
    before: int | None = None
    for number, block in enumerate(blocks):
        if block.heading:
            runs.append([])
            before = number if before is None else before
        runs[-1].append(block.text)
    texts = [" ".join(run) for run in runs]
    return Matter(
        main=" ".join(filter(None, texts)),
        told=_told(blocks)[:TOLD].rstrip(),
        opening=_told(blocks[: before or 0])[:TOLD].rstrip(),
        leads=tuple(text[:LEAD] for text in texts[1:] if text)[:LEADS],
        longest=max(map(len, texts)),
    )


def kept(blocks: Iterable[Block], keeps: Callable[[Block], bool]) -> tuple[Block, ...]:
    """The blocks that are kept; a heading goes only where nothing is left under it."""
    found: list[Block] = []
    waiting: Block | None = None
    for block in blocks:
        if block.heading:
            waiting = None
        if keeps(block):
            if waiting is not None:
                found.append(waiting)
                waiting = None
            found.append(block)
        elif block.heading:
            waiting = block
    return tuple(found)


def _told(blocks: Iterable[Block]) -> str:
    return " ".join(filter(None, (block.told for block in blocks)))
