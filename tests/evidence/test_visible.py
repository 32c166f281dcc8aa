"""The visible text: what a reader sees, whole words, in reading order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence.tree import parse
from crawler.evidence.visible import TOLD, Visible, visible_text

SEEN = {
    "blocks are parted": ("<p>One</p><p>Two</p>", "One Two"),
    "a break parts": ("One<br>Two", "One Two"),
    "a list": ("<ul><li>One</li><li>Two</li></ul>", "One Two"),
    "a table": ("<table><tr><td>One</td><td>Two</td></tr></table>", "One Two"),
    "a first letter of its own": ("<p><span>T</span>he ferries</p>", "The ferries"),
    "emphasis inside a word": ("<p>un<em>believ</em>able</p>", "unbelievable"),
    "a possessive after a link": ("<p>the <a href='/x'>ferry</a>'s horn</p>", "the ferry's horn"),
    "Chinese text with marked-up characters": ("<p>渡<b>船</b>停航</p>", "渡船停航"),
    "where a long word may break": ("<p>Donau<wbr>dampf</p>", "Donaudampf"),
    "white space becomes one space": ("<p>One\n\t two&nbsp;three</p>", "One two three"),
    "text around an unknown element": ("<p>One <x-y>two</x-y> three</p>", "One two three"),
    "the alternatives of ruby stay in order": ("<ruby>渡<rt>わた</rt></ruby>し", "渡わたし"),
}
UNSEEN = {
    "a script": "<script>hidden()</script>",
    "a style": "<style>hidden{}</style>",
    "what shows without scripts only": "<noscript>hidden</noscript>",
    "a template": "<template><p>hidden</p></template>",
    "a comment": "<!-- hidden -->",
    "the hidden attribute": "<div hidden>hidden<p>hidden</p></div>",
    "display none": '<div style="color:red; display: none">hidden</div>',
    "visibility hidden": '<div style="VISIBILITY:hidden">hidden</div>',
    "a choice of languages": "<select><option>hidden</option></select>",
    "a drawing's words": "<svg><text>hidden</text></svg>",
    "what shows where video does not": "<video>hidden</video>",
    "a frame's fallback": "<iframe>hidden</iframe>",
}


def seen(body: str, most: int = 1000) -> str:
    tree = parse(f"<html><head><title>Head</title></head><body>{body}</body></html>")
    assert tree is not None
    return visible_text(tree, most, 1000).text


@pytest.mark.parametrize(("body", "text"), SEEN.values(), ids=SEEN)
def test_is_seen(body: str, text: str) -> None:
    assert seen(body) == text


@pytest.mark.parametrize("body", UNSEEN.values(), ids=UNSEEN)
def test_is_not_seen(body: str) -> None:
    assert seen(f"<p>before</p>{body}<p>after</p>") == "before after"


def test_a_page_that_waits_for_its_own_script_to_show_it_is_seen() -> None:
    tree = parse('<html><body style="display:none"><p>The ferries sail.</p></body></html>')
    assert tree is not None
    assert visible_text(tree, 100, 100).text == "The ferries sail."


def test_the_text_is_cut_and_its_whole_length_told() -> None:
    tree = parse("<p>one two</p><p>three</p>")
    assert tree is not None
    found = replace(visible_text(tree, 8, 4), blocks=())
    assert found == Visible("one two", 13, "one", told="one two three", longest=13)


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<div hidden>", "</div>", "x", " ", "<script>"])))
def test_any_markup_gives_single_spaces(pieces: list[str]) -> None:
    text = seen("".join(pieces))
    assert text == " ".join(text.split())


BESIDE = {
    "a menu": "<nav>beside</nav>",
    "a page's head": "<header><p>beside</p></header>",
    "a footer": "<footer>beside</footer>",
    "a box": "<aside><p>beside</p></aside>",
    "a box by its class": "<div class='c-box sidebar_left'><p>beside</p></div>",
    "a dialog by its role": "<div role='dialog'><p>beside</p></div>",
    "a menu by its role": "<div role='navigation'>beside</div>",
    "teasers": "<section class='related-stories'><p>beside</p></section>",
    "readers' comments": "<div class='comments'>beside</div>",
    "a menu inside a menu": "<nav>beside<nav>beside</nav>beside</nav>",
}
MAIN = {
    "an article's own head": "<article><header>matter</header></article>",
    "a class that only contains the letters": "<div class='navigator-story'>matter</div>",
    "a frame that says what it holds": "<div class='content has_sidebar'><h1>matter</h1></div>",
    "a marked-up word with such a class": "<p><span class='share'>matter</span></p>",
    "the article under a class of the whole page": "<main class='has-sidebar'>matter</main>",
}


@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE)
def test_what_stands_beside_is_seen_and_is_not_the_main_text(beside: str) -> None:
    tree = parse(f"<body><p>One</p>{beside}<p>Two</p></body>")
    assert tree is not None
    found = visible_text(tree, 1000, 1000)
    assert (found.main, "beside" in found.text) == ("One Two", True)


@pytest.mark.parametrize("body", MAIN.values(), ids=MAIN)
def test_the_main_text(body: str) -> None:
    tree = parse(f"<html><body>{body}</body></html>")
    assert tree is not None
    assert visible_text(tree, 1000, 1000).main == "matter"


def test_the_words_after_a_box_are_the_main_text_again() -> None:
    tree = parse("<html><body><div>One <aside>beside</aside> two</div></body></html>")
    assert tree is not None
    assert visible_text(tree, 1000, 1000).main == "One two"


def test_what_a_page_tells_is_its_matter_without_the_links() -> None:
    tree = parse("<p>One <a href=/>two <b>three</b></a> four</p><nav>five</nav><p><a href=/>six</a></p><p>seven</p>")
    assert tree is not None
    found = visible_text(tree, 100, 100)
    assert (found.told, found.main) == ("One four seven", "One two three four six seven")


def test_what_a_page_tells_before_its_first_heading() -> None:
    tree = parse("<p>One <a href=/>two</a></p><nav>three</nav>four<h3>Five</h3><p>six</p><h2>Seven</h2>")
    assert tree is not None
    assert visible_text(tree, 100, 100).opening == "One four"


@pytest.mark.parametrize("body", ["<p>One</p>", "<h1>One</h1><p>two</p>"])
def test_a_page_without_a_heading_or_a_word_before_it_has_no_opening(body: str) -> None:
    tree = parse(body)
    assert tree is not None
    assert visible_text(tree, 100, 100).opening == ""


@pytest.mark.parametrize("number", [10, 60_000])
def test_what_is_hidden_stays_so_among_many_elements_with_styles(number: int) -> None:
    hidden = "<p hidden>two</p><p style='display: none'>three</p>"
    assert seen(f"<p>One</p>{hidden}<p>{'<b style=x>4</b>' * number}</p>", 100) == f"One {'4' * number}"[:100]


@pytest.mark.parametrize("blanks", [1, 3_000])
def test_what_a_page_tells_is_cut_and_blanks_do_not_count(blanks: int) -> None:
    tree = parse(f"<p>{(' ' * blanks + 'word') * 300}</p>")
    assert tree is not None
    assert visible_text(tree, 100, 100).told == ("word " * 300)[:TOLD].rstrip()
