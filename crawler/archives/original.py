"""The captured address inside an archive address, brought to one form whatever way it was written there."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes

_ENCODED = re.compile(r"[a-z]{2,8}(?:%3a|:)(?:%2f|/)", re.IGNORECASE)
_SCHEME = re.compile(r"(https?|ftp):/*", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?![0-9]{1,5}(?:[/?#]|\Z))", re.IGNORECASE)
_HOST_END = re.compile(r"[/?#]")
# All of printable ASCII: what is a character of an address stays, blanks and the rest are encoded again.
_KEPT = "".join(chr(code) for code in range(0x21, 0x7F))


def has_scheme(text: str) -> bool:
    """Whether the text begins as `http`, `https` or `ftp` addresses do, percent-encoded or not."""
    return _SCHEME.match(decoded(text)) is not None


def read_original(text: str) -> str:
    """The address with scheme and two slashes; "" where the text is no address.

    `http:/a.example` has one slash since servers merge two; `a.example` without a scheme means http; and an address
    that was percent-encoded as a whole (its own `://` is) is decoded once.
    """
    plain = decoded(text)
    scheme = _SCHEME.match(plain)
    if scheme:
        name, rest = scheme[1].lower(), plain[scheme.end() :]
    elif _OTHER_SCHEME.match(plain):
        return ""
    else:
        name, rest = "http", plain.lstrip("/")
    return f"{name}://{rest}" if _is_host(rest, named=scheme is not None) else ""


def decoded(text: str) -> str:
    """The text, decoded once if it was percent-encoded as a whole."""
    head = _ENCODED.match(text)
    if head is None or "%" not in head[0]:
        return text
    return quote(unquote_to_bytes(text), safe=_KEPT)


def encoded(text: str) -> str:
    """The text with all percent-encoded that no address has in it (blanks, controls, letters beyond ASCII)."""
    return quote(text.strip(), safe=_KEPT, errors="replace")


def _is_host(rest: str, *, named: bool) -> bool:
    """Whether a host name stands at the beginning; without a scheme before it, only a dot tells it from a path."""
    host = _HOST_END.split(rest, maxsplit=1)[0].rpartition("@")[2].partition(":")[0]
    if not host or host.startswith("*"):
        return False
    return named or ("." in host.strip(".") and "%" not in host)
