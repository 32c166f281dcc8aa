"""The blocks of a page's text: paragraphs, list items, table cells and infobox fields, each under its section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from crawler.references.wikitext.plain import unmarked
from crawler.references.wikitext.reader import CLOSE, FIELD, GAP, OPEN

_HEADING = re.compile(r"={1,6}(?P<title>.+?)={1,6}[ \t]*")
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|li|ul|ol|dl|dd|dt|td|th|tr|table|caption|blockquote|center|gallery)\b[^<>]*>", re.IGNORECASE
)
_CELL = re.compile(r"\|\||!!")
_CELL_STYLE = re.compile(r"^[^|\[\]]*\|")
_MARKS = re.compile(f"{OPEN}.*?{CLOSE}|{GAP}")
_LISTED = "*#:;"
_BREAKS = ("{|", "|}", "|-", "----")
_FIELDS = "Infobox"


@dataclass(frozen=True, slots=True)
class Block:
    """One block's wikitext on one line, without the marks of its kind; `section` is "" for the lead."""

    text: str
    section: str
    kind: Literal["paragraph", "item", "cell", "field", "heading"]


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a page's text as `Reader.read` gives it, in its order."""
    section, lines, table = "", list[str](), 0
    for line in _BLOCK_TAG.sub("\n\n", text).split("\n"):
        bare = line.strip()
        block = _block(bare, section, in_table=table > 0)
        if bare.startswith("{|"):
            table += 1
        elif bare.startswith("|}"):
            table = max(0, table - 1)
        heading = _HEADING.fullmatch(bare)
        if heading or block or not bare or bare.startswith(_BREAKS):
            yield from _paragraph(lines, section)
            lines = []
        else:
            lines.append(bare)
        if heading:
            section = unmarked(_MARKS.sub("", heading["title"]))
            yield Block(heading["title"].strip(), section, "heading")
        yield from block or ()
    yield from _paragraph(lines, section)


def _block(line: str, section: str, *, in_table: bool) -> list[Block]:
    """The blocks of a line that holds whole blocks; none where it is a part of a paragraph."""
    if line.startswith(FIELD):
        return [Block(line[1:].lstrip(_LISTED).strip(), _FIELDS, "field")]
    if in_table and line.startswith(("|", "!")) and not line.startswith(("|}", "|-")):
        cells = _CELL.split(line[1:].removeprefix("+"))
        return [Block(_CELL_STYLE.sub("", cell).strip(), section, "cell") for cell in cells]
    if line and line[0] in _LISTED:
        return [Block(line.lstrip(_LISTED).strip(), section, "item")]
    return []


def _paragraph(lines: list[str], section: str) -> Iterator[Block]:
    if lines:
        yield Block(" ".join(lines), section, "paragraph")
