"""What a site's front page tells of its other pages: whether the site lets us in, and what is its own everywhere."""

from __future__ import annotations

import re

from crawler.evidence.fetch import Fetch
from crawler.evidence.page import Page
from crawler.evidence.places import is_front
from crawler.judge.gates import asks_twice, holds_back, may_hold_back, mostly_on_cookies
from crawler.judge.language import has_sentences
from crawler.judge.likeness import alike, shingles
from crawler.judge.matter import (
    A_LIST,
    ENOUGH_TEXT,
    has_prose,
    is_dense,
    is_longer_than_a_notice,
    matter,
    told_by,
)
from crawler.judge.phrases import absence_implied, absence_stated, conditional, loss_told
from crawler.judge.rule import Case, Rule, once
from crawler.judge.rules.absence import title_implies_so, title_says_so
from crawler.judge.rules.pleas import FEW_LINKS, asks_for_password, plea
from crawler.judge.rules.takeover import named_after_domain, parked
from crawler.judge.rules.walls import login, outage, wall
from crawler.judge.twins import NEARLY_THE_SAME

STANDS_IN_THE_WAY: tuple[Rule, ...] = (wall, outage, login, plea)
"""The rules that see what stands before a page."""

_NO_SITE: tuple[Rule, ...] = (*STANDS_IN_THE_WAY, parked, named_after_domain, title_says_so, title_implies_so)

BEGINNING, FIRST_OF_A_STORY = 600, 250
"""Characters in which a gate says what it asks, and in which a text that is longer than a notice says so first."""

NEXT_TO_NOTHING = 25
"""Characters: a page with less text has not said anything yet."""

SMALLEST_MENU, SMALLEST_FRONT = 3, 80
"""Links, and characters of text, of the least that is a front page."""

SHARED_MENU = 6
"""Shingles that a page and the front page share where both have the site's menu."""

ABSENT = frozenset({404, 410})
"""The statuses with which a site says honestly that it has no such page."""

_WAYS = re.compile(r"<a\b[^<>]*\bhref=[\"']?([^\"'\s<>]+)", re.IGNORECASE)
EMPTY_ROOT = re.compile(
    r"<(?:(?:div|section)\b[^<>]*\b(?:id|data-\w+)=[\"']?[\w-]*"
    r"(?:root|app|next|nuxt|main|content|mount|react|vue|shell|view)|main\b|app-root\b)[^<>]*+>\s*+"
    r"</(?:div|section|main|app-root)>",
    re.IGNORECASE,
)
"""The empty element that a script fills with the page. Other empty elements stand on most pages, for boxes and bars."""


@once
def lets_us_in(case: Case) -> bool:
    """Whether the site's front page is an ordinary page, and another one than the page of the case.

    A wall, a cookie page, a shell and an outage show there as well.
    """
    if not opens(case) or case.page is None or case.front is None or case.front.page is None:
        return False
    return not same_page(case.page, case.front.page)


@once
def tells_apart(case: Case) -> bool:
    """Whether the page is one of a site that lets us in and says honestly which pages it has not.

    Where the front page is missing too, or has little to show, the menus around the page have to do: a wall has none.
    """
    page, front, probe = case.page, case.front, case.probe
    if page is None or front is None or probe is None or lets_us_in(case):
        return lets_us_in(case)
    answers = front.status in ABSENT or (front.page is not None and front.succeeded and not same_page(page, front.page))
    return answers and probe.status in ABSENT and page.links > FEW_LINKS


@once
def opens(case: Case) -> bool:
    """Whether the site's front page is known, and an ordinary page of a site."""
    front = case.front
    if front is None or front.page is None or not front.succeeded or front.page.kind != "html":
        return False
    seen = Case(citation=case.citation, fetch=front, address=front.address)
    if not is_front(front.final_url) or any(rule(seen) for rule in _NO_SITE):
        return False
    page = front.page
    if is_blank(page) or (page.password_form and not has_prose(page) and len(page.leads) < A_LIST):
        return False
    return has_prose(page) or page.links > FEW_LINKS or _is_small_front(page)


def _is_small_front(page: Page) -> bool:
    """Whether a page of a few words leads into a site, and asks nothing of its reader."""
    if page.links < SMALLEST_MENU or page.text_length < SMALLEST_FRONT:
        return False
    return not may_hold_back(f"{' . '.join(title.text for title in page.titles)} . {told_by(page)}")


def same_page(one: Page, other: Page) -> bool:
    """Whether two answers are one page, but for a date, a number or an address that they repeat."""
    return alike(one, other) >= NEARLY_THE_SAME


@once
def in_layout(case: Case) -> bool:
    """Whether the page has the menus of a site around it."""
    page, front = case.page, case.front.page if case.front else None
    if page is None or page.links > FEW_LINKS:
        return page is not None
    if front is None:
        return False
    same_menu = len(_ways(page) & _ways(front)) >= SMALLEST_MENU
    return same_menu or len(shingles(page.text) & shingles(front.text)) >= SHARED_MENU


def _ways(page: Page) -> frozenset[str]:
    """Where the links of a short page lead; those to its own parts, and to nowhere, are none."""
    return frozenset(way for way in _WAYS.findall(page.markup) if not way.startswith(("#", "javascript:")))


@once
def gated(case: Case) -> bool:
    """Whether the page may be a gate: it asks for a password, or speaks of what a reader must be, have or do first.

    A page of a few words is asked more strictly than one with a text.
    """
    page = case.page
    if page is None or asks_for_password(case) or any(rule(case) for rule in STANDS_IN_THE_WAY):
        return True
    headings = " . ".join(title.text for title in page.titles if title.source in ("title", "h1"))
    said = f"{headings} . {told_by(page)[:BEGINNING]}"
    has_text = (len(matter(page)) >= ENOUGH_TEXT or is_dense(page)) and has_sentences(matter(page))
    if not has_text:
        return may_hold_back(_without_site(said, case.front))
    if is_longer_than_a_notice(page):
        # One such word further on belongs to the story.
        first = said[: FIRST_OF_A_STORY // 2] if is_dense(page) else said[:FIRST_OF_A_STORY]
        return holds_back(first) or asks_twice(said) or mostly_on_cookies(said)
    return holds_back(said) or mostly_on_cookies(said)


@once
def says_removed(case: Case) -> bool:
    """Whether a page that may be a gate by its words says plainly that something was taken away, for everybody."""
    page = case.page
    if page is None or asks_for_password(case) or any(rule(case) for rule in STANDS_IN_THE_WAY):
        return False
    said = told_by(page)[:BEGINNING]
    return not conditional(said) and any(find(said) for find in (loss_told, absence_implied, absence_stated))


def _without_site(text: str, front: Fetch | None) -> str:
    """The text without what the front page is titled, which may have any word."""
    for title in front.page.titles if front and front.page else ():
        text = text.replace(title.text, " ")
    return text


def is_shell(page: Page) -> bool:
    """Whether only a browser may fill the page."""
    if "<script" not in page.markup.lower():
        return False
    return page.text_length < ENOUGH_TEXT or bool(EMPTY_ROOT.search(page.markup))


def is_blank(page: Page) -> bool:
    """Whether a page has yet to be filled by a script, beside others of its site that are not."""
    if "<script" not in page.markup.lower():
        return page.text_length < NEXT_TO_NOTHING
    return page.text_length < NEXT_TO_NOTHING or not page.links or bool(EMPTY_ROOT.search(page.markup))
