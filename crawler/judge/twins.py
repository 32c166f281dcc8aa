"""Two answers of one site held against each other: whether they are the same page, whatever they have beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import unquote

from crawler.evidence.address import pieces
from crawler.evidence.fetch import Fetch
from crawler.evidence.page import Page
from crawler.judge.likeness import alike, shingles
from crawler.judge.phrases import denies, page_named
from crawler.judge.wording import plain

NEARLY_THE_SAME = 0.85
"""The likeness of two answers that differ in a date, a number or the address that they repeat."""

TOO_LONG_FOR_CHANCE = 4
"""Characters of an address that stand in a page because it repeats the address."""

LITTLE_OF_ITS_OWN = 6
"""Shingles of what a page says apart from its links, which another does not say: a date, a name, a greeting."""

SOMETHING_SAID = 12
"""Characters of what stands under a heading: less is a site's name over every page."""

A_FEW_SENTENCES = 500


def same_answer(one: Fetch, other: Fetch) -> bool:
    """Whether both answers are the same HTML page, but for their addresses, and for what a site offers beside."""
    if one.page is None or other.page is None or other.page.kind != "html":
        return False
    named = _named(one.address, other.address)
    ours, theirs = (_without(each, named) for each in (one.page, other.page))
    titles = [[plain(title.text) for title in each.titles[:1]] for each in (ours, theirs)]
    return titles[0] == titles[1] and (alike(ours, theirs) >= NEARLY_THE_SAME or _same_frame(ours, theirs))


def _same_frame(one: Page, other: Page) -> bool:
    """Whether two pages under the same headings differ in their links only, or in what stands under later headings."""
    headings = [[plain(title.text) for title in each.titles if title.source == "h1"] for each in (one, other)]
    if headings[0] != headings[1] or max(one.longest, other.longest) > A_FEW_SENTENCES:
        return False
    if not headings[0]:
        return plain(one.told) == plain(other.told) and _excuses_itself(one.told)
    if len(shingles(one.told) - shingles(other.told)) <= LITTLE_OF_ITS_OWN:
        return True
    leads = [plain(each.leads[0]) if each.leads else "" for each in (one, other)]
    return leads[0] == leads[1] and len(leads[0].removeprefix(headings[0][0])) >= SOMETHING_SAID


def _excuses_itself(text: str) -> bool:
    """Whether a page without a heading says that something is not there, as a list of links does not."""
    return denies(text) or page_named(text) is not None


def _named(*addresses: str) -> list[str]:
    """The addresses and their parts that an answer may repeat, the longest first."""
    found: set[str] = set()
    for address in addresses:
        parts = pieces(address)
        last = parts.path.rstrip("/").rpartition("/")[2]
        found |= {address, parts.path, unquote(parts.path), last, unquote(last), last.rpartition(".")[0], parts.query}
    return sorted((each for each in found if len(each) >= TOO_LONG_FOR_CHANCE), key=len, reverse=True)


def _without(page: Page, named: Iterable[str]) -> Page:
    """The page without these words."""
    texts = {"text": page.text, "told": page.told, "title": page.titles[0].text if page.titles else ""}
    leads = page.leads
    for each in named:
        texts = {name: text.replace(each, "") for name, text in texts.items()}
        leads = tuple(lead.replace(each, "") for lead in leads)
    titles = (replace(page.titles[0], text=texts["title"]), *page.titles[1:]) if page.titles else ()
    return replace(page, text=texts["text"], told=texts["told"], leads=leads, titles=titles)
