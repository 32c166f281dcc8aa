"""Which citations a run is about."""

from __future__ import annotations

import pytest

from crawler.check.outcome import BadInputError
from crawler.check.plan import by_turn, chosen
from crawler.references.citation import Citation
from tests.reports.samples import archive, row

CITATIONS = [Citation(number=number) for number in range(1, 6)] + [Citation(number=1, group="note")]

CHOICES = {
    "": ["1", "2", "3", "4", "5", "note:1"],
    "3": ["3"],
    "2-4": ["2", "3", "4"],
    "1,note:1": ["1", "note:1"],
    "5, 2": ["2", "5"],
}


@pytest.mark.parametrize(("only", "labels"), CHOICES.items(), ids=[only or "all" for only in CHOICES])
def test_only(only: str, labels: list[str]) -> None:
    assert [citation.label for citation in chosen(CITATIONS, only)] == labels


@pytest.mark.parametrize("only", ["6", "0", "2-9", "note:2", "a", "1-", "-", "1,,2", "1-999999999", "3-1", "³"])
def test_only_what_is_there(only: str) -> None:
    with pytest.raises(BadInputError, match="footnote"):
        chosen(CITATIONS, only)


def _asked(day: int, reason: str = "ok", state: str = "good") -> object:
    return row(1, archive=archive(state, reason, checked_at=f"2026-01-0{day}T00:00:00Z"))


TURNS = {
    "left over before new before asked": (
        {"1": _asked(1), "3": _asked(5, "rate-limited", "unknown"), "5": _asked(2)},
        (),
        ["3", "2", "4", "note:1", "1", "5"],
    ),
    "the longest ago first": (
        {"1": _asked(3), "2": _asked(1), "3": _asked(2)},
        (),
        ["4", "5", "note:1", "2", "3", "1"],
    ),
    "what was left over longest first": (
        {"2": _asked(4, "rate-limited", "unknown"), "4": _asked(3, "offline", "unknown")},
        (),
        ["4", "2", "1", "3", "5", "note:1"],
    ),
    "never checked though judged": (
        {"5": row(1, archive=archive("unknown", "unclear", checked_at=None))},
        (),
        ["5", "1", "2", "3", "4", "note:1"],
    ),
    "a search left over beside a verdict": (
        {"1": _asked(1), "note:1": _asked(2, "wrong-page", "bad")},
        ("note:1",),
        ["note:1", "2", "3", "4", "5", "1"],
    ),
    "an archive that was down was asked": (
        {"1": _asked(2, "archive-unreachable", "unknown"), "2": _asked(1)},
        (),
        ["3", "4", "5", "note:1", "2", "1"],
    ),
    "nothing known": ({}, (), ["1", "2", "3", "4", "5", "note:1"]),
}


@pytest.mark.parametrize(("last", "left_over", "labels"), TURNS.values(), ids=list(TURNS))
def test_whose_turn_it_is(last: dict[str, object], left_over: tuple[str, ...], labels: list[str]) -> None:
    found = by_turn(CITATIONS, last, left_over)  # type: ignore[arg-type]
    assert [citation.label for citation in found] == labels
