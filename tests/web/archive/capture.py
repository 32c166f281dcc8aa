"""A capture, and the collection of them that an archive holds, looked up by SURT key."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Capture:
    """What a crawler got at `url` at `timestamp` (YYYYMMDDhhmmss, UTC): the status, headers and body as they were.

    `revisit` says that the body was the same as in an earlier capture, so that the index lists it as a repeat.
    """

    url: str
    timestamp: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: HTML)
    body: bytes = b""
    revisit: bool = False

    @property
    def moment(self) -> datetime:
        return datetime.strptime(self.timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)

    @property
    def key(self) -> str:
        return surt(self.url)

    @property
    def mimetype(self) -> str:
        if self.revisit:
            return "warc/revisit"
        named = {name.lower(): value for name, value in self.headers.items()}.get("content-type", "")
        return named.partition(";")[0].strip() or "unk"

    @property
    def digest(self) -> str:
        """SHA-1 in base 32, as the index has it."""
        return base64.b32encode(hashlib.sha1(self.body, usedforsecurity=False).digest()).decode()

    @property
    def location(self) -> str | None:
        """Where a captured redirect leads."""
        return {name.lower(): value for name, value in self.headers.items()}.get("location")


def surt(url: str) -> str:
    """The address in the archive's sort order: `http://www.Example.org:80/A/?b=1` is `org,example)/a?b=1`, roughly."""
    parts = urlsplit(url if re.match(r"[a-z]+://?", url, re.IGNORECASE) else f"http://{url}")
    host = re.sub(r"^www\d*\.", "", (parts.hostname or "").rstrip("."))
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    path = parts.path.lower().rstrip("/") or "/"
    query = "&".join(sorted(filter(None, parts.query.lower().split("&"))))
    return f"{','.join(reversed(host.split('.')))}{port}){path}{'?' if query else ''}{query}"


class Holdings:
    """All captures of an archive, in the index's order: by key, then by time."""

    def __init__(self, captures: Iterable[Capture], excluded: Iterable[str] = ()) -> None:
        self.captures: Sequence[Capture] = sorted(captures, key=lambda each: (each.key, each.timestamp))
        self._excluded = tuple(surt(url) for url in excluded)

    def excludes(self, url: str) -> bool:
        """Whether the owner of this address has had it taken out; an excluded front page takes its whole host out."""
        key = surt(url)
        return any(key == each or (each.endswith(")/") and key.startswith(each[:-1])) for each in self._excluded)

    def of(self, url: str) -> list[Capture]:
        """The captures of an address, oldest first."""
        key = surt(url)
        return [each for each in self.captures if each.key == key]

    def nearest(self, url: str, timestamp: str) -> Capture | None:
        """The capture closest to a timestamp of any length; a partial one counts as the end of what it names."""
        wanted = moment_of(timestamp)
        return min(self.of(url), key=lambda each: abs(each.moment - wanted), default=None)


def moment_of(timestamp: str) -> datetime:
    """The moment that a timestamp of 1 to 14 digits names, its missing digits as late as they can be."""
    latest = "29991231235959"
    padded = timestamp[:14] + latest[len(timestamp[:14]) :]
    for day in ("", "30", "29", "28"):  # The last day of a month depends on the month.
        text = padded[:6] + (day or padded[6:8]) + padded[8:]
        try:
            return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            continue
    return datetime(1996, 1, 1, tzinfo=UTC)
