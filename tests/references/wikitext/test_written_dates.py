# ruff: noqa: RUF001 - figures of every script

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.references.dates import is_iso
from crawler.references.wikitext.written_dates import assembled, month_number, written_date

DATES = {
    "2010-03-15": "2010-03-15",
    "15 March 2010": "2010-03-15",
    "March 15, 2010": "2010-03-15",
    "15th March 2010": "2010-03-15",
    "Mar 2010": "2010-03",
    "2010": "2010",
    "2010a": "2010",
    "2010-3-5": "2010-03-05",
    "2010-03-15T12:00:00Z": "2010-03-15",
    "15. März 2010": "2010-03-15",
    "15.3.2010": "2010-03-15",
    "15. 03. 2010": "2010-03-15",
    "Januar 2010": "2010-01",
    "1er août 2010": "2010-08-01",
    "15 mars 2010": "2010-03-15",
    "15 de marzo de 2010": "2010-03-15",
    "1º de março de 2010": "2010-03-01",
    "15 marzo 2010": "2010-03-15",
    "15 marca 2010": "2010-03-15",
    "15 maart 2010": "2010-03-15",
    "15 марта 2010": "2010-03-15",
    "15 марта 2010 года": "2010-03-15",
    "15 березня 2010": "2010-03-15",
    "Листопад 2010": "2010-11",
    "2010年3月15日": "2010-03-15",
    "2010年3月": "2010-03",
    "2010年": "2010",
    "15 مارس 2010": "2010-03-15",
    "١٥ مارس ٢٠١٠": "2010-03-15",
    "15 كانون الثاني 2010": "2010-01-15",
    "": "",
    "n.d.": "",
    "c. 1990": "",
    "3/4/2001": "",
    "Spring 2010": "",
    "31 February 2010": "",
    "31.13.2010": "",
    "May–June 2010": "",
    "1990-12-31 x": "",
}


@pytest.mark.parametrize(("text", "expected"), DATES.items())
def test_dates(text: str, expected: str) -> None:
    assert written_date(text) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("2010",), "2010"),
        (("2010", "3"), "2010-03"),
        (("2010", "März", "5"), "2010-03-05"),
        (("2010", "", "5"), "2010"),
        (("2010", "3", "x"), "2010-03"),
        (("2010", "Lent"), ""),
        (("", "3"), ""),
        (("2010", "2", "30"), ""),
    ],
)
def test_dates_in_parts(parts: tuple[str, ...], expected: str) -> None:
    assert assembled(*parts) == expected


@pytest.mark.parametrize(
    ("month", "number"), [("5", 5), ("05", 5), ("Mai", 5), ("mayo.", 5), ("13", 0), ("²", 0), ("", 0)]
)
def test_months(month: str, number: int) -> None:
    assert month_number(month) == number


@given(st.text("0123456789. -年月日deMay", max_size=20) | st.text(max_size=20))
def test_what_is_read_is_a_date(text: str) -> None:
    found = written_date(text)
    assert not found or is_iso(found)
