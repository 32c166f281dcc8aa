"""The page held against a snapshot that shows the work: what it still has of its text, or what stands there instead."""

from __future__ import annotations

from crawler.evidence.page import Page
from crawler.judge.carried import held_against, subject_kept
from crawler.judge.language import has_sentences
from crawler.judge.likeness import likeness
from crawler.judge.rule import Case
from crawler.judge.rules.identity import (
    ENOUGH_TEXT,
    PERMANENT,
    is_front,
    matter,
    same_as_made_up,
    same_place,
    title_score,
)
from crawler.judge.rules.pleas import FEW_LINKS
from crawler.judge.rules.site import gated
from crawler.judge.verdict import Signal
from crawler.judge.wording import DIFFERENT, MATCH, script, title_likeness

STILL_THERE = 0.5
"""The share of the text with which a page still is the work: corrections, cuts and new pictures leave more."""

GONE = 0.05
"""The share that two works of one site may have in common by chance."""

OTHER_SUBJECT = 0.2
"""The share of its most frequent words that two texts in one language may have in common by chance."""

_READ = 160


def kept_of(case: Case) -> float | None:
    """The share of the snapshot's main text that the page still has; None where there is nothing to compare."""
    if case.before is None or case.page is None or not case.fetch.succeeded:
        return None
    furniture = [case.probe.page] if case.probe and case.probe.page else []
    return likeness(case.before, case.page, furniture)


def kept(case: Case) -> Signal | None:
    """Most of the work's text still stands there, whatever the page is called now.

    A front page may show the same text for a while, and is not the work.
    """
    share = kept_of(case)
    here = same_place(case.address, case.fetch.final_url)
    if share is None or share < STILL_THERE or (not here and is_front(case.fetch.final_url)):
        return None
    for_good = not here and all(hop.status in PERMANENT for hop in case.fetch.hops[:-1])
    return Signal(
        rule="drift/kept",
        reason="moved" if for_good else "ok",
        weight=round(0.8 + 0.15 * share, 3),
        sentence=f"The page still has {share:.0%} of the text that a snapshot of it shows.",
    )


def replaced(case: Case) -> Signal | None:
    """Neither title nor text of the work is left: other hands, where language or site changed too; else only doubt.

    A page that lives (a ticker, a list) changes all of its text and keeps its title.
    """
    page, before, share = case.page, case.before, kept_of(case)
    if share is None or page is None or before is None or share > GONE:
        return None
    if page.text_length < ENOUGH_TEXT or title_score(case) >= DIFFERENT or _titled_as_before(case):
        return None
    strange = _changed(page.language[:2], before.language[:2]) or _changed(
        script(page.main[:_READ]), script(before.main[:_READ])
    )
    weight, what = 0.6, "another"
    if strange:
        weight, what = 0.9, "in another language"
    elif _other_site(case):
        weight, what = 0.85, "another site's"
    elif _other_subject(case, page, before):
        weight, what = 0.84, "about something else"
    return Signal(
        rule="drift/replaced",
        reason="replaced",
        weight=weight,
        sentence=f"Nothing of the cited work that a snapshot shows is left: the page there is {what}.",
    )


def _titled_as_before(case: Case) -> bool:
    had = [title.text for title in case.before.titles] if case.before else []
    return any(title_likeness(one, other) >= MATCH for one in had for other in case.titles)


def _other_subject(case: Case, page: Page, before: Page) -> bool:
    """Whether a page of an ordinary site has neither the snapshot's subject nor anything of the citation."""
    ordinary = page.links > FEW_LINKS or page.authors or page.dates or page.kind == "pdf"
    if not ordinary or gated(case) or not has_sentences(matter(page)) or same_as_made_up(case):
        return False
    site = [case.probe.page] if case.probe and case.probe.page else []
    held = held_against(case.citation, page, site, case.address)
    return not held.found and subject_kept(before, page) < OTHER_SUBJECT


def _other_site(case: Case) -> bool:
    """Whether the site calls itself otherwise than it did."""
    page, before = case.page, case.before
    if page is None or before is None or not (page.site and before.site):
        return False
    return title_likeness(before.site, page.site) < DIFFERENT


def _changed(one: str, other: str) -> bool:
    return bool(one and other) and one != other
