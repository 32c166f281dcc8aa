"""The hidden COinS record that Wikipedia's citation templates print beside each citation, as fields of a citation.

COinS is an OpenURL query (ANSI/NISO Z39.88-2004) in the `title` of an empty `span` of class `Z3988`.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from crawler.references.dates import is_iso
from crawler.references.footnote import clean

_DOI = "info:doi/"


def fields_in(record: str) -> dict[str, Any]:
    """The fields of a Citation that the record gives, `url` included (the cited address, never the archive's)."""
    query = {key: [clean(value) for value in values] for key, values in parse_qs(record, max_num_fields=500).items()}
    identifiers = query.get("rft_id", [])
    found = {
        "title": _first(query, "rft.atitle", "rft.btitle", "rft.title"),
        "work": _first(query, "rft.jtitle"),
        "publisher": _first(query, "rft.pub"),
        "date": next((date for date in query.get("rft.date", []) if is_iso(date)), ""),
        "author": _authors(query),
        "issn": _first(query, "rft.issn"),
        "isbn": _first(query, "rft.isbn"),
        "doi": next((text.removeprefix(_DOI) for text in identifiers if text.startswith(_DOI)), ""),
        "url": next((text for text in identifiers if text.startswith(("http://", "https://"))), ""),
    }
    return {name: value for name, value in found.items() if value}


def _first(query: dict[str, list[str]], *keys: str) -> str:
    return next((query[key][0] for key in keys if query.get(key)), "")


def _authors(query: dict[str, list[str]]) -> tuple[str, ...]:
    # The first author stands in two parts, the others whole.
    parts = (_first(query, "rft.aulast"), _first(query, "rft.aufirst"))
    first = ", ".join(part for part in parts if part)
    others = [name for name in query.get("rft.au", []) if name]
    return tuple(dict.fromkeys([first, *others] if first else others))
