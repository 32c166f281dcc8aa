"""Which variable of CSL-JSON is which field of a citation (CSL 1.0.2, its input schema), both ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from crawler.references.citation import Citation
from crawler.references.dates import is_iso, iso_date
from crawler.references.footnote import clean

Say = Callable[[str, str], None]
"""Told the variable and what is wrong with it."""

TEXTS = {
    "title": "title",
    "container-title": "work",
    "publisher": "publisher",
    "URL": "url",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "language": "language",
}
"""CSL's variables that are one text, and the fields of references.yaml that they are."""

_DATES = {"issued": "date", "accessed": "access-date"}
_PEOPLE = {"author": "author", "editor": "editor"}
_OTHER = {
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "publisher-place": "location",
    "edition": "edition",
    "collection-title": "series",
    "genre": "type",
    "PMID": "pmid",
    "PMCID": "pmc",
    "note": "note",
}
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|span)\b[^<>]{0,80}>", re.IGNORECASE)
_PARTS = 3


def fields_of(item: Mapping[str, Any], say: Say) -> dict[str, Any]:
    """The item's fields under the names of references.yaml. What cannot be read is left out, and `say` is told."""
    values: dict[str, Any] = {}
    for variable, key in TEXTS.items():
        if text := _text(item, variable, say):
            values[key] = text
    if "doi" in values:
        values["doi"] = _DOI.sub("", values["doi"])
    for variable, key in _DATES.items():
        if date := _date(item.get(variable), variable, say):
            values[key] = date
    for variable, key in _PEOPLE.items():
        if people := list(_people(item.get(variable), variable, say)):
            values[key] = people
    if "url" in values:
        values["url-source"] = "article"
    values["name"] = _text(item, "id", say) or _text(item, "citation-key", say)
    values["other"] = {key: text for variable, key in _OTHER.items() if (text := _text(item, variable, say))}
    return values


def item_of(citation: Citation) -> dict[str, Any]:
    """The citation in CSL's variables, as far as these go."""
    item: dict[str, Any] = {"id": citation.name or citation.label, "type": _type(citation)}
    for variable, key in TEXTS.items():
        if text := getattr(citation, key):
            item[variable] = text
    for variable, key in _PEOPLE.items():
        if people := [_person(name) for name in getattr(citation, key)]:
            item[variable] = people
    for variable, date in (("issued", citation.date), ("accessed", citation.access_date)):
        if date:
            item[variable] = {"date-parts": [[int(part) for part in date.split("-")]]}
    item |= {variable: citation.other[key] for variable, key in _OTHER.items() if citation.other.get(key)}
    return item


def _type(citation: Citation) -> str:
    if citation.isbn:
        return "chapter" if citation.work else "book"
    if citation.doi or citation.issn or "volume" in citation.other:
        return "article-journal"
    return "webpage" if citation.url or citation.archive_url else "document"


def _text(item: Mapping[str, Any], variable: str, say: Say) -> str:
    value = item.get(variable)
    if value is None:
        return ""
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return clean(_MARKUP.sub("", str(value)))
    if isinstance(value, list) and value and isinstance(value[0], str):
        # Crossref lists titles.
        return clean(_MARKUP.sub("", value[0]))
    say(variable, f"{_kind(value)}; expected a text")
    return ""


def _date(value: Any, variable: str, say: Say) -> str:
    """A date in ISO 8601; of a range the first day."""
    if value is None:
        return ""
    said = value if isinstance(value, dict) else {"raw": value}
    parts = said.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        date = _joined(parts[0])
    else:
        text = str(said.get("raw") or said.get("literal") or "").partition("/")[0]
        date = iso_date(text) or iso_date(text[: len("2017-06-11")])
    if not date and said:
        say(variable, "no date that can be read; expected date-parts such as [[2005, 3, 1]]")
    return date


def _joined(parts: list[Any]) -> str:
    """Year, month, day as ISO 8601; a season or what is no number ends it."""
    written: list[str] = []
    for part, width in zip(parts[:_PARTS], (4, 2, 2), strict=False):
        text = str(part).strip()
        longer = "-".join([*written, text.zfill(width)])
        if not text.isdecimal() or not text.isascii() or not is_iso(longer):
            break
        written.append(text.zfill(width))
    return "-".join(written)


def _people(value: Any, variable: str, say: Say) -> Iterator[str]:
    if value is not None and not isinstance(value, list):
        say(variable, f"{_kind(value)}; expected a list of names")
        return
    for place, person in enumerate(value or (), start=1):
        name = _name(person)
        if name:
            yield name
        else:
            say(f"{variable} {place}", 'no name; expected {"family": ..., "given": ...} or {"literal": ...}')


def _name(person: Any) -> str:
    if not isinstance(person, dict):
        return clean(person) if isinstance(person, str) else ""
    said = {key: clean(text) for key, text in person.items() if isinstance(text, str)}
    if said.get("literal"):
        return said["literal"]
    particle = said.get("non-dropping-particle") or said.get("dropping-particle") or ""
    family = " ".join(part for part in (particle, said.get("family", "")) if part)
    return ", ".join(part for part in (family, said.get("given", ""), said.get("suffix", "")) if part)


def _person(name: str) -> dict[str, str]:
    family, comma, given = name.partition(", ")
    return {"family": family, "given": given} if comma and family and given else {"literal": name}


def _kind(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", bool: "true or false"}
    return kinds.get(type(value), "something else")
