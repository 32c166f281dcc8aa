"""Pages that are titled as the work, and say of it only that it is not there any more."""

from __future__ import annotations

from crawler.evidence.page import Page
from crawler.judge.fingerprint import find
from crawler.judge.gates import CUES, hints
from crawler.judge.language import begins_with_this, points_at_itself, words_that_point
from crawler.judge.matter import ENOUGH_TEXT, LONGEST_NOTICE, prose_length
from crawler.judge.phrases import absence_implied, absence_stated, conditional, sentences
from crawler.judge.rule import Case, once
from crawler.judge.rules.cited_title import is_generic, title_score, titled_in_head_alone
from crawler.judge.wording import MATCH, plain, title_likeness

SURE = 0.95
"""A content system's own mark of this weight explains the title: it was made from the address."""

A_BYLINE = 50
"""Characters: as much may stand beside a notice that a text was taken back, and is not a text."""


@once
def taken_away(case: Case) -> str | None:
    """The words by which a page of a few words that is titled as the work says that it is not there."""
    page = case.page
    if page is None or page.kind != "html":
        return None
    marked = find("missing", case)
    if marked is not None and marked.weight >= SURE:
        return marked.label
    if not 0 < prose_length(page) < LONGEST_NOTICE or not page.leads:
        return None
    if title_score(case) < MATCH and not titled_in_head_alone(case):
        return None
    return _said_by_heading(case, page) or _said_under_title(case, page)


def _said_by_heading(case: Case, page: Page) -> str | None:
    """The first heading, where it says that a page is missing and the cited title says nothing of the kind."""
    headings, cited = _headings(page), case.citation.titles
    if not headings or any(_is_the_title(case, each) for each in headings):
        return None
    if any(is_generic(title) or absence_stated(title) or absence_implied(title) for title in cited):
        return None
    return headings[0] if _says_so(headings[0], page) else None


def _says_so(heading: str, page: Page) -> bool:
    """Whether a heading speaks of absence, and the text below it is short, or says so once more and of itself."""
    below = " . ".join(plain(lead).removeprefix(plain(heading)) for lead in page.leads)
    short = prose_length(page) < ENOUGH_TEXT
    if conditional(below) or hints(below) >= CUES:
        return short and is_generic(heading)
    stated = _statements(heading)
    again = _statements(below) if stated else []
    if again and any(begins_with_this(each) or absence_stated(each) for each in (heading, *again)):
        return True
    return short and bool(is_generic(heading) or absence_stated(heading) or (points_at_itself(heading) and stated))


def _statements(text: str) -> list[str]:
    """The sentences by which a text says that something is not there."""
    return [each for each in sentences(text) if absence_stated(each) or absence_implied(each)]


def _said_under_title(case: Case, page: Page) -> str | None:
    """The statement of absence, where nothing but that stands under the title, or the first heading."""
    headings = _headings(page)
    heading = plain(next((each for each in headings if _is_the_title(case, each)), next(iter(headings), "")))
    under = next((lead for lead in map(plain, page.leads) if lead.startswith(heading)), "").removeprefix(heading)
    said = _statements(under)
    if not said or conditional(under) or not _speaks_of_itself(said[0]):
        return None
    alone = sum(map(len, said)) >= len(under.strip()) - A_BYLINE
    return said[0].strip() if alone and len(under) < ENOUGH_TEXT else None


def _speaks_of_itself(statement: str) -> bool:
    """Whether "this" stands at a statement's beginning, or before what it says is not there."""
    if points_at_itself(statement) or begins_with_this(statement):
        return True
    noun = (absence_implied(statement) or "").partition(" … ")[0]
    before = statement.partition(noun)[0].split() if noun else []
    return bool(before) and before[-1] in words_that_point()[0]


def _is_the_title(case: Case, heading: str) -> bool:
    return any(title_likeness(title, heading) >= MATCH for title in case.citation.titles)


def _headings(page: Page) -> list[str]:
    return [title.text for title in page.titles if title.source in ("h1", "h2")]
