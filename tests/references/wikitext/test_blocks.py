from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.references.wikitext.blocks import blocks
from crawler.references.wikitext.reader import FIELD

CASES = {
    "paragraphs": ("a\nb\n\nc", [("a b", "", "paragraph"), ("c", "", "paragraph")]),
    "headings": (
        "a\n== H ==\nb\n===I===\nc",
        [
            ("a", "", "paragraph"),
            ("H", "H", "heading"),
            ("b", "H", "paragraph"),
            ("I", "I", "heading"),
            ("c", "I", "paragraph"),
        ],
    ),
    "a heading with markup": ("== ''H'' \x022\x03 ==", [("''H'' \x022\x03", "H", "heading")]),
    "no heading": ("a == b ==", [("a == b ==", "", "paragraph")]),
    "items": (
        "a\n* b\n*# c\n: d\n; e",
        [("a", "", "paragraph"), ("b", "", "item"), ("c", "", "item"), ("d", "", "item"), ("e", "", "item")],
    ),
    "a table": (
        '{| class="a"\n|+ t\n! h !! i\n|-\n| style="b" | c || d\n|}\ne',
        [
            ("t", "", "cell"),
            ("h", "", "cell"),
            ("i", "", "cell"),
            ("c", "", "cell"),
            ("d", "", "cell"),
            ("e", "", "paragraph"),
        ],
    ),
    "a bar outside of a table": ("| a", [("| a", "", "paragraph")]),
    "a link in a cell": ("{|\n| [[a|b]] c\n|}", [("[[a|b]] c", "", "cell")]),
    "an infobox's field": (f"{FIELD}a b\nc", [("a b", "Infobox", "field"), ("c", "", "paragraph")]),
    "a list in an infobox's field": (
        f"{FIELD}* a\n{FIELD}** b",
        [("a", "Infobox", "field"), ("b", "Infobox", "field")],
    ),
    "html": ("<p>a</p><div class='x'>b</div>", [("a", "", "paragraph"), ("b", "", "paragraph")]),
    "a rule": ("a\n----\nb", [("a", "", "paragraph"), ("b", "", "paragraph")]),
    "nothing": ("\n\n", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_blocks(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(block.text, block.section, block.kind) for block in blocks(text)] == expected


@given(
    st.lists(st.sampled_from(["w", " ", "\n", "=", "{|", "|}", "|", "!", "*", "<p>", FIELD]), max_size=40).map("".join)
)
def test_every_word_stands_in_one_block(text: str) -> None:
    words = sum(block.text.count("w") for block in blocks(text))
    assert words <= text.count("w")
    assert words == text.count("w") or "|" in text or "!" in text
