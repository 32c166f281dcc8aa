"""Pages that ask something of their reader in the page's place, and sound pages with such words."""

from __future__ import annotations

import pytest

from crawler.judge.live import judge_fetch
from tests.judge.cases import STORY, TITLE, citation, fetch, html

PLEAS = {
    "You must confirm your age to see the page you requested.": "blocked",
    "Please sign in with your Google account to see the page you requested.": "login-required",
    "Free registration is required to read the article you requested.": "login-required",
    "Accept our cookies to go on to the page you requested.": "blocked",
    "The page you requested is temporarily unavailable, come back later.": "server-error",
    "Please enable JavaScript to see the page you are looking for.": "blocked",
}
SOUND = ("The product is no longer available on this site of the harbour.", "Readers log in to comment.")


@pytest.mark.parametrize(("text", "reason"), PLEAS.items())
@pytest.mark.parametrize("title", ["", TITLE])
def test_a_plea_hides_the_page(text: str, reason: str, title: str) -> None:
    verdict = judge_fetch(citation(title=title), fetch(html("Coast Courier", text)))
    assert (verdict.state, verdict.reason) == ("unknown", reason)


@pytest.mark.parametrize("text", SOUND)
@pytest.mark.parametrize("title", ["", TITLE])
def test_a_sound_page_with_such_words(text: str, title: str) -> None:
    assert judge_fetch(citation(title=title), fetch(html("Boats are back", text, STORY))).state == "alive"


def test_a_missing_page_under_a_cookie_banner_is_missing() -> None:
    text = "Accept cookies. The page you requested could not be found."
    assert judge_fetch(citation(), fetch(html("Coast Courier", text))).reason == "soft-404"
