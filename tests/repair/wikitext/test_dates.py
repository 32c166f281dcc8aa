"""Dates as articles write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.repair.wikitext.dates import FORMS, declared_form, form_of, usual_form, write_day, write_month

WRITTEN = {
    "iso": "2020-01-05",
    "dmy": "5 January 2020",
    "mdy": "January 5, 2020",
    "dmy-short": "5 Jan 2020",
    "mdy-short": "Jan 5, 2020",
}


@pytest.mark.parametrize(("form", "text"), WRITTEN.items(), ids=list(WRITTEN))
def test_each_form_is_known_and_written(form: str, text: str) -> None:
    assert form_of(f" {text}\n") == form
    assert write_day("2020-01-05", form) == text


@pytest.mark.parametrize("text", ["", "2020", "January 2020", "5. Januar 2020", "5 janvier 2020", "05/01/2020", "n.d."])
def test_other_dates_say_nothing_of_the_form(text: str) -> None:
    assert form_of(text) == ""


def test_may_is_as_long_as_it_is_short() -> None:
    assert form_of("5 May 2020") == "dmy"


def test_the_majority_decides() -> None:
    assert usual_form(["2020-01-05", "5 May 2020", "6 June 2021", "nonsense"]) == "dmy"
    assert usual_form(["nonsense", ""]) == ""


DECLARED = {
    ("dmy", ""): "dmy",
    ("dmy", "ly"): "iso",
    ("mdy", "ls"): "mdy-short",
    ("dmy", "ll"): "dmy",
    ("iso", "s"): "iso",
}


@pytest.mark.parametrize(("said", "form"), DECLARED.items(), ids=str)
def test_what_the_article_declares(said: tuple[str, str], form: str) -> None:
    assert declared_form(*said) == form


def test_what_is_no_whole_day_stays_as_it_is() -> None:
    assert write_day("2020-01", "dmy") == "2020-01"
    assert write_day("", "dmy") == ""


def test_the_month_of_a_tag() -> None:
    assert write_month("2025-06-01T04:00:09Z") == "June 2025"


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(list(FORMS)))
def test_what_is_written_has_its_form(day: date, form: str) -> None:
    written = write_day(day.isoformat(), form)
    assert form_of(written) in (form, form.removesuffix("-short"))
    assert str(day.year) in written
