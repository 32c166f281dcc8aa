"""In which language a text is: by its small words, its own letters, and how its words are spelt."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise
from math import log

from crawler.evidence.page import Page
from crawler.judge.fingerprint import data
from crawler.judge.wording import plain, script

MANY_FIGURES = 0.1
"""The share of a text in figures from which on it may be a table or a list of works."""

SAMPLE = 3_000
"""Characters of a text in which its language shows."""

MARGIN = 0.1
"""How much better (nats a trigram) a title must fit the page's language than any other.

On the titles of the developing part it lets 7 in 10 pass in their own language, and 1 in 100 in another.
"""

FEWEST_TRIGRAMS = 14
"""Of a title whose spelling says anything: a name alone may be of any language."""

_FEWEST = 8
"""Small words that must be seen before a text counts as written in their language."""

_SHARE = 0.12
"""The least share of small words in running text of any of these languages; tables and lists have fewer."""

_SMOOTHING, _TRIGRAMS, _WEIGHT_OF_SMALL = 0.05, 5_000, 6
"""For trigrams that a profile lacks; how many there are to lack; how often a small word counts in a profile."""

_SPELT = ("en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "pl", "cs", "hu", "ro", "fi", "tr", "id")
"""The languages that are told apart by their spelling: those of most citations in Latin script."""

_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_UNPARTED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_SENTENCE_ENDS = re.compile(r"[\u3002\uff01\uff1f\uff0e]|[.!?\u061f\u0964](?:\s|$)")
_OWN_SCRIPTS = frozenset({"GREEK", "HEBREW", "GEORGIAN", "ARMENIAN", "HANGUL", "THAI", "ETHIOPIC", "KHMER", "LAO"})
"""Scripts that one language of the web has for itself, or nearly so."""

_NO_STOPS = frozenset({"THAI", "LAO", "KHMER", "MYANMAR"})


def has_sentences(text: str) -> bool:
    """Whether a text is running text: sentences with small words, and no table, list or menu."""
    written = script(text[:200])
    if written in _NO_STOPS:
        return True
    ends = len(_SENTENCE_ENDS.findall(text[:SAMPLE]))
    return ends > 1 and (written == "CJK" or written in _OWN_SCRIPTS or bool(languages_of(text)))


def points_at_itself(text: str) -> bool:
    """Whether a text speaks of "this essay" or "the programme", as who stands before them does."""
    pointing, shown = words_that_point()
    if any(one in pointing and other in shown for one, other in pairwise(_WORD.findall(plain(text)))):
        return True
    return any(f"{one}{other}" in text for one in pointing if one > "\u3040" for other in shown if other > "\u3040")


@lru_cache(maxsize=256)
def languages_of(text: str) -> tuple[str, ...]:
    """The languages (ISO 639-1) whose small words a text has most: one, several that share them, or none at all."""
    seen = _small_words(text[:SAMPLE])
    most = max(seen.values(), default=0)
    if most < _FEWEST or most < _SHARE * len(_WORD.findall(text[:SAMPLE])):
        return ()
    return tuple(language for language, count in seen.items() if count == most)


def one_language(title: str, page: Page) -> bool:
    """Whether a title is seen to be in the page's language: where it is not, it may be a translation."""
    shown = page.main or page.text
    ours, theirs = script(title), script(shown[:200])
    if ours != theirs or not ours:
        return False
    if ours == "CJK":
        return bool(_KANA.search(title)) == bool(_KANA.search(shown[:SAMPLE]))
    if ours in _OWN_SCRIPTS:
        return True
    seen = languages_of(shown)
    language = next((each for each in seen if len(seen) == 1 or page.language.startswith(each)), "")
    return bool(language) and _is_in(language, title, page)


def _is_in(language: str, title: str, page: Page) -> bool:
    counted, sisters = _small_words(title), _sisters(language)
    own = counted.get(language, 0)
    rivals = max((count for each, count in counted.items() if each not in sisters), default=0)
    if own > rivals:
        others = max((count for each, count in counted.items() if each != language), default=0)
        return own > others or page.language.startswith(language)
    return own == rivals and language in _SPELT and _is_spelt(language, title)


def _is_spelt(language: str, title: str) -> bool:
    """Whether a title's spelling fits the language better than any other that is not its sister."""
    if sum(_trigrams(title).values()) < FEWEST_TRIGRAMS:
        return False
    others = [each for each in _SPELT if each not in _sisters(language)]
    return _fit(title, language) - max(_fit(title, each) for each in others) >= MARGIN


@lru_cache(maxsize=1024)
def _fit(text: str, language: str) -> float:
    """The mean log-likelihood of a text's trigrams in a language."""
    profile, total = _profile(language)
    found = _trigrams(text)
    size = total + _TRIGRAMS * _SMOOTHING
    whole = sum(count * log((profile[each] + _SMOOTHING) / size) for each, count in found.items())
    return whole / max(sum(found.values()), 1)


@cache
def _profile(language: str) -> tuple[Counter[str], int]:
    """The trigrams of the house's own words in a language: those for absence, and the small ones."""
    profile = Counter[str]()
    for phrases in data("absence")["languages"].get(language, {}).values():
        profile.update(_trigrams(" ".join(map(str, phrases))))
    for word in data("function_words")["languages"][language]:
        profile.update({each: count * _WEIGHT_OF_SMALL for each, count in _trigrams(word).items()})
    return profile, sum(profile.values())


def _trigrams(text: str) -> Counter[str]:
    found = Counter[str]()
    for word in _LETTERS.findall(plain(text)):
        whole = f" {word} "
        found.update(whole[at : at + 3] for at in range(len(whole) - 2))
    return found


def _small_words(text: str) -> Counter[str]:
    """How many words of each language a text has: small ones, and such with a letter that others do not write."""
    words = _WORD.findall(plain(text))
    known = small_words()
    small = Counter(each for word in words if word in known for each in known[word])
    for letter, languages in _own_letters().items():
        if letter in text:
            small.update(dict.fromkeys(languages, sum(letter in word for word in words)))
    return small


@cache
def small_words() -> dict[str, tuple[str, ...]]:
    """Each small word, and the languages that have it."""
    return _turned(data("function_words")["languages"])


@cache
def _own_letters() -> dict[str, tuple[str, ...]]:
    """Each letter that few languages write, and those."""
    return _turned(data("function_words")["letters"])


def _turned(listed: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for language, words in listed.items():
        for word in words:
            found.setdefault(plain(word), []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


@cache
def _sisters(language: str) -> frozenset[str]:
    """The language and those that have most of its small words: a title in one of them shares its other words too."""
    return frozenset(next((group for group in data("function_words")["sisters"] if language in group), [language]))


@cache
def words_that_point() -> tuple[frozenset[str], frozenset[str]]:
    """Words like "this", and words like "article"."""
    words = data("function_words")
    return frozenset(map(plain, words["pointing"])), frozenset(map(plain, words["shown"]))


@cache
def words_that_describe() -> frozenset[str]:
    """Words that say what kind of thing a page is."""
    return frozenset(map(plain, data("function_words")["descriptive"]))


def has_many_figures(text: str) -> bool:
    """Whether a text may be a table or a list of works: more than a tenth of it are figures."""
    return sum(map(str.isdigit, text)) > MANY_FIGURES * len(text)
