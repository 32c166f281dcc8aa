"""Parameters of archives that take an address without encoding it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.parameters import KNOWN, parameters

CASES = {
    "one": ("url=http://a.example/", {"url": "http://a.example/"}),
    "two": ("url=http://a.example/&date=2009-11-04", {"url": "http://a.example/", "date": "2009-11-04"}),
    "the address has its own": (
        "url=http://a.example/?x=1&y=2&date=2009",
        {"url": "http://a.example/?x=1&y=2", "date": "2009"},
    ),
    "the address stays encoded": ("url=http%3A%2F%2Fa.example", {"url": "http%3A%2F%2Fa.example"}),
    "the rest is decoded": ("date=2009%2D11", {"date": "2009-11"}),
    "capital names": ("URL=http://a.example", {"url": "http://a.example"}),
    "the first of two wins": ("id=one&id=two", {"id": "one"}),
    "a second url belongs to the first": ("url=http://a.example/?q&url=b", {"url": "http://a.example/?q&url=b"}),
    "unknown ones before": ("x=1&id=2", {"id": "2"}),
    "unknown ones after another": ("id=2&x=1", {"id": "2"}),
    "no value": ("url", {}),
    "nothing": ("", {}),
}


@pytest.mark.parametrize(("query", "expected"), CASES.values(), ids=CASES)
def test_they_are_read(query: str, expected: dict[str, str]) -> None:
    assert parameters(query) == expected


@given(st.text(max_size=80) | st.text("url=&id?#%", max_size=40))
def test_any_text_gives_known_names_only(query: str) -> None:
    assert set(parameters(query)) <= set(KNOWN)
