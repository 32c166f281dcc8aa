"""In which language a text is: by its small words and its own letters, or by how its words are spelt."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache

from crawler.evidence.page import Page
from crawler.judge.fingerprint import data
from crawler.judge.wording import WORD, plain, script

MANY_FIGURES = 0.1
"""The share of a text in figures from which on it may be a table or a list of works."""

SAMPLE = 3_000
"""Characters of a text in which its language shows."""

A_BEGINNING = 1_000
"""Characters of a text whose spelling is asked for its language."""

FIRST_WORDS = 3
"""Words of a statement among which a "this" speaks of the page."""

FEWEST_LETTERS = 14
"""Of a title whose spelling says anything: a name alone may be of any language."""

_FEWEST = 5
"""Small words that must be seen before a text counts as written in their language."""

_SHARE = 0.12
"""The least share of small words in running text of any of these languages; tables and lists have fewer."""

_UNPARTED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_SENTENCE_ENDS = re.compile(r"[\u3002\uff01\uff1f\uff0e]|[.!?\u061f\u0964](?:\s|$)")
_OWN_SCRIPTS = frozenset(
    {"GREEK", "HEBREW", "GEORGIAN", "ARMENIAN", "HANGUL", "THAI", "ETHIOPIC", "KHMER", "LAO", "DEVANAGARI", "BENGALI"}
    | {"GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA"}
)
"""Scripts that one language of the web has for itself, or nearly so."""

_IN_IT = "で"
"""What Japanese writes behind a page's name for "in it"."""

_NO_STOPS = frozenset({"THAI", "LAO", "KHMER", "MYANMAR"})


def has_sentences(text: str) -> bool:
    """Whether a text is running text: sentences with small words, and no table, list or menu."""
    written = script(text[:200])
    if written in _NO_STOPS:
        return True
    ends = len(_SENTENCE_ENDS.findall(text[:SAMPLE]))
    return ends > 1 and (written == "CJK" or written in _OWN_SCRIPTS or bool(languages_of(text)))


def points_at_itself(text: str) -> bool:
    """Whether a text speaks of "this essay" or "the programme", as who stands before them does.

    What is "in this essay" is told by the essay.
    """
    pointing, shown = words_that_point()
    words = ["", *WORD.findall(plain(text))]
    triples = zip(words, words[1:], words[2:], strict=False)
    if any(one in pointing and other in shown and first not in _within() for first, one, other in triples):
        return True
    named = (f"{one}{other}" for one in pointing if one > "\u3040" for other in shown if other > "\u3040")
    return any(name in text and name in text.replace(f"{name}{_IN_IT}", "") for name in named)


def begins_with_this(statement: str) -> bool:
    """Whether "this" stands among a statement's first words: behind a "Notice", or a "Sorry"."""
    return not words_that_point()[0].isdisjoint(WORD.findall(plain(statement))[:FIRST_WORDS])


@lru_cache(maxsize=256)
def languages_of(text: str) -> tuple[str, ...]:
    """The languages (ISO 639-1) whose small words a text has most: one, several that share them, or none at all."""
    seen = _small_words(text[:SAMPLE])
    most = max(seen.values(), default=0)
    if most < _FEWEST or most < _SHARE * len(WORD.findall(text[:SAMPLE])):
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
    return sum(map(str.isalpha, title)) >= FEWEST_LETTERS and _is_in(_spelt_in(shown[:A_BEGINNING]), title)


def _is_in(language: str, title: str) -> bool:
    """Whether a title is spelt as in the language or one of its sisters, rather than as in any other.

    On the titles of the developing part that are in Latin letters 9 in 10 pass in their own language, and 4 in 1000 in
    another, which is a sister's.
    """
    return bool(language) and _spelt_in(title) in _sisters(language)


@lru_cache(maxsize=256)
def _spelt_in(text: str) -> str:
    """The language (ISO 639-1 or -3) that a text's spelling fits best, "" where nothing can tell."""
    classify = _classifier()
    return str(classify(text)[0]) if classify else ""


@cache
def _classifier() -> Callable[[str], tuple[str, float]] | None:
    """What tells a text's language; None where it cannot be read: then fewer titles are seen to be in a page's.

    Its model is unpacked in the folder for temporary files, which takes 50 MB for a moment.
    """
    # No threads: a process that forks must have none, and a page's text is too short for them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        import py3langid  # noqa: PLC0415 - its model takes a second to read, and most commands ask for nothing

        py3langid.classify("")
    except (ImportError, LookupError, OSError):
        return None
    classify: Callable[[str], tuple[str, float]] = py3langid.classify
    return classify


def _small_words(text: str) -> Counter[str]:
    """How many words of each language a text has: small ones, and such with a letter that others do not write."""
    words = WORD.findall(plain(text))
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
def _within() -> frozenset[str]:
    """Words like "in"."""
    return frozenset(map(plain, data("function_words")["within"]))


@cache
def words_that_describe() -> frozenset[str]:
    """Words that say what kind of thing a page is, those like "article" among them."""
    return frozenset(map(plain, data("function_words")["descriptive"])) | words_that_point()[1]


def has_many_figures(text: str) -> bool:
    """Whether a text may be a table or a list of works: more than a tenth of it are figures."""
    return sum(map(str.isdigit, text)) > MANY_FIGURES * len(text)
