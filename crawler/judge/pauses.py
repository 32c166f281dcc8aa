"""Whether a few words may say that a page is away for now, or not given to this reader today.

Lists of whole phrases know few of the ways in which outages and limits are told; two sorts of words that meet in a few
sentences know most of them, and some stories too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crawler.judge.fingerprint import data
from crawler.judge.language import languages_of
from crawler.judge.phrase_index import PhraseIndex, phrase_index
from crawler.judge.wording import FIRST_UNPARTED, WORD, plain, plain_with_edges

SEVERAL_BROKEN, SEVERAL_PER = 3, 2
"""So many words of what is broken, or of what a measure is counted by, need no others beside them."""

_Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """One language's words: what is broken and for how long, what is limited and what it is counted by."""

    broken: PhraseIndex
    when: PhraseIndex
    limits: PhraseIndex
    per: PhraseIndex

    def tell_of_a_pause(self, told: str) -> bool:
        """Whether enough of them stand in a text."""
        broken, per = _places(self.broken, told), _places(self.per, told)
        if len(broken) >= SEVERAL_BROKEN or len(per) >= SEVERAL_PER:
            return True
        return _meet(broken, _places(self.when, told)) or _meet(per, _places(self.limits, told))


def may_be_a_pause(text: str) -> bool:
    """Whether a few words may tell of an outage or of a limit, in their language, or in any where none is seen."""
    told = f" {' '.join(WORD.findall(plain(text)))} "
    known = _words()
    spoken = [known[language] for language in languages_of(text) if language in known] or known.values()
    return any(words.tell_of_a_pause(told) for words in spoken)


def _places(index: PhraseIndex, told: str) -> list[_Place]:
    """Where words of an index stand, from and to, in order; those that lie in each other are one place."""
    places: list[_Place] = []
    for start, end in sorted((at, at + len(word)) for word in index.found(told) for at in [told.find(word)]):
        if places and start < places[-1][1] - 1:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return places


def _meet(some: Sequence[_Place], others: Sequence[_Place]) -> bool:
    """Whether a word of one sort stands beside one of the other, and not in it."""
    return any(end - 1 <= start or until - 1 <= begin for begin, end in some for start, until in others)


@cache
def _words() -> Mapping[str, _Words]:
    return {
        language: _Words(**{sort: phrase_index(map(_beginning, words)) for sort, words in sorts.items()})
        for language, sorts in data("pauses")["languages"].items()
    }


def _beginning(word: str) -> str:
    """How a word begins in a text; where scripts do not part their words it may stand anywhere."""
    told = plain_with_edges(" ".join(WORD.findall(word)) + " " * word.endswith(" "))
    return told if max(told) >= FIRST_UNPARTED else f" {told}"
