"""The page held against the site's answer to a made-up address: what answers everything shows nothing."""

from __future__ import annotations

import re

from crawler.evidence.page import Page
from crawler.evidence.places import is_front, same_place
from crawler.judge.gates import hints, holds_back, may_hold_back
from crawler.judge.language import has_sentences, languages_of
from crawler.judge.matter import A_LIST, LONGEST_NOTICE, has_prose, matter, prose_length, titles_and_text
from crawler.judge.phrases import absence_stated, conditional, denies, page_named, speaks_of_absence
from crawler.judge.rule import Case
from crawler.judge.rules.identity import same_as_made_up
from crawler.judge.rules.pleas import FEW_LINKS, asks_for_password
from crawler.judge.rules.site import (
    STANDS_IN_THE_WAY,
    gated,
    in_layout,
    is_blank,
    is_shell,
    lets_us_in,
    same_page,
    says_removed,
)
from crawler.judge.verdict import Signal
from crawler.judge.wording import letters_in, plain

A_FEW_LINKS, A_SENTENCE = 5, 40
"""Links, and characters that are none, of a small site's page."""

A_FEW_WORDS = 30
"""Letters of what the controls of a map or a player say."""

PATIENCE, LINKS_AROUND_IT = 300, 20
"""Characters with which a whole site asks for patience or refuses, and the links that it leaves around that."""

_ROOM = re.compile(r"<(div|section|article|figure|span|main|ul|[a-z]+-[\w-]+)\b[^>]*>\s*</\1>", re.IGNORECASE)
"""An empty element; those with a hyphen are of a program's own making."""

_WORDS = re.compile(r"[^\W_]+")
_BEGINNING = 2_000
_WORKS = re.compile(r"<(?:script|form|input|button|iframe)\b", re.IGNORECASE)


def answers_everything(case: Case) -> Signal | None:
    """The site shows the same for an address that it cannot know.

    Where the answer is a front page, or says that something is absent, the work is not there. A page that its own
    script fills in, and a page with next to no links, may be a shell or a wall: nothing is known then.
    """
    if not same_as_made_up(case):
        return None
    page = case.page
    if page is None:
        return None
    if lets_us_in(case):
        return _behind_an_open_door(case, page)
    if _is_held_back(case, page):
        return _may_be_filled()
    return Signal(
        rule="probe/same",
        reason="soft-404" if same_place(case.address, case.fetch.final_url) else "redirected-home",
        weight=0.9 if absence_stated(page.text[:_BEGINNING]) else 0.84,
        sentence="The site answers a made-up address with the same page: the work is not there.",
    )


def _is_held_back(case: Case, page: Page) -> bool:
    """Whether a page that a whole site shows may be a shell, a wall or a gate."""
    if prose_length(page) < LONGEST_NOTICE and gated(case) and not says_removed(case):
        return True
    if absence_stated(page.text[:_BEGINNING]):
        return is_shell(page)
    if _is_all_of_the_site(case, page):
        return True
    said = titles_and_text(page, _BEGINNING)
    if is_blank(page) or asks_for_password(case) or _has_room_for_all(page):
        return True
    if page.links <= FEW_LINKS and not _leads_into_a_site(page, said):
        return True
    return any(rule(case) for rule in STANDS_IN_THE_WAY) or (not has_prose(page) and holds_back(said))


def _is_all_of_the_site(case: Case, page: Page) -> bool:
    """Whether the front page is no other: a few sentences of an unknown language may ask for patience."""
    front = case.front.page if case.front and case.front.succeeded else None
    if front is None or prose_length(page) >= PATIENCE or page.links > LINKS_AROUND_IT or page.dates:
        return False
    if languages_of(page.told) or denies(page.told) or says_removed(case) or is_front(case.fetch.final_url):
        return False
    return len(page.leads) < A_LIST and same_page(page, front)


def _leads_into_a_site(page: Page, said: str) -> bool:
    """Whether a page of a few links says something, asks nothing and leads on: a wall has its own business only."""
    if is_shell(page) or page.links < A_FEW_LINKS or len(page.told) < A_SENTENCE:
        return False
    return not may_hold_back(said)


def _has_room_for_all(page: Page) -> bool:
    """Whether a program may put all that there is to read into a frame of menus: teasers are filled in already."""
    if not _has_room(page) or denies(page.told) or len(page.leads) >= A_LIST:
        return False
    return not has_prose(page) or len(page.main) < A_SENTENCE


def _has_room(page: Page) -> bool:
    """Whether a page with a program has an empty element."""
    return "<script" in page.markup.lower() and bool(_ROOM.search(page.markup))


def _behind_an_open_door(case: Case, page: Page) -> Signal:
    """The signal where the front page is another one, and opens."""
    stated = absence_stated(page.text[:_BEGINNING])
    bare = page.kind == "html" and not stated and not in_layout(case) and _is_made_by_a_wall(page)
    if bare or (page.kind == "html" and is_blank(page)) or _may_be_a_gate(case, page):
        return _may_be_filled()
    if _may_be_drawn(page, case.front.page if case.front else None):
        return _may_be_filled()
    return Signal(
        rule="probe/site-open",
        reason="soft-404" if same_place(case.address, case.fetch.final_url) else "redirected-home",
        weight=0.93 if stated else 0.88 if in_layout(case) else 0.82,
        sentence="The site's front page opens, and a made-up address gets this same page: the work is not there.",
    )


def _may_be_a_gate(case: Case, page: Page) -> bool:
    if says_removed(case):
        return False
    if has_prose(page):
        return gated(case) and prose_length(page) < LONGEST_NOTICE and has_sentences(matter(page))
    said = f"{' . '.join(case.titles)} . {page.told}"
    if not gated(case):
        denied = denies(said) or speaks_of_absence(said) or page_named(said)
        return len(page.leads) < A_LIST and not denied and hints(said) > 0
    return not (in_layout(case) and speaks_of_absence(said)) or conditional(said) or holds_back(said)


def _may_be_drawn(page: Page, front: Page | None) -> bool:
    """Whether a page with a program says next to nothing that the front page does not, and has room for more."""
    if not _has_room(page) or denies(page.told):
        return False
    known = frozenset(_WORDS.findall(plain(front.text))) if front else frozenset()
    own = [word for word in _WORDS.findall(plain(page.told)) if word not in known]
    return letters_in("".join(own)) < A_FEW_WORDS


def _is_made_by_a_wall(page: Page) -> bool:
    """Whether a page without the site's menus has what walls work with, or leads nowhere."""
    return bool(_WORKS.search(page.markup)) or "noindex" in page.robots or not page.links


def _may_be_filled() -> Signal:
    return Signal(
        rule="probe/shell",
        reason="unclear",
        weight=0.7,
        sentence="The site answers a made-up address with the same page, which only a browser may fill.",
    )
