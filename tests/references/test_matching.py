# ruff: noqa: RUF001 - dashes and digits of other kinds are what is tested

from __future__ import annotations

import pytest

from crawler.references.citation import Citation
from crawler.references.matching import pairs, similarity


def c(number: int, title: str = "", **more: str) -> Citation:
    return Citation(number=number, title=title, **more)  # type: ignore[arg-type]  # only texts are given


PORT, SHIP, WAR = "A history of the port", "Ships of the year 1880", "War in the islands"

CASES: dict[str, tuple[list[Citation], list[Citation], list[tuple[str, str]]]] = {
    "the same list": ([c(1, PORT), c(2, SHIP)], [c(1, PORT), c(2, SHIP)], [("1", "1"), ("2", "2")]),
    "all moved down by a new one": (
        [c(1, PORT), c(2, SHIP)],
        [c(1, WAR), c(2, PORT), c(3, SHIP)],
        [("1", "2"), ("2", "3")],
    ),
    "a number with another title is no match": ([c(1, PORT)], [c(1, WAR)], []),
    "a title with another dash": ([c(1, "Ports – a history")], [c(1, "Ports - A History")], [("1", "1")]),
    "a title somewhat changed keeps its number": (
        [c(1, PORT)],
        [c(1, "A history of the old port of Elmstad")],
        [("1", "1")],
    ),
    "a name through any number": ([c(1, PORT, name="p")], [c(7, PORT, name="p")], [("1", "7")]),
    "a name used for another work": ([c(1, PORT, name="p")], [c(1, WAR, name="p")], []),
    "a name in another group": ([c(1, "", name="p")], [c(2, "", name="p", group="note")], []),
    "an address": ([c(1, "", url="http://a/")], [c(4, PORT, url="http://a/")], [("1", "4")]),
    "no titles: the number": ([c(1), c(2)], [c(1), c(2)], [("1", "1"), ("2", "2")]),
    "a missing title does not take another's partner": ([c(1, PORT), c(2, SHIP)], [c(1), c(2, PORT)], [("1", "2")]),
    "twins keep their numbers": ([c(1, PORT), c(2, PORT)], [c(1, PORT), c(2, PORT)], [("1", "1"), ("2", "2")]),
    "twins moved": ([c(1, PORT), c(2, PORT)], [c(3, PORT), c(4, PORT)], [("1", "3"), ("2", "4")]),
    "the group's own": ([c(1, PORT, group="note")], [c(1, PORT), c(2, PORT, group="note")], [("note:1", "note:2")]),
    "Chinese": ([c(4, "中国北方工业有限公司 公司简介")], [c(5, "中国北方工业有限公司 公司简介")], [("4", "5")]),
    "signs only": ([c(1, "???")], [c(1, "!!!")], []),
    "nothing": ([], [c(1)], []),
}


@pytest.mark.parametrize(("ours", "theirs", "expected"), CASES.values(), ids=CASES)
def test_pairs(ours: list[Citation], theirs: list[Citation], expected: list[tuple[str, str]]) -> None:
    assert [(mine.label, other.label) for mine, other in pairs(tuple(ours), tuple(theirs))] == expected


def test_similarity() -> None:
    assert similarity(c(1, PORT), c(2, PORT.upper())) == 100
    assert similarity(c(1, PORT), c(2)) is None
    assert (similarity(c(1, "China"), c(1, "China's arms exports in Africa")) or 0) < 60


def test_a_long_list_turned_round() -> None:
    ours = tuple(c(number, f"Title {number * 7919}") for number in range(1, 201))
    theirs = tuple(c(201 - citation.number, citation.title) for citation in ours)
    assert all(mine.title == other.title for mine, other in pairs(ours, theirs))
    assert len(pairs(ours, theirs)) == 200
