"""WebCite's snapshot names: the capture time in microseconds since 1970, in base 62 or in decimal digits."""

from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta

ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
"""Zero to 61, in this order (Wikipedia:Using WebCite; `5eWaHRbn4` is a capture of 12 February 2009)."""

SHORT, DECIMAL = 9, 16
"""How many characters a name has: 9 in base 62, 16 in decimal digits."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def captured_at(identifier: str) -> datetime | None:
    """The capture time (UTC, to the microsecond) that a snapshot's name holds; None where it is no such name."""
    if not identifier.isascii() or not identifier.isalnum():
        return None
    if len(identifier) == DECIMAL and identifier.isdigit():
        return _EPOCH + timedelta(microseconds=int(identifier))
    if len(identifier) == SHORT:
        return _EPOCH + timedelta(microseconds=from_base62(identifier))
    return None


def from_base62(text: str) -> int:
    """The number that base 62 digits stand for. Raises ValueError for other characters."""
    number = 0
    for character in text:
        number = number * len(ALPHABET) + ALPHABET.index(character)
    return number
