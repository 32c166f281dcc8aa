"""Words with which a page holds something back: what stands behind it may be the work, whatever else the page says."""

from __future__ import annotations

from functools import cache, lru_cache

from crawler.judge.fingerprint import data
from crawler.judge.language import points_at_itself
from crawler.judge.phrase_index import PhraseIndex, phrase_index
from crawler.judge.phrases import absence_implied, absence_stated, conditional, on_cookies, sentences
from crawler.judge.wording import plain, plain_with_edges

CUES = 2
"""A gate says more than one such thing; a page that is not there may happen to say one."""

APART = 3
"""Characters between the beginnings of two words that overlap."""


def may_hold_back(text: str) -> bool:
    """Whether a page of a few words may ask something of its reader, or speak of another time or place.

    A notice on cookies stands on every page, unless it is most of what the page says.
    """
    return mostly_on_cookies(text) or conditional(text) or hints(text) >= CUES


def mostly_on_cookies(text: str) -> bool:
    """Whether most of what a text says is on cookies."""
    return len(_without_cookies(text)) < len(text) / 2


def hints(text: str) -> int:
    """How many such words a page of a few words has."""
    return _places(f" {_without_notices(text)} ", "few_words")


@lru_cache(maxsize=256)
def _places(text: str, name: str) -> int:
    """How many places of a text have a word of a list; one inside another, or right beside it, is the same place."""
    count, last = 0, -APART - 1
    for at in sorted(map(text.find, _words(name).found(text))):
        if at - last > APART:
            count, last = count + 1, at
    return count


def asks_twice(text: str) -> bool:
    """Whether a text has such surer words in two places or more."""
    return _places(f" {_without_notices(text)} ", "sure") >= CUES


@lru_cache(maxsize=256)
def holds_back(text: str) -> bool:
    """Whether a text of some length speaks of a login, a price or a licence, or of itself as what is not yet shown."""
    told = f" {_without_notices(text)} "
    return _words("sure").any_in(told) or any(points_at_itself(each) for each in sentences(told) if not _denies(each))


def _denies(sentence: str) -> bool:
    """Whether a sentence says that something is not there: what is gone is held back from nobody."""
    return bool(absence_stated(sentence) or absence_implied(sentence))


def _without_notices(text: str) -> str:
    """The text in plain form without what stands on every page: sentences on cookies, and whose all rights are."""
    told = _without_cookies(text)
    for notice in _notices().found(told):
        told = told.replace(notice, " ")
    return told


def _without_cookies(text: str) -> str:
    """The text without sentences on cookies, but for those that leave a choice between cookies and a price."""
    return " ".join(each for each in sentences(text) if not on_cookies(each) or _prices().any_in(each))


@cache
def _prices() -> PhraseIndex:
    return phrase_index(map(plain, data("gates")["prices"]))


@cache
def _notices() -> PhraseIndex:
    return phrase_index(map(plain, data("gates")["notices"]))


@cache
def _words(name: str) -> PhraseIndex:
    """The words of one list, of all languages. A blank at either end says that a word begins or ends there."""
    listed = [*data("gates")[name], *(word for words in data("gates")["languages"].values() for word in words[name])]
    return phrase_index(map(plain_with_edges, listed))
