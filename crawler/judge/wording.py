# ruff: noqa: RUF001 - the look-alikes are what this module is about
"""Texts made comparable: one form for quotes, dashes, spaces, widths and case; titles without their site's name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape

from anyascii import anyascii
from rapidfuzz import fuzz

MATCH = 0.85
"""A likeness from here on is the same title: a typo, a dropped article or a changed dash pass, no other work does."""

DIFFERENT = 0.6

FIRST_UNPARTED = "\u0e00"
"""From Thai on, scripts of Asia do not part their words."""

LETTERS_OF_AN_IDEOGRAPH = 3
_FIRST_IDEOGRAPH = "\u2e80"

_SEPARATORS = re.compile(r"\s+[|\-–—:·•»«/]+\s+|\s*(?:\||::|--|»|«|•|—|_)\s*")
_QUOTES = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "`": "'", "´": "'",
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "...",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\ufeff", ""),
    }
)  # fmt: skip
_LETTERS = str.maketrans(
    {"ı": "i", "\u0307": "", **dict(zip("άέήίόύώϊϋΐΰ", "αεηιουωιυιυ", strict=True))}
)  # fmt: skip
"""Small letters whose capitals are those of others: Turkish writes I and İ, and Greek capitals bear no accents."""

_FOLDED = _QUOTES | _LETTERS
_MARKS = "".join(map(chr, filter(lambda at: unicodedata.category(chr(at))[0] == "M", range(0x300, 0xE00))))
WORD = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*")
"""A word, with the vowel signs and other marks that the scripts of India, Arabic and Hebrew write into it."""

_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")
_OTHER_NUMBERS = 0.8
"""The most that two titles with different numbers are alike: a report of 2018 is not that of 2019."""

_CUT_SHORT = 20
"""Characters: the beginning of a title that is this long, and half of it, is the title cut off."""

_FEW_CHARACTERS = 8
_FEW_IDEOGRAPHS = 4
_UNPARTED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese and Khmer do not part words; a syllable takes three letters or so."""

_FEW_UNPARTED = 12


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text in one form for comparison; entities that somebody escaped twice are read."""
    if "&" in text:
        text = _ENTITY.sub(lambda found: unescape(found[0]), text)
    if text.isascii():
        folded = text.replace("`", "'").lower()
    else:
        folded = unicodedata.normalize("NFKC", text.translate(_QUOTES)).casefold().translate(_FOLDED)
    return folded if _is_single_spaced(folded) else " ".join(folded.split())


def plain_with_edges(words: str) -> str:
    """The plain form with a blank at either end where there was one, which says that a word begins or ends there."""
    first, last = (" " if edge == " " else "" for edge in (words[:1], words[-1:]))
    return f"{first}{plain(words)}{last}"


def plain_together(*texts: str) -> str:
    """The plain form of texts with spaces between them: what is long among them is made plain but once."""
    return " ".join(filter(None, map(plain, texts)))


def _is_single_spaced(text: str) -> bool:
    """Whether its words are parted by single spaces alone: of all white space only those are printable."""
    return text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " "


@lru_cache(maxsize=1024)
def parts(title: str) -> tuple[str, ...]:
    """The title and its parts between separators (work, section, site), in plain form, longest first."""
    whole = plain(title)
    pieces = [piece.strip(" \"'") for piece in _SEPARATORS.split(whole)]
    return (whole, *sorted({piece for piece in pieces if piece and piece != whole}, key=len, reverse=True))


def places_of(piece: str, text: str) -> Iterator[int]:
    """Where a piece stands in a text: for names, which are too many to make an expression of each."""
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def telling(text: str) -> bool:
    """Whether a text is long enough to name one work: `home` or `china` is not."""
    if len(text) >= _FEW_CHARACTERS and " " in text:
        return True
    if len(_UNPARTED.findall(text)) >= _FEW_UNPARTED:
        return True
    ideographs = sum("\u2e80" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af" for character in text)
    return ideographs >= _FEW_IDEOGRAPHS


def letters_in(text: str) -> int:
    """How many letters a text says as much as: an ideograph says as much as several."""
    return sum(LETTERS_OF_AN_IDEOGRAPH if letter >= _FIRST_IDEOGRAPH else 1 for letter in text)


@lru_cache(maxsize=1024)
def script(text: str) -> str:
    """The script that most letters of a text are of, by Unicode's names (`LATIN`, `CYRILLIC`, `CJK`); "" of none.

    Japanese counts as CJK: which of its scripts prevails is a matter of the sentence.
    """
    if text.isascii():
        return "LATIN" if any(map(str.isalpha, text)) else ""
    counted = Counter[str]()
    for letter, times in Counter(filter(str.isalpha, text)).items():
        name = unicodedata.name(letter, "").partition(" ")[0]
        counted["CJK" if name in ("HIRAGANA", "KATAKANA") else name] += times
    return max(counted, key=lambda name: counted[name], default="")


def title_likeness(cited: str, shown: str) -> float:
    """How alike two titles are, 0 to 1; a site's name before or after, and a cut-off end, do not count.

    What both titles share between their separators is the site's name, and says nothing of the work. Titles of two
    scripts, one of them Latin, are compared in Latin letters too.
    """
    scripts = {script(cited), script(shown)}
    if len(scripts) > 1 and "LATIN" in scripts and "" not in scripts:
        return max(_likeness(cited, shown), _likeness(anyascii(cited), anyascii(shown)))
    return _likeness(cited, shown)


def _likeness(cited: str, shown: str) -> float:
    ours, theirs = parts(cited), parts(shown)
    if not ours[0] or not theirs[0]:
        return 0.0
    mine = [part for part in ours[1:] if part not in theirs[1:]]
    yours = [part for part in theirs[1:] if part not in ours[1:]]
    if len(mine) < len(ours[1:]):
        return _own_parts_alike(mine, yours)
    scores = [_ratio(ours[0], theirs[0])]
    scores += [_ratio(ours[0], part) for part in theirs[1:] if telling(part)]
    # The longest part is the work's; a shorter one that stands alone elsewhere is the site's front page.
    scores += [_ratio(part, other) for part in ours[1:2] for other in theirs if telling(part) and telling(other)]
    if telling(ours[0]) and ours[0].rstrip(".") in theirs[0]:
        scores.append(0.97)
    if len(theirs[0]) >= max(_CUT_SHORT, len(ours[0]) / 2) and ours[0].startswith(theirs[0]):
        scores.append(0.9)
    return max(scores)


def _own_parts_alike(mine: Sequence[str], yours: Sequence[str]) -> float:
    """How alike two titles with the same site's name are, from what only one of them has."""
    if not mine:
        return 0.97 if yours else 1.0
    if not yours:
        return 0.0
    return max(_ratio(" ".join(mine), " ".join(yours)), *(_ratio(mine[0], part) for part in yours))


def _ratio(one: str, other: str) -> float:
    cut = min(one, other, key=len)
    if cut.endswith("...") and telling(cut):
        size = len(cut) - 3
        return max(_alike(one, other), _alike(one[:size], other[:size]))
    return _alike(one, other)


@lru_cache(maxsize=1024)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(_NUMBERS.findall(text))


def _alike(one: str, other: str) -> float:
    ratio = fuzz.ratio(one, other) / 100
    ours, theirs = _numbers(one), _numbers(other)
    return ratio if ours <= theirs or theirs <= ours else min(ratio, _OTHER_NUMBERS)
