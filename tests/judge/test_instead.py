"""What a worthless snapshot shows: read off its page, off the site of today, and off the living work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence.fetch import Fetch
from crawler.judge.instead import NOTHING_KNOWN, Instead, Today, shown_instead
from crawler.judge.rule import Case
from tests.judge.cases import STORY, TITLE, URL, citation, fetch, html
from tests.judge.sites import FRONT, MADE_UP, OTHER, SITE, WELCOME, laid_out

CAPTURE = "https://web.archive.org/web/20140307120000id_/"
LOST = laid_out(SITE, "Lost at sea", "Neither chart nor compass helps you here.")
OTHER_LOSS = laid_out(
    SITE, "Lost at sea", "Neither chart nor compass helps you here.", extra="<p><a href=/n>Nets</a></p>"
)
LIVING = fetch(laid_out(TITLE, TITLE, STORY))


def shown(body: bytes, today: Today = NOTHING_KNOWN, **fields: object) -> Instead | None:
    """What a capture of the story's address with this page shows instead of it."""
    return shown_instead(Case(citation=citation(**fields), fetch=fetch(body), address=URL), today)


BAD = {
    "a few words in jest": (html("Courier", "Neither chart nor compass helps you here."), "soft-404-capture"),
    "within the site's menus": (LOST, "soft-404-capture"),
    "a form for a password": (
        html("Courier", "Crew", body="<p>Name and number</p><form><input type=password></form>"),
        "login-capture",
    ),
    "a question before the page": (
        html("Wait", "Are you human? Move the slider to the right.", body="<form><button>Go on</button></form>"),
        "challenge-capture",
    ),
    "another text": (laid_out("Allotments", "Allotments: the new rules", OTHER), "wrong-page"),
}


@pytest.mark.parametrize("name", BAD)
def test_read_off_the_page_alone(name: str) -> None:
    body, reason = BAD[name]
    found = shown(body)
    assert found is not None
    assert (found.reason, found.sentence[-1]) == (reason, ".")
    assert 0.5 < found.confidence < 0.9


UNDECIDED = {
    "the title": html(TITLE, "Eleven days."),
    "half of the title": html("Ferry strike ends after a week", "Eleven days."),
    "a word of the title": html("Courier", "The ferry sails."),
    "nothing yet": html("Courier", "", heading=""),
    "a program to be run": html("Courier", "One moment", body="<div id=root></div><script src=/a.js></script>"),
    "a program without a way on": html("Courier", "Drawing the chart of the isles", body="<script src=/a.js></script>"),
    "a film": html("Courier", "Two crewmen on the pier", body="<video src=/a.mp4></video>"),
    "frames": html("Courier", "Two crewmen on the pier", body="<iframe src=/story></iframe>"),
    "a cookie page": html("Courier", "We and our partners set cookies. Agree, then go on."),
    "figures": html("Courier", "1911 204 331 1912 198 340 1913 220 351 1914 180 299"),
    "another script": html("Курьер", "Ни карта, ни компас здесь не помогут."),
    "words of the title": laid_out("A word", "A word first", f"The ferry sails after eleven days. {OTHER}"),
}


@pytest.mark.parametrize("name", UNDECIDED)
def test_what_may_be_the_work_is_left_undecided(name: str) -> None:
    assert shown(UNDECIDED[name]) is None


INSTEAD = {
    "a subscription": (laid_out("A word", "A word first", f"Subscribe to read on. {OTHER}"), "challenge-capture"),
    "a password": (
        laid_out("A word", "A word first", f"Sign in with your password. {OTHER}").replace(
            b"</body>", b"<input type=password></body>"
        ),
        "login-capture",
    ),
    "a text with a word of the title": (laid_out("A word", "A word first", f"A ferry sails. {OTHER}"), "wrong-page"),
    "a list": (
        html("Loans", *(f"Loans at {bank}" for bank in ["Aldrey", "Bexley", "Corran", "Dunmow"] * 9)),
        "wrong-page",
    ),
}


@pytest.mark.parametrize(("body", "reason"), INSTEAD.values(), ids=INSTEAD)
def test_what_has_nothing_of_the_work_is_shown_instead(body: bytes, reason: str) -> None:
    found = shown(body)
    assert found is not None
    assert found.reason == reason


def test_a_title_of_one_short_word_misses_nothing() -> None:
    assert shown(LOST, title="Ferries") is None


def test_an_error_or_a_file_is_nothing_of_this() -> None:
    for captured in (fetch(LOST, status=500), fetch(b"%PDF-1.4", content_type="application/pdf"), fetch(None)):
        assert shown_instead(Case(citation=citation(), fetch=captured, address=URL), NOTHING_KNOWN) is None


TODAY = {
    "what a made-up address gets": (OTHER_LOSS, Today(probe=fetch(LOST, url=MADE_UP)), "soft-404-capture"),
    "the front page": (laid_out(SITE, SITE, *WELCOME), Today(front=FRONT), "wrong-page"),
    "a list beside the living work": (
        laid_out(SITE, "Latest", "Hens lay again.", "A cow is for sale."),
        Today(live=LIVING),
        "soft-404-capture",
    ),
    "a text beside the living work": (
        laid_out("Eggs", "Eggs", "Eggs are cheap. They are brown. " * 12),
        Today(live=LIVING),
        "wrong-page",
    ),
}


@pytest.mark.parametrize("name", TODAY)
def test_read_off_the_site_of_today(name: str) -> None:
    body, today, reason = TODAY[name]
    found = shown(body, today, title=TITLE)
    assert found is not None
    assert found.reason == reason


NOT_TODAY = {
    "the made-up address got an error": Today(probe=fetch(LOST, url=MADE_UP, status=404)),
    "the front page did not open": Today(front=fetch(LOST, status=503)),
    "another work stands there today as well": Today(live=fetch(laid_out("Eggs", "Eggs", OTHER))),
    "a file stands there today": Today(live=fetch(b"%PDF-1.4 x", content_type="application/pdf")),
}


@pytest.mark.parametrize("name", NOT_TODAY)
def test_what_today_does_not_tell(name: str) -> None:
    assert shown(html("Courier", "Lost at sea."), NOT_TODAY[name], title="Ferries") is None


def test_beside_the_living_work_some_of_its_text_is_enough() -> None:
    assert shown(laid_out("Courier", "Courier", STORY), Today(live=LIVING)) is None


def test_a_page_that_a_program_fills_is_the_same_everywhere() -> None:
    shell = html("Courier", "One moment", body="<div id=app></div><script src=/a.js></script>")
    assert shown(shell, Today(probe=fetch(shell, url=MADE_UP), front=FRONT)) is None


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_words_are_judged_in_the_contracts_words(text: str, title: str) -> None:
    found = shown(html(title, text), Today(live=LIVING, probe=fetch(LOST, url=MADE_UP), front=FRONT))
    assert found is None or (found.reason.endswith(("-capture", "-page")) and 0 < found.confidence < 1)


def test_of_two_signs_the_site_of_today_is_named() -> None:
    now: Fetch = fetch(LOST, url=MADE_UP)
    found = shown(LOST, Today(probe=now))
    assert found is not None
    assert "made-up address" in found.sentence
