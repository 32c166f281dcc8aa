"""The hidden COinS record that Wikipedia's citation templates print beside each citation, as fields of a citation.

COinS is an OpenURL query (ANSI/NISO Z39.88-2004) in the `title` of an empty `span` of class `Z3988`.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs

from crawler.references.dates import is_iso
from crawler.references.footnote import clean
from crawler.references.wikitext.plain import unescaped

# A link that a template's parameter held: the record may keep it as it was written.
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_BROKEN = "\ufffd"
_DOI = "info:doi/"
_REGISTER = "#id-name="
_INFO = re.compile(r"info:([a-z]{2,20})/(.+)", re.ASCII)
_RENAMED = {"oclcnum": "oclc"}
_PARTS = {
    "volume": "volume",
    "issue": "issue",
    "pages": "pages",
    "location": "place",
    "series": "series",
    "edition": "edition",
    "degree": "degree",
}


def fields_in(record: str) -> dict[str, Any]:
    """The fields of a Citation that the record gives, `url` included (the cited address, never the archive's)."""
    query = _read(record)
    identifiers = query.get("rft_id", [])
    # A chapter's record has the book's title beside its own.
    book = _first(query, "rft.btitle") if query.get("rft.atitle") else ""
    found = {
        "title": _first(query, "rft.atitle", "rft.btitle", "rft.title"),
        "work": _first(query, "rft.jtitle") or book,
        "publisher": _first(query, "rft.pub", "rft.inst"),
        "date": next((date for date in query.get("rft.date", []) if is_iso(date)), ""),
        "author": _authors(query),
        "issn": _first(query, "rft.issn"),
        "isbn": _first(query, "rft.isbn"),
        "doi": next((text.removeprefix(_DOI) for text in identifiers if text.startswith(_DOI)), ""),
        "url": next((text for text in identifiers if _is_address(text) and _REGISTER not in text), ""),
    }
    return {name: value for name, value in found.items() if value}


def parts_in(record: str) -> dict[str, str]:
    """What more the record says, as citation templates call it: volume, issue, pages, and numbers in registers."""
    query = _read(record)
    found = {name: _first(query, f"rft.{key}") for name, key in _PARTS.items()}
    found |= dict(_registered(text) for text in query.get("rft_id", []))
    return {name: value for name, value in found.items() if name and value}


def _read(record: str) -> dict[str, list[str]]:
    """The record's values by their keys, without those that hold bytes of another encoding: the text has them right."""
    read = parse_qs(record, max_num_fields=500)
    return {key: [_words(value) for value in values if _BROKEN not in value] for key, values in read.items()}


def _words(value: str) -> str:
    return clean(_LINK.sub(r"\1", unescaped(value)))


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _registered(identifier: str) -> tuple[str, str]:
    """A register and the work's number there: `info:pmid/123`, `https://www.jstor.org/stable/123#id-name=JSTOR`."""
    address, mark, register = identifier.partition(_REGISTER)
    if mark:
        return register.lower(), re.split("[/:]", address)[-1].removeprefix(register)
    found = _INFO.fullmatch(identifier)
    return (_RENAMED.get(found[1], found[1]), found[2]) if found and found[1] not in ("doi", "sid") else ("", "")


def _first(query: dict[str, list[str]], *keys: str) -> str:
    return next((query[key][0] for key in keys if query.get(key)), "")


def _authors(query: dict[str, list[str]]) -> tuple[str, ...]:
    # The first author stands in two parts, the others whole.
    parts = (_first(query, "rft.aulast"), _first(query, "rft.aufirst"))
    first = ", ".join(part for part in parts if part)
    others = [name for name in query.get("rft.au", []) if name]
    return tuple(dict.fromkeys([first, *others] if first else others))
