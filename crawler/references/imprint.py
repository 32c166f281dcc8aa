"""A book as manuals of style print it, known by its imprint: `John Smith, The Book (London: Press, 1990)` is one."""

from __future__ import annotations

import re
from dataclasses import dataclass

_IMPRINT = re.compile(
    r"[,.]? \((?P<place>[^\W\d_][^():;]{0,60}): (?P<publisher>[^\W_][^():]{0,80}), (?P<year>\d{4})\)[.,]? ?"
)
_INITIALS = re.compile(r"(?P<people>[^\W\d_][^,.]{0,40}, (?:[A-Z]\.[ -]?)+)(?<= )(?P<title>\S.*)")
_STOP = re.compile(r"(?<![A-Z])\. ")
_COMMA = re.compile(r", ")
_FAMILY_NAME = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What stands before and in the brackets, and what is left behind them."""

    people: str
    title: str
    place: str
    publisher: str
    year: str
    rest: str


def imprint_in(text: str) -> Imprint | None:
    """The book that the text names by place, publisher and year in brackets; None where it names none so."""
    found = _IMPRINT.search(text)
    if not found or not found.start():
        return None
    people, title = _parted(text[: found.start()])
    return Imprint(
        people=people,
        title=title,
        place=found["place"],
        publisher=found["publisher"],
        year=found["year"],
        rest=text[found.end() :].strip(),
    )


def _parted(text: str) -> tuple[str, str]:
    """The people and the title: parted by a full stop, else by the comma behind a whole name."""
    if named := _INITIALS.match(text):
        return named["people"], named["title"]
    stop = _STOP.search(text)
    if stop:
        return text[: stop.start()], text[stop.end() :]
    for comma in _COMMA.finditer(text):
        people = text[: comma.start()]
        # "Smith, John, The Book": a single word is a family name, its first name follows.
        if len(people.split()) > _FAMILY_NAME:
            return people, text[comma.end() :]
    return "", text
