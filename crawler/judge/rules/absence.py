"""Soft 404s: pages that say "not found" without the status, and redirects to the front page."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from crawler.judge.fingerprint import data
from crawler.judge.rule import Case
from crawler.judge.rules.identity import same_place, title_score
from crawler.judge.verdict import Signal
from crawler.judge.wording import MATCH, parts, plain

COVERS = 0.6
"""A phrase must be most of a title, or the title is about not finding things."""

BEGINNING = 600
SHORT_PAGE = 2_500
FRONT_PATHS = ("", "/index", "/index.html", "/index.htm", "/index.php", "/home", "/default.aspx", "/en", "/main")


@cache
def _phrases(kind: str) -> tuple[str, ...]:
    return tuple(
        plain(phrase) for language in data("absence")["languages"].values() for phrase in language.get(kind, ())
    )


def title_says_so(case: Case) -> Signal | None:
    """The title or the heading is a phrase for "not found"."""
    if title_score(case) >= MATCH:
        return None
    for title in case.page.titles if case.page else ():
        for part in parts(title.text):
            if any(phrase in part and len(phrase) >= COVERS * len(part) for phrase in _phrases("titles")):
                weight = 0.9 if title.source == "title" else 0.85
                return _soft("absence/title", weight, f"The page calls itself “{title.text[:80]}”")
    return None


def text_says_so(case: Case) -> Signal | None:
    """A short page begins with a sentence that says that the page is not there."""
    page = case.page
    if page is None or page.text_length > SHORT_PAGE or title_score(case) >= MATCH:
        return None
    beginning = plain(page.text[:BEGINNING])
    found = next((phrase for phrase in _phrases("sentences") if phrase in beginning), None)
    return _soft("absence/text", 0.82, f"A short page says “{found}”") if found else None


def address_says_so(case: Case) -> Signal | None:
    """It redirects to an address that is named after the error."""
    path = urlsplit(case.fetch.final_url).path.lower()
    words = tuple(data("absence")["paths"])
    if (
        not case.fetch.hops[1:]
        or not any(word in path for word in words)
        or any(word in case.address.lower() for word in words)
    ):
        return None
    return _soft("absence/address", 0.85, "It redirects to the site's error page")


def not_for_indexing(case: Case) -> Signal | None:
    """The page asks search engines to forget it: a weak sign that goes with the others."""
    if case.page is None or "noindex" not in case.page.robots or title_score(case) >= MATCH:
        return None
    return _soft("absence/noindex", 0.25, "It asks search engines not to keep it")


def front_page(case: Case) -> Signal | None:
    """A deep address redirects to the front page, which does not carry the cited title."""
    fetch = case.fetch
    if fetch.status != 200 or not fetch.hops[1:] or title_score(case) >= MATCH:  # noqa: PLR2004 - a page came
        return None
    ends, began = urlsplit(fetch.final_url), urlsplit(case.address)
    if (
        not _is_front(ends.path, ends.query)
        or _is_front(began.path, began.query)
        or same_place(case.address, fetch.final_url)
    ):
        return None
    return Signal(
        rule="absence/front-page",
        reason="redirected-home",
        weight=0.92,
        sentence=f"It redirects to the front page of {ends.hostname}, which is not the cited work.",
    )


def _is_front(path: str, query: str) -> bool:
    return not query and path.lower().rstrip("/") in FRONT_PATHS


def _soft(rule: str, weight: float, sentence: str) -> Signal:
    return Signal(rule=rule, reason="soft-404", weight=weight, sentence=f"{sentence}: the work is not there.")
