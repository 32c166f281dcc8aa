"""Dates as an article writes them: which form it keeps to, and a day written in that form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_LONG, _SHORT = "|".join(MONTHS), "|".join(month[:3] for month in MONTHS)

FORMS: Mapping[str, re.Pattern[str]] = {
    "iso": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "dmy": re.compile(rf"\d{{1,2}} (?:{_LONG}) \d{{4}}"),
    "mdy": re.compile(rf"(?:{_LONG}) \d{{1,2}}, \d{{4}}"),
    "dmy-short": re.compile(rf"\d{{1,2}} (?:{_SHORT})\.? \d{{4}}"),
    "mdy-short": re.compile(rf"(?:{_SHORT})\.? \d{{1,2}}, \d{{4}}"),
}
"""The forms of a day that the English Wikipedia's Manual of Style allows (MOS:DATEFORMAT)."""


def form_of(text: str) -> str:
    """The form in which a day is written, "" where it is none of FORMS. What is a form both long and short is long."""
    return next((form for form, pattern in FORMS.items() if pattern.fullmatch(text.strip())), "")


def usual_form(texts: Iterable[str]) -> str:
    """The form that most of the dates have; "" where none has one of FORMS."""
    forms = Counter(form for text in texts if (form := form_of(text)))
    return forms.most_common(1)[0][0] if forms else ""


def declared_form(form: str, cs1_dates: str) -> str:
    """The form of archive dates where the article declares `form`; `cs1_dates` is that parameter of the template.

    Its last letter is about access and archive dates: l long, s short, y year first (Template:Use dmy dates).
    """
    match cs1_dates.strip()[-1:]:
        case "y":
            return "iso"
        case "s" if form != "iso":
            return f"{form}-short"
    return form


def write_day(day: str, form: str) -> str:
    """An ISO 8601 day in one of FORMS; "" counts as iso. What is no whole day is given back as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    order, _, length = form.partition("-")
    month = MONTHS[found.month - 1][: 3 if length else None]
    if order == "dmy":
        return f"{found.day} {month} {found.year}"
    return f"{month} {found.day}, {found.year}" if order == "mdy" else day


def write_month(day: str) -> str:
    """The month of an ISO 8601 day or time, as maintenance templates want it: `May 2024`."""
    found = date.fromisoformat(day[:10])
    return f"{MONTHS[found.month - 1]} {found.year}"
