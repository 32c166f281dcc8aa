"""What a page's JSON-LD says of the work: headlines, authors, dates, free or not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence.linked_data import MAX_NODES, LinkedData, read_linked_data
from crawler.evidence.page import Text
from crawler.evidence.tree import parse

HEADLINE = "Ferry strike ends"


def said(*blocks: str, kind: str = "application/ld+json") -> LinkedData:
    scripts = "".join(f'<script type="{kind}">{block}</script>' for block in blocks)
    tree = parse(f"<html><head>{scripts}</head><body><p>Text</p></body></html>")
    assert tree is not None
    return read_linked_data(tree)


def work(**facts: Any) -> str:
    return json.dumps({"@type": "NewsArticle", "headline": HEADLINE, **facts})


AUTHORS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "a name": ("Ada Holm", ("Ada Holm",)),
    "an object": ({"@type": "Person", "name": "Ada  Holm "}, ("Ada Holm",)),
    "several objects": ([{"name": "Ada Holm"}, {"name": "Bo Lund"}], ("Ada Holm", "Bo Lund")),
    "names in one object": ({"name": ["Ada Holm", "Bo Lund"]}, ("Ada Holm", "Bo Lund")),
    "an object without a name": ({"@type": "Person"}, ()),
    "nobody": (None, ()),
    "a number": (7, ()),
    "an empty name": (" ", ()),
}
FREE: dict[str, tuple[tuple[str, ...], bool | None]] = {
    "nothing said": ((work(),), None),
    "free": ((work(isAccessibleForFree=True),), True),
    "not free": ((work(isAccessibleForFree=False),), False),
    "not free, as a word": ((work(isAccessibleForFree="False"),), False),
    "not free, as an address": ((work(isAccessibleForFree="http://schema.org/False"),), False),
    "a part that is not free": ((work(hasPart={"isAccessibleForFree": "False", "cssSelector": ".wall"}),), False),
    "a free work among teasers that are not": (
        (work(isAccessibleForFree=True, mentions=[{"headline": "Other", "isAccessibleForFree": False}]),),
        True,
    ),
    "another block's word": ((work(), json.dumps({"@type": "WebPage", "isAccessibleForFree": False})), False),
    "nonsense": ((work(isAccessibleForFree={"a": [1]}),), None),
}


@pytest.mark.parametrize(("author", "names"), AUTHORS.values(), ids=AUTHORS)
def test_authors(author: Any, names: tuple[str, ...]) -> None:
    assert said(work(author=author)).authors == names


def test_an_author_described_elsewhere_on_the_page() -> None:
    graph = {
        "@graph": [json.loads(work(author={"@id": "#ada"})), {"@id": "#ada", "@type": "Person", "name": "Ada Holm"}]
    }
    assert said(json.dumps(graph)).authors == ("Ada Holm",)


@pytest.mark.parametrize("name", FREE)
def test_free(name: str) -> None:
    blocks, free = FREE[name]
    assert said(*blocks).free is free


def test_headline_and_dates() -> None:
    found = said(work(datePublished="2014-03-06T10:00Z", dateModified="2014-03-07"))
    assert found.headlines == (HEADLINE,)
    assert found.dates == (
        Text(source="datePublished", text="2014-03-06T10:00Z"),
        Text(source="dateModified", text="2014-03-07"),
    )


def test_a_video_is_a_work() -> None:
    assert said('{"@type": "VideoObject", "uploadDate": "2014-03-06"}').dates[0].source == "uploadDate"


def test_what_is_no_work_has_no_author() -> None:
    assert said('{"@type": "Organization", "author": "Nobody"}') == LinkedData()


@pytest.mark.parametrize(
    "block",
    ["", "{", "null", "7", '"text"', "[" * 100_000, '{"a":' * 5_000, "1" * 5_000, "{'headline': 'single quotes'}"],
)
def test_a_broken_block_is_left_out_and_the_others_are_read(block: str) -> None:
    assert said(block, work()).headlines == (HEADLINE,)


def test_line_breaks_inside_texts_are_borne() -> None:
    assert said('{"headline": "Ferry\nstrike\tends"}').headlines == ("Ferry strike ends",)


def test_half_a_character_cannot_spoil_what_is_stored() -> None:
    found = said(r'{"headline": "Ferry \ud83d strike", "author": "\udc00 Ada", "datePublished": "\ud800"}')
    assert found == LinkedData(
        headlines=("Ferry ? strike",), authors=("? Ada",), dates=(Text(source="datePublished", text="?"),)
    )


def test_deeply_nested_facts_do_no_harm() -> None:
    deep = "[" * 900 + "]" * 900
    assert said(f'{{"headline": "{HEADLINE}", "isAccessibleForFree": {deep}, "author": {deep}}}').headlines == (
        HEADLINE,
    )


def test_no_more_objects_are_read_than_the_limit() -> None:
    many = json.dumps([{"name": "x"}] * MAX_NODES + [{"headline": HEADLINE}])
    assert said(many) == LinkedData()


def test_other_scripts_are_not_read() -> None:
    assert said(work(), kind="text/javascript") == LinkedData()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["headline", "author", "name", "@id", "datePublished", "isAccessibleForFree"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_gives_texts_that_can_be_written(value: Any) -> None:
    found = said(json.dumps(value).replace("</", "<\\/"))
    texts = (*found.headlines, *found.authors, *(date.text for date in found.dates))
    assert all(text.encode() == text.encode("utf-8", "replace") for text in texts)
    assert found.free in (True, False, None)
