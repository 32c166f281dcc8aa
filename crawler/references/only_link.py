"""A footnote whose only link has words of its own, and which no template made: those words are its title."""

# ruff: noqa: RUF001 - people write en dashes

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crawler.references.citation import Citation
from crawler.references.footnote import citation_of, clean

_FEWEST = 2
_EDGES = " ,.;:–-"
_WORD = re.compile(r"\w{2,}")
_ROLES = ("archived", "the original")
"""What the templates' links to a snapshot and to a page say: no titles."""


def titled_by_link(citation: Citation, text: str, labels: Sequence[str]) -> Citation:
    """The citation that the footnote's `text` states, with the words of its only link as the title.

    `labels` has the words of all its links. What stands around the link is read as if the title stood in quotes where
    that finds a date, else kept under `other: text`.
    """
    titles = [label for label in labels if label.lower() not in _ROLES]
    if len(titles) != 1 or len(titles[0].split()) < _FEWEST:
        return citation
    label = titles[0]
    if citation.title and (citation.title == label or label not in citation.title):
        return citation
    quoted = citation_of(clean(text).replace(label, f"“{label}”", 1), citation.number)
    if quoted.title == label and any((quoted.date, quoted.access_date, quoted.archive_date)):
        return quoted
    if citation.title and not citation.title.startswith(label):
        return citation
    around = clean((citation.title or citation.other.get("text", "")).replace(label, " ", 1)).strip(_EDGES)
    other = {key: value for key, value in citation.other.items() if key != "text"}
    return replace(citation, title=label, other={**other, **({"text": around} if _WORD.search(around) else {})})
