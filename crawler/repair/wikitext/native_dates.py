"""A day as another language's articles write it: in the form that a date of the same source shows, else ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from crawler.data_file import read_table


@dataclass(frozen=True, slots=True)
class NativeForm:
    """One form of a day: `pattern` has {day}, {month} and {year}; `first` is the first of a month ("" for 1)."""

    pattern: str
    months: tuple[str, ...]
    first: str = ""

    def write(self, day: date) -> str:
        """The day in this form."""
        number = self.first if self.first and day.day == 1 else str(day.day)
        return self.pattern.format(day=number, month=self.months[day.month - 1], year=day.year)

    def fits(self, text: str) -> bool:
        """Whether a day is written in this form."""
        return self._expression().fullmatch(text) is not None

    def _expression(self) -> re.Pattern[str]:
        parts = {"day": rf"(?:[1-9]|[12]\d|3[01]|{re.escape(self.first) or '1'})", "year": r"\d{4}"}
        month = "|".join(map(re.escape, self.months))
        return re.compile(_escaped(self.pattern).format(month=f"(?:{month})", **parts), re.ASCII)


def write_like(day: str, samples: Iterable[str], language: str) -> str:
    """An ISO 8601 day as the first of `samples` that tells its form is written, in `language` (its code).

    Samples that are ISO 8601 themselves settle it; where none tells, and for what is no whole day, the day as it is.
    """
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    for sample in samples:
        text = sample.strip()
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return day
        if form := next((form for form in forms_of(language) if form.fits(text)), None):
            return form.write(found)
    return day


@cache
def forms_of(language: str) -> tuple[NativeForm, ...]:
    """The forms of a language, () for one that the list does not have."""
    return tuple(_forms(_lists().get(language, {})))


def languages() -> tuple[str, ...]:
    """The languages whose forms are known."""
    return tuple(_lists())


def _forms(entry: Mapping[str, Any]) -> Iterator[NativeForm]:
    for pattern in entry.get("forms", ()):
        yield NativeForm(pattern, tuple(entry["months"]), entry.get("first", ""))


def _escaped(pattern: str) -> str:
    """The pattern as a regular expression, its three places left as they are."""
    return re.sub(r"[^{}\w\s]", lambda found: re.escape(found[0]), pattern)


@cache
def _lists() -> Mapping[str, Any]:
    lists: dict[str, Any] = read_table("crawler.repair.wikitext", "date_forms.yaml")
    return lists
