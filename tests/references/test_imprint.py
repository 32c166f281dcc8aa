from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.references.imprint import imprint_in

BOOKS = {
    "family name first": ("Smith, John. The Book (London: Press, 1990), p. 5.", ("Smith, John", "The Book", "p. 5.")),
    "first name first": ("John Smith, The Book (London: Press, 1990).", ("John Smith", "The Book", "")),
    "by commas alone": ("Smith, John, The Book (London: Press, 1990) 5", ("Smith, John", "The Book", "5")),
    "an initial": ("Smith, J. The Book (London: Press, 1990)", ("Smith, J. ", "The Book", "")),
    "nobody": ("The Book (London: Press, 1990)", ("", "The Book", "")),
    "a comma before the bracket": ("John Smith, The Book, (London: Press, 1990)", ("John Smith", "The Book", "")),
}


@pytest.mark.parametrize(("text", "expected"), BOOKS.values(), ids=list(BOOKS))
def test_a_book(text: str, expected: tuple[str, str, str]) -> None:
    found = imprint_in(text)
    assert found is not None
    assert (found.people, found.title, found.rest) == expected
    assert (found.place, found.publisher, found.year) == ("London", "Press", "1990")


NONE = [
    "",
    "(London: Press, 1990)",
    "A (1990)",
    "A (London, 1990)",
    "A (see: here)",
    "A (London: Press, 90)",
    "A (: B, 1990)",
]


@pytest.mark.parametrize("text", NONE)
def test_no_imprint(text: str) -> None:
    assert imprint_in(text) is None


@given(st.text(alphabet="Ab ,.():1990;", max_size=60))
def test_nothing_is_made_up(text: str) -> None:
    found = imprint_in(text)
    if found:
        for part in (found.people, found.title, found.place, found.publisher, found.year, found.rest):
            assert part in text
