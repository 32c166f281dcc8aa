"""Sentences of a page that is not the work: statements of absence, and names of the page asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from crawler.judge.absence_words import expression, index, predicate, speaking
from crawler.judge.fingerprint import data
from crawler.judge.phrase_index import PhraseIndex, phrase_index
from crawler.judge.wording import plain

NEAR = 120
"""Characters between a page's name and what is said of it: an address may stand between them, a menu may not."""

CLOSE = 60
"""The same between any word for a page and what is said of it."""

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?؟।\u06d4\u0589])\s+|(?<=[。।])")


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
    return any(predicate(language, whole) for language in speaking("predicates", whole))


def conditional(text: str) -> bool:
    """Whether `text` speaks of another time, another country, or something that its reader must do first.

    A notice on cookies stands on every page, and is none of that unless it says itself what is not there.
    """
    told = " ".join(sentence for sentence in sentences(text) if not on_cookies(sentence) or _implies(sentence))
    for words in _unconditional():
        told = told.replace(words, " ")
    return _words("conditions").any_in(told)


def may_be_withheld(sentence: str) -> bool:
    """Whether a sentence in plain form says that something is not to be had: it may be there for others."""
    return _words("withheld").any_in(sentence)


def asks_to_try_again(sentence: str) -> bool:
    """Whether a sentence in plain form asks its reader to try again, and not to do so later."""
    return _words("retries").any_in(sentence) and not _words("later").any_in(sentence)


def page_named(text: str) -> str | None:
    """The phrase by which `text` names the page that was asked for, whatever it says of it."""
    return next(iter(index("mentions").found(plain(text))), None)


def on_cookies(sentence: str) -> bool:
    """Whether a sentence in plain form speaks of cookies, as a notice does that stands on every page."""
    return _words("cookies").any_in(sentence)


def sentences(text: str) -> list[str]:
    """The sentences of `text` in plain form."""
    return _BETWEEN_SENTENCES.split(plain(text))


def statements(text: str) -> Iterator[str]:
    """The sentences that may state an absence: no questions, and no word that a page is kept as it is."""
    told = (sentence for sentence in sentences(text) if not sentence.rstrip().endswith(("?", "؟")))
    return (sentence for sentence in told if not _words("kept").any_in(sentence))


@lru_cache(maxsize=1024)
def _states(sentence: str) -> str | None:
    for language in speaking("statements", sentence):
        whole = next((phrase for phrase in language.sentences if phrase in sentence), None)
        if whole:
            return whole
        for name in language.mentions:
            at = sentence.find(name)
            if at >= 0 and (said := predicate(language, sentence[max(0, at - NEAR) : at + len(name) + NEAR])):
                return f"{name} … {said}"
    return None


@lru_cache(maxsize=1024)
def _implies(sentence: str, what: str = "nouns") -> str | None:
    for language in speaking("predicates", sentence):
        if not predicate(language, sentence):
            continue
        for noun in expression(getattr(language, what)).finditer(sentence):
            around = sentence[max(0, noun.start() - CLOSE) : noun.end() + CLOSE]
            if said := predicate(language, around):
                return f"{noun[0]} … {said}"
    return None


@lru_cache(maxsize=1024)
def _tells(sentence: str, what: str) -> str | None:
    """A noun and one of the language's words (its `losses` or `negations`), near each other."""
    for language in speaking(what, f"{sentence} "):
        words: tuple[str, ...] = getattr(language, what)
        for noun in expression(language.nouns).finditer(sentence):
            around = (
                f"{sentence[max(0, noun.start() - CLOSE) : noun.start()]} {sentence[noun.end() : noun.end() + CLOSE]} "
            )
            if said := next((word for word in words if word in around), None):
                return f"{noun[0]} … {said.strip()}"
    return None


@cache
def _words(name: str) -> PhraseIndex:
    """The words of one of the lists that are of no one language."""
    return phrase_index(map(plain, data("absence")[name]))


@cache
def _unconditional() -> tuple[str, ...]:
    return tuple(map(plain, data("absence")["unconditional"]))
