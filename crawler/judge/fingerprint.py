"""Fingerprints: how the pages of walls, parking services and the like are known, read from the data files beside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from crawler.data_file import read_table
from crawler.evidence.address import pieces
from crawler.judge.needed import folded, needed
from crawler.judge.rule import Case, once

PLACES = ("header", "title", "text", "markup", "url", "cookie")


@dataclass(frozen=True, slots=True)
class Mark:
    """One condition: `place` is one of PLACES (`header` has a `name`), `pattern` a regular expression without case.

    Where `needed` names pieces of a folded text, the pattern is found in no text that has none of them.
    """

    place: str
    name: str
    pattern: re.Pattern[str]
    needed: frozenset[str] = frozenset()


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
        marks.append(Mark(kind, name, re.compile(str(pattern), re.IGNORECASE), needed(str(pattern))))
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
    return _strongest(name)(case)


@cache
def _strongest(name: str) -> Callable[[Case], Fingerprint | None]:
    @once
    def strongest(case: Case) -> Fingerprint | None:
        found = [fingerprint for fingerprint in fingerprints(name) if _shows(case, fingerprint)]
        return max(found, key=lambda fingerprint: fingerprint.weight, default=None)

    return strongest


def _shows(case: Case, fingerprint: Fingerprint) -> bool:
    if case.page and fingerprint.longest and case.page.text_length > fingerprint.longest:
        return False
    if case.fetch.status in fingerprint.not_at:
        return False
    return all(any(_found(mark, *text) for text in _texts(case, mark)) for mark in fingerprint.marks)


def _found(mark: Mark, text: str, folded_text: str) -> bool:
    if mark.needed and not any(piece in folded_text for piece in mark.needed):
        return False
    return mark.pattern.search(text) is not None


def _texts(case: Case, mark: Mark) -> Iterable[tuple[str, str]]:
    """The texts of a place, each with its folded form."""
    shown = _shown(case)
    if mark.place in shown:
        return shown[mark.place]
    return [(text, folded(text)) for text in _told(case, mark)]


@once
def _shown(case: Case) -> Mapping[str, Sequence[tuple[str, str]]]:
    """What the page shows in each place."""
    page = case.page
    places = {"title": case.titles, "text": (page.text[:4000],), "markup": (page.markup,)} if page else {}
    return {place: [(text, folded(text)) for text in texts] for place, texts in places.items()}


def _told(case: Case, mark: Mark) -> tuple[str, ...]:
    """What the answer tells beside the page."""
    if mark.place == "header":
        # Where the archive played a capture, what the site said stands under x-archive-orig-.
        return tuple(filter(None, (case.fetch.header(mark.name), case.fetch.header(f"x-archive-orig-{mark.name}"))))
    if mark.place == "cookie":
        return (case.fetch.header("set-cookie"), case.fetch.header("x-archive-orig-set-cookie"))
    return (case.fetch.final_url,) if mark.place == "url" else ()
