# ruff: noqa: RUF001 - signs with which prices are written
"""A shop on a domain that it does not name: seen by its prices, whatever it sells."""

from __future__ import annotations

import pytest

from crawler.judge.rules.shop import prices_in
from crawler.judge.verdict import LiveVerdict
from tests.judge.cases import citation, fetch, html
from tests.judge.sites import judged, laid_out, rules_of

URL = "https://www.kantorei-welsfurt.example/organ/history"
TITLE = "The history of the great organ and of those who built it"
GOODS = (
    "These are the bags and shoes that came in this week, and all of them can be sent to your door. The brown tote is "
    "€ 72,60, the red clutch € 58,10, and the loafers € 61,90. The belt is € 19,90, the purse € 24,50, and from "
    "€ 50 on nothing is asked for the post."
)
FRONT = fetch(laid_out("Velario", "Velario", GOODS), url="https://www.kantorei-welsfurt.example/")

PRICES = {
    "Pods £3.49 £17.99£24.99": ["£3.49", "£17.99", "£24.99"],
    "34,90 TL / ay, 89 TL / yıl": ["34,90 tl"],
    "1 290 Kč, 620 Kč": ["1 290 kč", "620 kč"],
    "CHF 390.– and R$ 1.299,90": ["chf 390.-", "$ 1.299,90"],
    "特価 1,650円": ["1,650円"],
    "Twice $15, and $15": ["$15"],
    "awk prints $1 and $2, PHP 5 runs, a hill of 4,409 ft": [],
    "In 1950 there were 30 trunks and 12 crates": [],
}


@pytest.mark.parametrize(("text", "found"), PRICES.items())
def test_prices(text: str, found: list[str]) -> None:
    assert prices_in(text) == found


def now(text: str = GOODS, body: str = "", **fields: str) -> LiveVerdict:
    found = fetch(html("Bags and shoes", text, body=body), url=URL)
    return judged(found, front=FRONT, cited=citation(**{"url": URL, "title": TITLE, **fields}))


def test_a_shop_that_nobody_cited() -> None:
    verdict = now()
    assert (verdict.state, verdict.reason) == ("dead", "replaced")
    assert verdict.signals[0].rule == "takeover/shop"


OTHERS = {
    "it names the host": {"text": f"{GOODS} Kantorei Welsfurt."},
    "it names the cited site": {"text": f"{GOODS} The Choir Gazette.", "work": "Choir Gazette"},
    "it has a word of the title": {"text": f"{GOODS} A record of the great organ."},
    "it has two prices": {
        "text": "The brown tote that came in this week is € 72,60, and the clutch of red suede € 58,10."
    },
    "it sells by the week": {"text": "Digital € 2,50 a week. Plus € 6,25 a week. Print € 9,75 a week."},
    "it asks for a password": {"body": '<form><input type="password"></form>'},
    "its title is in another language": {"title": "Der Streik der Fährleute im Norden"},
}


@pytest.mark.parametrize("fields", OTHERS.values(), ids=OTHERS)
def test_no_stranger(fields: dict[str, str]) -> None:
    assert "takeover/shop" not in rules_of(now(**fields))
