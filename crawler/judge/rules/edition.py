"""Another year's edition: a page of the cited series that names a later year, and nowhere the cited one."""

from __future__ import annotations

import re

from crawler.judge.fields import quote_in
from crawler.judge.matter import matter
from crawler.judge.rule import Case
from crawler.judge.rules.cited_title import is_generic
from crawler.judge.rules.kept import STILL_THERE, kept_of
from crawler.judge.verdict import Signal
from crawler.judge.wording import MATCH, plain, plain_together, title_likeness

SERIES = 0.5
"""The share of a title's other words that a later edition has too."""

FIRST_LINES = 300
"""Characters: an edition says at once of which year it is."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIGURES = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]{3,}")


def another_edition(case: Case) -> Signal | None:
    """The cited title names a year, the page a later one in its place; the rest of the title is there.

    What a yearly page says may stay for years: a snapshot must show that the text is another one.
    """
    page, cited = case.page, case.citation.title
    years = frozenset(_YEAR.findall(cited))
    if page is None or page.kind not in ("html", "pdf") or not case.fetch.succeeded or not years or is_generic(cited):
        return None
    titles = " . ".join(case.titles)
    if years & frozenset(_YEAR.findall(f"{titles} {page.text}")):
        return None
    later = _named(titles, matter(page)[:FIRST_LINES], case.fetch.asked_at[:4])
    kept = kept_of(case)
    if max(later, default="") <= max(years) or _share(case) < SERIES or kept is None or kept >= STILL_THERE:
        return None
    if quote_in(case.citation.quote, page).verdict == "match":
        return None
    same_but_for_it = any(
        title_likeness(_without_figures(cited), _without_figures(each)) >= MATCH for each in case.titles
    )
    return Signal(
        rule="edition/later",
        reason="replaced",
        weight=0.92 if same_but_for_it else 0.83,
        sentence=f"The page is of {max(later)} and nowhere names {max(years)}, the year of the cited one.",
    )


def _named(titles: str, first: str, this_year: str) -> frozenset[str]:
    """The years of which a page says that it is; many a page begins with the day on which it is read."""
    return frozenset(_YEAR.findall(titles)) | (frozenset(_YEAR.findall(first)) - {this_year})


def _share(case: Case) -> float:
    """The share of the cited title's words, without its figures, that stand on the page."""
    text = plain_together(*case.titles, case.page.text) if case.page else ""
    words = _WORD.findall(_without_figures(plain(case.citation.title)))
    return sum(word in text for word in words) / len(words) if words else 0.0


def _without_figures(title: str) -> str:
    return _FIGURES.sub(" ", title)
