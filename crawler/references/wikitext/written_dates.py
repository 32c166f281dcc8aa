"""Dates as citation templates hold them in any of the languages that we know, in ISO 8601."""

from __future__ import annotations

import calendar
import re
import unicodedata
from functools import cache

from crawler.data_file import read_table
from crawler.references.dates import is_iso, iso_date

_SUFFIXED_YEAR = re.compile(r"(\d{4})[a-z]", re.ASCII)
_CHINESE = re.compile(r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?)?", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_LOOSE_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:T[\d:.Z+]+)?", re.ASCII)
_DAY_FIRST = re.compile(
    r"(?:(?P<day>\d{1,2})(?:er|st|nd|rd|th|[.ºª°])?\s+(?:de\s+|of\s+)?)?(?P<month>[^\W\d_]+(?: [^\W\d_]+)??)\.?,?\s+"
    r"(?:(?:de|del|do)\s+)?(?P<year>\d{4})\.?(?:\s*(?:г|год|года|р|року)\.?)?"  # noqa: RUF001 - "year" in Cyrillic
)
_MONTH_FIRST = re.compile(r"(?P<month>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?,?\s+(?P<year>\d{4})")


def written_date(text: str) -> str:
    """The date in ISO 8601, as exact as it was written; "" where it is none or cannot be told.

    Beyond `dates.iso_date`: month names of other languages, `15.3.2010` (day first wherever dots are used),
    `2010年3月15日`, `2010-3-5`, a year with the letter that tells works apart (`2010a`), any script's digits.
    """
    plain = " ".join("".join(map(_ascii_digit, text)).split()).strip(" .,")
    if iso := iso_date(plain):
        return iso
    if found := _SUFFIXED_YEAR.fullmatch(plain):
        return found[1]
    if found := _LOOSE_ISO.fullmatch(plain) or _CHINESE.fullmatch(plain):
        return assembled(*(part or "" for part in found.groups()))
    if found := _DOTTED.fullmatch(plain):
        return assembled(found[3], found[2], found[1])
    if found := _DAY_FIRST.fullmatch(plain) or _MONTH_FIRST.fullmatch(plain):
        return assembled(found["year"], found["month"], found["day"] or "")
    return ""


def assembled(year: str, month: str = "", day: str = "") -> str:
    """A date from its parts, a month by number or name; "" where the parts make none."""
    number = month_number(month) if month else 0
    if month and not number:
        return ""
    parts = [
        year.strip(),
        *([f"{number:02}"] if number else []),
        *([f"{int(day):02}"] if number and _is_day(day) else []),
    ]
    date = "-".join(parts)
    return date if is_iso(date) else ""


def month_number(month: str) -> int:
    """The number of a month by its number or its name in any language that we know; 0 where it is none."""
    word = month.strip(" .").lower()
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= 2 and 1 <= int(word) <= 12 else 0  # noqa: PLR2004 - the months of a year
    return _months().get(word, 0)


@cache
def _months() -> dict[str, int]:
    loaded: dict[str, list[list[str]]] = read_table("crawler.references.wikitext", "months.yaml")
    english = [[calendar.month_name[number].lower(), calendar.month_abbr[number].lower()] for number in range(1, 13)]
    return {
        name: number
        for year in [*loaded.values(), english]
        for number, names in enumerate(year, start=1)
        for name in names
    }


def _is_day(day: str) -> bool:
    return day.strip().isascii() and day.strip().isdigit()


def _ascii_digit(char: str) -> str:
    return char if char.isascii() or not char.isdecimal() else str(unicodedata.decimal(char))
