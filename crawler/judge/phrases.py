"""Sentences of a page that is not the work: statements of absence, names of the page asked for, pleas to the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from crawler.judge.fingerprint import data
from crawler.judge.wording import plain

NEAR = 120
"""Characters between a page's name and what is said of it: an address may stand between them, a menu may not."""

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?؟])\s+|(?<=[。।])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plea:
    """What a page asks for before it shows anything. `overlay`: it may lie over any page, a missing one too."""

    id: str
    reason: str
    label: str
    weight: float
    overlay: bool
    phrases: tuple[str, ...]


def absence_stated(text: str) -> str | None:
    """The words by which `text` says that the page is not there; None where it does not, or only asks."""
    for sentence in _BETWEEN_SENTENCES.split(plain(text)):
        if not sentence.rstrip().endswith(("?", "؟")) and (found := _states(sentence)):
            return found
    return None


def page_named(text: str) -> str | None:
    """The phrase by which `text` names the page that was asked for, whatever it says of it."""
    whole = plain(text)
    return next((phrase for mentions, _ in _said_of_pages() for phrase in mentions if phrase in whole), None)


def pleas_in(text: str) -> Iterator[Plea]:
    """The pleas that stand in `text`, the weightiest first."""
    whole = plain(text)
    return (plea for plea in _pleas() if any(phrase in whole for phrase in plea.phrases))


def _states(sentence: str) -> str | None:
    whole = next((phrase for phrase in _statements() if phrase in sentence), None)
    if whole:
        return whole
    for mentions, predicates in _said_of_pages():
        for name in mentions:
            at = sentence.find(name)
            around = sentence[max(0, at - NEAR) : at + len(name) + NEAR] if at >= 0 else ""
            said = next((predicate for predicate in predicates if predicate in around), None)
            if said:
                return f"{name} … {said}"
    return None


@cache
def _statements() -> tuple[str, ...]:
    return tuple(plain(phrase) for language in _languages() for phrase in language["sentences"])


@cache
def _said_of_pages() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """For each language how it names the page asked for, and how it says that it is absent."""
    return tuple(
        (tuple(map(plain, language["mentions"])), tuple(map(plain, language["predicates"])))
        for language in _languages()
    )


@cache
def _pleas() -> tuple[Plea, ...]:
    read = (
        Plea(
            id=name,
            reason=entry["reason"],
            label=entry["label"],
            weight=float(entry["weight"]),
            overlay=bool(entry.get("overlay")),
            phrases=tuple(map(plain, entry["phrases"])),
        )
        for name, entry in data("pleas")["pleas"].items()
    )
    return tuple(sorted(read, key=lambda plea: -plea.weight))


def _languages() -> Iterator[dict[str, list[str]]]:
    yield from data("absence")["languages"].values()
