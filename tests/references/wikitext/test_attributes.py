from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.references.wikitext.attributes import attributes_in, tidy

CASES = {
    "none": ("", {}),
    "double quotes": (' name="a b"', {"name": "a b"}),
    "single quotes": (" name='a \"b'", {"name": 'a "b'}),
    "no quotes": (" name=a", {"name": "a"}),
    "no quotes, with signs": (" name=O'Neil-2010:5", {"name": "O'Neil-2010:5"}),
    "spaces around": (' name = "a" ', {"name": "a"}),
    "two": (' name="a" group=b', {"name": "a", "group": "b"}),
    "the last of two": (" name=a name=b", {"name": "b"}),
    "no value": (" name", {"name": ""}),
    "an empty value": (' name=""', {"name": ""}),
    "a second word": (" name=a b", {"name": "a", "b": ""}),
    "an open quote": (' name="a b', {"name": "a b"}),
    "no space between": (' name="a"group="b"', {"name": "a"}),
    "capitals": (" NAME=a", {"name": "a"}),
    "entities": (' name="a&amp;b"', {"name": "a&b"}),
    "white space within": (' name="a\n  b"', {"name": "a b"}),
    "another script": (' name="名前" имя=1', {"name": "名前", "имя": "1"}),
    "quotes alone": (' "a"', {}),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_attributes(text: str, expected: dict[str, str]) -> None:
    assert attributes_in(text) == expected


@given(st.text(max_size=60))
def test_values_are_tidy(text: str) -> None:
    assert all(name == name.lower() for name in attributes_in(text))


def test_a_tidy_value_has_single_spaces_and_no_entities() -> None:
    assert tidy("  a \t b&#39;s ") == "a b's"
