# ruff: noqa: RUF001 - dates are written in many scripts
"""Dates in figures and in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.judge.dating import dates_in, read_date

WRITTEN = {
    "ISO": "2014-03-06",
    "ISO with a time": "2014-03-06T23:10:00+01:00",
    "compact": "20140306",
    "compact with a time": "20140306T101500Z",
    "slashes": "2014/03/06",
    "slashes and a time": "2014/3/6 10:15",
    "dots": "06.03.2014",
    "dots and blanks": "6. 3. 2014",
    "English": "March 6, 2014",
    "English, British": "Thursday 6th March 2014",
    "English, short": "Thu, 06 Mar 2014 10:00:00 GMT",
    "German": "Donnerstag, 6. März 2014, 10:15 Uhr",
    "French": "Publié le 6 mars 2014 à 10h15",
    "French, the first": "6 Mars 2014",
    "Spanish": "6 de marzo de 2014",
    "Portuguese": "6 de março de 2014",
    "Italian": "6 marzo 2014",
    "Dutch": "6 maart 2014",
    "Swedish": "6 mars 2014",
    "Finnish": "6. maaliskuuta 2014",
    "Polish": "6 marca 2014",
    "Czech": "6. března 2014",
    "Hungarian": "2014. március 6.",
    "Romanian": "6 martie 2014",
    "Russian": "6 марта 2014 г.",
    "Ukrainian": "6 березня 2014",
    "Turkish": "6 Mart 2014",
    "Greek": "6 Μαρτίου 2014",
    "Arabic": "6 مارس 2014",
    "Hebrew": "6 מרץ 2014",
    "Chinese": "2014年3月6日 10:15",
    "Japanese": "2014年03月06日",
    "Korean": "2014년 3월 6일",
    "Indonesian": "6 Maret 2014",
}
NONE = ["", "last Thursday", "99.99.2014", "12345", "6 of them 2014", "2014-13-45", "March"]


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_a_date_as_it_is_written(text: str) -> None:
    assert "2014-03-06" in read_date(text)


@pytest.mark.parametrize(
    ("text", "read"), [("2014", ("2014",)), ("2014-03", ("2014-03",)), ("March 2014", ("2014-03",))]
)
def test_less_than_a_day(text: str, read: tuple[str, ...]) -> None:
    assert read_date(text) == read


def test_figures_that_two_continents_read_in_two_ways() -> None:
    assert set(read_date("03/06/2014")) == {"2014-03-06", "2014-06-03"}
    assert set(read_date("13/06/2014")) == {"2014-06-13"}


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) == ()


def test_each_day_of_a_text() -> None:
    text = "Stand: 6.3.2014. The strike began on 23 February 2014 and ended on March 6, 2014."
    assert set(dates_in(text)) == {"2014-03-06", "2014-06-03", "2014-02-23"}


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read(day: date) -> None:
    assert day.isoformat() in read_date(day.isoformat())
    assert day.isoformat() in read_date(f"{day.day}.{day.month}.{day.year}")
    assert day.isoformat() in read_date(f"{day.year}年{day.month}月{day.day}日")


@given(st.text(max_size=80))
def test_any_text_is_read_or_not(text: str) -> None:
    for found in read_date(text):
        assert found[:4].isdecimal()
