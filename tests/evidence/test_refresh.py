"""A refresh is read as the HTML Standard reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence.refresh import LONGEST_WAIT, read_refresh

FORMS = {
    "as usual": ("0; url=/new", ("/new", 0.0)),
    "no blank": ("0;url=/new", ("/new", 0.0)),
    "capitals": ("5; URL=/new", ("/new", 5.0)),
    "single quotes": ("0; url='/new'", ("/new", 0.0)),
    "double quotes": ('0; url="/new"', ("/new", 0.0)),
    "what follows a quoted address is dropped": ("0; url='/new' x", ("/new", 0.0)),
    "a quote that is never closed": ("0; url='/new", ("/new", 0.0)),
    "a quote inside an address": ("0; url=/say?word='yes'", ("/say?word='yes'", 0.0)),
    "a comma": ("3, url=/new", ("/new", 3.0)),
    "only a blank": ("3 url=/new", ("/new", 3.0)),
    "without url=": ("0; /new", ("/new", 0.0)),
    "blanks around the equals sign": ("0; url = /new", ("/new", 0.0)),
    "blanks first": ("  2 ; url=/new ", ("/new", 2.0)),
    "fractions are dropped": ("1.9; url=/new", ("/new", 1.0)),
    "a point alone is a time": (".5; url=/new", ("/new", 0.0)),
    "a whole address": ("0; url=https://a.example/b?c=d;e", ("https://a.example/b?c=d;e", 0.0)),
    "a long time": ("1234567890123; url=/new", ("/new", LONGEST_WAIT)),
    "only a time: the page reloads itself": ("30", ("", 30.0)),
    "no time": ("url=/new", ("", 0.0)),
    "no time at all": ("", ("", 0.0)),
    "a word": ("never; url=/new", ("", 0.0)),
    "a time that goes on in letters": ("5s; url=/new", ("", 0.0)),
    "a negative time": ("-1; url=/new", ("", 0.0)),
    "an empty address": ("0; url=", ("", 0.0)),
}


@pytest.mark.parametrize(("content", "expected"), FORMS.values(), ids=FORMS)
def test_forms(content: str, expected: tuple[str, float]) -> None:
    assert read_refresh(content) == expected


@given(st.text())
def test_any_text_gives_an_address_and_a_bounded_time(content: str) -> None:
    address, after = read_refresh(content)
    assert address == address.strip()
    assert 0 <= after <= LONGEST_WAIT
