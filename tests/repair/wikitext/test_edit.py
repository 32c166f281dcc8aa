"""Edits of a text: applied in the order of their places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler.repair.wikitext.edit import Edit, apply


def test_edits_stand_where_they_belong_whatever_their_order() -> None:
    assert apply("abcdef", [Edit(4, 6, "X"), Edit(1, 2, ""), Edit(0, 0, "<")]) == "<acdX"


def test_two_at_one_place_keep_their_order() -> None:
    assert apply("ab", [Edit(1, 1, "1"), Edit(1, 1, "2"), Edit(1, 2, "")]) == "a12"


def test_nothing_to_do() -> None:
    assert apply("ab\r\n", []) == "ab\r\n"


@given(st.text(), st.lists(st.tuples(st.integers(0, 9), st.text(max_size=3)), max_size=4))
def test_taking_out_what_was_put_in_gives_the_page(page: str, added: list[tuple[int, str]]) -> None:
    edits = [Edit(min(place, len(page)), min(place, len(page)), text) for place, text in added]
    edited = apply(page, edits)
    assert len(edited) == len(page) + sum(len(edit.text) for edit in edits)
    for edit in sorted(edits, key=lambda edit: edit.start):
        edited = edited[: edit.start] + edited[edit.start + len(edit.text) :]
    assert edited == page
