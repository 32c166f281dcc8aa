"""A shop on a domain that it does not name: whatever it sells, and in whatever language."""

from __future__ import annotations

import re
from functools import cache

from crawler.evidence.page import Page
from crawler.evidence.places import is_front
from crawler.judge.carried import held_against
from crawler.judge.fingerprint import data
from crawler.judge.rule import Case
from crawler.judge.rules.cited_title import is_generic, title_score
from crawler.judge.rules.pleas import asks_for_password
from crawler.judge.rules.site import STANDS_IN_THE_WAY
from crawler.judge.rules.strangers import names_site
from crawler.judge.verdict import Signal
from crawler.judge.wording import DIFFERENT, plain, script

A_STOCK = 3
"""Different prices: a story names one, and a gate what it costs by the month and by the year."""

LOOKED_AT = 3_000
"""Characters: a shop says what its goods cost at once."""


def shop(case: Case) -> Signal | None:
    """A page of prices that names neither its host nor the cited site or work. Gates have prices, and say whose."""
    page = case.fetch.page
    if page is None or page.kind != "html" or not case.fetch.succeeded or not (case.probe or is_front(case.address)):
        return None
    if title_score(case) >= DIFFERENT or is_generic(case.citation.title):
        return None
    found = prices_in(page.text[:LOOKED_AT])
    if len(found) < A_STOCK or not _would_be_named(case, page) or names_site(case) or _asks_first(case):
        return None
    if held_against(case.citation, page, (), case.address).found:
        return None
    return Signal(
        rule="takeover/shop",
        reason="replaced",
        weight=0.84,
        sentence=f"A shop stands there ({', '.join(found[:A_STOCK])}) that names neither the site nor the cited work.",
    )


def prices_in(text: str) -> list[str]:
    """The different prices that stand in a text, each as it is written there."""
    return list(dict.fromkeys(found[0].strip() for found in _price().finditer(plain(text))))


def _asks_first(case: Case) -> bool:
    """Whether the page asks something of its reader in the work's place: members pay for what they read."""
    return asks_for_password(case) or any(rule(case) for rule in STANDS_IN_THE_WAY)


def _would_be_named(case: Case, page: Page) -> bool:
    """Whether page and site are written in one script: names of hosts are in Latin letters."""
    written = script(page.text[:LOOKED_AT])
    return written == "LATIN" or written in map(script, (case.citation.work, case.citation.publisher))


@cache
def _price() -> re.Pattern[str]:
    words = "|".join(re.escape(plain(word)) for word in data("prices")["words"])
    signs = "|".join(re.escape(plain(sign)) for sign in data("prices")["signs"])
    figure = r"(?:\d{1,3}(?:[ .,']\d{3})+|\d{1,7})(?:[.,]\d\d|[.,]-+)?"
    before, after = rf"(?:{signs}|(?<!\w)(?:{words}))", rf"(?:{signs}|(?:{words})(?!\w))"
    return re.compile(rf"{before}\s?{figure}(?![\d])|(?<![\d.,]){figure}\s?{after}")
