"""Blocks make the same matter that was read of a page, and can be left out one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence.blocks import Block, kept, matter_of
from crawler.evidence.page import Page
from crawler.evidence.reading import read_page

BOARD = (
    "<nav><a href=/a>Boards</a></nav><p>Name: Password:</p><p>Read <a href=/r>the rules</a> first</p>"
    "<h2>Message</h2><p>The <b>th</b>read was deleted.</p><h2>Who is here</h2><p>Seven guests</p>"
)
MENU = frozenset({"Name: Password:", "Who is here", "Seven guests"})


def _page(source: str) -> Page:
    return read_page(source.encode(), url="http://board.example/7", content_type="text/html; charset=utf-8")


def _facts(page: Page) -> tuple[object, ...]:
    return page.main, page.told, page.opening, page.leads, page.longest


@pytest.mark.parametrize("source", [BOARD, "<p>One", "<h1>One</h1>", "<h1></h1><p>One<p>Two", "<h1>One</h1><h2></h2>a"])
def test_the_blocks_of_a_page_make_its_matter(source: str) -> None:
    page = _page(f"<body>{source}")
    made = matter_of(page.blocks)
    assert _facts(page) == (made.main, made.told, made.opening, made.leads, made.longest)


@given(st.lists(st.sampled_from(["<p>one ", "<h2>two ", "<a href=/3>three</a> ", "<b>four</b>", "<nav>five</nav>"])))
def test_any_page_of_blocks_does(parts: list[str]) -> None:
    page = _page(f"<body>{''.join(parts)}")
    made = matter_of(page.blocks)
    assert _facts(page) == (made.main, made.told, made.opening, made.leads, made.longest)


def test_what_is_told_of_a_block_is_no_link() -> None:
    assert Block(text="Read the rules first", told="Read first") in _page(f"<body>{BOARD}").blocks


def test_a_heading_stays_where_something_is_left_under_it() -> None:
    left = kept(_page(f"<body>{BOARD}").blocks, lambda block: block.text not in {*MENU, "Message"})
    assert [block.text for block in left] == ["Read the rules first", "Message", "The thread was deleted."]


def test_a_long_page_keeps_no_blocks() -> None:
    assert _page("<body><p>one two" + " three" * 1_000).blocks == ()
