"""Which answers leave a doubt that the site's answer to a made-up address, and its front page, can settle."""

from __future__ import annotations

import pytest

from crawler.judge.doubt import in_doubt
from tests.judge.cases import STORY, TITLE, citation, fetch, html

PARKED = "The hosting of this domain is temporarily unavailable."

DOUBTFUL = {
    "a page of text under another title": html("Boats are back", STORY),
    "next to nothing": html("Boats", "Hello."),
    "a gate with a sign of death": html("courier.example", PARKED),
}
CERTAIN = {
    "the cited title": html(TITLE, STORY),
    "a gate": html("Coast Courier", "Please sign in to read the page you requested."),
}


@pytest.mark.parametrize("body", DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_doubt(body: bytes) -> None:
    assert in_doubt(citation(), fetch(body))


@pytest.mark.parametrize("body", CERTAIN.values(), ids=CERTAIN)
def test_no_doubt(body: bytes) -> None:
    assert not in_doubt(citation(), fetch(body))


def test_a_front_page_and_a_work_without_a_title_are_never_in_doubt() -> None:
    body = html("Boats are back", STORY)
    assert not in_doubt(citation(url="https://courier.example/"), fetch(body, url="https://courier.example/"))
    assert not in_doubt(citation(title=""), fetch(body))
