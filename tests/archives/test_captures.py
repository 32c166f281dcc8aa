"""Which capture is tried first: pages before leads, the nearest first, each body once, errors never."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.captures import REVISIT, Capture, rank
from crawler.archives.timestamp import TimestampError, distance, to_datetime


def capture(timestamp: str, status: int | None = 200, digest: str = "-", mimetype: str = "text/html") -> Capture:
    return Capture(
        original="http://example.com/",
        timestamp=timestamp.ljust(14, "0"),
        mimetype=mimetype,
        status=status,
        digest=digest,
        length=1000,
    )


def days(captures: tuple[Capture, ...]) -> list[str]:
    return [one.timestamp[:8] for one in captures]


YEARS = [capture("20100101"), capture("20190906"), capture("20190901"), capture("20240101")]

WANTED = {
    "a day": ("2019-09-05", ["20190906", "20190901", "20240101", "20100101"]),
    "a timestamp": ("20190902", ["20190901", "20190906", "20240101", "20100101"]),
    "a month, its captures in order": ("2019-09", ["20190901", "20190906", "20240101", "20100101"]),
    "a year": ("2010", ["20100101", "20190901", "20190906", "20240101"]),
    "a day before all": ("1999-01-01", ["20100101", "20190901", "20190906", "20240101"]),
    "a day after all": ("2030-01-01", ["20240101", "20190906", "20190901", "20100101"]),
    "no date: the newest": (None, ["20240101", "20190906", "20190901", "20100101"]),
}


@pytest.mark.parametrize(("wanted", "expected"), WANTED.values(), ids=WANTED)
def test_the_nearest_comes_first(wanted: str | None, expected: list[str]) -> None:
    assert days(rank(YEARS, wanted)) == expected


def test_nothing_of_nothing() -> None:
    assert rank([], "2019") == ()
    assert rank([], None) == ()


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(TimestampError):
        rank(YEARS, "2019-02-30")


@pytest.mark.parametrize("status", [400, 403, 404, 410, 429, 500, 503, 999, 100])
def test_captured_errors_are_left_out(status: int) -> None:
    assert rank([capture("20190906", status)], "2019") == ()


def test_pages_come_before_redirects_however_near() -> None:
    found = rank([capture("20190906", 301), capture("20240101", 200)], "2019-09-06")
    assert [one.status for one in found] == [200, 301]


def test_a_capture_of_unknown_status_comes_last() -> None:
    found = rank([capture("20190906", None), capture("20240101", 206)], "2019-09-06")
    assert [one.status for one in found] == [206, None]


def test_a_repeat_counts_as_a_page_and_stays_as_it_is() -> None:
    repeat = capture("20190906", None, "SAME", REVISIT)
    assert rank([repeat, capture("20240101", 200, "OTHER")], "2019-09-06")[0] == repeat


def test_the_repeat_of_an_error_is_an_error() -> None:
    captures = [capture("20190101", 404, "GONE"), capture("20190906", None, "GONE", REVISIT)]
    assert rank(captures, "2019-09-06") == ()


def test_the_repeat_of_a_redirect_is_a_redirect() -> None:
    captures = [
        capture("20190101", 302, "AWAY"),
        capture("20190906", None, "AWAY", REVISIT),
        capture("20240101", 200, "PAGE"),
    ]
    assert days(rank(captures, "2019-09-06")) == ["20240101", "20190906"]


def test_of_captures_with_the_same_body_the_nearest_stays() -> None:
    captures = [capture("20100101", digest="A"), capture("20190906", digest="A"), capture("20190101", digest="B")]
    assert days(rank(captures, "2019-09-01")) == ["20190906", "20190101"]
    assert days(rank(captures, None)) == ["20190906", "20190101"]


def test_captures_whose_digest_is_unknown_all_stay() -> None:
    assert len(rank([capture("20100101"), capture("20100102")], None)) == 2


def test_any_iterable_will_do() -> None:
    assert days(rank(iter(YEARS), "2010"))[0] == "20100101"


statuses = st.sampled_from([None, 200, 206, 301, 404, 500])
drawn = st.builds(
    capture,
    st.dates().map(lambda day: f"{day.year:04d}{day:%m%d}"),
    statuses,
    st.sampled_from(["-", "A", "B", "C"]),
    st.sampled_from(["text/html", REVISIT]),
)


@given(st.lists(drawn, max_size=12), st.none() | st.sampled_from(["2019", "2019-09", "20190906010203"]))
def test_the_ranking_adds_nothing_and_keeps_the_order_of_nearness(captures: list[Capture], wanted: str | None) -> None:
    ranked = rank(captures, wanted)
    assert set(ranked) <= set(captures)
    pages = [one for one in ranked if one.status in (200, 206)]
    digests = [one.digest for one in ranked if one.digest != "-"]
    assert len(digests) == len(set(digests))
    if wanted is None:
        assert pages == sorted(pages, key=lambda one: one.timestamp, reverse=True)
    elif wanted.isdigit():
        gaps = [distance(to_datetime(one.timestamp), wanted) for one in pages]
        assert gaps == sorted(gaps)
