"""A citation as the article states it: its footnote's fields, under the names of Wikipedia's citation templates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

URL_SOURCES = ("article", "stored-page", "recalled", "person")
"""Where an address may come from: `recalled` means from memory, so not confirmed."""

URL_STATUSES = ("live", "dead", "deviated", "unfit", "usurped", "bot: unknown")
"""What `url-status` may say, as the documentation of Wikipedia's citation templates lists it."""

LANGUAGE_CODE = re.compile(r"^[a-z]{2,3}(?:-[A-Za-z]+)?:\s*")
"""What a `script-title` begins with: the language's code."""

DATE_FIELDS = ("date", "access_date", "archive_date")
"""The fields that hold an ISO 8601 year, month or day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedBy:
    """One place where the article cites the footnote.

    `section` is the heading the passage stands under ("" for the lead), `text` the last few words before the marker.
    """

    section: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One footnote. What it does not give is "" or (). Dates are ISO 8601, as exact as known.

    `script_title` is the title in the work's own script, as Wikipedia's templates have it: after its language's code.
    """

    number: int
    group: str = ""
    name: str = ""
    title: str = ""
    script_title: str = ""
    trans_title: str = ""
    url: str = ""
    url_source: str = ""
    url_status: str = ""
    archive_url: str = ""
    archive_date: str = ""
    access_date: str = ""
    date: str = ""
    author: tuple[str, ...] = ()
    editor: tuple[str, ...] = ()
    work: str = ""
    publisher: str = ""
    via: str = ""
    language: str = ""
    issn: str = ""
    isbn: str = ""
    doi: str = ""
    quote: str = ""
    other: Mapping[str, str] = field(default_factory=dict)
    cited_by: tuple[CitedBy, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """What the work is called: its title, the same in its own script (`script-title`), and a translation."""
        return tuple(filter(None, (self.title, LANGUAGE_CODE.sub("", self.script_title), self.trans_title)))

    @property
    def label(self) -> str:
        """The footnote as people write it: `12`, or `note:2` in a group."""
        return written_label(self.group, self.number)

    @property
    def identity(self) -> str:
        """What history follows through renumberings: group and name, else the address, else the title."""
        if self.name:
            return f"name:{self.group}:{self.name}"
        if self.url or self.archive_url:
            return f"url:{self.url or self.archive_url}"
        return f"title:{self.title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The article that has these footnotes. `imported` is the ISO 8601 day of the import, `revision` the wiki's."""

    title: str = ""
    url: str = ""
    revision: str = ""
    imported: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """An article with its footnotes, in the order in which the article numbers them."""

    article: Article
    references: tuple[Citation, ...]


def written_label(group: str, number: int) -> str:
    """A footnote as people write it: `12`, or `note:2` in a group."""
    return f"{group}:{number}" if group else str(number)


def from_mapping(mapping: Mapping[str, object], *, number: int, group: str, cited_by: tuple[CitedBy, ...]) -> Citation:
    """The citation that `as_mapping` wrote."""
    named: dict[str, Any] = {
        name_of(key): tuple(value) if isinstance(value, list) else value for key, value in mapping.items()
    }
    return Citation(**{**named, "number": number, "group": group, "cited_by": cited_by})


def name_of(key: str) -> str:
    """The field that a key of references.yaml names: `archive-url` is `archive_url`."""
    return key.replace("-", "_")


def key_of(field_name: str) -> str:
    """The name that references.yaml gives to a field: `archive_url` is `archive-url`."""
    return field_name.replace("_", "-")


def as_mapping(citation: Citation) -> dict[str, object]:
    """The citation under references.yaml's names, without what it does not say, `number` and `cited-by`."""
    mapping: dict[str, object] = {}
    for part in fields(citation):
        value = getattr(citation, part.name)
        if part.name in ("number", "cited_by") or not value:
            continue
        if isinstance(value, tuple):
            value = list(value)
        mapping[key_of(part.name)] = dict(value) if isinstance(value, Mapping) else value
    return mapping
