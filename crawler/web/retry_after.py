"""The Retry-After header in both of its forms, read as servers write it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"\d{1,12}(?:\.\d{1,9})?")


def read_retry_after(value: bytes | None, now: datetime) -> float | None:
    """Seconds to wait from `now`, never less than none; None where the header is missing or says nothing readable.

    A date is HTTP's (RFC 9110, 5.6.7) in any of its three forms; one without a zone is taken for UTC.
    """
    text = (value or b"").decode("latin-1").strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return max(0.0, ((until if until.tzinfo else until.replace(tzinfo=UTC)) - now).total_seconds())
