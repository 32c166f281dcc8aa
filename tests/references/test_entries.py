from __future__ import annotations

import pytest
from hypothesis import given, settings

from crawler.references.amend import AmendError
from crawler.references.citation import Citation, References
from crawler.references.document import dump, parse
from crawler.references.entries import Moves, moved
from tests.references.citations import references

TEXT = """\
# mine
article: {}
references:
  # the first
  - number: 1  # one
    title: Ants
    cited-by:
      - section: A
        text: some words

  # the second
  - number: 2
    group: note
    title: >-
      Bees and
      more bees

  - {number: 3, title: Cows}
"""
DOGS = Citation(number=4, title="Dogs", other={"text": "bark " * 40})


def test_comments_and_layout_stay() -> None:
    text = moved(TEXT, Moves(numbers={"1": ("", 2), "note:2": ("note", 1)}, added=[("1", DOGS)]))
    assert "  - number: 2  # one\n" in text
    assert "  # the second\n  - number: 1\n    group: note\n" in text
    assert [citation.label for citation in parse(text).references] == ["2", "4", "note:1", "3"]
    assert parse(text).references[1] == DOGS


def test_an_entry_is_taken_out_with_its_lines() -> None:
    text = moved(TEXT, Moves(removed=frozenset({"1", "3"})))
    assert [citation.label for citation in parse(text).references] == ["note:2"]
    assert "Ants" not in text
    assert "# the second" in text


def test_a_new_one_at_the_beginning_and_at_the_end() -> None:
    text = moved(TEXT, Moves(added=[("", DOGS), ("3", Citation(number=9, title="Eels"))]))
    assert [citation.title for citation in parse(text).references] == [
        "Dogs",
        "Ants",
        "Bees and more bees",
        "Cows",
        "Eels",
    ]


def test_a_group_given_and_taken() -> None:
    text = moved(TEXT, Moves(numbers={"1": ("note", 1), "note:2": ("", 1)}))
    assert [citation.label for citation in parse(text).references] == ["note:1", "1", "3"]


@pytest.mark.parametrize("indent", ["", "      "])
def test_lists_that_are_indented_otherwise(indent: str) -> None:
    text = f"references:\n{indent}- number: 1\n{indent}  title: Ants\n"
    found = parse(moved(text, Moves(added=[("1", DOGS)]))).references
    assert found == (Citation(number=1, title="Ants"), DOGS)


def test_line_ends_and_byte_order_mark_stay() -> None:
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    after = moved(text, Moves(added=[("1", DOGS)]))
    assert after.startswith("\ufeff# mine\r\n")
    assert after.count("\r\n") == after.count("\n")


def test_a_list_in_brackets_is_left_to_its_writer() -> None:
    with pytest.raises(AmendError, match="stand in brackets"):
        moved("references: [{number: 1, title: A}]\n", Moves(added=[("1", DOGS)]))


@pytest.mark.parametrize(
    "moves",
    [
        Moves(numbers={"1": ("", 3)}),
        Moves(removed=frozenset({"1", "note:2", "3"})),
        Moves(added=[("1", Citation(number=3))]),
    ],
)
def test_what_would_break_the_file_is_refused(moves: Moves) -> None:
    with pytest.raises(AmendError, match="expected one entry after another"):
        moved(TEXT, moves)


@given(references())
@settings(deadline=None)
def test_any_list_is_renumbered_and_extended(listed: References) -> None:
    numbers = {citation.label: (citation.group, 900_000 + place) for place, citation in enumerate(listed.references)}
    last = listed.references[-1].label
    after = parse(moved(dump(listed), Moves(numbers=numbers, added=[(last, DOGS)]))).references
    assert [citation.number for citation in after[:-1]] == [number for _, number in numbers.values()]
    assert after[-1] == DOGS
    assert [citation.title for citation in after[:-1]] == [citation.title for citation in listed.references]
