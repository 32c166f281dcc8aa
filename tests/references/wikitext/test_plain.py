# ruff: noqa: RUF001 - templates print en dashes

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.references.wikitext.markup import parse
from crawler.references.wikitext.plain import inert, plain, unescaped, unmarked

CASES = {
    "words": ("a  b\nc", "a b c"),
    "bold and italic": ("'''a''' ''b'' '''''c''''' it's", "a b c it's"),
    "link": ("[[a]] [[b|c]] [[:d]] [[e#f|g h]]", "a c d g h"),
    "link with the pipe trick": ("[[a (b)|]]", "a"),
    "external link": ("[http://a.b c d] [http://a.b]", "c d"),
    "a bare address": ("http://a.b/c_d", "http://a.b/c_d"),
    "file and category": ("a[[File:x.jpg|thumb|b]][[Category:c]]d", "ad"),
    "entities": ("a&nbsp;b &amp; c&#8211;d", "a b & c–d"),
    "html": ("a<br />b <small>c</small> <span style='x'>d</span> e < f", "a b c d e < f"),
    "footnotes": ("a<ref>b</ref>{{sfn|c}}d", "ad"),
    "nowiki in a text": ("a <nowiki>b</nowiki>", "a"),
    "language": ("{{lang|fr|le ''mot''}} {{lang-de|Wort}} {{langue|fr|x}}", "le mot x"),
    "text templates": ("a{{!}}b {{nowrap|c d}} {{abbr|e|f}} 1{{ndash}}2 {{small|{{lang|fr|g}}}}", "a|b c d e 1–2 g"),
    "named text": ("{{lang|code=fr|text=mot}}", "mot"),
    "unknown templates": ("a {{mystery|b}} c", "a c"),
    "an argument's default": ("{{{x|a}}}{{{y}}}", "a"),
    "variants": ("-{a}- -{zh-cn:b}-", "a zh-cn:b"),
    "switches": ("__NOTOC__a", "a"),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_plain_text(text: str, expected: str) -> None:
    assert plain(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("?a=1&copy=1&sect=2&not=3", "?a=1&copy=1&sect=2&not=3"),
        ("?a=1&amp;b=2&#38;c&#x26;d", "?a=1&b=2&c&d"),
        ("&copy; &nosuch; &; &amp", "© &nosuch; &; &amp"),
        ("&#99999999; &#xD800;", "\ufffd \ufffd"),
    ],
)
def test_a_reference_ends_in_a_semicolon(text: str, expected: str) -> None:
    assert unescaped(text) == expected


@given(st.text(max_size=80))
def test_inert_text_comes_back_as_it_is(text: str) -> None:
    assert unmarked(inert(text)).split() == unmarked(inert(" ".join(text.split()))).split()


def test_inert_markup_is_text() -> None:
    assert unmarked(inert("''a'' [http://b c] <br> {{d}}")) == "''a'' [http://b c] <br> {{d}}"
