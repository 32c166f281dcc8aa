import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.judge.phrase_index import phrase_index

PHRASES = (
    "page not found",
    "not found",
    "nicht gefunden",
    "404",
    "見つかりません",
    "ない",
    "a",
    " the end ",
    "страница",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("nothing of it", []),
        ("sorry: page not found.", ["page not found", "not found", "a"]),
        ("not found", ["not found"]),
        ("not foun", []),
        ("ot found", []),
        ("x404", ["404"]),
        ("ページが見つかりません", ["見つかりません"]),
        ("その記事はない", ["ない"]),
        ("this is the end", []),
        ("this is the end of it", [" the end "]),
        ("страница", ["страница"]),
    ],
)
def test_phrases_are_found_wherever_they_stand(text: str, found: list[str]) -> None:
    index = phrase_index(PHRASES)
    assert index.found(text) == found
    assert index.any_in(text) == bool(found)


@pytest.mark.parametrize("before", range(9))
def test_a_phrase_is_found_at_every_place(before: int) -> None:
    index = phrase_index(["moved", "removed", "has been removed"])
    assert index.found(f"{'-' * before}removed") == ["moved", "removed"]


def test_what_is_listed_twice_counts_where_it_stands_first() -> None:
    assert phrase_index(["seek", "find", "seek"]).found("seek and find") == ["seek", "find"]


def test_no_phrases_are_in_no_text() -> None:
    index = phrase_index([])
    assert index.found("text") == []
    assert not index.any_in("text")


LETTERS = st.text(alphabet="ab é見", max_size=40)


@given(st.lists(LETTERS.filter(bool), max_size=30), LETTERS)
def test_it_finds_what_a_search_for_each_finds(phrases: list[str], text: str) -> None:
    index = phrase_index(phrases)
    there = [phrase for phrase in dict.fromkeys(phrases) if phrase in text]
    assert index.found(text) == there
    assert index.any_in(text) == bool(there)


@given(LETTERS, LETTERS.filter(bool), LETTERS)
def test_what_a_text_is_made_of_is_found_in_it(before: str, phrase: str, after: str) -> None:
    assert phrase in phrase_index([phrase, "b", after or "a"]).found(f"{before}{phrase}{after}")
