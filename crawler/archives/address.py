"""Archive addresses, both ways: what an address names, and the address of what is named."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from crawler.archives.catalogue import Archive, Place, archive_at, archives, locate
from crawler.archives.forms import FORMS, malformed, wayback_pieces
from crawler.archives.original import encoded, read_original
from crawler.archives.snapshot import (
    CannotBuildError,
    MalformedArchiveAddressError,
    NotAnArchiveError,
    Snapshot,
    shown,
)
from crawler.archives.timestamp import TimestampError, period

_FROM_THE_ROOT = re.compile(r"/|[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]")


def parse(address: str) -> Snapshot:
    """What an archive address names.

    Understood for every archive of archives.yaml, with any modifier, with originals that are percent-encoded, lack
    their scheme or have one slash, and with partial timestamps. Raises NotAnArchiveError where the host is no archive
    (Google's cache is none), MalformedArchiveAddressError where it is one and the address names no snapshot (a
    listing, a timestamp that is no date, a page of the archive itself). Raises nothing else, whatever the text.
    """
    archive, place = _placed(address)
    if _BLANK.search(place.text):
        raise malformed(archive, place, "an address has no blanks or control characters in it")
    for form in archive.forms:
        snapshot = FORMS[form].read(archive, place)
        if snapshot is not None:
            return snapshot
    raise malformed(archive, place, "this names no snapshot")


def snapshot_named(address: str) -> Snapshot | None:
    """The snapshot that an address names, at the place where it plays now; None where it names none."""
    try:
        return current(parse(address))
    except (NotAnArchiveError, MalformedArchiveAddressError):
        return None


def build(archive_id: str, original: str, timestamp: str, modifier: str = "") -> str:
    """The address under which an archive plays its capture of `original` nearest to `timestamp` ("": the newest).

    `parse` reads it back to the same parts. Raises CannotBuildError where the archive is unknown or gives out names of
    its own (Perma.cc's short form, WebCite), or where a part is not what it should be.
    """
    archive = archives().get(archive_id)
    if archive is None:
        raise CannotBuildError(f"there is no archive {archive_id!r}: known are {', '.join(archives())}")
    builder = next(filter(None, (FORMS[form].build for form in archive.forms)), None)
    if builder is None or not archive.builds:
        raise CannotBuildError(f"{archive.name} names its snapshots itself: their addresses cannot be made")
    return builder(archive, _checked_original(original), _checked_timestamp(timestamp), modifier)


def current(snapshot: Snapshot) -> Snapshot:
    """The snapshot where an archive that moved plays it now; itself where none moved, or not to a known place."""
    archive = archives()[snapshot.archive]
    place = locate(snapshot.address)
    pieces = wayback_pieces(archive, place) if archive.moved else None
    if pieces is None:
        return snapshot
    prefix = pieces.head[place.start :].strip("/")
    base = archive.moved.get(prefix.lower(), f"{archive.moved['*']}{prefix}/" if "*" in archive.moved else "")
    stamp = f"{pieces.timestamp}{pieces.modifier}/".removeprefix("/")
    return parse(f"{base}{stamp}{snapshot.original}") if base else snapshot


def inside(played: str, location: str) -> str:
    """Where a captured redirect leads inside the archive; "" where its archive has no such address.

    `played` is the address that was played, `location` the Location of its answer: rewritten into the archive, as the
    Wayback Machine does, or as it was captured, as pywb has it.
    """
    snapshot = snapshot_named(played)
    archive = archives()[snapshot.archive] if snapshot else None
    location = encoded(location)
    try:
        # A name alone is as captured: joined with an archive address it would lose one of the inner slashes.
        if _FROM_THE_ROOT.match(location) and snapshot_named(target := urljoin(played, location)):
            return target
        pieces = wayback_pieces(archive, locate(snapshot.address)) if archive and snapshot else None
        original = read_original(urljoin(snapshot.original, location)) if snapshot else ""
    except ValueError:
        return ""
    stamp = f"{pieces.timestamp}{pieces.modifier}/".removeprefix("/") if pieces else ""
    return f"{pieces.head}{stamp}{original}" if pieces and original else ""


def with_modifier(snapshot: Snapshot, modifier: str) -> str:
    """The same address with another modifier ("" for the plain view); as it is where its form has none."""
    archive = archives()[snapshot.archive]
    pieces = wayback_pieces(archive, locate(snapshot.address)) if "wayback" in archive.forms else None
    if pieces is None:
        return snapshot.address
    stamp = f"{pieces.timestamp}{modifier}"
    tail = pieces.tail if pieces.tail.startswith("/") or not stamp else f"/{pieces.tail}"
    return f"{pieces.head}{stamp}{tail}"


def _placed(address: str) -> tuple[Archive, Place]:
    """The archive of an address, and its parts. Raises NotAnArchiveError."""
    place = locate(address)
    archive = archive_at(place)
    if archive is None:
        raise NotAnArchiveError(f"{shown(place.text)} is not the address of an archive that is known here")
    if archive.trust == "not-an-archive":
        raise NotAnArchiveError(f"{shown(place.text)} is no archive's address: {archive.reason}")
    return archive, place


def _checked_original(original: str) -> str:
    read = read_original(original)
    if not read or _BLANK.search(read):
        raise CannotBuildError(f"{shown(original)} is not an address: expected http, https or ftp, and no blanks")
    return read


def _checked_timestamp(timestamp: str) -> str:
    try:
        if timestamp:
            period(timestamp)
    except TimestampError as error:
        raise CannotBuildError(str(error)) from None
    return timestamp
