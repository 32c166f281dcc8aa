"""Every reporter takes a report and gives a file's text, the same each time, with the stand-in notice in it."""

from __future__ import annotations

import pytest

from crawler.history.record import Report
from crawler.reports.registry import REPORTS, in_pieces
from tests.reports.samples import full, hostile, report


def test_the_files() -> None:
    assert set(REPORTS) == {
        "latest.json",
        "latest.md",
        "latest.html",
        "latest.csv",
        "flags.json",
        "citewatch.prom",
        "junit.xml",
    }
    assert list(REPORTS)[-1] == "latest.json"


@pytest.mark.parametrize("name", REPORTS)
def test_the_same_report_gives_the_same_text(name: str) -> None:
    assert REPORTS[name](full()) == REPORTS[name](full())


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("shown", [full(), hostile(), report()], ids=["full", "hostile", "empty"])
def test_the_pieces_are_the_text(name: str, shown: Report) -> None:
    assert "".join(in_pieces(name, shown)) == REPORTS[name](shown)


ROW_BY_ROW = {"latest.csv": "replay,", "citewatch.prom": 'web="replay"'}
"""Files without a place for a sentence say it on every line."""


@pytest.mark.parametrize("name", REPORTS)
def test_each_file_says_when_the_outcomes_are_made_up(name: str) -> None:
    assert ROW_BY_ROW.get(name, "Stand-in run: the outcomes below are made up") in REPORTS[name](full("replay"))
    assert "made up" not in REPORTS[name](full("live"))


@pytest.mark.parametrize("name", REPORTS)
def test_no_file_carries_what_acts_or_hides(name: str) -> None:
    text = REPORTS[name](hostile())
    assert not set(text) & set("\x00\x07\x1b\x9b\x7f\x85\u2028\u202e\u202c\u2066\u2069\u200b\ufeff")
    assert text.encode()


@pytest.mark.parametrize("name", REPORTS)
def test_an_empty_report_is_still_a_file(name: str) -> None:
    assert REPORTS[name](report()).endswith("\n")
