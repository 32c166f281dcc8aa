"""The templates around citations that repairs read and write: dead links, snapshots of links, the article's dates."""

from __future__ import annotations

from functools import cache
from typing import Any

from crawler.data_file import read_table
from crawler.references.wikitext.citation_templates import Dialect

TAGS = ("dead-link", "webarchive", "other-archive", "hands-off")


def tag_of(name: str) -> str:
    """Which of TAGS a template is, by its name as the lists have it; "" for any other."""
    return next((tag for tag in TAGS if name in _lists()[tag]), "")


def date_form_of(name: str) -> str:
    """The form of dates (dmy, mdy, iso) that a template asks for; "" for any other template."""
    forms: dict[str, list[str]] = _lists()["dates"]
    return next((form for form, names in forms.items() if name in names), "")


def takes_archive(name: str, dialect: Dialect) -> bool:
    """Whether a citation template of this dialect is known to have parameters for an archive address."""
    if dialect.language == "en":
        return name not in _lists()["no-archive"]
    return name in _lists()["archive"]


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = read_table("crawler.repair.wikitext", "tags.yaml")
    return lists
