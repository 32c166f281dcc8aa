"""TimeMaps (RFC 7089): the mementos that an archive, or an aggregator of archives, lists for an address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from crawler.archives.address import snapshot_named
from crawler.archives.catalogue import archives
from crawler.archives.snapshot import Snapshot
from crawler.archives.timestamp import as_timestamp, distance, from_datetime, to_datetime

KEPT = 20
"""Mementos kept of a list that may have thousands: those nearest to the date wanted."""

_OK, _NOT_FOUND = 200, 404
_NAME = r"[\w*!#$&+.^`|~-]++"
_QUOTED, _BARE = r"[^\"]*+", r"[^\s\",;<>]*+"
# Nothing is given back once it is read: a megabyte of blanks must not cost its square.
_LINK = re.compile(rf"<([^<>]*+)>((?:\s*+;\s*+{_NAME}\s*+(?:=\s*+(?:\"{_QUOTED}\"|{_BARE}))?+)*+)")
_PARAMETER = re.compile(rf";\s*+({_NAME})\s*+=\s*+(?:\"({_QUOTED})\"|({_BARE}))")
_SHOWN = 120


class TimemapError(Exception):
    """The answer is no TimeMap. Never to be taken for "no mementos"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memento:
    """One capture as a TimeMap lists it: where it plays, and when it was made (14 digits, UTC)."""

    address: str
    timestamp: str


def read(body: bytes, *, status: int = _OK) -> tuple[Memento, ...]:
    """The mementos of a TimeMap in link format, in its order; a 404 says that there are none.

    Links without a date, or with one that cannot be read, are skipped, and so is a last one that was cut off: a long
    TimeMap is read as far as it was fetched. Raises TimemapError for everything that is no TimeMap.
    """
    if status == _NOT_FOUND:
        return ()
    text = body.decode("utf-8", errors="replace").strip("\ufeff \t\r\n")
    if status != _OK:
        raise TimemapError(f"the TimeMap answered {status}, expected 200 or 404: {text[:_SHOWN]!r}")
    links = [(found[1], _parameters(found[2])) for found in _LINK.finditer(text)]
    if not any(parameters.get("rel") for _, parameters in links):
        raise TimemapError(f"this is no TimeMap in link format (RFC 7089, section 5): {text[:_SHOWN]!r}")
    mementos = (_memento(address, parameters) for address, parameters in links)
    return tuple(memento for memento in mementos if memento)


def nearest(mementos: Iterable[Memento], wanted: str | None, most: int = KEPT) -> tuple[Memento, ...]:
    """Those of trusted archives, the nearest to `wanted` (a timestamp or an ISO 8601 date; None: the newest) first."""
    playable = [memento for memento in mementos if _is_trusted(memento)]
    playable.sort(key=lambda memento: memento.timestamp, reverse=wanted is None)
    if wanted is not None:
        stamp = as_timestamp(wanted)
        playable.sort(key=lambda memento: distance(to_datetime(memento.timestamp), stamp))
    return tuple({memento.address: memento for memento in playable}.values())[:most]


def snapshot_of(memento: Memento) -> Snapshot | None:
    """The snapshot that the memento is; None where its archive is not known here."""
    return snapshot_named(memento.address)


def _is_trusted(memento: Memento) -> bool:
    snapshot = snapshot_of(memento)
    return snapshot is not None and archives()[snapshot.archive].trust == "trusted"


def _memento(address: str, parameters: dict[str, str]) -> Memento | None:
    if "memento" not in parameters.get("rel", "").lower().split():
        return None
    try:
        moment = parsedate_to_datetime(parameters.get("datetime", "").strip())
        return Memento(address=address.strip(), timestamp=from_datetime(moment))
    except (ValueError, OverflowError):
        return None


def _parameters(text: str) -> dict[str, str]:
    return {found[1].lower(): found[2] if found[2] is not None else found[3] for found in _PARAMETER.finditer(text)}
