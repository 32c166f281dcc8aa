from __future__ import annotations

from typing import Any

import pytest

from crawler.references.citation import Citation, as_mapping, key_of


@pytest.mark.parametrize(("group", "label"), [("", "12"), ("note", "note:12")])
def test_label(group: str, label: str) -> None:
    assert Citation(number=12, group=group).label == label


@pytest.mark.parametrize(
    ("citation", "identity"),
    [
        (Citation(number=1, name="n", group="g", url="u", title="t"), "name:g:n"),
        (Citation(number=1, url="u", archive_url="a", title="t"), "url:u"),
        (Citation(number=1, archive_url="a", title="t"), "url:a"),
        (Citation(number=1, title="t"), "title:t"),
    ],
)
def test_identity_never_rests_on_the_number(citation: Citation, identity: str) -> None:
    assert citation.identity == identity


@pytest.mark.parametrize(
    ("fields", "titles"),
    [
        ({}, ()),
        ({"title": "Karavi"}, ("Karavi",)),
        ({"title": "Karavi", "trans_title": "The boat"}, ("Karavi", "The boat")),
        ({"title": "Karavi", "script_title": "el:Καράβι"}, ("Karavi", "Καράβι")),
        ({"script_title": "zh-Hant: 渡船", "trans_title": "Ferry"}, ("渡船", "Ferry")),
    ],
)
def test_titles_are_all_that_the_work_is_called(fields: dict[str, Any], titles: tuple[str, ...]) -> None:
    assert Citation(number=1, **fields).titles == titles


def test_key_of() -> None:
    assert key_of("archive_url") == "archive-url"


def test_as_mapping_has_what_the_citation_says_under_the_file_s_names() -> None:
    citation = Citation(number=3, title="t", archive_date="2019", author=("A", "B"), other={"pages": "1"})
    assert as_mapping(citation) == {
        "title": "t",
        "archive-date": "2019",
        "author": ["A", "B"],
        "other": {"pages": "1"},
    }
