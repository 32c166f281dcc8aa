"""How each language speaks of absence, as data/absence.yaml lists it, and which language a text has words of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crawler.judge.fingerprint import data
from crawler.judge.phrase_index import PhraseIndex, phrase_index
from crawler.judge.wording import FIRST_UNPARTED, plain, plain_with_edges

_GAP = 25
"""Characters between the parts of a predicate that others stand between."""

_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """How one language speaks of absence. A predicate is the parts that stand in order, listed under the first one.

    `nouns` and `objects` are expressions, which are compiled when a page first speaks that language.
    """

    nouns: str
    objects: str
    sentences: tuple[str, ...]
    mentions: tuple[str, ...]
    predicates: Mapping[str, Sequence[tuple[str, ...]]]
    losses: tuple[str, ...]
    negations: tuple[str, ...]


def predicate(language: Language, text: str) -> str | None:
    """The predicate of the language that stands in `text`, its parts in order and near each other."""
    for first in index("predicates").found(text):
        for parts in language.predicates.get(first, ()):
            if _in_order(parts, text):
                return " ".join(parts)
    return None


def _in_order(parts: Sequence[str], text: str) -> bool:
    """Whether parts, the first of which stands in `text`, follow each other near by."""
    end = text.find(parts[0]) + len(parts[0])
    for part in parts[1:]:
        at = text.find(part, end, end + _GAP + len(part))
        if at < 0:
            return False
        end = at + len(part)
    return True


def speaking(what: str, text: str) -> list[Language]:
    """The languages of which something stands in a plain text: most have nothing in a text of another.

    `what` is losses, negations, mentions, `statements` (sentences and mentions), or `predicates` (how they begin).
    """
    by_phrase = _speakers(what)
    numbers = {number for phrase in index(what).found(text) for number in by_phrase[phrase]}
    return [_languages()[number] for number in sorted(numbers)]


@cache
def index(what: str) -> PhraseIndex:
    """The index of such words of all languages, named as for `speaking`."""
    return phrase_index(_speakers(what))


@cache
def _speakers(what: str) -> Mapping[str, Sequence[int]]:
    """Each phrase, and the places of the languages that have it."""
    found: dict[str, list[int]] = {}
    for number, language in enumerate(_languages()):
        for phrase in _sayings(language, what):
            found.setdefault(phrase, []).append(number)
    return found


def _sayings(language: Language, what: str) -> Iterable[str]:
    if what == "statements":
        return (*language.sentences, *language.mentions)
    if what == "predicates":
        return language.predicates
    phrases: tuple[str, ...] = getattr(language, what)
    return phrases


@cache
def _languages() -> tuple[Language, ...]:
    """How all languages speak of absence."""
    return tuple(
        Language(
            nouns=_beginnings(map(plain_with_edges, language["nouns"])),
            objects=_beginnings(map(plain_with_edges, language.get("objects", ()))) or _NEVER,
            sentences=tuple(map(plain, language.get("sentences", ()))),
            mentions=tuple(map(plain, language.get("mentions", ()))),
            predicates=_by_first(language["predicates"]),
            # A blank at either end says that a word begins or ends there.
            losses=tuple(map(plain_with_edges, language["losses"])),
            negations=tuple(map(plain_with_edges, language["negations"])),
        )
        for language in data("absence")["languages"].values()
    )


def _by_first(predicates: Iterable[str]) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Predicates in their parts, under the first part."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for each in predicates:
        parts = tuple(part.strip() for part in plain(each).split("..."))
        found.setdefault(parts[0], []).append(parts)
    return found


@cache
def expression(pattern: str) -> re.Pattern[str]:
    """An expression of one of the languages."""
    return re.compile(pattern)


def _beginnings(words: Iterator[str]) -> str:
    """A pattern for words that begin so, or, where a blank ends them, are such."""
    return "|".join(map(_beginning, words))


def _beginning(word: str) -> str:
    """The pattern of one; where scripts do not part words it may stand anywhere."""
    if word[0] >= FIRST_UNPARTED:
        return re.escape(word)
    whole = r"\b" if word[-1] == " " else ""
    return rf"\b{re.escape(word.rstrip())}{whole}"
