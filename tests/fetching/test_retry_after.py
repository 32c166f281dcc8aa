from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.web.retry_after import read_retry_after

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"0", 0),
        (b"1", 1),
        (b" 120 ", 120),
        (b"86400", 86400),
        (b"1.5", 1.5),
        (b"Sun, 01 Mar 2026 12:01:00 GMT", 60),
        (b"Sun, 01 Mar 2026 12:01:00", 60),
        (b"Sun, 01 Mar 2026 14:01:00 +0200", 60),
        (b"Sunday, 01-Mar-26 12:01:00 GMT", 60),
        (b"Sun Mar  1 12:01:00 2026", 60),
        (b"Sun, 01 Mar 2026 11:00:00 GMT", 0),
        (b"Thu, 01 Jan 1970 00:00:00 GMT", 0),
    ],
)
def test_what_servers_write(value: bytes, seconds: float) -> None:
    assert read_retry_after(value, NOW) == seconds


@pytest.mark.parametrize(
    "value",
    [
        *(None, b"", b"soon", b"-5", b"inf", b"nan", b"1e9", b"0x10", b"\xff\xfe", b"in 5 minutes"),
        *(b"99999999999999999", b"Sun, 99 Mar 2026 12:01:00 GMT", b"Sun, 01 Mar 999999 12:01:00 GMT"),
    ],
)
def test_what_says_nothing(value: bytes | None) -> None:
    assert read_retry_after(value, NOW) is None


@given(st.binary(max_size=60))
def test_any_bytes_give_a_wait_or_nothing(value: bytes) -> None:
    wait = read_retry_after(value, NOW)
    assert wait is None or wait >= 0


@given(st.integers(0, 10**7))
def test_seconds_and_the_date_they_mean_are_the_same_wait(seconds: int) -> None:
    date = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True).encode()
    assert read_retry_after(date, NOW) == read_retry_after(str(seconds).encode(), NOW) == seconds
