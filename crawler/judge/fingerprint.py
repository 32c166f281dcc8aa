"""Fingerprints: how the pages of walls, parking services and the like are known, read from the data files beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from crawler.data_file import read_table
from crawler.evidence.address import pieces
from crawler.judge.rule import Case

PLACES = ("header", "title", "text", "markup", "url", "cookie")


@dataclass(frozen=True, slots=True)
class Mark:
    """One condition: `place` is one of PLACES (`header` has a `name`), `pattern` a regular expression without case."""

    place: str
    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A kind of page. All `marks` must be found; `longest` is the most visible text such a page has (0: any).

    At the statuses `not_at` the words mean nothing: a page that is not there may have them too.
    """

    id: str
    label: str
    weight: float
    longest: int
    marks: tuple[Mark, ...]
    not_at: frozenset[int] = frozenset()


@cache
def fingerprints(name: str) -> tuple[Fingerprint, ...]:
    """The fingerprints of data/NAME.yaml."""
    return tuple(_fingerprint(entry) for entry in data(name)["fingerprints"])


@cache
def data(name: str) -> Mapping[str, Any]:
    """A data file of the judge as it stands."""
    loaded: Mapping[str, Any] = read_table("crawler.judge.data", f"{name}.yaml")
    return loaded


def has_path(address: str, words: Iterable[str]) -> bool:
    """Whether whole parts of the address's path are one of `words` (`/login` is in /a/login.php, not in /loginova)."""
    return bool(_any_path(tuple(words)).search(pieces(address).path.lower()))


@lru_cache(maxsize=64)
def _any_path(words: tuple[str, ...]) -> re.Pattern[str]:
    """What finds one of the words at the end of a part; nothing, where there are none."""
    alternatives = "|".join(re.escape(word.rstrip("/")) for word in words) if words else "(?!)"
    return re.compile(rf"(?:{alternatives})(?:\.\w+)?(?:/|$)")


def _fingerprint(entry: Mapping[str, Any]) -> Fingerprint:
    marks = []
    for place, pattern in entry["marks"].items():
        kind, _, name = place.partition(" ")
        if kind not in PLACES:
            raise ValueError(f"{entry['id']}: {kind!r} is no place for a mark; expected one of {', '.join(PLACES)}")
        marks.append(Mark(kind, name, re.compile(str(pattern), re.IGNORECASE)))
    return Fingerprint(
        id=entry["id"],
        label=entry["label"],
        weight=float(entry["weight"]),
        longest=int(entry.get("longest", 0)),
        marks=tuple(marks),
        not_at=frozenset(entry.get("not_at", ())),
    )


def find(name: str, case: Case) -> Fingerprint | None:
    """The strongest fingerprint of data/NAME.yaml that the case shows."""
    found = [fingerprint for fingerprint in fingerprints(name) if _shows(case, fingerprint)]
    return max(found, key=lambda fingerprint: fingerprint.weight, default=None)


def _shows(case: Case, fingerprint: Fingerprint) -> bool:
    if case.page and fingerprint.longest and case.page.text_length > fingerprint.longest:
        return False
    if case.fetch.status in fingerprint.not_at:
        return False
    return all(any(mark.pattern.search(text) for text in _texts(case, mark)) for mark in fingerprint.marks)


def _texts(case: Case, mark: Mark) -> tuple[str, ...]:
    page = case.page
    if mark.place == "header":
        # Where the archive played a capture, what the site said stands under x-archive-orig-.
        return tuple(filter(None, (case.fetch.header(mark.name), case.fetch.header(f"x-archive-orig-{mark.name}"))))
    if mark.place == "cookie":
        return (case.fetch.header("set-cookie"), case.fetch.header("x-archive-orig-set-cookie"))
    if mark.place == "url":
        return (case.fetch.final_url,)
    if page is None:
        return ()
    return {"title": case.titles, "text": (page.text[:4000],), "markup": (page.markup,)}[mark.place]
