# ruff: noqa: RUF001 - the signs of another script are what one text is written in
"""Parked, sold, suspended and usurped domains; and living pages that speak of such things."""

from __future__ import annotations

import pytest

from crawler.judge.live import Beside, judge_fetch
from tests.judge.cases import STORY, TITLE, URL, citation, fetch, html, page
from tests.judge.sites import ROOT

CASINO = html(
    "Lucky Harbour Casino: Slot and Poker Online",
    "Play roulette and baccarat tonight. Every deposit brings a bonus, every jackpot is paid at once. " * 3,
)
PARKED = {
    "for sale": html("courier.example", "This domain is for sale. Make an offer."),
    "for sale in its title": html("courier.example is for sale", "Related searches: boats"),
    "parked by a service": html("courier.example", body="<script src='https://img.sedoparking.com/a.js'></script>"),
    "dan.com": html("courier.example", body="<a href='https://dan.com/buy-domain/courier.example'>Buy</a>"),
    "suspended": html("Account Suspended", "This account has been suspended."),
    "expired": html("courier.example", "This domain has expired. Renew it with your registrar."),
    "an empty server": html("Welcome to nginx!", "Thank you for using nginx."),
    "an empty folder": html("Index of /", "Parent Directory"),
    "a future home": html("Courier", "Future home of something quite cool."),
}
USED = {
    "a short article on parked cars": html("Harbour traffic", "The lorry was parked by the pier. " * 10),
    "a short article on a suspended account": html(
        "Captain silenced", "His account was suspended by the network. " * 9
    ),
    "a short article on what will be built": html("New plans", "It is the future home of a museum of boats. " * 9),
    "a link to a namesake of a parking service": html(
        "Boats are back", STORY, body="<a href='https://www.jordan.com/boats'>Jordan</a>"
    ),
    "the cited article on domain sales": html(TITLE, "This domain is for sale, said the sign.", STORY),
}


@pytest.mark.parametrize("body", PARKED.values(), ids=PARKED)
def test_parked(body: bytes) -> None:
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("dead", "parked")


def test_the_address_of_a_panels_page_for_suspended_accounts_is_known_in_any_language() -> None:
    sent = {"via": ((URL, 302),), "url": "https://courier.example/cgi-sys/suspendedpage.cgi"}
    verdict = judge_fetch(citation(), fetch(html("Nalog je isključen", "Javite se službi prodaje."), **sent))
    assert (verdict.state, verdict.reason) == ("dead", "parked")


HAVE_NOTHING_OF_IT = {
    "a short article on parked cars",
    "a short article on a suspended account",
    "a short article on what will be built",
}


@pytest.mark.parametrize("name", USED)
def test_not_parked(name: str) -> None:
    verdict = judge_fetch(citation(), fetch(USED[name]))
    assert verdict.reason == ("unclear" if name in HAVE_NOTHING_OF_IT else "ok")


USURPED = {
    "a casino": CASINO,
    "a casino in Indonesian": html("Situs Judi Slot Gacor", "Bandar togel dengan deposit murah dan maxwin. " * 8),
    "a pharmacy": html("Online pharmacy", "Cheap pills: viagra, cialis and kamagra without prescription. " * 5),
    "essays for money": html("Essay writing service", "Write my essay! Term paper and dissertation help. " * 6),
}


@pytest.mark.parametrize("body", USURPED.values(), ids=USURPED)
def test_usurped(body: bytes) -> None:
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("dead", "replaced")


KEPT = {
    "a casino review cited as such": ("Lucky Harbour Casino, a review", CASINO),
    "a retitled casino review": ("The poker rooms of the north", CASINO),
    "a court's page with parts of such words": (
        TITLE,
        html("Judicial review", "Judicial startpages, bandaranaike, slotted deposits and pokerfaces. " * 6),
    ),
    "an article with such words and another title": (
        TITLE,
        html("Gambling law is tightened", "Casino, roulette, poker and betting are taxed anew, jackpot or not. " * 6),
    ),
}


@pytest.mark.parametrize(("title", "body"), KEPT.values(), ids=KEPT)
def test_not_usurped(title: str, body: bytes) -> None:
    assert judge_fetch(citation(title=title), fetch(body)).state != "dead"


