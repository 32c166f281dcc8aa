"""Whether a page under another title is the cited work: by its author, its day and its words together."""

from __future__ import annotations

from dataclasses import replace

from crawler.evidence.page import Page
from crawler.evidence.places import is_front, same_place
from crawler.judge.carried import held_against
from crawler.judge.dating import dates_in, read_date
from crawler.judge.fields import author_in, date_in
from crawler.judge.matter import has_prose
from crawler.judge.rule import Case, once
from crawler.judge.rules.cited_title import is_generic, title_score, titled_in_head_alone
from crawler.judge.rules.identity import same_as_made_up
from crawler.judge.rules.kept import cited_no_more
from crawler.judge.verdict import Signal
from crawler.judge.wording import MATCH

SOME_WORDS = 0.3
"""The part of a title's telling words that a page of the work has, though it be called otherwise."""

TOGETHER, DAY_ALONE = 0.8, 0.55
"""What two of the three weigh, and what the page's own date does by itself."""

BEGINNING = 1_000
"""Characters in which a page names its author and its day; to look through a whole text costs too much."""

FIRST_LINES = 250
"""Characters in which a page says of what day it is, if it says so in its text."""

_YEAR, _DAY = len("2019"), len("2019-09-06")
_TWO = 2


@once
def byline(case: Case) -> Signal | None:
    """The page at the cited address has two of the cited author, the cited day, and words of the cited title.

    Lists of works have them too: without something to read the author and the day must both be there.
    """
    page, cited = case.page, case.citation
    if page is None or page.kind != "html" or not case.fetch.succeeded or title_score(case) >= MATCH:
        return None
    if titled_in_head_alone(case) or cited_no_more(case) or (not cited.author and len(cited.date) < _DAY):
        return None
    if is_front(case.address) or not same_place(case.address, case.fetch.final_url) or same_as_made_up(case):
        return None
    first = _beginning(page)
    author = author_in(cited.author, first).verdict == "match"
    day = _may_name(cited.date, first) and date_in(cited.date, first).verdict == "match"
    if not (author or day) or not (has_prose(page) or (author and day)):
        return None
    shown = {
        "the cited author": author,
        "the cited date": day,
        "words of the cited title": (author != day) and _has_words(case, first),
    }
    seen = [what for what, there in shown.items() if there]
    if len(seen) < _TWO and not (day and _is_own_day(cited.date, page)):
        return None
    return Signal(
        rule="identity/byline",
        reason="ok",
        weight=TOGETHER if len(seen) >= _TWO else DAY_ALONE,
        sentence=f"The page is there and has {' and '.join(seen)}.",
    )


def _may_name(date: str, page: Page) -> bool:
    """Whether a date is a day, and the page has its year anywhere: a quick look before a careful one."""
    shown = (page.text, *(stated.text for stated in page.dates))
    return len(date) == _DAY and any(date[:_YEAR] in text for text in shown)


def _beginning(page: Page) -> Page:
    """The page as if it ended where its author and its day have been named."""
    text = (page.main or page.text)[:BEGINNING]
    return replace(page, text=text, main=text)


def _has_words(case: Case, page: Page) -> bool:
    if is_generic(case.citation.title):
        return False
    return held_against(case.citation, page, case.site, case.address).share >= SOME_WORDS


def _is_own_day(day: str, page: Page) -> bool:
    """Whether the page names the day as its own, or first of all."""
    own = [read for stated in page.dates for read in read_date(stated.text)]
    return day in (own or dates_in(page.main[:FIRST_LINES]))
