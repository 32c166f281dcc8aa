"""A shop on a domain that it does not name: whatever it sells, and in whatever language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from crawler.evidence.page import Page
from crawler.evidence.places import is_front
from crawler.judge.carried import held_against
from crawler.judge.fingerprint import data
from crawler.judge.rule import Case
from crawler.judge.rules.cited_title import is_generic, title_score
from crawler.judge.rules.site import gated
from crawler.judge.rules.strangers import names_site
from crawler.judge.verdict import Signal
from crawler.judge.wording import DIFFERENT, FIRST_UNPARTED, letters_in, plain, script

SOME, MANY = 3, 5
"""Different prices of a page that is a shop, and of one that may hold something back: a gate sells a thing or two."""

SHORT = 4
"""Letters of a word that others begin with as well."""

SHOWN = 3
"""Prices that an explanation shows."""

ENOUGH_LETTERS = 10
"""Letters of a title's telling words, of which a page of the work would hardly have none."""

BEHIND = 25
"""Characters behind a price in which the period stands that it is for."""

LOOKED_AT = 3_000
"""Characters: a shop says what its goods cost at once."""


def shop(case: Case) -> Signal | None:
    """A page of many prices that, like the front page, names neither its host nor the cited site or work.

    What is sold by the month may be the reading of the work; a title in another language would not be found.
    """
    page = case.fetch.page
    if page is None or page.kind != "html" or not case.fetch.succeeded or not _front_is_known(case):
        return None
    if title_score(case) >= DIFFERENT or is_generic(case.citation.title):
        return None
    found = prices_in(page.text[:LOOKED_AT])
    if len(found) < (MANY if gated(case) else SOME) or page.password_form or _by_the_month(page.text[:LOOKED_AT]):
        return None
    if names_site(case) or not _would_be_named(case, page):
        return None
    held = held_against(case.citation, page, (), case.address)
    if held.found or not held.comparable or letters_in("".join(held.words)) < ENOUGH_LETTERS:
        return None
    return Signal(
        rule="takeover/shop",
        reason="replaced",
        weight=0.84,
        sentence=f"A shop stands there ({', '.join(found[:SHOWN])}) that names neither the site nor the cited work.",
    )


def prices_in(text: str) -> list[str]:
    """The different prices that stand in a text, each as it is written there."""
    return list(dict.fromkeys(found[0].strip() for found in _price().finditer(plain(text))))


def _by_the_month(text: str) -> bool:
    """Whether any price is one for a period, as subscriptions have them."""
    folded = plain(text)
    return any(_period().search(folded[found.end() :][:BEHIND]) for found in _price().finditer(folded))


def _front_is_known(case: Case) -> bool:
    """Whether the front page could be read, or is the page itself: what was not read may name the site."""
    return is_front(case.address) or (case.front is not None and case.front.succeeded and case.front.page is not None)


def _would_be_named(case: Case, page: Page) -> bool:
    """Whether page and site are written in one script: names of hosts are in Latin letters."""
    written = script(page.text[:LOOKED_AT])
    return written == "LATIN" or written in map(script, (case.citation.work, case.citation.publisher))


@cache
def _price() -> re.Pattern[str]:
    signs, words, others = (_either(data("prices")[name]) for name in ("signs", "words", "words_beside_parts"))
    parted = r"\d{1,3}(?:[ .,']\d{3})+(?:[.,]\d\d)?|\d{1,7}[.,](?:\d\d|-+)"
    figure = rf"(?:{parted}|\d{{2,7}})"
    before, after = rf"(?:{signs}|(?<!\w)(?:{words}))", rf"(?:{signs}|(?:{words})(?!\w))"
    plainly = rf"{before}\s?{figure}(?!\d)|(?<![\d.,]){figure}\s?{after}"
    return re.compile(
        rf"{plainly}|(?<!\w)(?:{others})\s?(?:{parted})(?!\d)|(?<![\d.,])(?:{parted})\s?(?:{others})(?!\w)"
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(plain(word)) for word in words)


@cache
def _period() -> re.Pattern[str]:
    words = [plain(word) for word in data("prices")["periods"]]
    return re.compile("|".join(map(_beginning, words)))


def _beginning(word: str) -> str:
    """What finds a word: a short one whole, a longer one by its beginning, and where words are not parted anywhere."""
    if max(word) >= FIRST_UNPARTED:
        return re.escape(word)
    return rf"\b{re.escape(word)}" + (r"\b" if len(word) <= SHORT else "")
