"""Archive timestamps: 4 to 14 digits, year first, in UTC, each naming the whole period that it leaves open."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta

SHORTEST, LONGEST = 4, 14
SLACK = timedelta(hours=24)
"""How far a capture may lie from the period asked for and still count as that one."""


class TimestampError(ValueError):
    """Not a timestamp, or not a date that exists."""


def period(timestamp: str) -> tuple[datetime, datetime]:
    """The first and the last second (both inclusive, UTC) of what the timestamp names.

    An odd number of digits is a field half given: `20191` is October to December 2019. Raises TimestampError for
    anything that is not 4 to 14 digits, and for dates that do not exist (`20190230`).
    """
    if not (timestamp.isascii() and timestamp.isdigit() and SHORTEST <= len(timestamp) <= LONGEST):
        raise TimestampError(f"{timestamp[:40]!r} is not a timestamp: expected 4 to 14 digits, year first")
    return _edge(timestamp, 0), _edge(timestamp, 1)


def to_datetime(timestamp: str) -> datetime:
    """The first moment (UTC) of the period that the timestamp names. Raises TimestampError."""
    return period(timestamp)[0]


def from_datetime(moment: datetime) -> str:
    """The 14 digits of a moment, in UTC; a moment without a time zone is taken as UTC. Fractions of a second go."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    utc = aware.astimezone(UTC)
    return f"{utc.year:04d}{utc:%m%d%H%M%S}"  # %Y does not pad years under 1000 everywhere


def from_iso(text: str) -> str:
    """The digits of an ISO 8601 date as exact as it is: `2019-09-06` is 20190906, `2019` is 2019.

    A date with a time is brought to UTC where it names a zone. Raises TimestampError for anything else.
    """
    if "T" in text or " " in text.strip():
        return _from_iso_moment(text)
    digits = text.strip().replace("-", "")
    if len(digits) not in (4, 6, 8) or text.strip() != "-".join(filter(None, (digits[:4], digits[4:6], digits[6:]))):
        raise TimestampError(f"{text[:40]!r} is not an ISO 8601 date: expected YYYY, YYYY-MM or YYYY-MM-DD")
    period(digits)
    return digits


def as_timestamp(text: str) -> str:
    """The digits of a date that is written as a timestamp or in ISO 8601. Raises TimestampError."""
    if not text.isdigit():
        return from_iso(text)
    period(text)
    return text


def to_iso(timestamp: str) -> str:
    """The date (YYYY, YYYY-MM or YYYY-MM-DD) of the timestamp, without the time of day. Raises TimestampError."""
    period(timestamp)
    whole = timestamp[: min(len(timestamp) // 2 * 2, 8)]
    return "-".join(filter(None, (whole[:4], whole[4:6], whole[6:8])))


def is_within(captured_at: datetime, timestamp: str, slack: timedelta = SLACK) -> bool:
    """Whether a capture lies in the period that the timestamp names, or at most `slack` outside it."""
    return distance(captured_at, timestamp) <= slack


def distance(captured_at: datetime, timestamp: str) -> timedelta:
    """How far a moment lies outside the period that the timestamp names: zero inside. Raises TimestampError."""
    start, end = period(timestamp)
    moment = captured_at if captured_at.tzinfo else captured_at.replace(tzinfo=UTC)
    # Within the last second counts as in it: timestamps have no fractions.
    return max(start - moment, moment.replace(microsecond=0) - end, timedelta(0))


def _from_iso_moment(text: str) -> str:
    """The digits of an ISO 8601 date with a time."""
    try:
        return from_datetime(datetime.fromisoformat(text.strip()))
    except (ValueError, OverflowError):  # a zone may lead out of the years that there are
        raise TimestampError(f"{text[:40]!r} is not an ISO 8601 date with a time") from None


def _edge(timestamp: str, side: int) -> datetime:
    """The earliest (side 0) or latest (side 1) second that the digits allow."""
    year = int(timestamp[:4])
    if year < date.min.year:
        raise TimestampError(f"{timestamp!r} names no date: there is no year 0")
    month = _field(timestamp, 4, 1, 12)[side]
    day = _field(timestamp, 6, 1, calendar.monthrange(year, month)[1])[side]
    hour = _field(timestamp, 8, 0, 23)[side]
    minute = _field(timestamp, 10, 0, 59)[side]
    second = _field(timestamp, 12, 0, 59)[side]
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def _field(timestamp: str, place: int, low: int, high: int) -> tuple[int, int]:
    """The least and the greatest value that a two-digit field may have, given none, one or both of its digits."""
    digits = timestamp[place : place + 2]
    least, greatest = int(digits.ljust(2, "0")), int(digits.ljust(2, "9"))
    if greatest < low or least > high:
        raise TimestampError(f"{timestamp!r} names no date: {digits!r} at digit {place + 1} is not {low} to {high}")
    return max(least, low), min(greatest, high)
