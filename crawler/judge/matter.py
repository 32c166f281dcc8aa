"""What of a page is there to read: its own text, and whether that is more than a notice."""

from __future__ import annotations

from crawler.evidence.page import Page
from crawler.judge.wording import script

ENOUGH_TEXT = 250
"""Characters: a page with less visible text is not yet somebody's work."""

ENOUGH_LETTERS = 100
"""The same in a script that writes a word in one or two."""

A_STORY = 400
"""Characters of a text: who holds a work back, or is out of order, says less."""

A_LIST = 3
"""Headings with something under each: more than a notice, a login or a gate has."""

LONGEST_NOTICE = 600
"""Characters of a text: who says more tells something, whatever words are in it."""


def matter(page: Page) -> str:
    """The text of a page without menus and boxes; all of it where nothing else is left."""
    return page.main or page.text


def told_by(page: Page) -> str:
    """What a page tells in sentences or short lines; its whole text where nothing of that is known."""
    return page.told or matter(page)


def titles_and_text(page: Page, most: int | None = None) -> str:
    """A page's own titles and what it tells, of that at `most` so many characters."""
    return f"{' . '.join(page.own_titles)} . {told_by(page)[:most]}"


def has_prose(page: Page) -> bool:
    """Whether there is something to read: teasers under headings of their own are nothing, however many."""
    return prose_length(page) >= ENOUGH_TEXT or is_dense(page)


def is_dense(page: Page) -> bool:
    """Whether there is as much to read in a script that writes a word in one or two letters; links do not count."""
    if min(prose_length(page), len(page.told)) < ENOUGH_LETTERS:
        return False
    return script(page.told[:ENOUGH_LETTERS]) in ("CJK", "HANGUL")


def is_longer_than_a_notice(page: Page) -> bool:
    """Whether a page has a text that says more than a notice, which in ideographs takes half."""
    return prose_length(page) >= (LONGEST_NOTICE // 2 if is_dense(page) else LONGEST_NOTICE)


def prose_length(page: Page) -> int:
    """Characters of the longest text between two headings."""
    return page.longest or len(matter(page))
