"""How much of one text another still has: drift as a figure, 0 (nothing) to 1 (all)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from crawler.evidence.page import Page
from crawler.judge.wording import plain

WORDS = 4
"""Words of a shingle (Broder 1997): a changed word costs four shingles, an added paragraph none of the others."""

LETTERS = 6
"""Characters of a shingle in scripts that do not part their words."""

ENOUGH = 40
"""Shingles: a text that has fewer says too little of a work."""

_WORD = re.compile(r"\w+")
_UNPARTED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def likeness(before: Page, now: Page, common: Iterable[Page] = ()) -> float | None:
    """The share of `before`'s main text that stands anywhere in `now`; None where there is too little to compare.

    What `common` pages have too is the site's furniture, and does not count.
    """
    furniture = frozenset[int]().union(*(shingles(page.text) for page in common))
    had = shingles(before.main) - furniture
    if len(had) < ENOUGH:
        return None
    return round(len(had & shingles(now.text)) / len(had), 3)


def alike(one: Page, other: Page) -> float:
    """How alike two whole pages are: the shingles that both have, among all (Jaccard)."""
    ours, theirs = shingles(one.text), shingles(other.text)
    if not ours or not theirs:
        return 1.0 if plain(one.text) == plain(other.text) else 0.0
    return len(ours & theirs) / len(ours | theirs)


@lru_cache(maxsize=256)
def shingles(text: str) -> frozenset[int]:
    """The hashes of all runs of WORDS words; of LETTERS characters where words are not parted."""
    folded = plain(text)
    if len(_UNPARTED.findall(folded[:2000])) > len(folded[:2000]) / 4:
        letters = "".join(_WORD.findall(folded))
        return frozenset(hash(letters[at : at + LETTERS]) for at in range(len(letters) - LETTERS + 1))
    words = _WORD.findall(folded)
    return frozenset(hash(tuple(words[at : at + WORDS])) for at in range(len(words) - WORDS + 1))
