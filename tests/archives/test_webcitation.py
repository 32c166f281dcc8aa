"""WebCite's names are capture times: read in both writings, and made again from the time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.webcitation import ALPHABET, captured_at, from_base62

NAMES = {
    "2009": ("5eWaHRbn4", datetime(2009, 2, 12, 5, 19, 18, 271_278, tzinfo=UTC)),
    "2012": ("66lmEkpE8", datetime(2012, 4, 8, 11, 22, 4, 623_720, tzinfo=UTC)),
    "in decimal digits": ("1234415958271278", datetime(2009, 2, 12, 5, 19, 18, 271_278, tzinfo=UTC)),
}


@pytest.mark.parametrize(("name", "moment"), NAMES.values(), ids=NAMES)
def test_the_name_holds_the_time(name: str, moment: datetime) -> None:
    assert captured_at(name) == moment


@pytest.mark.parametrize(
    "name", ["", "query", "5eWaHRbn", "5eWaHRbn45", "5eWaHR-n4", "5eWaHRbné", "\u0661" * 16, "archive.php"]
)
def test_other_names_hold_none(name: str) -> None:
    assert captured_at(name) is None


@pytest.mark.parametrize(
    ("number", "digits"), [(0, "0"), (9, "9"), (10, "A"), (35, "Z"), (36, "a"), (61, "z"), (62, "10")]
)
def test_the_digits_go_from_figures_to_capitals_to_small_letters(number: int, digits: str) -> None:
    assert from_base62(digits) == number


def test_other_characters_are_no_digits() -> None:
    with pytest.raises(ValueError, match="substring not found"):
        from_base62("a-b")


def _digits(number: int) -> str:
    """A number in base 62, as WebCite wrote it."""
    rest, digit = divmod(number, len(ALPHABET))
    return (_digits(rest) if rest else "") + ALPHABET[digit]


@given(st.integers(0, 10**20))
def test_a_number_comes_back(number: int) -> None:
    assert from_base62(_digits(number)) == number


@given(st.datetimes(min_value=datetime(1985, 1, 1), max_value=datetime(2200, 1, 1)))  # noqa: DTZ001 (the zone is added)
def test_a_time_comes_back(moment: datetime) -> None:
    aware = moment.replace(tzinfo=UTC)
    name = _digits((aware - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1))
    assert captured_at(name) == aware


@given(st.text(max_size=20))
def test_any_text_is_a_time_or_none(text: str) -> None:
    moment = captured_at(text)
    assert moment is None or moment.tzinfo is UTC
