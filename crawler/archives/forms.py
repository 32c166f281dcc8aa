"""The forms that archive addresses have: each with the function that reads it and, where it can be, builds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from crawler.archives import webcitation
from crawler.archives.catalogue import Archive, Place
from crawler.archives.original import has_scheme, read_original
from crawler.archives.parameters import parameters
from crawler.archives.snapshot import CannotBuildError, MalformedArchiveAddressError, Snapshot, shown
from crawler.archives.timestamp import TimestampError, from_datetime, from_iso, period

Reader = Callable[[Archive, Place], Snapshot | None]
"""Reads a form: None for an address of another form, MalformedArchiveAddressError for a wrong one of this form."""
Builder = Callable[[Archive, str, str, str], str]
"""Builds an address from an archive, an original, a timestamp and a modifier. Raises CannotBuildError."""

_STAMP = re.compile(r"([0-9]*)([a-z]{2,4}_)?")
_LISTING = re.compile(r"[0-9]*\*[0-9]*|[0-9]+-[0-9]*\*?")
_TODAY_STAMP = re.compile(r"[0-9]{4}[0-9.:-]*")
# The archive's own pages have names as long as a snapshot's.
_TODAY_ID = re.compile(r"(?!search|submit)[0-9A-Za-z]{4,6}/?(?:image|share)?(?:[?#].*)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Wayback:
    """A wayback address in its four pieces, which put together are the address again: `head` ends with a slash."""

    head: str
    timestamp: str
    modifier: str
    tail: str


def wayback_pieces(archive: Archive, place: Place) -> Wayback | None:
    """Cuts an address of the wayback form into its pieces; None where it has another form."""
    for prefix in archive.prefixes:
        begin = _after(prefix, place.path)
        if begin is None:
            continue
        head, rest = place.text[: place.start + begin], place.path[begin:]
        stamp, slash, tail = rest.partition("/")
        _refuse_listing(archive, place, stamp)
        found = _STAMP.fullmatch(stamp)
        if found and stamp and slash and (found[1] or has_scheme(tail)):
            return Wayback(head, found[1], found[2] or "", f"/{tail}")
        if has_scheme(rest):
            return Wayback(head, "", "", rest)
    return None


def checked(archive: Archive, place: Place, digits: str) -> str:
    """The timestamp, if it is one. Raises MalformedArchiveAddressError."""
    try:
        if digits:
            period(digits)
    except TimestampError as error:
        raise malformed(archive, place, str(error)) from None
    return digits


def malformed(archive: Archive, place: Place, why: str) -> MalformedArchiveAddressError:
    """The error that says what is wrong with an address and which form its archive expects."""
    return MalformedArchiveAddressError(f"{archive.name}: {why}: {shown(place.text)}; expected e.g. {archive.example}")


def _read_wayback(archive: Archive, place: Place) -> Snapshot | None:
    pieces = wayback_pieces(archive, place)
    if pieces is None:
        return None
    original = read_original(pieces.tail.removeprefix("/"))
    if not original:
        raise malformed(archive, place, "no address stands after the timestamp")
    timestamp = checked(archive, place, pieces.timestamp)
    return Snapshot(archive.id, original, timestamp, pieces.modifier, place.text)


def _build_wayback(archive: Archive, original: str, timestamp: str, modifier: str) -> str:
    if modifier and not _STAMP.fullmatch(modifier):
        raise CannotBuildError(f"{modifier!r} is not a modifier: expected two letters and an underscore, as in id_")
    stamp = f"{timestamp}{modifier}/" if timestamp or modifier else ""
    return f"{archive.builds}{stamp}{original}"


def _read_archive_today(archive: Archive, place: Place) -> Snapshot | None:
    first, slash, rest = place.path.partition("/")
    if first.lower() == "o":  # a link out of a snapshot: o/ID/ADDRESS
        rest = rest.partition("/")[2]
        return _snapshot(archive, place, "", read_original(rest)) if has_scheme(rest) else None
    if slash and first in ("newest", "oldest"):
        return _snapshot(archive, place, "", read_original(rest))
    if rest and _TODAY_STAMP.fullmatch(first):
        return _snapshot(archive, place, checked(archive, place, re.sub("[^0-9]", "", first)), read_original(rest))
    if has_scheme(place.path) or "*" in first:
        raise malformed(archive, place, "this lists all snapshots of an address and names none")
    short = place.path.removeprefix("wip/")
    return Snapshot(archive.id, "", "", "", place.text) if _TODAY_ID.fullmatch(short) else None


def _build_archive_today(archive: Archive, original: str, timestamp: str, modifier: str) -> str:
    if modifier:
        raise CannotBuildError(f"{archive.name} has no modifiers, and {modifier!r} was asked for")
    return f"{archive.builds}{timestamp or 'newest'}/{original}"


def _read_patterns(archive: Archive, place: Place) -> Snapshot | None:
    found = next(filter(None, (pattern.fullmatch(place.path) for pattern in archive.patterns)), None)
    if found is None:
        return None
    groups = {name: value or "" for name, value in found.groupdict().items()}
    if "seconds" in groups:
        groups["timestamp"] = from_datetime(datetime.fromtimestamp(int(groups["seconds"]), UTC))
    timestamp = checked(archive, place, _digits(groups.get("timestamp", "")))
    if "original" in groups:
        return _snapshot(archive, place, timestamp, read_original(groups["original"]))
    made = archive.original.format_map(groups) if "video" in groups else ""
    return Snapshot(archive.id, made, timestamp, "", place.text)


def _read_webcitation(archive: Archive, place: Place) -> Snapshot | None:
    path, _, query = place.path.partition("?")
    given = parameters(query)
    name = path.strip("/").partition("#")[0]
    identifier = given.get("id", "") if name.lower() in ("query", "query.php") else name
    captured = webcitation.captured_at(identifier)
    original = read_original(given.get("url", ""))
    if captured is None and (identifier or not original):
        return None
    timestamp = from_datetime(captured) if captured else _date(given.get("date", ""))
    return Snapshot(archive.id, original, timestamp, "", place.text)


def _read_query(archive: Archive, place: Place) -> Snapshot | None:
    original = read_original(parameters(place.path.partition("?")[2]).get("url", ""))
    return Snapshot(archive.id, original, "", "", place.text) if original else None


@dataclass(frozen=True, slots=True)
class Form:
    """How addresses of one form are read and built; `build` is None where the archive gives out names of its own."""

    read: Reader
    build: Builder | None = None


FORMS: Mapping[str, Form] = {
    "wayback": Form(_read_wayback, _build_wayback),
    "archive-today": Form(_read_archive_today, _build_archive_today),
    "patterns": Form(_read_patterns),
    "webcitation": Form(_read_webcitation),
    "query": Form(_read_query),
}
"""Every form by the name that archives.yaml gives it. A new one is a function here and a line there."""


def _after(prefix: str, path: str) -> int | None:
    """Where the path goes on after a prefix of whole segments (`*` is any one); None where it does not begin so."""
    begin = 0
    for segment in prefix.split("/") if prefix else ():
        end = path.find("/", begin)
        if end < 0 or (segment != "*" and path[begin:end].lower() != segment.lower()):
            return None
        begin = end + 1
    return begin


def _refuse_listing(archive: Archive, place: Place, stamp: str) -> None:
    if _LISTING.fullmatch(stamp):
        raise malformed(archive, place, "this lists the snapshots of an address and names none")


def _snapshot(archive: Archive, place: Place, timestamp: str, original: str) -> Snapshot:
    if not original:
        raise malformed(archive, place, "no address stands after the timestamp")
    return Snapshot(archive.id, original, timestamp, "", place.text)


def _digits(text: str) -> str:
    """The digits of a date with separators or an English month: `2000-Dec-5` is 20001205, `20120727-0512` as it is."""
    parts = text.split("-")
    if len(parts) != len(("year", "month", "day")):
        return "".join(parts)
    month = parts[1][:3].lower()
    number = str(_MONTHS.index(month) + 1) if month in _MONTHS else parts[1]
    return f"{parts[0]}{number:0>2}{parts[2]:0>2}"


def _date(text: str) -> str:
    """The digits of a webcitation `date`; people wrote all sorts there, so what is no ISO date counts as none."""
    try:
        return from_iso(text)
    except TimestampError:
        return ""
