"""The refresh that moves a reader on to another address, read as the HTML Standard reads it."""

from __future__ import annotations

import re

LONGEST_WAIT = 86_400.0
"""Seconds: whoever waits longer than a day does not move on."""

_TIME = re.compile(r"\s*(\d*)(?:\.[\d.]*)?")
_BEFORE_ADDRESS = re.compile(r"\s*[;,]?\s*(?:url\s*=\s*)?", re.IGNORECASE)


def read_refresh(content: str) -> tuple[str, float]:
    """The address as written and the delay in seconds; "" where it names no address (the page reloads itself)."""
    time = _TIME.match(content)
    if time is None or not (time[1] or "." in time[0]):
        return "", 0.0
    rest = content[time.end() :]
    if rest[:1] and rest[0] not in " \t\r\n\f;,":
        return "", 0.0
    before = _BEFORE_ADDRESS.match(rest)
    address = rest[before.end() :] if before else ""
    if address[:1] in ("'", '"'):
        address = address[1:].partition(address[0])[0]
    return address.strip(), min(float(time[1][:9] or 0), LONGEST_WAIT)
