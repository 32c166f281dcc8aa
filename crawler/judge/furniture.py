"""A short page without what its site's front page shows as well: boxes, logins and notices that stand everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from crawler.evidence.blocks import Block, kept, matter_of
from crawler.evidence.fetch import Fetch
from crawler.evidence.page import Page
from crawler.judge.likeness import alike
from crawler.judge.matter import ENOUGH_TEXT
from crawler.judge.twins import NEARLY_THE_SAME
from crawler.judge.wording import plain

NEXT_TO_NOTHING = 25
"""Characters that are told: where less is left, the front page shows what the page is about, as a weblog's does."""


def without_furniture(fetch: Fetch, front: Fetch | None) -> Page | None:
    """The page with its matter cut down to what it has for itself; None where nothing is cut. Its whole text stays.

    A text of some length that stands on the front page too is no furniture.
    """
    page, other = fetch.page, front.page if front and front.succeeded else None
    if page is None or not page.blocks or other is None or alike(page, other) >= NEARLY_THE_SAME:
        return None
    return _cut_down(page, f" {plain(other.text)} ")


def _not_shown(blocks: tuple[Block, ...], shown: str) -> Callable[[Block], bool]:
    """What tells a page's own blocks: those that are not shown elsewhere, and texts that are in several blocks."""
    furniture: set[Block] = set()
    for there, run in groupby(blocks, key=lambda block: f" {plain(block.text)} " in shown):
        beside = list(run)
        if there and sum(len(block.told) for block in beside) < ENOUGH_TEXT:
            furniture.update(beside)
    return lambda block: block not in furniture


def _cut_down(page: Page, shown: str) -> Page | None:
    own = matter_of(kept(page.blocks, _not_shown(page.blocks, shown)))
    if len(own.told) < NEXT_TO_NOTHING:
        return None
    return replace(page, main=own.main, told=own.told, opening=own.opening, leads=own.leads, longest=own.longest)
