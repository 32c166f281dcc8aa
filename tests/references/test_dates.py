# ruff: noqa: RUF001 - dashes and digits of other kinds are what is tested

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.references.dates import DATE, is_iso, iso_date

FORMS = {
    "2003-05-23": "2003-05-23",
    "2003-05": "2003-05",
    "2003": "2003",
    "24 June 2001": "2001-06-24",
    "4 June 2001": "2001-06-04",
    "November 12, 2020": "2020-11-12",
    "November 2, 2020": "2020-11-02",
    "Nov 12, 2020": "2020-11-12",
    "Sept. 3, 2020": "2020-09-03",
    "12 Aug 2020": "2020-08-12",
    "May 2020": "2020-05",
    "MAY 2020": "2020-05",
    "August 5,  2018": "2018-08-05",
    "29 February 2020": "2020-02-29",
}
NONE = [
    "",
    "29 February 2019",
    "2019-02-29",
    "31 June 2001",
    "3/4/2001",
    "n.d.",
    "Spring 2020",
    "c. 2003",
    "20 2003",
    "0000",
]


@pytest.mark.parametrize(("written", "iso"), FORMS.items())
def test_forms(written: str, iso: str) -> None:
    assert iso_date(written) == iso
    assert is_iso(iso)


@pytest.mark.parametrize("written", NONE)
def test_what_is_no_date(written: str) -> None:
    assert iso_date(written) == ""


@pytest.mark.parametrize("text", ["2003-5-23", "2003-05-23 ", "+2003", "２００３", "2003-00", "May 2020"])
def test_iso_is_strict(text: str) -> None:
    assert not is_iso(text)


@pytest.mark.parametrize("written", FORMS)
def test_the_pattern_finds_the_whole_date_in_a_text(written: str) -> None:
    text = " ".join(written.split())
    found = re.search(DATE, f"Retrieved {text}. More", re.ASCII | re.IGNORECASE)
    assert found is not None
    assert found[0] == text


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_every_day_in_every_form(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y"):
        assert iso_date(day.strftime(form)) == day.isoformat()


@given(st.text())
def test_any_text_gives_a_date_or_nothing(text: str) -> None:
    assert not iso_date(text) or is_iso(iso_date(text))
