"""Which archives exist, at which hosts, and how far each is trusted: archives.yaml, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, get_args

from crawler.data_file import read_table

Trust = Literal["trusted", "distrusted", "defunct", "not-an-archive"]
TRUSTS: tuple[str, ...] = get_args(Trust)


class CatalogueError(ValueError):
    """An entry of archives.yaml lacks something, or two entries claim the same id or host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """One archive, under the names that archives.yaml explains at its top."""

    id: str
    name: str
    hosts: tuple[str, ...]
    forms: tuple[str, ...]
    trust: Trust
    reason: str
    source: str
    example: str
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prefixes: tuple[str, ...] = ()
    builds: str = ""
    patterns: tuple[re.Pattern[str], ...] = ()
    original: str = ""
    raw: str = ""
    moved: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """An address taken apart no further than needed: `text[start:]` is the path with all that follows it."""

    text: str
    host: str
    start: int

    @property
    def path(self) -> str:
        """What follows the host, without slashes before it."""
        return self.text[self.start :]


@cache
def archives() -> Mapping[str, Archive]:
    """All archives by id, in the file's order. Raises CatalogueError where the file is at fault."""
    listed = [_read(entry) for entry in read_table("crawler.archives", "archives.yaml")]
    by_id = {archive.id: archive for archive in listed}
    if len(by_id) != len(listed):
        raise CatalogueError("archives.yaml: an id stands there twice")
    return by_id


def locate(address: str) -> Place:
    """Finds host and path of an address with `http:`, `https:` or no scheme; the host is "" for everything else."""
    text = address.strip()
    begin = re.match(r"(?:https?:)?//|(?![A-Za-z][A-Za-z0-9+.-]*:/)", text, re.IGNORECASE)
    if begin is None:
        return Place(text, "", len(text))
    end = re.compile(r"[/?#\\]|$").search(text, begin.end())
    stop = end.start() if end else len(text)
    host = text[begin.end() : stop].rpartition("@")[2]
    name = re.sub(r":[0-9]*\Z", "", host).rstrip(".").lower()
    return Place(text, name, len(text) - len(text[stop:].lstrip("/")))


def archive_at(place: Place) -> Archive | None:
    """The archive that an address belongs to, whether it is one to trust or not; None for the rest of the web."""
    whole = _hosts().get(place.host)
    if whole is not None:
        return whole
    path = place.path.lower()
    found = (archive for archive, prefix in _shared().get(place.host, ()) if path.startswith(prefix))
    return next(found, None)


@cache
def _hosts() -> Mapping[str, Archive]:
    hosts: dict[str, Archive] = {}
    for archive in archives().values():
        for host in archive.hosts:
            if host in hosts:
                raise CatalogueError(f"archives.yaml: {host} stands under {hosts[host].id} and under {archive.id}")
            hosts[host] = archive
    return hosts


@cache
def _shared() -> Mapping[str, tuple[tuple[Archive, str], ...]]:
    shared: dict[str, tuple[tuple[Archive, str], ...]] = {}
    for archive in archives().values():
        for host, prefixes in archive.shared.items():
            shared[host] = (*shared.get(host, ()), *((archive, prefix) for prefix in prefixes))
    return shared


def _read(entry: dict[str, Any]) -> Archive:
    """One entry of the file as a value. Lists become tuples; patterns are compiled to match a whole path."""
    parts: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    parts["shared"] = {host: tuple(prefixes) for host, prefixes in entry.get("shared", {}).items()}
    # A question mark or a fragment after the snapshot's own name changes how it is shown, not which it is.
    parts["patterns"] = tuple(re.compile(rf"(?:{pattern})/?(?:[?#].*)?") for pattern in entry.get("patterns", ()))
    try:
        archive = Archive(**parts)
    except TypeError as error:
        raise CatalogueError(f"archives.yaml, entry {entry.get('id')!r}: {error}") from None
    if archive.trust not in TRUSTS:
        raise CatalogueError(f"archives.yaml, entry {archive.id!r}: trust is {archive.trust!r}, not one of {TRUSTS}")
    return archive
