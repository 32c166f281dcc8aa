"""Timestamps name periods; dates that do not exist are refused; slack is 24 hours unless told otherwise."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.timestamp import (
    TimestampError,
    as_timestamp,
    distance,
    from_datetime,
    from_iso,
    is_within,
    period,
    to_datetime,
    to_iso,
)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]  # year, month, day ... in this order


PERIODS = {
    "year": ("2019", utc(2019, 1, 1), utc(2019, 12, 31, 23, 59, 59)),
    "half a month": ("20191", utc(2019, 10, 1), utc(2019, 12, 31, 23, 59, 59)),
    "months to September": ("20190", utc(2019, 1, 1), utc(2019, 9, 30, 23, 59, 59)),
    "month": ("201909", utc(2019, 9, 1), utc(2019, 9, 30, 23, 59, 59)),
    "February of a leap year": ("202002", utc(2020, 2, 1), utc(2020, 2, 29, 23, 59, 59)),
    "last days of February": ("2019022", utc(2019, 2, 20), utc(2019, 2, 28, 23, 59, 59)),
    "first days": ("2019090", utc(2019, 9, 1), utc(2019, 9, 9, 23, 59, 59)),
    "day": ("20190906", utc(2019, 9, 6), utc(2019, 9, 6, 23, 59, 59)),
    "half an hour field": ("201909062", utc(2019, 9, 6, 20), utc(2019, 9, 6, 23, 59, 59)),
    "hour": ("2019090601", utc(2019, 9, 6, 1), utc(2019, 9, 6, 1, 59, 59)),
    "minute": ("201909060102", utc(2019, 9, 6, 1, 2), utc(2019, 9, 6, 1, 2, 59)),
    "ten seconds": ("2019090601023", utc(2019, 9, 6, 1, 2, 30), utc(2019, 9, 6, 1, 2, 39)),
    "second": ("20190906010203", utc(2019, 9, 6, 1, 2, 3), utc(2019, 9, 6, 1, 2, 3)),
    "last year of all": ("9999", utc(9999, 1, 1), utc(9999, 12, 31, 23, 59, 59)),
}

REFUSED = {
    "nothing": "",
    "three digits": "201",
    "fifteen digits": "201909060102030",
    "letters": "2019Sep06",
    "dashes": "2019-09-06",
    "other scripts' digits": "٢٠١٩",
    "year 0": "00000101",
    "month 13": "20191301",
    "month 0": "20190001",
    "month beginning with 2": "20192",
    "day 0": "20190900",
    "30 February": "20190230",
    "29 February of a common year": "20190229",
    "day beginning with 3 in February": "2019023",
    "hour 24": "2019090624",
    "minute 60": "201909060060",
    "second 60": "20190906000060",
}


@pytest.mark.parametrize(("timestamp", "start", "end"), PERIODS.values(), ids=PERIODS)
def test_a_timestamp_names_its_whole_period(timestamp: str, start: datetime, end: datetime) -> None:
    assert period(timestamp) == (start, end)
    assert to_datetime(timestamp) == start


@pytest.mark.parametrize("timestamp", REFUSED.values(), ids=REFUSED)
def test_what_is_no_date_is_refused_by_name(timestamp: str) -> None:
    with pytest.raises(TimestampError, match=r"names no date|is not a timestamp"):
        period(timestamp)


def test_the_message_says_which_digits_are_wrong() -> None:
    with pytest.raises(TimestampError, match="'30' at digit 7 is not 1 to 28"):
        period("20190230")


def test_a_long_text_is_not_repeated_whole() -> None:
    with pytest.raises(TimestampError) as caught:
        period("9" * 10_000)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("moment", "digits"),
    [
        (utc(2019, 9, 6, 1, 2, 3), "20190906010203"),
        (datetime(2019, 9, 6, 1, 2, 3, tzinfo=timezone(timedelta(hours=2))), "20190905230203"),
        (datetime(2019, 9, 6, 1, 2, 3), "20190906010203"),  # noqa: DTZ001 (a moment without a zone is the case)
        (utc(2019, 9, 6, 1, 2, 3, 999_999), "20190906010203"),
        (utc(987, 6, 5), "09870605000000"),
    ],
)
def test_a_moment_becomes_fourteen_digits_in_utc(moment: datetime, digits: str) -> None:
    assert from_datetime(moment) == digits


@pytest.mark.parametrize(
    ("iso", "digits"),
    [
        ("2019", "2019"),
        ("2019-09", "201909"),
        ("2019-09-06", "20190906"),
        (" 2019-09-06 ", "20190906"),
        ("2019-09-06T01:02:03Z", "20190906010203"),
        ("2019-09-06T01:02:03+02:00", "20190905230203"),
        ("2019-09-06 01:02:03", "20190906010203"),
    ],
)
def test_an_iso_date_keeps_its_exactness(iso: str, digits: str) -> None:
    assert from_iso(iso) == digits


@pytest.mark.parametrize(
    "text",
    ["", "-", "20190906", "2019-9-6", "2019-0906", "6 September 2019", "2019-02-30", "2019T", "0001-01-01T00:00+14:00"],
)
def test_what_is_no_iso_date_is_refused(text: str) -> None:
    with pytest.raises(TimestampError):
        from_iso(text)


def test_both_writings_of_a_date_are_taken() -> None:
    assert as_timestamp("2019-09-06") == as_timestamp("20190906") == "20190906"
    with pytest.raises(TimestampError):
        as_timestamp("20190931")


@pytest.mark.parametrize(
    ("timestamp", "iso"),
    [("2019", "2019"), ("20191", "2019"), ("201909", "2019-09"), ("20190906010203", "2019-09-06")],
)
def test_the_date_of_a_timestamp(timestamp: str, iso: str) -> None:
    assert to_iso(timestamp) == iso


WITHIN = {
    "the second itself": (utc(2019, 9, 6, 1, 2, 3), "20190906010203", True),
    "in the named month": (utc(2019, 9, 30, 23, 59, 59, 500_000), "201909", True),
    "a day later, to the second": (utc(2019, 9, 7, 1, 2, 3), "20190906010203", True),
    "a day and a second later": (utc(2019, 9, 7, 1, 2, 4), "20190906010203", False),
    "a day earlier": (utc(2019, 9, 5, 1, 2, 3), "20190906010203", True),
    "a day and a second earlier": (utc(2019, 9, 5, 1, 2, 2), "20190906010203", False),
    "a day after the month": (utc(2019, 10, 1, 23, 59, 59), "201909", True),
    "two days after the month": (utc(2019, 10, 2, 0, 0, 0), "201909", False),
    "without a zone": (datetime(2019, 9, 6), "20190906", True),  # noqa: DTZ001 (the case)
}


@pytest.mark.parametrize(("captured_at", "timestamp", "expected"), WITHIN.values(), ids=WITHIN)
def test_a_capture_may_lie_a_day_outside(captured_at: datetime, timestamp: str, *, expected: bool) -> None:
    assert is_within(captured_at, timestamp) is expected


def test_the_slack_can_be_set() -> None:
    assert not is_within(utc(2019, 9, 7), "20190906", slack=timedelta(0))
    assert is_within(utc(2019, 9, 10), "20190906", slack=timedelta(days=4))


def test_the_edges_of_time_do_not_overflow() -> None:
    assert not is_within(datetime.max.replace(tzinfo=UTC), "0001")
    assert is_within(datetime.min.replace(tzinfo=UTC), "0001")
    assert distance(utc(9999, 12, 31), "9999") == timedelta(0)


@given(st.datetimes(min_value=datetime(1, 1, 1), max_value=datetime(9999, 12, 31)), st.integers(4, 14))  # noqa: DTZ001
def test_every_beginning_of_a_timestamp_holds_its_moment(moment: datetime, digits: int) -> None:
    aware = moment.replace(tzinfo=UTC, microsecond=0)
    start, end = period(from_datetime(aware)[:digits])
    assert start <= aware <= end


@given(st.text(max_size=20) | st.from_regex(re.compile(r"[0-9]{3,15}"), fullmatch=True))
def test_any_text_is_a_period_or_a_clear_error(text: str) -> None:
    try:
        start, end = period(text)
    except TimestampError:
        return
    assert start <= end
    assert from_datetime(start).startswith(text)
    assert from_datetime(end).startswith(text)


@given(st.text(max_size=30))
def test_any_text_is_an_iso_date_or_a_clear_error(text: str) -> None:
    try:
        digits = from_iso(text)
    except TimestampError:
        return
    assert period(digits)
