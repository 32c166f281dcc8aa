"""Addresses held against each other: whether two are one place, and which are a site's front page."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from crawler.archives.wanted import without_tracking
from crawler.evidence.address import host_of, pieces

_FRONT = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default|main|homepage|start)(?:\.\w{2,5})?/?)?", re.IGNORECASE
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def is_front(address: str) -> bool:
    """Whether an address is a site's front page, in whatever language."""
    parts = pieces(address)
    return not without_tracking(parts.query) and bool(_FRONT.fullmatch(parts.path))


def same_place(one: str, other: str) -> bool:
    """Whether two addresses differ only in scheme, www, case, slash or tracking parameters."""
    return place_of(one) == place_of(other)


@lru_cache(maxsize=4096)
def place_of(address: str) -> tuple[str, int | None, str, str]:
    """The host (without www), the port (None: the scheme's own), the path and the query that tell a place."""
    parts = pieces(address.strip())
    port = None if parts.port == _DEFAULT_PORTS.get(parts.scheme) else parts.port
    host = host_of(address.strip()).removeprefix("www.")
    path = unquote(parts.path).rstrip("/").lower()
    return host, port, path, without_tracking(parts.query).lower()
