"""Where a text cites its footnotes: the section and the last few words before each marker like `[12]` or `[note 2]`."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from crawler.references.citation import CitedBy
from crawler.references.footnote import clean

WORDS = 8
"""At most so many words of a passage are kept: enough to find the spot, never a whole sentence."""

LETTERED = "lower-alpha"
"""The group of the footnotes whose markers are letters, under the name that Wikipedia's `{{efn}}` gives it."""

STATEMENT = 12
"""From so many words on, a paragraph states something that a footnote could support."""

_FEWEST = 3
# How many characters before a marker can matter: it bounds the time that a paragraph of markers takes.
_REACH = 400
_LONGEST = 60
# Text without spaces (Chinese, Japanese, Thai) is measured in letters.
_LONGEST_WORD = 24
# A marker's number has four figures at most, so the group of `marker` counts the thousands.
_THOUSANDS = 9_000
# A private character within the article's own brackets tells them from markers; it is taken out again.
_NO_MARKER = "\ue000"
_MARKER = re.compile(r"\[(?:(?:(?P<group>[^\W\d_][\w-]{0,30}) )?(?P<number>[1-9]\d{0,3})|(?P<letter>[a-z]{1,2}))\]")
_RUN = re.compile(rf"(?:{re.sub(r'[?]P<[a-z]+>', '?:', _MARKER.pattern)} ?)+")
_SENTENCE_END = re.compile(r"""(?<![A-Z])[.!?。！？]["”)]?(?:\s+(?=["“(]?[^\W\d_a-z])|(?<=[。！？]))""")  # noqa: RUF001 - Chinese stops
_STOPPED = re.compile(r"""[.!?。！？]["”)]?\s*$""")  # noqa: RUF001 - Chinese stops
_EDGES = " \t,.;:)]}–—-、，。；：）"  # noqa: RUF001 - Chinese punctuation


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph or infobox line of the article under its section ("" for the lead); `prose` has sentences."""

    text: str
    section: str = ""
    prose: bool = True


def cited_by(paragraphs: Iterable[Paragraph]) -> Mapping[str, tuple[CitedBy, ...]]:
    """For each footnote's label (`12`, `note:2`) the places that cite it, in the order of the text."""
    places: dict[str, list[CitedBy]] = {}
    for paragraph in paragraphs:
        for label, words in _cited(paragraph):
            places.setdefault(label, []).append(CitedBy(section=paragraph.section, text=words))
    return {label: tuple(found) for label, found in places.items()}


def places_of(paragraphs: Iterable[Paragraph]) -> Mapping[int, tuple[CitedBy, ...]]:
    """For each footnote's index the places that cite it; the paragraphs have their markers from `marker`.

    Their other text came through `unmistaken`: whatever groups and numbers the footnotes have, nothing is mixed up.
    """
    places = {}
    for label, found in cited_by(paragraphs).items():
        group, _, number = label.partition(":")
        index = int(group[1:]) * _THOUSANDS + int(number) - 1
        places[index] = tuple(replace(place, text=place.text.replace(_NO_MARKER, "")) for place in found)
    return places


def marker(index: int) -> str:
    """The marker of the footnote with this index (from 0), as `places_of` reads it."""
    group, number = divmod(index, _THOUSANDS)
    return f"[g{group} {number + 1}]"


def unmistaken(text: str) -> str:
    """The article's own text, with its brackets so that none looks like a marker to `places_of`."""
    return text.replace("[", f"[{_NO_MARKER}")


def uncited(paragraphs: Iterable[Paragraph]) -> Mapping[str, int]:
    """How many paragraphs of each section state something (STATEMENT words of prose) and cite nothing."""
    counted: Counter[str] = Counter()
    for paragraph in paragraphs:
        if paragraph.prose and not _MARKER.search(paragraph.text):
            counted[paragraph.section] += len(paragraph.text.split()) >= STATEMENT
    return {section: count for section, count in counted.items() if count}


def _cited(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """Each marker of the paragraph with the words before the run of markers (`[13][14]`) that it stands in."""
    text, start, begins = clean(paragraph.text), 0, True
    for run in _RUN.finditer(text):
        words = _few_words(text[start : run.start()], prose=paragraph.prose, begins=begins)
        # A browser finds a passage only where no other marker stands within; too few words find the wrong spot.
        if len(words.split()) < _FEWEST and start:
            words = _few_words(
                _RUN.sub(_space, text[max(0, run.start() - _REACH) : run.start()]), prose=paragraph.prose, begins=True
            )
        for marker in _MARKER.finditer(run[0]):
            yield _label(marker), words
        begins = bool(_STOPPED.search(text[start : run.start()][-3:]))
        start = run.end()


def _space(run: re.Match[str]) -> str:
    return " " if run[0].endswith(" ") else ""


def _label(marker: re.Match[str]) -> str:
    if marker["letter"]:
        return f"{LETTERED}:{letter_number(marker['letter'])}"
    return f"{marker['group']}:{marker['number']}" if marker["group"] else marker["number"]


def letter_number(letters: str) -> int:
    """The number that a list gives to its lettered items: a is 1, z is 26, aa is 27."""
    return functools.reduce(lambda number, letter: number * 26 + ord(letter) - ord("a") + 1, letters, 0)


def _few_words(text: str, *, prose: bool, begins: bool) -> str:
    """The last words of the text, less than a sentence; `begins` says that the text starts one."""
    *before, sentence = _SENTENCE_END.split(_trimmed(text))
    words = sentence.split()
    whole = prose and (begins or bool(before)) and 1 < len(words) <= WORDS
    return _trimmed(_short(" ".join(words[1:] if whole else words[-WORDS:])))


def _trimmed(text: str) -> str:
    """The text without punctuation at its ends, save a bracket that closes one of its own."""
    bare = text.strip(_EDGES)
    closing = text.strip(_EDGES.replace(")", ""))
    return f"{bare})" if closing.endswith(")") and bare.count("(") > bare.count(")") else bare


def _short(text: str) -> str:
    if " " not in text:
        return text[-_LONGEST_WORD:]
    while len(text) > _LONGEST and " " in text:
        text = text.partition(" ")[2]
    return text[-_LONGEST:]
