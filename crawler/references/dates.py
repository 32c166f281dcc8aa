"""Dates as footnotes write them, and as references.yaml keeps them: ISO 8601, a year, a month or a day."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_FORMS = (
    rf"(?P<day>\d{{1,2}}) (?P<month>{_MONTH})\.?,? (?P<year>\d{{4}})",
    rf"(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})",
    rf"(?P<month>{_MONTH})\.?,? (?P<year>\d{{4}})",
)
_WRITTEN = tuple(re.compile(form, re.ASCII | re.IGNORECASE) for form in _FORMS)

LONG_DATE = "|".join((r"\d{4}-\d\d(?:-\d\d)?", *(re.sub(r"\?P<\w+>", "?:", form) for form in _FORMS)))
"""DATE without years that stand alone."""

DATE = rf"{LONG_DATE}|\d{{4}}"
"""A regular expression (ASCII, any case) for what `iso_date` reads, to find a date within a text; it has no groups."""


def is_iso(text: str) -> bool:
    """Whether the text is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` and such a date exists."""
    found = _ISO.fullmatch(text)
    return found is not None and _exists(found[1], found[2] or "1", found[3] or "1")


def iso_date(text: str) -> str:
    """The date that a footnote writes, in ISO 8601 and as exact as it was written; "" where it is none.

    Knows `2003-05-23`, `24 June 2001`, `November 12, 2020`, `June 2001` and `2001`, with English month names in full or
    abbreviated. Dates of figures alone (`3/4/2001`) are not read: nobody can tell the day from the month.
    """
    stripped = " ".join(text.split())
    if is_iso(stripped):
        return stripped
    for pattern in _WRITTEN:
        if found := pattern.fullmatch(stripped):
            return _assembled(**found.groupdict())
    return ""


def _assembled(year: str, month: str, day: str | None = None) -> str:
    number = _MONTHS[month.lower()]
    if not _exists(year, str(number), day or "1"):
        return ""
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")


def _exists(year: str, month: str, day: str) -> bool:
    try:
        dt.date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
