# ruff: noqa: RUF001 - the letters of another script are what one text is written in
"""A domain in strangers' hands: nothing names the host, the cited site or the work."""

from __future__ import annotations

import pytest

from crawler.judge.verdict import LiveVerdict
from tests.judge.cases import citation, fetch, html
from tests.judge.sites import FRONT, OTHER, judged, laid_out, rules_of

URL = "https://www.northferries.example/history/strike"
TIPS = (
    "If you are tired of sweeping, a machine may be the best money that you spend this year. We tried eleven of them "
    "so that you need not. First, think of the hours: an average home takes forty minutes a week, and a machine does "
    "it while you are out. Second, think of the dust that you never see, under beds and behind shelves."
)
STRANGERS = fetch(laid_out("SmartTips", "SmartTips", "Tips for the home."), url="https://www.northferries.example/")


def now(text: str = TIPS, title: str = "Seven ways to save", **fields: str) -> LiveVerdict:
    cited = citation(url=URL, title="The long strike of the northern crews", **fields)
    return judged(fetch(html(title, text), url=URL), front=STRANGERS, cited=cited)


def test_nothing_names_the_site_or_the_work() -> None:
    verdict = now(work="North Ferries")
    assert (verdict.state, verdict.reason) == ("dead", "replaced")
    assert "takeover/strangers" in rules_of(verdict)


NAMED = {
    "the host": {"text": f"{TIPS} © North Ferries"},
    "the cited site": {"text": f"{TIPS} A page of the Ferry Museum.", "work": "Ferry Museum"},
    "the publisher": {"text": f"{TIPS} Printed by Holm & Son.", "publisher": "Holm & Son"},
    "a word of the title": {"text": f"{TIPS} No strike is planned."},
    "a text that holds something back": {"text": f"{TIPS} Subscribe to read this article."},
    "a page in another script": {"text": "Все машины хороши. Но одна из них лучше, и мы её купили. " * 6},
}


@pytest.mark.parametrize("fields", NAMED.values(), ids=NAMED)
def test_named(fields: dict[str, str]) -> None:
    assert "takeover/strangers" not in rules_of(now(**fields))


SPELT = {
    "without the accents": ("www.zeglarzelodzcy.example", "Żeglarze łódzcy"),
    "an umlaut as two letters": ("www.seefaehrenverein.example", "Seefährenverein"),
    "an umlaut as one": ("www.seefahrenverein.example", "Seefährenverein"),
    "some words of a longer name": ("www.wendlehistory.example", "Wendle Valley History Society"),
    "one of its parts": ("www.sc-muertschenblick.example", "Skiclub Mürtschenblick"),
}


@pytest.mark.parametrize(("host", "name"), SPELT.values(), ids=SPELT)
def test_a_host_that_is_spelt_otherwise(host: str, name: str) -> None:
    cited = citation(url=f"https://{host}/history/strike", title="The long strike of the northern crews")
    found = fetch(html("Seven ways to save", f"{TIPS} © {name}"), url=cited.url)
    front = fetch(laid_out("SmartTips", "SmartTips", "Tips for the home."), url=f"https://{host}/")
    assert "takeover/strangers" not in rules_of(judged(found, front=front, cited=cited))


def test_a_front_page_that_names_the_host() -> None:
    cited = citation(url="https://www.coastcourier.example/a", title="The long strike of the northern crews")
    found = fetch(html("Seven ways", TIPS), url=cited.url)
    assert "takeover/strangers" not in rules_of(judged(found, front=FRONT, cited=cited))


def test_a_host_of_few_letters_may_be_an_abbreviation() -> None:
    cited = citation(url="https://nf.example/a", title="The long strike of the northern crews")
    assert "takeover/strangers" not in rules_of(judged(fetch(html("Allotments", OTHER), url=cited.url), cited=cited))


ANOTHER_LANGUAGE = {
    "a front page in that language too": ("en", "dead"),
    "a front page in the cited one": ("fr", "unknown"),
}


@pytest.mark.parametrize(("lang", "state"), ANOTHER_LANGUAGE.values(), ids=ANOTHER_LANGUAGE)
def test_a_site_in_another_language_than_the_citation_names(lang: str, state: str) -> None:
    cited = citation(url=URL, title="Inventaire des orgues du diocèse", language="fr")
    front = fetch(laid_out("SmartTips", "SmartTips", "Tips.", lang=lang), url="https://www.northferries.example/")
    assert judged(fetch(html("Seven ways", TIPS), url=URL), front=front, cited=cited).state == state
