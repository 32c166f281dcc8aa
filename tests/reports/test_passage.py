"""Links lead to the words before the marker, and what is to be pasted cannot break the template it goes into."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.judge.verdict import Suggestion
from crawler.references.citation import CitedBy
from crawler.reports.passage import anchor, label, passage_link, paste_lines
from crawler.reports.printable import printable
from tests.reports.samples import REPAIR, report, row

ARTICLE = "https://en.wikipedia.org/wiki/Norinco"


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("sold to the army", "sold%20to%20the%20army"),
        ("three-letter, and & more", "three%2Dletter%2C%20and%20%26%20more"),
        ("中国", "%E4%B8%AD%E5%9B%BD"),
        ("two\nlines", "two%20lines"),
        ("a/b#c?d", "a%2Fb%23c%3Fd"),
    ],
)
def test_a_link_to_the_words(words: str, fragment: str) -> None:
    assert passage_link(report(), CitedBy(text=words)) == f"{ARTICLE}#:~:text={fragment}"


def test_the_article_s_own_fragment_gives_way() -> None:
    shown = replace(report(), article={"url": f"{ARTICLE}#History"})
    assert passage_link(shown, CitedBy(text="x")) == f"{ARTICLE}#:~:text=x"


@pytest.mark.parametrize("article", [{}, {"url": ""}, {"url": "javascript:alert(1)"}])
def test_no_link_without_an_address(article: dict[str, str]) -> None:
    assert passage_link(replace(report(), article=article), CitedBy(text="x")) is None


def test_no_link_without_words() -> None:
    assert passage_link(report(), CitedBy(section="History")) is None


@given(st.text(min_size=1))
def test_the_words_come_back_from_the_link(words: str) -> None:
    target = passage_link(report(), CitedBy(text=words))
    if target is not None:
        fragment = target.removeprefix(f"{ARTICLE}#:~:text=")
        assert unquote(fragment) == printable(words)
        assert not set(fragment) & set("-,&# ")


def test_lines_to_paste() -> None:
    assert paste_lines(REPAIR) == (
        "|archive-url=https://web.archive.org/web/20200101000000/https://press.example/a%7Cb",
        "|archive-date=2020-01-01",
        "|url-status=dead",
    )


def test_nothing_to_paste() -> None:
    assert paste_lines(None) == ()
    assert paste_lines(Suggestion(action="look", text="Look.", changes={})) == ()


@pytest.mark.parametrize(
    ("value", "pasted"),
    [
        ("a | b", "a &#124; b"),
        ("}} {{evil}}", "&#125;&#125; &#123;&#123;evil&#125;&#125;"),
        ("[[page]]", "&#91;&#91;page&#93;&#93;"),
        ("a <!-- b", "a &#60;!-- b"),
        ("<nowiki>x</nowiki><ref>", "&#60;nowiki&#62;x&#60;/nowiki&#62;&#60;ref&#62;"),
        ("signed ~~~~", "signed &#126;&#126;&#126;&#126;"),
        ("the '''boldest''' 'it' it's", "the &#39;&#39;&#39;boldest&#39;&#39;&#39; 'it' it's"),
        ("AT&T &lt;b&gt; &#60; &copy", "AT&T &amp;lt;b&amp;gt; &amp;#60; &copy"),
        ("https://press.example/~~~~?a=1&lt;=2&b=3", "https://press.example/%7E%7E%7E%7E?a=1&amp;lt;=2&b=3"),
        ("https://press.example/it's", "https://press.example/it%27s"),
        ("https://press.example/[x]{y}", "https://press.example/%5Bx%5D%7By%7D"),
        ("one\n|url=https://evil.example", "one &#124;url=https://evil.example"),
    ],
)
def test_a_value_stays_in_its_parameter(value: str, pasted: str) -> None:
    assert paste_lines(Suggestion(action="x", text="x", changes={"title": value})) == (f"|title={pasted}",)


@pytest.mark.parametrize(
    ("group", "id_"),
    [
        ("", "fn-12"),
        ("note", "fn-note-12"),
        ("a b", "fn-a_20_b-12"),
        ("a-b", "fn-a_2d_b-12"),
        ('"><x', "fn-_22__3e__3c_x-12"),
    ],
)
def test_anchors(group: str, id_: str) -> None:
    assert anchor(row(12, group=group)) == id_


@given(st.tuples(st.text(), st.integers(0, 99)), st.tuples(st.text(), st.integers(0, 99)))
def test_no_two_footnotes_share_an_anchor(one: tuple[str, int], other: tuple[str, int]) -> None:
    anchors = [anchor(row(number, group=group)) for group, number in (one, other)]
    assert (anchors[0] == anchors[1]) == (one == other)
    assert anchors[0].replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize(
    ("group", "shown"),
    [("", "2"), ("note", "note:2"), ("a very long group's name", "a very long…:2"), ("\x1b[1mb", "b:2")],
)
def test_labels(group: str, shown: str) -> None:
    assert label(row(2, group=group)) == shown
