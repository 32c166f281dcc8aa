"""Numbers, groups and names of a wiki's footnotes, from both parsers' lists and markers."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.rendered_lists import listed, lists_of


def labels(markup: str) -> list[tuple[str, int, str]]:
    soup = BeautifulSoup(markup, "lxml")
    return [(note.group, note.number, note.name) for note in listed(soup, lists_of(soup))]


def sup(target: str, shown: str) -> str:
    return f'<sup class="reference"><a href="#cite_note-{target}"><span>[</span>{shown}<span>]</span></a></sup>'


def parsoid(target: str, shown: str, group: str = "", name: str = "") -> str:
    said = {"name": "ref", "attrs": {key: text for key, text in (("group", group), ("name", name)) if text}}
    grouped = f' data-mw-group="{group}"' if group else ""
    return (
        f'<sup class="mw-ref reference" typeof="mw:Extension/ref" data-mw=\'{json.dumps(said)}\'>'
        f'<a href="./Page#cite_note-{target}"{grouped}><span class="mw-reflink-text">[{shown}]</span></a></sup>'
    )


def li(target: str, inner: str = "", attributes: str = "") -> str:
    text = f'<span class="reference-text">Text.</span>{inner}'
    return f'<li id="cite_note-{target}"{attributes}><span class="mw-cite-backlink">^</span> {text}</li>'


def ol(*items: str, attributes: str = "") -> str:
    return f'<ol class="references"{attributes}>{"".join(items)}</ol>'


OLDER = {
    "numbers": (sup("1", "1") + sup("b-2", "2") + ol(li("1"), li("b-2")), [("", 1, ""), ("", 2, "b")]),
    "a group in words": (sup("1", "note 1") + ol(li("1")), [("note", 1, "")]),
    "a group of several words": (sup("1", "lower note 1") + ol(li("1")), [("lower note", 1, "")]),
    "letters, and their style around the list": (
        sup("1", "α")  # noqa: RUF001 - a Greek letter
        + f'<div class="reflist reflist-lower-greek">{ol(li("1"))}</div>',
        [("lower-greek", 1, "")],
    ),
    "letters alone": (
        sup("1", "a") + sup("2", "b") + ol(li("1"), li("2")),
        [("lower-alpha", 1, ""), ("lower-alpha", 2, "")],
    ),
    "Roman letters": (
        sup("1", "i") + sup("2", "ii") + ol(li("1"), li("2")),
        [("lower-roman", 1, ""), ("lower-roman", 2, "")],
    ),
    "great letters": (sup("1", "A") + ol(li("1")), [("upper-alpha", 1, "")]),
    "two groups": (
        sup("1", "1") + sup("2", "note 1") + ol(li("2")) + ol(li("1")),
        [("note", 1, ""), ("", 1, "")],
    ),
    "the same group twice": (
        sup("1", "1") + ol(li("1")) + sup("2", "1") + ol(li("2")),
        [("", 1, ""), ("list-2", 1, "")],
    ),
    "a list that nothing cites": (ol(li("1"), li("2")), [("", 1, ""), ("", 2, "")]),
    "numbers that leave some out": (sup("1", "1") + sup("9", "4") + ol(li("1"), li("9")), [("", 1, ""), ("", 4, "")]),
    "numbers in disorder are not believed": (
        sup("1", "2") + sup("2", "1") + ol(li("1"), li("2")),
        [("", 1, ""), ("", 2, "")],
    ),
    "Persian figures": (sup("1", "\u06f1") + sup("2", "۲") + ol(li("1"), li("2")), [("", 1, ""), ("", 2, "")]),
    "brackets of another width": (
        sup("1", "注 1").replace("[", "【").replace("]", "】") + ol(li("1")),
        [("注", 1, "")],
    ),
    "a name with a colon": (sup(":0-1", "1") + ol(li(":0-1")), [("", 1, ":0")]),
    "a name with figures": (sup("auto-2-7", "1") + ol(li("auto-2-7")), [("", 1, "auto-2")]),
    "a name in Chinese, its link encoded": (sup("%E4%B8%AD-1", "3") + ol(li("中-1")), [("", 3, "中")]),
    "sub-references": (
        sup("b-1", "1")
        + sup("2", "1.1")
        + sup("3", "1.2")
        + sup("4", "2")
        + ol(li("b-1", f'<ol class="mw-subreference-list">{li("2")}{li("3")}</ol>'), li("4")),
        [("", 1, "b"), ("1", 1, ""), ("1", 2, ""), ("", 2, "")],
    ),
    "sub-references of a group": (
        sup("2", "note 1.1") + sup("b-1", "note 1") + ol(li("b-1", f'<ol class="mw-subreference-list">{li("2")}</ol>')),
        [("note", 1, "b"), ("note 1", 1, "")],
    ),
}


@pytest.mark.parametrize(("markup", "expected"), OLDER.values(), ids=list(OLDER))
def test_the_older_parser_s(markup: str, expected: list[tuple[str, int, str]]) -> None:
    assert labels(markup) == expected


PARSOID = {
    "a group and a name from the attributes": (
        parsoid("x-1", "note 1", "note", "my x") + ol(li("x-1"), attributes=' data-mw-group="note"'),
        [("note", 1, "my x")],
    ),
    "a group that only the marker names": (parsoid("1", "a", "lower-alpha") + ol(li("1")), [("lower-alpha", 1, "")]),
    "a number that the item says": (
        ol(li("1", attributes=' data-mw-footnote-number="3"'), li("2", attributes=' data-mw-footnote-number="4"')),
        [("", 3, ""), ("", 4, "")],
    ),
    "a name that the id cannot spell": (parsoid("a_b-1", "1", name="a_b") + ol(li("a_b-1")), [("", 1, "a_b")]),
    "attributes that are broken": (
        parsoid("a-1", "1").replace("attrs", "attrs\\") + ol(li("a-1")),
        [("", 1, "a")],
    ),
    "attributes of another kind": (
        parsoid("a-1", "1").replace('{"name": "ref", "attrs": {}}', "[3]") + ol(li("a-1")),
        [("", 1, "a")],
    ),
}


@pytest.mark.parametrize(("markup", "expected"), PARSOID.values(), ids=list(PARSOID))
def test_parsoid_s(markup: str, expected: list[tuple[str, int, str]]) -> None:
    assert labels(markup) == expected


@given(
    st.lists(st.tuples(st.sampled_from(["1", "2", "a", "note 1", "1.1", "", "x y", "0"]), st.booleans()), max_size=8)
)
@settings(deadline=None)
def test_labels_are_unique_whatever_the_markers_show(shown: list[tuple[str, bool]]) -> None:
    markers = "".join(sup(str(place), label) for place, (label, _) in enumerate(shown))
    lists, items = [], []
    for place, (_, ends) in enumerate(shown):
        items.append(li(str(place)))
        if ends:
            lists.append(ol(*items))
            items = []
    found = labels(markers + "".join(lists))
    assert len({(group, number) for group, number, _ in found}) == len(found)
