"""Redirects that end at a page which is not the work: a front page, a section, a page named after the error."""

from __future__ import annotations

import re

from crawler.evidence.address import pieces
from crawler.evidence.places import is_front, same_place
from crawler.judge.fingerprint import data, has_path
from crawler.judge.matter import ENOUGH_TEXT
from crawler.judge.rule import Case
from crawler.judge.rules.absence import soft
from crawler.judge.rules.cited_title import title_score
from crawler.judge.rules.pleas import asks_for_consent
from crawler.judge.verdict import Signal
from crawler.judge.wording import DIFFERENT, MATCH, plain, telling

NEXT_TO_NOTHING = 40
"""Characters: less than this is no front page."""

_SEARCHES = re.compile(r"/(?:search|suche|recherche|buscar|busca|cerca|zoeken)(?:[/.]|$)", re.IGNORECASE)


def address_says_so(case: Case) -> Signal | None:
    """It redirects to an address that is named after the error."""
    words = tuple(data("absence")["paths"])
    if not case.fetch.hops[1:] or title_score(case) >= MATCH:
        return None
    if not has_path(case.fetch.final_url, words) or has_path(case.address, words):
        return None
    return soft("absence/address", 0.85, "It redirects to the site's error page")


def front_page(case: Case) -> Signal | None:
    """A deep address redirects to the front page, which does not carry the cited title.

    For the time being (302 and the like) to next to no text, or to a cookie page, may be a wall: no proof.
    """
    if not _leads_elsewhere(case):
        return None
    ends = pieces(case.fetch.final_url)
    if not is_front(case.fetch.final_url) or is_front(case.address):
        return None
    return Signal(
        rule="absence/front-page",
        reason="redirected-home",
        weight=0.5 if _may_be_a_wall(case) else 0.92,
        sentence=f"It redirects to the front page of {ends.hostname}, which is not the cited work.",
    )


def section_page(case: Case) -> Signal | None:
    """It redirects to a folder above the cited address or to a search, with a title that is another one."""
    if not _leads_elsewhere(case) or title_score(case) >= DIFFERENT or not telling(plain(case.citation.title)):
        return None
    ends, began = pieces(case.fetch.final_url), pieces(case.address)
    folder = f"{ends.path.rstrip('/').lower()}/"
    is_above = folder != "/" and not ends.query and began.path.lower().startswith(folder)
    is_search = bool(_SEARCHES.search(ends.path)) and not _SEARCHES.search(began.path)
    if not (is_above or is_search):
        return None
    what = "a search" if is_search else f"the section {folder[:100]}"
    return Signal(
        rule="absence/section-page",
        reason="redirected-home",
        weight=0.85,
        sentence=f"It redirects to {what} of {ends.hostname}, which is not the cited work.",
    )


def _may_be_a_wall(case: Case) -> bool:
    return asks_for_consent(case) or not (case.fetch.for_good or _has_text(case))


def _has_text(case: Case) -> bool:
    """Whether there is enough to read, or at least the few words of a plain page that no script completes."""
    if case.page is None or case.page.text_length < NEXT_TO_NOTHING:
        return False
    return case.page.text_length >= ENOUGH_TEXT or "<script" not in case.page.markup.lower()


def _leads_elsewhere(case: Case) -> bool:
    """Whether a redirect ends at a page that stands somewhere else and does not carry the cited title."""
    fetch = case.fetch
    return (
        fetch.succeeded
        and bool(fetch.hops[1:])
        and not same_place(case.address, fetch.final_url)
        and title_score(case) < MATCH
    )
