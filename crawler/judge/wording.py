# ruff: noqa: RUF001 - the look-alikes are what this module is about
"""Texts made comparable: one form for quotes, dashes, spaces, widths and case; titles without their site's name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

MATCH = 0.85
"""A likeness from here on is the same title: a typo, a dropped article or a changed dash pass, no other work does."""

DIFFERENT = 0.6

_SEPARATORS = re.compile(r"\s+[|\-–—:·•»«/]+\s+|\s*(?:\||::|--|»|«|•|—|_)\s*")
_QUOTES = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "`": "'", "´": "'",
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "...", "\u00ad": "", "\u200b": "", "\ufeff": "",
    }
)  # fmt: skip
_FEW_CHARACTERS = 8
_FEW_IDEOGRAPHS = 4


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text in one form for comparison."""
    folded = unicodedata.normalize("NFKC", text.translate(_QUOTES)).translate(_QUOTES).casefold()
    return " ".join(folded.split())


def parts(title: str) -> tuple[str, ...]:
    """The title and its parts between separators (work, section, site), in plain form, longest first."""
    whole = plain(title)
    pieces = [piece.strip(" \"'") for piece in _SEPARATORS.split(whole)]
    return (whole, *sorted({piece for piece in pieces if piece and piece != whole}, key=len, reverse=True))


def telling(text: str) -> bool:
    """Whether a text is long enough to name one work: `home` or `china` is not."""
    ideographs = sum("\u2e80" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af" for character in text)
    return ideographs >= _FEW_IDEOGRAPHS or (len(text) >= _FEW_CHARACTERS and " " in text)


def title_likeness(cited: str, shown: str) -> float:
    """How alike two titles are, 0 to 1; a site's name before or after, and a cut-off end, do not count."""
    ours, theirs = parts(cited), parts(shown)
    if not ours[0] or not theirs[0]:
        return 0.0
    scores = [_ratio(ours[0], theirs[0])]
    scores += [_ratio(ours[0], part) for part in theirs[1:] if telling(part)]
    scores += [_ratio(part, theirs[0]) for part in ours[1:] if telling(part)]
    scores += [_ratio(mine, part) for mine in ours[1:] for part in theirs[1:] if telling(mine) and telling(part)]
    if telling(ours[0]) and ours[0].rstrip(".") in theirs[0]:
        scores.append(0.97)
    return max(scores)


def _ratio(one: str, other: str) -> float:
    cut = min(one, other, key=len)
    if cut.endswith("...") and telling(cut):
        size = len(cut) - 3
        return max(fuzz.ratio(one, other), fuzz.ratio(one[:size], other[:size])) / 100
    return fuzz.ratio(one, other) / 100
