"""What an archive's answer to a replay request means: a capture that plays, or the archive's own words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, Literal

from crawler.archives.address import with_modifier
from crawler.archives.catalogue import archives
from crawler.archives.snapshot import Snapshot
from crawler.data_file import read_table

Origin = Literal["capture", "redirect", "error", "unmarked"]
"""Whose answer it is: a played capture · the archive leading to a capture near the time asked for · the archive's own
error · a page without any mark (an archive that does not speak Memento, or a notice)."""

_MEMENTO = "memento-datetime"
_CAPTURED = "x-archive-orig-"
_ERROR = "x-archive-wayback-runtime-error"
_NOT_FOUND, _LEGAL = 404, 451
_REDIRECTS, _ERRORS = range(300, 400), range(400, 1000)


def origin(status: int, headers: Mapping[str, str]) -> Origin:
    """Whose answer this is, from the HTTP status and the headers (names in any case).

    A captured 404 has `Memento-Datetime` or the captured headers as `x-archive-orig-*` (RFC 7089 and the Wayback
    Machine's custom); the archive's own 404 has neither.
    """
    names = {name.lower() for name in headers}
    if _MEMENTO in names or any(name.startswith(_CAPTURED) for name in names):
        return "capture"
    if status in _REDIRECTS:
        return "redirect"
    return "error" if status in _ERRORS else "unmarked"


def captured_at(headers: Mapping[str, str]) -> datetime | None:
    """When the played capture was made (UTC), as `Memento-Datetime` says; None where it says nothing readable."""
    try:
        moment = parsedate_to_datetime(_header(headers, _MEMENTO).strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def excluded(status: int, headers: Mapping[str, str], text: str) -> bool:
    """Whether the archive keeps this address from view: what it holds is not known. `text` is the page's text or HTML.

    Never true of a played capture, whatever the captured page says.
    """
    if origin(status, headers) == "capture":
        return False
    marks = _notices()["excluded"]
    if status == _LEGAL or _names(headers, marks["headers"]):
        return True
    page = text.lower()
    return any(phrase in page for phrase in marks["phrases"])


def never_archived(status: int, headers: Mapping[str, str]) -> bool:
    """Whether the archive says that it has no capture of the address: its own 404, not a captured one."""
    if origin(status, headers) == "capture":
        return False
    return status == _NOT_FOUND or _names(headers, _notices()["never-archived"]["headers"])


def raw(snapshot: Snapshot) -> str:
    """The address that plays the bytes as captured, without banner and rewritten links.

    Where the archive has no such way, or the form of the address does not carry what it needs, the address itself.
    """
    way = archives()[snapshot.archive].raw
    if way.endswith("_"):
        return with_modifier(snapshot, way)
    if way and snapshot.timestamp and snapshot.original:
        return way.format(timestamp=snapshot.timestamp, original=snapshot.original)
    return snapshot.address


def _names(headers: Mapping[str, str], marks: list[str]) -> bool:
    """Whether the archive's error header has one of the marks in it."""
    error = _header(headers, _ERROR).lower()
    return any(mark in error for mark in marks)


def _header(headers: Mapping[str, str], name: str) -> str:
    """A header's value by its name in any case, "" where it is missing."""
    return next((value for key, value in headers.items() if key.lower() == name), "")


@cache
def _notices() -> dict[str, Any]:
    notices: dict[str, Any] = read_table("crawler.archives", "notices.yaml")
    return notices
