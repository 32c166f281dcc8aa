"""The answer to a search for the words of the address, in the work's place."""

from __future__ import annotations

import pytest

from crawler.judge.live import judge_fetch
from tests.judge.cases import STORY, TITLE, citation, fetch, html

WORDS = "ferry strike ends"

NOTHING = {
    "hits": html("Courier", "0 treff. Andre leser akkurat nå:", heading=f"Søk: {WORDS}"),
    "in quotes": html("Courier", f"Bilaketa “{WORDS}”", "0 emaitza."),
    "in the title too": html(f"{WORDS} | Courier", "0 emaitza.", heading=f"Emaitzak: {WORDS}"),
    "the whole path": html("Courier", "Rezultati (0)", heading=f"Traži: 2014 03 {WORDS}"),
    "under a title in capitals": html(TITLE, f"Your search for {WORDS} matched no stories.", heading=WORDS.title()),
}
NO_SEARCH = {
    "hits": html("Courier", "10 treff.", heading=f"Søk: {WORDS}"),
    "a price": html("Courier", "From 0 € a week.", heading=f"Albums: {WORDS}"),
    "a story with comments": html(TITLE, STORY, "0 comments", heading=f"Topic: {WORDS}"),
    "another's words": html("Courier", "0 treff.", heading="Søk: boats for sale"),
}


@pytest.mark.parametrize("body", NOTHING.values(), ids=NOTHING)
def test_a_search_that_found_nothing_stands_in_the_works_place(body: bytes) -> None:
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("dead", "soft-404")


@pytest.mark.parametrize("body", NO_SEARCH.values(), ids=NO_SEARCH)
def test_a_page_that_found_something_or_did_not_search_is_not_dead(body: bytes) -> None:
    assert judge_fetch(citation(), fetch(body)).state != "dead"


@pytest.mark.parametrize(
    "body", [html("Ferry strike ends", "0 comments"), html("Ferry strike ends", STORY, "0 comments")]
)
def test_a_work_without_comments_has_not_been_searched_for(body: bytes) -> None:
    assert judge_fetch(citation(title="Ferry Strike Ends"), fetch(body)).confidence > 0.9


def test_a_page_that_counts_other_things_has_found_some() -> None:
    body = html("Courier", "Boats in the flood | 0 comments", "3 May 2014", heading=f"Category: {WORDS}")
    assert judge_fetch(citation(title="Essays on the past of the isles"), fetch(body)).state != "dead"


def test_a_title_in_sentence_case_is_the_works() -> None:
    body = html("Ferry strike ends", "It stood between the lorries. The article it answers is no longer online.")
    assert judge_fetch(citation(title="Ferry Strike Ends"), fetch(body)).state == "alive"


def test_a_work_that_is_called_just_so_has_not_been_searched_for() -> None:
    body = html("Albums", "0 comments", heading=f"Now playing: {WORDS}")
    assert judge_fetch(citation(title=f"now playing: {WORDS}"), fetch(body)).state != "dead"
