"""What a capture index said of an address: the captures it knows, or why it did not say."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from pydantic import TypeAdapter

from crawler.archives.address import build, parse
from crawler.archives.captures import Capture, rank
from crawler.archives.snapshot import CannotBuildError, MalformedArchiveAddressError, NotAnArchiveError, Snapshot
from crawler.evidence.address import fault
from crawler.references.citation import Citation

CANDIDATES = 3
"""How many captures are played before the search for a good one ends: the index lists them nearest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The index's answers of one run for `address`. `asked_at` is RFC 3339 UTC.

    `failure` is "" where the last question was answered, else `rate-limited`, `excluded` or `archive-unreachable`,
    with the archive's words in `detail`. `empty` counts the empty answers: only two mean that there is no capture.
    """

    address: str
    asked_at: str
    captures: tuple[Capture, ...] = ()
    failure: str = ""
    detail: str = ""
    empty: int = 0
    record: str = ""

    def candidates(self, wanted: str | None) -> tuple[Snapshot, ...]:
        """The captures worth playing, the nearest to `wanted` (ISO 8601; None: the newest) first."""
        found = (_snapshot(capture) for capture in rank(self.captures, wanted))
        return tuple(islice(filter(None, found), CANDIDATES))


def _snapshot(capture: Capture) -> Snapshot | None:
    """Where the Wayback Machine plays a capture; None for what no browser asks for (`dns:` and the like)."""
    try:
        return parse(build("wayback", capture.original, capture.timestamp))
    except CannotBuildError:
        return None


def sought(citation: Citation) -> str:
    """The address to look for in an archive: the cited one, else the one that the named snapshot is of.

    "" where there is none, or none that anybody could have captured.
    """
    address = citation.url.strip()
    if not address:
        with suppress(MalformedArchiveAddressError, NotAnArchiveError):
            address = parse(citation.archive_url).original
    return "" if fault(address) else address


SEARCH: TypeAdapter[Search] = TypeAdapter(Search)
"""Writes a Search as JSON and reads it back."""
