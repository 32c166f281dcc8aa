"""The lists of footnotes that end a plain text, told from the text above and between them.

A footnote is one line with `^`; lines indented deeper than its own go on with it. No other line is ever joined to a
footnote, and one that looks like a footnote without its `^` is an error, for every number after it would be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crawler.references.dates import DATE
from crawler.references.problem import FootnotesError, shown

_FOOTNOTE = re.compile(r"\s*(?:(?P<label>[1-9]\d{0,5}|[a-z]{1,2})\.\s+)?\^\s*(?P<text>\S.*)")
_MARKED_HEADING = re.compile(r"(={1,6})\s*(.+?)\s*\1")
# What a browser copies along with a heading.
_EDIT_LINK = re.compile(r"\s*\[edit[^\[\]]{0,30}\]$")
_HEADING_WIDTH = 80
_RETRIEVED = re.compile(rf"\b(?:Retrieved|Accessed)(?: on)? (?:{DATE})", re.ASCII)
_ARCHIVED = re.compile(rf"\bArchived (?:from the original|{DATE})", re.ASCII)
_CITING = re.compile(r"https?://\S+\s*$|\bISBN[ :]*\d|\bISSN[ :]*\d|\bdoi ?: ?10\.|^\s*[\"“][^\"“”]+[\"”]\. \S")
_NUMBERED = re.compile(r"\s*[1-9]\d{0,5}\.\s")
_MARKER = re.compile(r"\[(?:\d+|[a-z]{1,2})\]")
# The address that a wiki prints below a page is the page's own.
_COLOPHON = re.compile(r"\s*Retrieved from\b", re.IGNORECASE)
_EXPECTED = 'expected one line a footnote, each beginning with "^" or "1. ^" (indent a line that only goes on)'


@dataclass(frozen=True, slots=True)
class Entry:
    """One footnote as it is printed: its label (`12`, `b`, "" where it has none) and its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The footnotes under one heading ("" where none stands above them)."""

    heading: str
    entries: tuple[Entry, ...]


def split(lines: Sequence[str]) -> tuple[list[str], list[Listing]]:
    """The lines above the first footnote, and the lists. Raises FootnotesError for a footnote without its `^`."""
    marked = [index for index, line in enumerate(lines) if _FOOTNOTE.fullmatch(line)]
    if not marked:
        return list(lines), []
    start = _start(lines, marked[0])
    return list(lines[: marked[0]]), list(_listings(lines, start))


def heading_of(line: str) -> str:
    """What the line says if it can be a heading: `== Wars ==`, or few words without a stop, a colon or a marker."""
    text = _EDIT_LINK.sub("", line.strip())
    if marked := _MARKED_HEADING.fullmatch(text):
        return marked[2]
    return text if 0 < len(text) <= _HEADING_WIDTH and ":" not in text and text[-1] not in ".!?,;]" else ""


def _start(lines: Sequence[str], first: int) -> int:
    """Where the section of the first footnote starts: at its heading, else where its block of lines does."""
    above = range(first - 1, -1, -1)
    blank = next((index for index in above if not lines[index].strip()), -1)
    return next((index for index in above if _is_heading(lines[index])), blank + 1)


def _is_heading(line: str) -> bool:
    return bool(heading_of(line)) and not _cites(line)


def _listings(lines: Sequence[str], start: int) -> Iterator[Listing]:
    """A list a section; a line that cites without `^` is a footnote's only in a section that has footnotes."""
    section, adjacent, indent = _Section(), False, 0
    for number, line in enumerate(lines[start:], start=start + 1):
        found = _FOOTNOTE.fullmatch(line)
        if found:
            section.entries.append(Entry(found["label"] or "", found["text"]))
            indent = _indent(line)
        elif adjacent and line.strip() and _indent(line) > indent:
            section.entries[-1] = _continued(section.entries[-1], line, number)
            continue
        elif _is_heading(line) and not (adjacent and _NUMBERED.match(line)):
            yield from section.closed()
            section = _Section(heading_of(line))
        elif line.strip() and (adjacent or _cites(line)):
            section.stray = section.stray or (number, line)
        adjacent = bool(found)
    yield from section.closed()


@dataclass(slots=True)
class _Section:
    """What was read since a heading: the footnotes, and the first line that has no `^` though it looks like one."""

    heading: str = ""
    entries: list[Entry] = field(default_factory=list)
    stray: tuple[int, str] | None = None

    def closed(self) -> Iterator[Listing]:
        if self.entries and self.stray:
            raise _misplaced(*self.stray)
        if self.entries:
            yield Listing(self.heading, tuple(self.entries))


def _continued(entry: Entry, line: str, number: int) -> Entry:
    if any(pattern.search(line) and pattern.search(entry.text) for pattern in (_RETRIEVED, _ARCHIVED)):
        raise _misplaced(number, line)
    return Entry(entry.label, f"{entry.text} {line.strip()}")


def _cites(line: str) -> bool:
    """Whether a line says what only a citation says, outside the article's prose."""
    if _MARKER.search(line) or _COLOPHON.match(line):
        return False
    return any(pattern.search(line) for pattern in (_RETRIEVED, _ARCHIVED, _CITING))


def _misplaced(number: int, line: str) -> FootnotesError:
    return FootnotesError(f"line {number} ({shown(line.strip())}) stands among the footnotes without a ^; {_EXPECTED}")


def _indent(line: str) -> int:
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())
