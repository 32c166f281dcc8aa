"""Sentences of a page that is not the work: statements of absence, and names of the page asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from crawler.judge.fingerprint import data
from crawler.judge.phrase_index import PhraseIndex, phrase_index
from crawler.judge.wording import plain, plain_with_edges

NEAR = 120
"""Characters between a page's name and what is said of it: an address may stand between them, a menu may not."""

CLOSE = 60
"""The same between any word for a page and what is said of it."""

_NEVER = r"(?!)"
_GAP = 25
"""Characters between the parts of a predicate that others stand between."""

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?؟।\u06d4\u0589])\s+|(?<=[。।])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Language:
    """How one language speaks of absence. A predicate is the parts that stand in order.

    `nouns` and `objects` are expressions, which are compiled when a page first speaks that language.
    """

    nouns: str
    objects: str
    sentences: tuple[str, ...]
    mentions: tuple[str, ...]
    predicates: tuple[tuple[str, ...], ...]
    losses: tuple[str, ...]
    negations: tuple[str, ...]


def absence_stated(text: str) -> str | None:
    """The words by which `text` says that the page is not there; None where it does not, or only asks."""
    return next((found for sentence in statements(text) if (found := _states(sentence))), None)


def absence_implied(text: str) -> str | None:
    """The words in which `text` says of some page or document that it is not there, by whatever name it calls it."""
    return next((found for sentence in statements(text) if (found := _implies(sentence))), None)


def object_missed(text: str) -> str | None:
    """The words in which `text` says that what the page was about is not there: a topic, an exhibit, a product."""
    return next((found for sentence in statements(text) if (found := _implies(sentence, "objects"))), None)


def loss_told(text: str) -> str | None:
    """The words in which `text` tells that some page or document was there once, in whatever turn of phrase."""
    return next((found for sentence in statements(text) if (found := _tells(sentence, "losses"))), None)


def negation_found(text: str) -> str | None:
    """The words in which `text` denies something of a page or a document: it may be absent, or closed to us."""
    return next((found for sentence in statements(text) if (found := _tells(sentence, "negations"))), None)


def denies(text: str) -> bool:
    """Whether `text` says in any way that something is not there, or no more."""
    return any(find(text) for find in (absence_stated, absence_implied, object_missed, loss_told, negation_found))


def speaks_of_absence(text: str) -> bool:
    """Whether any predicate of absence stands in `text`: a quick look before a careful one."""
    whole = plain(text)
    return any(_predicate(language, whole) for language in _speaking("predicates", whole))


def conditional(text: str) -> bool:
    """Whether `text` speaks of another time, another country, or something that its reader must do first.

    A notice on cookies stands on every page, and is none of that unless it says itself what is not there.
    """
    told = " ".join(sentence for sentence in sentences(text) if not on_cookies(sentence) or _implies(sentence))
    for words in _unconditional():
        told = told.replace(words, " ")
    return _conditions().any_in(told)


def page_named(text: str) -> str | None:
    """The phrase by which `text` names the page that was asked for, whatever it says of it."""
    return next(iter(_index("mentions").found(plain(text))), None)


def on_cookies(sentence: str) -> bool:
    """Whether a sentence in plain form speaks of cookies, as a notice does that stands on every page."""
    return _cookies().any_in(sentence)


def sentences(text: str) -> list[str]:
    """The sentences of `text` in plain form."""
    return _BETWEEN_SENTENCES.split(plain(text))


def statements(text: str) -> Iterator[str]:
    """The sentences that may state an absence: no questions, and no word that a page is kept as it is."""
    told = (sentence for sentence in sentences(text) if not sentence.rstrip().endswith(("?", "؟")))
    return (sentence for sentence in told if not _kept().any_in(sentence))


@lru_cache(maxsize=1024)
def _states(sentence: str) -> str | None:
    for language in _speaking("statements", sentence):
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
    for language in _speaking("predicates", sentence):
        if not _predicate(language, sentence):
            continue
        for noun in _expression(getattr(language, what)).finditer(sentence):
            around = sentence[max(0, noun.start() - CLOSE) : noun.end() + CLOSE]
            if said := _predicate(language, around):
                return f"{noun[0]} … {said}"
    return None


@lru_cache(maxsize=1024)
def _tells(sentence: str, what: str) -> str | None:
    """A noun and one of the language's words (its `losses` or `negations`), near each other."""
    for language in _speaking(what, f"{sentence} "):
        words: tuple[str, ...] = getattr(language, what)
        for noun in _expression(language.nouns).finditer(sentence):
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


def _speaking(what: str, text: str) -> list[_Language]:
    """The languages of which something stands in a plain text: most have nothing in a text of another.

    `what` is losses, negations, mentions, `statements` (sentences and mentions), or `predicates` (how they begin).
    """
    by_phrase = _speakers(what)
    numbers = {number for phrase in _index(what).found(text) for number in by_phrase[phrase]}
    return [_languages()[number] for number in sorted(numbers)]


@cache
def _index(what: str) -> PhraseIndex:
    return phrase_index(_speakers(what))


@cache
def _speakers(what: str) -> Mapping[str, Sequence[int]]:
    """Each phrase, and the places of the languages that have it."""
    found: dict[str, list[int]] = {}
    for number, language in enumerate(_languages()):
        for phrase in _sayings(language, what):
            found.setdefault(phrase, []).append(number)
    return found


def _sayings(language: _Language, what: str) -> Iterable[str]:
    if what == "statements":
        return (*language.sentences, *language.mentions)
    if what == "predicates":
        return (parts[0] for parts in language.predicates)
    phrases: tuple[str, ...] = getattr(language, what)
    return phrases


@cache
def _languages() -> tuple[_Language, ...]:
    """How all languages speak of absence."""
    return tuple(
        _Language(
            nouns=_beginnings(map(plain_with_edges, language["nouns"])),
            objects=_beginnings(map(plain_with_edges, language.get("objects", ()))) or _NEVER,
            sentences=tuple(map(plain, language.get("sentences", ()))),
            mentions=tuple(map(plain, language.get("mentions", ()))),
            predicates=tuple(
                tuple(part.strip() for part in plain(each).split("...")) for each in language["predicates"]
            ),
            # A blank at either end says that a word begins or ends there.
            losses=tuple(map(plain_with_edges, language["losses"])),
            negations=tuple(map(plain_with_edges, language["negations"])),
        )
        for language in data("absence")["languages"].values()
    )


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    """An expression of one of the languages."""
    return re.compile(pattern)


def _beginnings(words: Iterator[str]) -> str:
    """A pattern for words that begin so, or, where a blank ends them, are such."""
    return "|".join(map(_beginning, words))


def _beginning(word: str) -> str:
    """The pattern of one; where scripts do not part words it may stand anywhere."""
    if word[0] >= "\u0e00":
        return re.escape(word)
    whole = r"\b" if word[-1] == " " else ""
    return rf"\b{re.escape(word.rstrip())}{whole}"


@cache
def _conditions() -> PhraseIndex:
    return phrase_index(map(plain, data("absence")["conditions"]))


@cache
def _cookies() -> PhraseIndex:
    return phrase_index(map(plain, data("absence")["cookies"]))


@cache
def _kept() -> PhraseIndex:
    return phrase_index(map(plain, data("absence")["kept"]))


@cache
def _unconditional() -> tuple[str, ...]:
    return tuple(map(plain, data("absence")["unconditional"]))
