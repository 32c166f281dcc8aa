"""What to ask an archive for: the date that a citation means; and which parameters say nothing of a page."""

from __future__ import annotations

from functools import cache

from crawler.archives.timestamp import TimestampError, from_iso
from crawler.data_file import read_table
from crawler.references.citation import Citation


def wanted_date(citation: Citation) -> str | None:
    """The date (ISO 8601, as exact as known) near which a capture shows what was cited; None where none is given.

    The date of the snapshot cited, else the day on which the page was read, else that of publication. What is no ISO
    date is passed over.
    """
    dates = (citation.archive_date, citation.access_date, citation.date)
    return next((date for date in dates if _is_date(date)), None)


def without_tracking(query: str) -> str:
    """A query string without the parameters of tracking.yaml, the rest as it was."""
    return "&".join(piece for piece in query.split("&") if not _is_tracking(piece.partition("=")[0].lower()))


def _is_date(text: str) -> bool:
    try:
        from_iso(text)
    except TimestampError:
        return False
    return True


def _is_tracking(name: str) -> bool:
    names, beginnings = _tracking()
    return name in names or name.startswith(beginnings)


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    lists = read_table("crawler.archives", "tracking.yaml")
    return frozenset(lists["names"]), tuple(lists["beginnings"])
