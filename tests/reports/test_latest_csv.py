"""latest.csv has a row for each footnote, says in each whether it is made up, and no cell is a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.history.record import Report
from crawler.reports.latest_csv import COLUMNS, FORMULA_STARTS, cell, render
from crawler.reports.printable import printable
from tests.program import ROOT
from tests.reports.samples import HOSTILE_TITLES, full, hostile, live, report, reports, row


def rows_of(shown: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(shown), newline=""), strict=True))


def test_a_header_and_a_row_for_each_footnote() -> None:
    found = rows_of(full())
    assert tuple(found[0]) == COLUMNS
    assert [each["number"] for each in found] == [*map(str, range(1, 12)), "1"]
    assert found[-1]["group"] == "note"


@pytest.mark.parametrize("web", ["live", "replay"])
def test_each_row_says_whether_it_is_made_up(web: str) -> None:
    assert {each["web"] for each in rows_of(full(web))} == {web}


def test_lines_end_as_rfc_4180_says_and_there_is_no_byte_order_mark() -> None:
    text = render(hostile())
    assert text.startswith("web,number,")
    assert text.count("\r\n") == text.count("\n") == text.count("\r") == len(HOSTILE_TITLES) + 1


def test_the_values_of_a_row() -> None:
    found = rows_of(full())[2]
    assert found["health"] == "dead"
    assert (found["live_state"], found["live_reason"], found["live_status"]) == ("dead", "not-found", "404")
    assert (found["archive_state"], found["archive_reason"]) == ("missing", "no-capture")
    assert found["flags"] == "dead-citation not-archived"
    assert found["new_flags"] == "dead-citation"
    assert (found["live_confirmed"], found["archive_confirmed"]) == ("false", "true")
    assert found["live_confidence"] == "0.97"
    assert found["captured_at"] == ""


def test_where_live_and_archive_were_asked_and_ended() -> None:
    found = rows_of(full())
    moved, bad, rescued = found[1], found[4], found[3]
    assert (moved["live_url"], moved["live_final_url"]) == (moved["url"], moved["url"])
    assert bad["archive_url"] == "https://web.archive.org/web/2020/https://press.example/"
    assert bad["archive_final_url"] == bad["snapshot_url"] != ""
    assert (bad["archive_status"], bad["archive_source"]) == ("200", "web.archive.org")
    assert rescued["other_snapshot"] == "https://web.archive.org/web/20190101000000/https://press.example/"
    assert (found[2]["archive_status"], found[2]["other_snapshot"]) == ("", "")


def test_every_column_is_documented() -> None:
    documented = (ROOT / "reports" / "README.md").read_text("utf-8")
    assert [column for column in COLUMNS if f"`{column}`" not in documented] == []


def test_an_empty_report_is_its_header() -> None:
    assert render(report()) == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("  =1", "'=1"),
        ("\u200b=1", "'=1"),
        ("\x1b[0m=1", "'=1"),
        ("\uff1d1", "'\uff1d1"),
        ("a=1", "a=1"),
        ("it's", "it's"),
        ("", ""),
        (None, ""),
        (404, "404"),
        (-1, "-1"),
    ],
)
def test_cells(value: object, shown: str) -> None:
    assert cell(value) == shown


@given(st.text() | st.text(alphabet="=+-@\t\r\n '\"a,;\x1b[m\u200b"))
def test_no_text_is_a_formula_and_none_is_lost(text: str) -> None:
    shown = cell(text)
    assert not shown.startswith((*FORMULA_STARTS, "\t", "\r", "\n"))
    assert shown.removeprefix("'") == printable(text).removeprefix("'")


@pytest.mark.parametrize("title", HOSTILE_TITLES.values(), ids=HOSTILE_TITLES)
def test_titles(title: str) -> None:
    (found,) = rows_of(report(row(1, title)))
    assert found["title"] in (printable(title), f"'{printable(title)}")
    assert found["run"] == "20250601T040000Z-1a2b"


def test_commas_and_quotes_are_quoted() -> None:
    text = render(report(row(1, 'one, "two"')))
    assert ',"one, ""two""",' in text


@given(reports())
def test_any_report_comes_back_as_a_table(any_report: Report) -> None:
    found = rows_of(any_report)
    assert [each["number"] for each in found] == [str(each.number) for each in any_report.rows]
    assert all(None not in each and None not in each.values() for each in found)


def test_a_footnote_without_an_address_says_what_to_do() -> None:
    (found,) = rows_of(report(row(1, live=live("no-url"))))
    assert "citewatch sync" in found["what_to_do"]
