"""Any source gives a tree, however deep, long or broken it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence.tree import parse

DEEP = {
    "300 open elements": "<div>" * 300,
    "2,500 closed elements": "<div>" * 2_500 + "x" + "</div>" * 2_500,
    "100,000 open elements": "<div>" * 100_000,
    "100,000 of one that nobody knows": "<x-y a=b>" * 100_000,
    "30,000 tables in each other": "<table><tr><td>" * 30_000,
    "100,000 fonts": "<font color=red>" * 100_000,
    "100,000 links": "<a href=/x>" * 100_000,
    "100,000 bold paragraphs": "<b><p>" * 100_000,
}


@pytest.mark.parametrize("deep", DEEP.values(), ids=DEEP)
def test_what_stands_below_the_depths_is_kept(deep: str) -> None:
    tree = parse(f"<html><head><title>T</title></head><body>{deep}<h1>And down it went</h1></body></html>")
    assert tree is not None
    assert tree.findtext(".//title") == "T"
    assert ["".join(map(str, heading.itertext())) for heading in tree.iter("h1")] == ["And down it went"]


def test_a_title_of_ten_megabytes_is_kept_and_what_follows_too() -> None:
    tree = parse(f"<html><head><title>{'x' * 10_500_000}</title></head><body>after</body></html>")
    assert tree is not None
    assert "after" in "".join(map(str, tree.itertext()))


def test_nuls_do_not_end_the_page() -> None:
    tree = parse("\x00<html>\x00<body>be\x00fore\x00<p>after</html>")
    assert tree is not None
    assert "".join(map(str, tree.itertext())) == "beforeafter"


@pytest.mark.parametrize("source", ["", " ", "<!-- -->", "\x00", "<?xml version='1.0'?>"])
def test_nothing_gives_no_tree_or_an_empty_one(source: str) -> None:
    tree = parse(source)
    assert tree is None or not "".join(map(str, tree.itertext())).strip()


@given(st.text())
def test_no_source_raises(source: str) -> None:
    parse(source)
