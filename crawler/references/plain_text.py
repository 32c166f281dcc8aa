"""An article's plain text, as a browser copies it or a reader view saves it, becomes its footnotes.

The text ends in a list like `  1. ^ a b Author (date). "Title". …`; the body above it cites them as `[1]`. Headings are
short lines that stand alone, or `== Heading ==`; a block of lines at the top is the infobox.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from crawler.references.citation import Article, Citation, References
from crawler.references.footnote import citation_of
from crawler.references.passages import LETTERED, Paragraph, cited_by, letter_number
from crawler.references.problem import FootnotesError, NoFootnotesError

_FOOTNOTE = re.compile(r"\s*(?:(?P<label>[1-9]\d{0,5}|[a-z]{1,2})\.\s+)?\^\s*(?P<text>\S.*)")
_JUMPS = re.compile(r"(?:Jump up to:?\s+)?((?:[a-z]{1,2}\s+)*)(.*)", re.DOTALL)
_MARKED_HEADING = re.compile(r"(={1,6})\s*(.+?)\s*\1")
_GLUED_LABEL = re.compile(r"^[A-Z][a-z]+(?: [a-z]+)*(?=[A-Z\d])")
_ARROW = re.compile(r"^(?:Increase|Decrease|Steady) ")
_HEADING_WIDTH = 80
_INFOBOX_LINES = 3
_EXPECTED = (
    'a list like `1. ^ Author (date). "Title". …` below the article; some exports leave it out: save the page with its '
    "References section"
)


@dataclass(frozen=True, slots=True)
class _Listed:
    """One line of a list of footnotes, with the line that stands above its list."""

    label: str
    text: str
    heading: str


def read(text: str) -> References:
    """The footnotes of the text, each with the places that cite it. Raises NoFootnotesError where it lists none.

    The text does not name its article reliably, so `article` is empty.
    """
    body, listed = _split(text.removeprefix("\ufeff").splitlines())
    if not listed:
        raise NoFootnotesError(_EXPECTED)
    places = cited_by(_paragraphs(body))
    groups = {label.rpartition(":")[0] for label in places}
    citations = [_citation(line, position, groups) for position, line in enumerate(listed, start=1)]
    _check_labels(citations)
    kept = (replace(citation, cited_by=places.get(citation.label, ())) for citation in citations)
    return References(article=Article(), references=tuple(kept))


def _citation(line: _Listed, position: int, groups: set[str]) -> Citation:
    if line.label.isalpha():
        return replace(citation_of(line.text, letter_number(line.label)), group=LETTERED)
    citation = citation_of(line.text, int(line.label) if line.label else position)
    # "Notes" above a list whose markers read [note 1]
    group = line.heading.strip(" =").lower().removesuffix("s")
    return replace(citation, group=group) if group and group in groups else citation


def _check_labels(citations: list[Citation]) -> None:
    counted = Counter(citation.label for citation in citations)
    if twice := [label for label, count in counted.items() if count > 1]:
        raise FootnotesError(
            f"footnote {', '.join(twice)} stands twice in the text; expected one list of footnotes, or a second under "
            "a heading that its markers name (`Notes` for [note 1])"
        )


def _split(lines: list[str]) -> tuple[list[str], list[_Listed]]:
    """The lines above the first list, and every footnote of every list."""
    body: list[str] = []
    listed: list[_Listed] = []
    heading, going_on = "", False
    for line in lines:
        if found := _FOOTNOTE.fullmatch(line):
            listed.append(_Listed(found["label"] or "", _without_jumps(found["text"]), heading))
        elif going_on and line.strip():
            listed[-1] = replace(listed[-1], text=f"{listed[-1].text} {line.strip()}")
        else:
            heading = line if line.strip() else heading
            body += [] if listed else [line]
        going_on = bool(listed) and bool(line.strip()) and (bool(found) or going_on)
    return body, listed


def _without_jumps(text: str) -> str:
    """The footnote without the letters that lead back to its markers: `a b` where it is cited twice."""
    found = _JUMPS.fullmatch(text)
    letters = found[1].split() if found else []
    jumps = len(letters) > 1 and [letter_number(letter) for letter in letters] == list(range(1, len(letters) + 1))
    return found[2] if found and (jumps or not letters) else text


def _paragraphs(lines: list[str]) -> Iterator[Paragraph]:
    section = ""
    top = next((index for index, line in enumerate(lines) if not line.strip()), len(lines))
    infobox = lines[:top] if top >= _INFOBOX_LINES else []
    yield from (Paragraph(text=_infobox_value(line), section="Infobox", prose=False) for line in infobox)
    for index in range(len(infobox), len(lines)):
        if heading := _heading(lines, index):
            section = heading
        else:
            yield Paragraph(text=lines[index], section=section)


def _heading(lines: list[str], index: int) -> str:
    line = lines[index].strip()
    if marked := _MARKED_HEADING.fullmatch(line):
        return marked[2]
    alone = not any(other.strip() for other in (*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2]))
    # A line with a colon is a hatnote ("Further information: …"), one with a full stop or a marker is a paragraph.
    is_short = 0 < len(line) <= _HEADING_WIDTH and ":" not in line and line[-1] not in ".!?,;]"
    return line if alone and is_short and index else ""


def _infobox_value(line: str) -> str:
    """The line without the label that plain text glues to its value, and the name of the arrow image behind it."""
    return _ARROW.sub("", _GLUED_LABEL.sub("", line))
