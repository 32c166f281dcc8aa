"""Whether a few words may say that a page is away for now, or not given to this reader today.

Lists of whole phrases know few of the ways in which an outage is told; two sorts of words that meet know most.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from crawler.judge.fingerprint import data
from crawler.judge.language import languages_of
from crawler.judge.phrase_index import PhraseIndex, phrase_index
from crawler.judge.wording import FIRST_UNPARTED, plain, plain_with_edges

SEVERAL_BROKEN = 3
"""So many words of what is broken need none of time beside them."""

_BETWEEN_WORDS = re.compile(r"[^\w\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """One language's words: what is broken and for how long, what is limited and what it is counted by."""

    broken: PhraseIndex
    when: PhraseIndex
    limits: PhraseIndex
    per: PhraseIndex

    def meet_in(self, told: str) -> bool:
        """Whether two sorts of them meet in a text."""
        broken, per = self.broken.found(told), self.per.found(told)
        if len(broken) >= SEVERAL_BROKEN or len(per) > 1:
            return True
        return bool((broken and self.when.any_in(told)) or (per and self.limits.any_in(told)))


def may_be_a_pause(text: str, language: str = "") -> bool:
    """Whether a few words may tell of an outage or of a limit; `language` is the page's own word for its language.

    That counts where the text itself does not show its language; where nothing does, all languages are asked.
    """
    told = f" {' '.join(_BETWEEN_WORDS.sub(' ', plain(text)).split())} "
    spoken = languages_of(text) or tuple(filter(None, (language.partition("-")[0],))) or tuple(_words())
    return any(words.meet_in(told) for each in spoken if (words := _words().get(each)))


@cache
def _words() -> Mapping[str, _Words]:
    return {
        language: _Words(**{sort: phrase_index(map(_beginning, words)) for sort, words in sorts.items()})
        for language, sorts in data("pauses")["languages"].items()
    }


def _beginning(word: str) -> str:
    """How a word begins in a text; where scripts do not part their words it begins anywhere."""
    told = plain_with_edges(_BETWEEN_WORDS.sub(" ", word))
    return told if told[0] >= FIRST_UNPARTED else f" {told.lstrip()}"
