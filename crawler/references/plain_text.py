"""An article's plain text, as a browser copies it or a reader view saves it, becomes its footnotes.

The text ends in a list like `  1. ^ a b Author (date). "Title". …`; the body above it cites them as `[1]`. Headings are
short lines that stand alone, or `== Heading ==`; a block of lines at the top is the infobox.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from crawler.references.citation import Article, Citation, References
from crawler.references.footnote import citation_of
from crawler.references.imported import Imported
from crawler.references.numbering import Footnote, numbered
from crawler.references.passages import Paragraph, cited_by, letter_number, uncited
from crawler.references.printed_lists import heading_of, split
from crawler.references.problem import FootnotesError, NoFootnotesError

_JUMPS = re.compile(r"(?:Jump up to:?\s+)?((?:[a-z]{1,2}\s+)*)(.*)", re.DOTALL)
_GLUED_LABEL = re.compile(r"^[A-Z][a-z]+(?: [a-z]+)*(?=[A-Z\d])")
_ARROW = re.compile(r"^(?:Increase|Decrease|Steady) ")
_INFOBOX_LINES = 3
_EXPECTED = (
    'a list like `1. ^ Author (date). "Title". …` below the article; some exports leave it out: save the page with its '
    "References section"
)


def read(text: str) -> References:
    """The footnotes of the text, each with the places that cite it. Raises NoFootnotesError where it lists none.

    Raises FootnotesError where the numbers of the footnotes cannot be told. The text does not name its article
    reliably, so `article` is empty.
    """
    return examine(text).references


def examine(text: str, name: str = "text") -> Imported:  # noqa: ARG001 - the importers' one signature
    """The same, with the passages that cite nothing."""
    body, listings = split(text.removeprefix("\ufeff").splitlines())
    if not listings:
        raise NoFootnotesError(_EXPECTED)
    paragraphs = list(_paragraphs(body))
    places = cited_by(paragraphs)
    citations = [_citation(footnote) for footnote in numbered(listings, places.keys())]
    _check_labels(citations)
    kept = (replace(citation, cited_by=places.get(citation.label, ())) for citation in citations)
    return Imported(references=References(article=Article(), references=tuple(kept)), uncited=uncited(paragraphs))


def _citation(footnote: Footnote) -> Citation:
    return replace(citation_of(_without_jumps(footnote.text), footnote.number), group=footnote.group)


def _check_labels(citations: list[Citation]) -> None:
    counted = Counter(citation.label for citation in citations)
    if twice := [label for label, count in counted.items() if count > 1]:
        raise FootnotesError(
            f"footnote {', '.join(twice)} stands twice in the text; expected one list of footnotes, or a second under "
            "a heading that its markers name (`Notes` for [note 1])"
        )


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
    heading = heading_of(lines[index])
    if heading and lines[index].lstrip().startswith("="):
        return heading
    # A line with a colon is a hatnote ("Further information: …"), one with a full stop or a marker is a paragraph.
    alone = not any(other.strip() for other in (*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2]))
    return heading if alone and index else ""


def _infobox_value(line: str) -> str:
    """The line without the label that plain text glues to its value, and the name of the arrow image behind it."""
    return _ARROW.sub("", _GLUED_LABEL.sub("", line))
