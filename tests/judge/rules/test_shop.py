# ruff: noqa: RUF001 - signs with which prices are written
"""A shop on a domain that it does not name: seen by its prices, whatever it sells."""

from __future__ import annotations

import pytest

from crawler.judge.rules.shop import prices_in
from crawler.judge.verdict import LiveVerdict
from tests.judge.cases import citation, fetch, html
from tests.judge.sites import judged, laid_out, rules_of

URL = "https://www.kantorei-welsfurt.example/organ/history"
TITLE = "The Hagel organ of Saint Nicholas"
GOODS = "New this month. Tote, brown € 72,60. Clutch, red € 58,10. Loafers, suede € 61,90. Free delivery from € 50."
FRONT = fetch(laid_out("Velario", "Velario", GOODS), url="https://www.kantorei-welsfurt.example/")

PRICES = {
    "Pods £3.49 £17.99£24.99": ["£3.49", "£17.99", "£24.99"],
    "34,90 TL / ay, 89 TL / yıl": ["34,90 tl", "89 tl"],
    "1 290 Kč, 620 Kč": ["1 290 kč", "620 kč"],
    "CHF 390.– and R$ 1.299,90": ["chf 390.-", "$ 1.299,90"],
    "特価 1,650円": ["1,650円"],
    "Twice $5, and $5": ["$5"],
    "In 1950 there were 30 trunks and 12 crates": [],
}


@pytest.mark.parametrize(("text", "found"), PRICES.items())
def test_prices(text: str, found: list[str]) -> None:
    assert prices_in(text) == found


def now(text: str = GOODS, body: str = "", **fields: str) -> LiveVerdict:
    found = fetch(html("Bags and shoes", text, body=body), url=URL)
    return judged(found, front=FRONT, cited=citation(url=URL, title=TITLE, **fields))


def test_a_shop_that_nobody_cited() -> None:
    verdict = now()
    assert (verdict.state, verdict.reason) == ("dead", "replaced")
    assert verdict.signals[0].rule == "takeover/shop"


OTHERS = {
    "it names the host": {"text": f"{GOODS} Kantorei Welsfurt."},
    "it names the cited site": {"text": f"{GOODS} The Choir Gazette.", "work": "Choir Gazette"},
    "it has a word of the title": {"text": f"{GOODS} A record of the Hagel organ."},
    "it has two prices": {"text": "New this month. Tote, brown € 72,60. Clutch, red € 58,10."},
    "it asks for a password": {"body": '<form><input type="password"></form>'},
}


@pytest.mark.parametrize("fields", OTHERS.values(), ids=OTHERS)
def test_no_stranger(fields: dict[str, str]) -> None:
    assert "takeover/shop" not in rules_of(now(**fields))
