"""The table at the end of a run fits the terminal, and nothing in it acts on the terminal."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from crawler.history.record import Report
from crawler.judge.verdict import Suggestion
from crawler.reports.summary import STAND_IN
from crawler.reports.terminal import summary_table
from tests.reports.samples import HOSTILE_TITLES, full, hostile, live, report, reports, row


def shown(what: Report, width: int, where: str = "") -> str:
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=False, color_system=None).print(summary_table(what, where))
    return out.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [80, 100, 120, 200])
@pytest.mark.parametrize("what", [full(), hostile(), report()], ids=["full", "hostile", "empty"])
def test_it_fits(what: Report, width: int) -> None:
    assert max(cell_len(line) for line in shown(what, width).splitlines()) <= width


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40, deadline=None)
@given(reports(), st.sampled_from([80, 120]))
def test_any_report_fits_and_nothing_acts(what: Report, width: int) -> None:
    text = shown(what, width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert not set(text) & set("\x1b\x9b\x07\u202e\u2066")


def test_it_opens_with_the_notices() -> None:
    text = words(shown(full(), 80))
    assert text.startswith(STAND_IN)
    assert "Run `citewatch sync --write`" in text


def test_it_closes_with_the_counts_and_the_place() -> None:
    text = words(shown(full(), 120, "reports/replay/latest.html"))
    assert text.endswith(
        "12 footnotes: 2 dead, 2 rescued, 1 suspect, 2 at-risk, 3 unknown, 2 healthy. "
        "Newly flagged: 4 footnotes (4 flags). "
        "Archives asked: nothing. The report: reports/replay/latest.html",
    )


def test_without_a_place_none_is_named() -> None:
    text = words(shown(report(row(1)), 80))
    assert text.endswith("1 footnote: 1 healthy. Newly flagged: nothing. Archives asked: nothing.")


def test_a_long_place_stays_whole() -> None:
    where = "/".join(["folder"] * 30)
    assert where in shown(report(row(1)), 80, where).replace("\n", "")


@pytest.mark.parametrize("width", [80, 120])
def test_each_footnote_has_a_row_in_order(width: int) -> None:
    first = [line[:6].strip() for line in shown(full(), width).splitlines()]
    numbers = [text for text in first if text.isdigit() or text == "note:1"]
    assert numbers[-12:] == [*map(str, range(1, 12)), "note:1"]


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_what_to_do_is_folded_and_never_cut(width: int) -> None:
    advice = " ".join(f"word-{number}" for number in range(40)) + "."
    told = row(1, "A", suggestion=Suggestion(action="look", text=advice, changes={}))
    lines = shown(report(told), width).splitlines()
    start = lines[0].index("What to do")
    column = " ".join(line[start:] for line in lines)
    assert advice.replace(" ", "") in column.replace(" ", "")
    assert max(cell_len(line) for line in lines) <= width


def test_a_reason_is_named_unless_it_is_ok() -> None:
    text = shown(report(row(1, live=live("gone"))), 120)
    assert "dead: gone" in text
    assert ": ok" not in text


def test_long_reasons_wrap_between_words() -> None:
    text = shown(report(row(1, live=live("address-unconfirmed"))), 80)
    assert "unconfirmed" in text


@pytest.mark.parametrize("name", ["rich markup", "link", "script", "pipe", "cjk", "hebrew", "entities"])
def test_titles_are_shown_as_they_stand(name: str) -> None:
    text = shown(report(row(1, HOSTILE_TITLES[name])), 200)
    start = HOSTILE_TITLES[name][:12]
    assert start in text


def test_colours_come_from_us_alone() -> None:
    out = io.StringIO()
    Console(file=out, width=120, force_terminal=True, color_system="standard", legacy_windows=False).print(
        summary_table(report(row(1, HOSTILE_TITLES["escape"], live=live("gone")))),
    )
    text = out.getvalue()
    assert "\x1b[31mred" not in text
    assert "\x1b]8" not in text
    assert "\x1b[1;31mdead" in text
