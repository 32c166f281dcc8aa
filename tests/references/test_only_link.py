from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.references.footnote import citation_of
from crawler.references.only_link import titled_by_link

CASES = {
    "the only link": ("See A tale here", ["A tale"], ("A tale", "", "", "See here")),
    "with work and date": ("A tale, Bee, 3 March 2020.", ["A tale"], ("A tale", "Bee", "2020-03-03", "")),
    "with names and the day looked at": ("Doe, J. A tale, Bee, accessed 2020.", ["A tale"], ("A tale", "Bee", "", "")),
    "beside the template's links": ("A tale. Archived", ["A tale", "Archived"], ("A tale", "", "", "Archived")),
    "one word": ("See here", ["here"], ("", "", "", "See here")),
    "two links": ("One tale and another tale", ["One tale", "another tale"], ("", "", "", "One tale and another tale")),
    "no link": ("A tale", [], ("", "", "", "A tale")),
    "a title of its own": ('"A tale". Another tale.', ["Another tale"], ("A tale", "Another tale", "", "")),
    "the title already": ('"A tale". Bee.', ["A tale"], ("A tale", "Bee", "", "")),
}


@pytest.mark.parametrize(("text", "labels", "expected"), CASES.values(), ids=list(CASES))
def test_its_words_are_the_title(text: str, labels: list[str], expected: tuple[str, str, str, str]) -> None:
    found = titled_by_link(citation_of(text, 4), text, labels)
    assert (found.title, found.work, found.date, found.other.get("text", "")) == expected
    assert found.number == 4


@given(st.text(alphabet="ab ,.2020", max_size=30), st.text(alphabet="ab ", min_size=3, max_size=9))
def test_any_text_keeps_its_number(text: str, label: str) -> None:
    whole = f"{text}{label}{text}"
    assert titled_by_link(citation_of(whole, 7), whole, [label]).number == 7
