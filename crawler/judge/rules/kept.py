"""What a page still has of the snapshot that shows the work: how much of its text, and what of the citation."""

from __future__ import annotations

from crawler.evidence.page import Page
from crawler.evidence.places import is_front, same_place
from crawler.judge.fields import author_in, quote_in, title_in
from crawler.judge.likeness import likeness
from crawler.judge.rule import Case, once
from crawler.judge.rules.cited_words import carried
from crawler.judge.verdict import Signal
from crawler.references.citation import Citation
from crawler.references.dates import iso_date

STILL_THERE = 0.5
"""The share of the text with which a page still is the work: corrections, cuts and new pictures leave more."""

GONE = 0.1
"""The share that two works of one site may have in common by chance, or in boxes that no other page has."""

FURNITURE = 0.34
"""The share that they may have in common where each stands in one frame, as a column's letters do."""

HALF = 0.5
"""The share of a title's telling words that a page under a new title still has, and of its text that is the work's."""

YEAR = len("2019")


@once
def kept_of(case: Case) -> float | None:
    """The share of the snapshot's main text that the page still has; None where there is nothing to compare."""
    if case.before is None or case.page is None or not case.fetch.succeeded:
        return None
    others = (case.probe,) if is_front(case.address) else (case.probe, case.front)
    return likeness(case.before, case.page, [each.page for each in others if each and each.page])


def kept(case: Case) -> Signal | None:
    """Most of the work's text still stands there, whatever the page is called now.

    A front page may show the same text for a while, and is not the work.
    """
    share = kept_of(case)
    here = same_place(case.address, case.fetch.final_url)
    if share is None or share < STILL_THERE or (not here and is_front(case.fetch.final_url)):
        return None
    return Signal(
        rule="drift/kept",
        reason="moved" if not here and case.fetch.for_good else "ok",
        weight=round(0.8 + 0.15 * share, 3),
        sentence=f"The page still has {share:.0%} of the text that a snapshot of it shows.",
    )


@once
def cited_no_more(case: Case) -> bool:
    """Whether little is left of a snapshot's text, and what it shows of the citation is gone.

    That is the quote, unless title, author and year all stand; or the title, most of its words, and with them the
    author or the year. What is left must be no part of the work: teasers, abstracts and first pages are of its text.
    """
    page, share = case.page, kept_of(case)
    if share is None or page is None or case.before is None or not page.whole or page.free is False:
        return False
    if share >= FURNITURE or (likeness(page, case.before) or 0) >= HALF:
        return False
    had, has = shown(case.citation, case.before), shown(case.citation, page)
    lost, left = had - has, had & has
    if "quote" in lost:
        return not left >= {"title", "author", "year"}
    if left & {"quote", "year"} or "title" not in lost or not lost & {"author", "year"}:
        return False
    return carried(case).share < HALF


def shown(cited: Citation, page: Page) -> frozenset[str]:
    """Which of a citation's title, author, quote and year a page shows."""
    found = {
        "title": title_in(cited, page).verdict == "match",
        "author": author_in(cited.author, page).verdict == "match",
        "quote": quote_in(cited.quote, page).verdict == "match",
        "year": (year := iso_date(cited.date)[:YEAR]) != "" and year in page.text,
    }
    return frozenset(field for field, there in found.items() if there)
