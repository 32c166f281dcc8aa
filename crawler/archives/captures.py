"""Captures as an index lists them, and which of them to try first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from crawler.archives.timestamp import as_timestamp, distance, to_datetime

REVISIT = "warc/revisit"
"""The media type of a capture whose body was the same as an earlier one's: the index gives it no status of its own."""

UNKNOWN = "-"
"""How an index writes what it does not know."""


_PAGE, _LEAD, _ERROR = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One row of a capture index.

    `original` is the captured address as the crawler wrote it, `timestamp` 14 digits that name a real date, `mimetype`
    what the server said (`warc/revisit` for a repeat), `status` the captured HTTP status (None where the index has
    `-`), `digest` the body's SHA-1 in base 32, `length` the bytes of the compressed record (None where unknown).
    """

    original: str
    timestamp: str
    mimetype: str
    status: int | None
    digest: str
    length: int | None


def rank(captures: Iterable[Capture], wanted: str | None) -> tuple[Capture, ...]:
    """The captures that may show the work, the most promising first.

    Those of status 2xx come first (a repeat has the status of the capture that it repeats where that is listed, else it
    counts as one of them), then redirects and those of unknown status; captured errors are left out. Among equals those
    nearest to `wanted` (a timestamp or an ISO 8601 date, whose whole period is near) come first; the newest where it is
    None. Of captures with the same body only the first stays. Raises TimestampError for a `wanted` that is no date.
    """
    listed = tuple(captures)
    statuses = {capture.digest: capture.status for capture in listed if capture.status and capture.digest != UNKNOWN}
    kinds = [(capture, _kind(_resolved(capture, statuses))) for capture in listed]
    ordered = sorted(kinds, key=lambda pair: pair[0].timestamp, reverse=wanted is None)
    if wanted is not None:
        stamp = as_timestamp(wanted)
        ordered.sort(key=lambda pair: distance(to_datetime(pair[0].timestamp), stamp))
    ordered.sort(key=lambda pair: pair[1])
    return _without_repeats(capture for capture, kind in ordered if kind < _ERROR)


def _resolved(capture: Capture, statuses: Mapping[str, int | None]) -> Capture:
    """A repeat with the status of what it repeats: the repeat of a captured 404 is one itself."""
    if capture.mimetype != REVISIT or capture.status is not None:
        return capture
    return replace(capture, status=statuses.get(capture.digest))


def _kind(capture: Capture) -> int:
    """What the capture may be good for: a page, what may lead to one, or a captured error."""
    if capture.status is None:
        return _PAGE if capture.mimetype == REVISIT else _LEAD
    return {2: _PAGE, 3: _LEAD}.get(capture.status // 100, _ERROR)


def _without_repeats(captures: Iterable[Capture]) -> tuple[Capture, ...]:
    """The first capture of each body; those whose digest is not known all stay."""
    first: dict[str, Capture] = {}
    for place, capture in enumerate(captures):
        first.setdefault(capture.digest if capture.digest != UNKNOWN else f"{UNKNOWN}{place}", capture)
    return tuple(first.values())
