"""The dates that a text writes, in figures or in the words of many languages, as ISO 8601."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache

from crawler.judge.fingerprint import data
from crawler.judge.wording import plain
from crawler.references.dates import iso_date

_COMPACT = re.compile(r"(\d{4})(?:[-/.]?(\d\d)(?:[-/.]?(\d\d))?)?(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?((?:1[89]|20)\d\d)(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?,?\s+(?:de\s+|d')?([^\W\d_]{3,12})\.?,?\s+(?:de\s+|del\s+)?(\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(r"(?<!\w)([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th|\.)?,?\s+(\d{4})(?!\d)")
_MONTH_SECOND = re.compile(r"(?<!\d)(\d{4})\.?\s+([^\W\d_]{3,12})\.?\s+(\d{1,2})(?!\d)")


@lru_cache(maxsize=1024)
def read_date(text: str) -> tuple[str, ...]:
    """What a date line may mean, the likeliest first: figures such as 03/06/2014 mean two days, to two continents."""
    stated = text.strip()
    whole = iso_date(stated) or iso_date(re.sub(r"^[A-Za-z]{3,9}, ", "", stated).partition("T")[0])
    if whole:
        return (whole,)
    found = _COMPACT.match(stated)
    compact = iso_date("-".join(part for part in found.groups() if part)) if found else ""
    days = tuple(dates_in(stated))
    return days or ((compact,) if compact else ())


def dates_in(text: str) -> Iterator[str]:
    """Every day that stands in a text."""
    folded = plain(text)
    for year, month, day in _YEAR_FIRST.findall(folded):
        yield from _days(year, (month,), day)
    for first, second, year in _YEAR_LAST.findall(folded):
        yield from _days(year, (second,), first)
        yield from _days(year, (first,), second)
    for day, name, year in _DAY_FIRST.findall(folded):
        yield from _days(year, _months(name), day)
    for name, day, year in _MONTH_FIRST.findall(folded):
        yield from _days(year, _months(name), day)
    for year, name, day in _MONTH_SECOND.findall(folded):
        yield from _days(year, _months(name), day)


def _days(year: str, months: tuple[str, ...], day: str) -> Iterator[str]:
    for month in months:
        try:
            yield date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue


def _months(name: str) -> tuple[str, ...]:
    """The months that a word may name in some language: `mar` is March, and nothing else in any."""
    names = _names()
    beginnings = (name[:size] for size in range(min(len(name), 9), 2, -1))
    return next((names[each] for each in beginnings if each in names), ())


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for names in data("months")["months"].values():
        for place, name in enumerate(names, start=1):
            found[plain(name)][str(place)] = None
    return {name: tuple(months) for name, months in found.items()}
