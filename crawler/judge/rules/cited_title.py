"""How well a page is titled as the cited work."""

from __future__ import annotations

from functools import cache, lru_cache

from crawler.evidence.places import is_front, place_of, same_place
from crawler.judge.fields import author_in
from crawler.judge.fingerprint import data
from crawler.judge.matter import is_longer_than_a_notice, told_by
from crawler.judge.rule import Case, once
from crawler.judge.rules.searched import made_from_address
from crawler.judge.wording import DIFFERENT, MATCH, plain, telling, title_likeness

HEAD_ALONE = 0.5
"""What the cited title is worth that no reader of the page sees."""

IN_THE_BODY = frozenset({"h1", "h2", "h3", "link"})
"""Where titles stand that a reader sees."""

NEXT_TO_NOTHING = 40
"""Characters: a page with less text has not said anything in the work's place."""


@lru_cache(maxsize=1024)
def _best(cited: str, shown: tuple[str, ...]) -> float:
    return max((title_likeness(cited, title) for title in shown), default=0.0)


@once
def title_score(case: Case) -> float:
    """How well the page's best title fits one of the citation's, 0 to 1; none fits where the address made it.

    One that stands in the head alone, over a few words of something else, says no more than that the site knew the
    work: then the score is HEAD_ALONE.
    """
    return HEAD_ALONE if titled_in_head_alone(case) else _score(case)


@once
def titled_in_head_alone(case: Case) -> bool:
    """Whether a page has the cited title, and shows a notice's length of text with it neither above nor in it.

    A page that shows next to nothing is filled by a script, and its head is what it has.
    """
    page = case.page
    if page is None or page.kind != "html" or is_longer_than_a_notice(page):
        return False
    told = told_by(page)
    if len(told) < NEXT_TO_NOTHING or is_front(case.address) or _score(case) < MATCH:
        return False
    shown = tuple(title.text for title in page.titles if title.source in IN_THE_BODY)
    cited = case.citation.titles
    return not any(_best(title, shown) >= DIFFERENT or plain(title) in plain(told) for title in cited)


@once
def _score(case: Case) -> float:
    """The same, wherever the title stands.

    A title that names no work (`Page not found`, `Just a moment...`) fits nothing but a page with the cited author;
    one that is too short to name just one work (`Norinco`) fits only at the cited address itself, or where a page of
    the same site is titled just so.
    """
    if made_from_address(case):
        return 0.0
    here = same_place(case.address, case.fetch.final_url)
    wanted = [title for title in case.citation.titles if not is_generic(title) or _is_signed(case)]
    scores = [_best(title, case.titles) for title in wanted if here or telling(plain(title))]
    if not here and any(_is_titled(case, title) for title in wanted):
        scores.append(1.0)
    return max(scores, default=0.0)


def _is_signed(case: Case) -> bool:
    """Whether the page names the cited author: then the work may be called as missing pages are."""
    return case.page is not None and author_in(case.citation.author, case.page).verdict == "match"


def _is_titled(case: Case, title: str) -> bool:
    """Whether a page of the cited site is titled exactly so."""
    if place_of(case.address)[0] != place_of(case.fetch.final_url)[0]:
        return False
    shown = (text.text for text in case.page.titles if text.source == "title") if case.page else ()
    return plain(title) in map(plain, shown)


def is_generic(title: str) -> bool:
    """Whether a title names no work, but what a tool met in its place."""
    return plain(title).strip(" .!|-") in _generic_titles()


@cache
def _generic_titles() -> frozenset[str]:
    absent = (title for language in data("absence")["languages"].values() for title in language.get("titles", ()))
    return frozenset(plain(title).strip(" .!|-") for title in (*data("generic")["titles"], *absent))
