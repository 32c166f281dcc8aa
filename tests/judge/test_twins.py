"""Which two answers of one site are the same page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence.fetch import Fetch
from crawler.judge.twins import same_answer
from tests.judge.cases import STORY, TITLE, fetch, html
from tests.judge.sites import OTHER, SITE, laid_out

ONE, TWO = "https://courier.example/news/weir", "https://courier.example/news/no-such-page"


def teasers(*names: str) -> str:
    cards = "".join(f"<li><a href='/{name}'>{name} and what came of it, told at length</a></li>" for name in names)
    return f"<h2>Read next</h2><ul>{cards}</ul>"


GONE = "We looked behind the sofa and under the stairs."
SAME = {
    "byte for byte": (laid_out(SITE, "Hm", GONE), laid_out(SITE, "Hm", GONE)),
    "but for the address": (
        laid_out(SITE, "Hm", "Nothing at /news/weir here."),
        laid_out(SITE, "Hm", "Nothing at /news/no-such-page here."),
    ),
    "but for the address in the title": (
        laid_out("weir - Courier", "Hm", GONE),
        laid_out("no-such-page - Courier", "Hm", GONE),
    ),
    "but for a figure": (html(SITE, STORY), html(SITE, STORY.replace("forty", "fifty"))),
    "but for what is offered beside": (
        laid_out(SITE, "Hm", GONE, extra=teasers("boats", "nets", "tides", "chess")),
        laid_out(SITE, "Hm", GONE, extra=teasers("gardens", "births", "letters", "sport")),
    ),
    "but for links without a heading": (
        laid_out(SITE, "Hm", GONE, extra="<p><a href=/1>The weir of the upper mill has been mended at last</a></p>"),
        laid_out(SITE, "Hm", GONE, extra="<p><a href=/2>Seven gardens that open to the public this Sunday</a></p>"),
    ),
    "but for the links under an excuse without a heading": (
        b"<title>C</title><p>The page is not here.</p><a href=/1>Boats and nets, mended at last</a>",
        b"<title>C</title><p>The page is not here.</p><a href=/2>Seven gardens, open on Sunday</a><a href=/3>Hens</a>",
    ),
}
NOT_SAME = {
    "other titles": (laid_out("A", "Hm", GONE), laid_out("B", "Hm", GONE)),
    "other headings": (laid_out(SITE, "Weir mended", "In spring."), laid_out(SITE, "Hm", GONE)),
    "two stories": (html(SITE, STORY), html(SITE, OTHER)),
    "two short pages under the site's name": (
        laid_out(SITE, SITE, "Boats sail at nine and at noon on weekdays only."),
        laid_out(SITE, SITE, "Nets are mended in the loft behind the old chandler."),
    ),
    "two lists without a heading": (
        b"<title>C</title><p>All our stories of this year</p><a href=/1>Boats and nets, mended at last</a>",
        b"<title>C</title><p>All our stories of this year</p><a href=/2>Seven gardens, open on Sunday</a>",
    ),
    "no heading to compare": (b"<title>C</title><p>Boats and nets</p>", b"<title>C</title><p>Tides and tables</p>"),
}


@pytest.mark.parametrize("bodies", SAME.values(), ids=SAME)
def test_same(bodies: tuple[bytes, bytes]) -> None:
    assert same_answer(fetch(bodies[0], url=ONE), fetch(bodies[1], url=TWO))


@pytest.mark.parametrize("bodies", NOT_SAME.values(), ids=NOT_SAME)
def test_not_same(bodies: tuple[bytes, bytes]) -> None:
    assert not same_answer(fetch(bodies[0], url=ONE), fetch(bodies[1], url=TWO))


NO_PAGES = {
    "no page": fetch(None, url=TWO),
    "a file": fetch(b"%PDF-1.4", url=TWO, content_type="application/pdf"),
}


@pytest.mark.parametrize("other", NO_PAGES.values(), ids=NO_PAGES)
def test_only_pages_are_compared(other: Fetch) -> None:
    assert not same_answer(fetch(html(TITLE, STORY), url=ONE), other)


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_page_is_its_own_twin(title: str, text: str) -> None:
    answer = fetch(html(title, text), url=ONE)
    assert same_answer(answer, answer) is (answer.page is not None and answer.page.kind == "html")
