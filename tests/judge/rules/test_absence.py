"""Soft 404s and redirects to pages that are not the work; and pages that only speak of such things."""

from __future__ import annotations

import pytest

from crawler.evidence.fetch import Fetch
from crawler.judge.fingerprint import data
from crawler.judge.live import judge_fetch
from crawler.judge.rules.absence import text_says_so, title_says_so
from tests.judge.cases import STORY, TITLE, URL, case, citation, fetch, html

MENU = "News Sport Weather Harbour Tides People Letters Archive About Contact Imprint Privacy Search"
NOINDEX = '<meta name="robots" content="noindex">'
SOFT = {
    "its title": html("Page not found", MENU),
    "its title with the site's name": html("Page not found | Coast Courier", MENU),
    "its heading": html("Coast Courier", MENU, heading="404"),
    "its text": html("Coast Courier", "Sorry, the page you are looking for has moved or never existed."),
    "its text and noindex": html("Coast Courier", MENU * 4, "Error 404", head=NOINDEX),
    "German": html("Seite nicht gefunden", "Die gewünschte Seite gibt es nicht."),
    "French": html("Page introuvable", "La page demandée n'existe plus."),
    "Russian": html("Страница не найдена", "Такой страницы не существует."),
    "Chinese": html("页面不存在", "您访问的页面不存在或已被删除。"),
    "Japanese": html("ページが見つかりません", "お探しのページは移動しました。"),
    "Arabic": html("الصفحة غير موجودة", "الصفحة التي تبحث عنها غير موجودة."),
    "a video taken away": html("Tube", "This video is unavailable.", heading="Video unavailable"),
}
SOUND = {
    "the cited article": html(TITLE, STORY),
    "an article about 404 pages": html("Why 404 pages matter more than you think", STORY),
    "an article about 404 pages that is cited": html(TITLE, "Error 404. The page you requested", STORY),
    "a short cited page that quotes an error": html(TITLE, "The sign said: page not found."),
    "a page titled like a novel": html("Not Found: a novel by Ada Holm", STORY),
    "words of absence in an article": html("Old ferry sold", STORY, "The timetable is no longer available."),
    "a page with a search box": html("Boats are back", STORY, body="<form><input type=search></form>"),
    "an empty box beside the text": html("Boats are back", STORY, body="<h2>Nothing found</h2>"),
    "French of things that are no more": html("La ville engloutie", STORY, "La ville n'existe plus."),
    "Spanish of things that are no more": html("El puerto", "El puerto ya no existe.", STORY),
    "Russian of things that are no more": html("Паром", "Старая пристань была удалена.", STORY),
    "Dutch of things that are no more": html("De boot", "De boot is niet meer beschikbaar.", STORY),
    "noindex alone": html("Boats are back", STORY, head=NOINDEX),
    "a bus line": html("Line 404 runs again on Sundays", STORY),
}


@pytest.mark.parametrize("body", SOFT.values(), ids=SOFT)
def test_soft_404(body: bytes) -> None:
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("dead", "soft-404")


@pytest.mark.parametrize("body", SOUND.values(), ids=SOUND)
def test_no_soft_404(body: bytes) -> None:
    assert judge_fetch(citation(), fetch(body)).state == "alive"


def test_a_footnote_that_was_filled_from_an_error_page_does_not_bless_it() -> None:
    cited = citation(title="Page not found - Coast Courier", url=URL)
    assert judge_fetch(citation(title="Page not found"), fetch(html("Page not found"))).reason == "soft-404"
    assert judge_fetch(cited, fetch(html("Page not found | Elsewhere"))).state != "alive"


@pytest.mark.parametrize("language", data("absence")["languages"])
def test_each_languages_phrases_are_known(language: str) -> None:
    phrases = data("absence")["languages"][language]
    assert all(title_says_so(case(fetch(html(phrase)))) for phrase in phrases["titles"])
    assert all(text_says_so(case(fetch(html("Site", phrase)))) for phrase in phrases["sentences"])


FRONT = html("Coast Courier", MENU)


def led(to: str, body: bytes = FRONT, status: int = 302, frm: str = URL) -> Fetch:
    return fetch(body, via=((frm, status),), url=to)


HOME = {
    "to the root": led("https://courier.example/"),
    "to the root for good": led("https://courier.example/", status=301),
    "to another host's root": led("https://new-courier.example/"),
    "to an index": led("https://courier.example/index.html"),
    "to a language's front page": led("https://courier.example/en/"),
    "to a country's index": led("https://courier.example/en-gb/index.php"),
    "to the root with tracking": led("https://courier.example/?utm_source=old"),
    "to a section above": led("https://courier.example/2014/03/", html("March 2014", STORY)),
    "to a search": led("https://courier.example/search?q=ferry", html("Search", STORY)),
}
NOT_HOME = {
    "a front page that is cited": led("https://courier.example/en/", frm="https://courier.example/"),
    "the root with the cited title": led("https://courier.example/", html(TITLE, STORY)),
    "an article by its number": led("https://courier.example/?p=17", html(TITLE, STORY)),
    "only https": led(URL, html("Boats are back", STORY), frm=URL.replace("https", "http")),
    "a slash": led(f"{URL}/", html("Boats are back", STORY)),
}


@pytest.mark.parametrize("fetched", HOME.values(), ids=HOME)
def test_redirected_home(fetched: Fetch) -> None:
    verdict = judge_fetch(citation(), fetched)
    assert (verdict.state, verdict.reason) == ("dead", "redirected-home")


@pytest.mark.parametrize("fetched", NOT_HOME.values(), ids=NOT_HOME)
def test_not_redirected_home(fetched: Fetch) -> None:
    assert judge_fetch(citation(url=fetched.address), fetched).state != "dead"


def test_another_page_that_says_nothing_is_unclear() -> None:
    led_on = led("https://courier.example/stories/17", html("Boats are back", STORY))
    assert judge_fetch(citation(), led_on).reason == "unclear"


def test_a_redirect_to_the_errors_address() -> None:
    assert judge_fetch(citation(), led("https://courier.example/errors/404.html")).reason == "soft-404"


@pytest.mark.parametrize("path", ["missing-persons/17", "404-peugeot", "errors-of-the-past/9"])
def test_an_address_that_only_begins_like_an_errors(path: str) -> None:
    led_on = led(f"https://courier.example/{path}", html("Boats are back", STORY))
    assert judge_fetch(citation(), led_on).state != "dead"


def test_a_front_page_that_names_the_cited_title_in_its_list_is_not_dead_for_sure() -> None:
    assert judge_fetch(citation(), led("https://courier.example/", html("Coast Courier", MENU, TITLE))).state != "alive"
