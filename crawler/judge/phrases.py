"""Sentences of a page that is not the work: statements of absence, and names of the page asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from crawler.judge.fingerprint import data
from crawler.judge.wording import plain

NEAR = 120
"""Characters between a page's name and what is said of it: an address may stand between them, a menu may not."""

CLOSE = 60
"""The same between any word for a page and what is said of it."""

_NEVER = r"(?!)"
_GAP = 25
"""Characters between the parts of a predicate that others stand between."""

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?؟।])\s+|(?<=[。।])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Language:
    """How one language speaks of absence. A predicate is the parts that stand in order."""

    nouns: re.Pattern[str]
    objects: re.Pattern[str]
    sentences: tuple[str, ...]
    mentions: tuple[str, ...]
    predicates: tuple[tuple[str, ...], ...]
    losses: tuple[str, ...]
    negations: tuple[str, ...]


def absence_stated(text: str) -> str | None:
    """The words by which `text` says that the page is not there; None where it does not, or only asks."""
    return next((found for sentence in _statements(text) if (found := _states(sentence))), None)


def absence_implied(text: str) -> str | None:
    """The words in which `text` says of some page or document that it is not there, by whatever name it calls it."""
    return next((found for sentence in _statements(text) if (found := _implies(sentence))), None)


def object_missed(text: str) -> str | None:
    """The words in which `text` says that what the page was about is not there: a topic, an exhibit, a product."""
    return next((found for sentence in _statements(text) if (found := _implies(sentence, "objects"))), None)


def loss_told(text: str) -> str | None:
    """The words in which `text` tells that some page or document was there once, in whatever turn of phrase."""
    return next((found for sentence in _statements(text) if (found := _tells(sentence, "losses"))), None)


def negation_found(text: str) -> str | None:
    """The words in which `text` denies something of a page or a document: it may be absent, or closed to us."""
    return next((found for sentence in _statements(text) if (found := _tells(sentence, "negations"))), None)


def denies(text: str) -> bool:
    """Whether `text` says in any way that something is not there, or no more."""
    return any(find(text) for find in (absence_stated, absence_implied, object_missed, loss_told, negation_found))


def speaks_of_absence(text: str) -> bool:
    """Whether any predicate of absence stands in `text`: a quick look before a careful one."""
    whole = plain(text)
    return any(_predicate(language, whole) for language in _languages(ascii_only=whole.isascii()))


def conditional(text: str) -> bool:
    """Whether `text` speaks of another time, another country, or something that its reader must do first.

    A notice on cookies stands on every page, and is none of that unless it says itself what is not there.
    """
    told = " ".join(sentence for sentence in sentences(text) if "cookie" not in sentence or _implies(sentence))
    for words in _unconditional():
        told = told.replace(words, " ")
    return any(word in told for word in _conditions())


def page_named(text: str) -> str | None:
    """The phrase by which `text` names the page that was asked for, whatever it says of it."""
    whole = plain(text)
    return next(
        (
            phrase
            for language in _languages(ascii_only=whole.isascii())
            for phrase in language.mentions
            if phrase in whole
        ),
        None,
    )


def sentences(text: str) -> list[str]:
    """The sentences of `text` in plain form."""
    return _BETWEEN_SENTENCES.split(plain(text))


def _statements(text: str) -> Iterator[str]:
    """The sentences that may state an absence: no questions, and no word that a page is kept as it is."""
    told = (sentence for sentence in sentences(text) if not sentence.rstrip().endswith(("?", "؟")))
    return (sentence for sentence in told if not any(words in sentence for words in _kept()))


@lru_cache(maxsize=1024)
def _states(sentence: str) -> str | None:
    for language in _languages(ascii_only=sentence.isascii()):
        whole = next((phrase for phrase in language.sentences if phrase in sentence), None)
        if whole:
            return whole
        for name in language.mentions:
            at = sentence.find(name)
            if at >= 0 and (said := _predicate(language, sentence[max(0, at - NEAR) : at + len(name) + NEAR])):
                return f"{name} … {said}"
    return None


@lru_cache(maxsize=1024)
def _implies(sentence: str, what: str = "nouns") -> str | None:
    for language in _languages(ascii_only=sentence.isascii()):
        # The predicates first: most languages have none of theirs in a text of another.
        if not _predicate(language, sentence):
            continue
        named: re.Pattern[str] = getattr(language, what)
        for noun in named.finditer(sentence):
            around = sentence[max(0, noun.start() - CLOSE) : noun.end() + CLOSE]
            if said := _predicate(language, around):
                return f"{noun[0]} … {said}"
    return None


@lru_cache(maxsize=1024)
def _tells(sentence: str, what: str) -> str | None:
    """A noun and one of the language's words (its `losses` or `negations`), near each other."""
    for language in _languages(ascii_only=sentence.isascii()):
        words: tuple[str, ...] = getattr(language, what)
        if not any(word in f"{sentence} " for word in words):
            continue
        for noun in language.nouns.finditer(sentence):
            around = (
                f"{sentence[max(0, noun.start() - CLOSE) : noun.start()]} {sentence[noun.end() : noun.end() + CLOSE]} "
            )
            if said := next((word for word in words if word in around), None):
                return f"{noun[0]} … {said.strip()}"
    return None


def _predicate(language: _Language, text: str) -> str | None:
    """The predicate of the language that stands in `text`, its parts in order and near each other."""
    for parts in language.predicates:
        at = text.find(parts[0])
        if at < 0:
            continue
        end = at + len(parts[0])
        for part in parts[1:]:
            at = text.find(part, end, end + _GAP + len(part))
            if at < 0:
                break
            end = at + len(part)
        else:
            return " ".join(parts)
    return None


@cache
def _languages(*, ascii_only: bool) -> tuple[_Language, ...]:
    """How all languages speak of absence; for a text of ASCII alone what such a text can hold."""

    def kept(phrases: Iterable[str]) -> tuple[str, ...]:
        return tuple(word for phrase in phrases if (word := plain(phrase)).isascii() or not ascii_only)

    return tuple(
        _Language(
            nouns=re.compile(_beginnings(map(plain, language["nouns"]))),
            objects=re.compile(_beginnings(map(plain, language.get("objects", ()))) or _NEVER),
            sentences=kept(language.get("sentences", ())),
            mentions=kept(language.get("mentions", ())),
            predicates=tuple(
                tuple(part.strip() for part in each.split("...")) for each in kept(language["predicates"])
            ),
            # A blank at either end says that a word begins or ends there.
            losses=tuple(each for each in language["losses"] if each.isascii() or not ascii_only),
            negations=tuple(each for each in language["negations"] if each.isascii() or not ascii_only),
        )
        for language in data("absence")["languages"].values()
    )


def _beginnings(words: Iterator[str]) -> str:
    """A pattern for words that begin so; where scripts do not part words they may stand anywhere."""
    return "|".join(rf"\b{re.escape(word)}" if word[0] < "\u0e00" else re.escape(word) for word in words)


@cache
def _conditions() -> tuple[str, ...]:
    return tuple(map(plain, data("absence")["conditions"]))


@cache
def _kept() -> tuple[str, ...]:
    return tuple(map(plain, data("absence")["kept"]))


@cache
def _unconditional() -> tuple[str, ...]:
    return tuple(map(plain, data("absence")["unconditional"]))