@pytest.mark.parametrize("title", ["", "渡船停航十一天"])
def test_without_a_title_in_its_script_a_trades_page_may_be_the_work(title: str) -> None:
    assert judge_fetch(citation(title=title), fetch(CASINO)).state == "unknown"


def test_a_trade_that_came_after_a_snapshot_is_new() -> None:
    cited = citation(title="渡船停航十一天")
    assert judge_fetch(cited, fetch(CASINO), Beside(before=page(html("Boats", STORY)))).state == "dead"
    # A paper of the trade had it on the day on which it was cited.
    assert judge_fetch(cited, fetch(CASINO), Beside(before=page(CASINO))).state != "dead"
    assert judge_fetch(cited, fetch(CASINO), Beside(front=fetch(CASINO, url=ROOT))).state == "unknown"


PARKED_WORDS = {
    "German sale": html("coast.example", "Diese Domain steht zum Verkauf. Nennen Sie uns Ihren Preis."),
    "French sale": html("coast.example", "Ce nom de domaine est à vendre."),
    "Chinese sale": html("coast.example", "本域名出售。"),
    "Japanese sale": html("coast.example", "このドメインは販売中です。"),
    "Dutch parking": html("coast.example", "Deze domeinnaam is geregistreerd door een klant."),
    "German suspension": html("Gesperrt", "Diese Webseite wurde gesperrt. Bitte wenden Sie sich an den Anbieter."),
    "Spanish suspension": html("Aviso", "Este sitio ha sido suspendido."),
    "Russian expiry": html("Домен", "Срок регистрации домена истёк."),
    "an offer": html("coast.example", "This premium domain is listed. Minimum offer 500 for the domain."),
}


@pytest.mark.parametrize("body", PARKED_WORDS.values(), ids=PARKED_WORDS)
def test_parked_in_many_languages(body: bytes) -> None:
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("dead", "parked")


def test_another_language_than_the_citations_is_doubt() -> None:
    body = html("Boats are back", STORY)
    assert judge_fetch(citation(language="de"), fetch(body)).reason == "unclear"
    assert judge_fetch(citation(language="en-GB"), fetch(body)).state == "alive"
    assert judge_fetch(citation(title="渡船停航十一天终于结束"), fetch(body)).reason == "unclear"


def test_another_language_and_no_trace_of_the_site_is_no_proof_either() -> None:
    body = html("Boats are back", STORY)
    assert judge_fetch(citation(language="de", work="Küstenbote"), fetch(body)).state == "unknown"
    assert judge_fetch(citation(work="Coast Courier"), fetch(body)).state == "alive"


def test_the_cited_title_settles_it() -> None:
    assert judge_fetch(citation(language="de", work="Küstenbote"), fetch(html(TITLE, STORY))).state == "alive"


DOMAIN_PAGES = {
    "a broker": html("courier.example is available", "Our brokers will get you the best price."),
    "a host": html("courier.example", "Der Inhaber bietet diese Adresse zum Kauf an: kaufen Sie jetzt."),
}


@pytest.mark.parametrize("body", DOMAIN_PAGES.values(), ids=DOMAIN_PAGES)
def test_a_page_about_its_own_name(body: bytes) -> None:
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("dead", "parked")


def test_a_site_that_is_called_as_its_domain_is_not_parked() -> None:
    assert judge_fetch(citation(), fetch(html("courier.example", STORY * 3, "Buy now."))).state == "alive"
    assert judge_fetch(citation(), fetch(html("courier.example", "News of the harbour."))).state != "dead"


def test_a_translated_title_of_a_work_in_the_cited_language_is_no_sign_of_other_hands() -> None:
    text = (
        "昨天上午，县医院新门诊楼正式启用。大楼共九层，设有三十个诊室，停车场可停放二百辆汽车。院长介绍说，今后群众看病可以用手机挂号。"
        * 2
    )
    shown = fetch(html("县医院", text).replace(b' lang="en"', b""))
    strange = judge_fetch(citation(title="New hospital building opens"), shown)
    known = judge_fetch(citation(title="New hospital building opens", language="zh"), shown)
    assert (strange.state, known.state) == ("unknown", "alive")
