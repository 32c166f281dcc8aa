"""Other spellings of an address under which an index may keep the same page, where it has nothing under the cited one.

Scheme, `www.`, port, case, a last slash, the order of the parameters and the fragment make no other spelling: the
Wayback Machine files an address without them (its SURT key).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit, urlunsplit

from crawler.archives.wanted import without_tracking

_ESCAPED = re.compile(r"&(?:amp|#38|#x26);", re.IGNORECASE)
_TWICE_ENCODED = re.compile(r"%25(?=[0-9a-f]{2})", re.IGNORECASE)
_ENCODED_FRAGMENT = re.compile(r"%23.*", re.DOTALL)
_ENCODED = re.compile(r"((?:%[0-9a-f]{2})+)", re.IGNORECASE)
_SIGNS = "!$&'()*+,;=:@/%"
"""What stays as it is in a path (RFC 3986, section 3.3), `%` of encodings that are left among it."""


def respelt(original: str) -> tuple[str, ...]:
    """The other spellings, the one with all mistakes mended first; none of them is filed under the address's own key.

    Mended are `&amp;` for `&`, tracking parameters, percent-encoding (twice done, not done, or done where there is no
    need), and an encoded `#` with what follows it. None for what is no http or https address.
    """
    if _parts(original) is None:
        return ()
    whole = original
    for mend in _MENDINGS:
        whole = mend(whole)
    found = {key_of(original): original}
    for spelling in (whole, *(mend(original) for mend in _MENDINGS)):
        if _parts(spelling) is not None:
            found.setdefault(key_of(spelling), spelling)
    return tuple(found.values())[1:]


def key_of(address: str) -> str:
    """What an index files an address under, roughly: equal keys mean the same captures. The text where it is none."""
    parts = _parts(address)
    if parts is None:
        return address
    host = re.sub(r"^www\d*\.", "", (parts.hostname or "").rstrip("."))
    port = re.search(r":(\d+)$", parts.netloc)
    shown = f":{port[1]}" if port and port[1] not in ("80", "443") else ""
    query = "&".join(sorted(filter(None, parts.query.lower().split("&"))))
    return f"{host}{shown}{parts.path.lower().rstrip('/') or '/'}?{query}"


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.netloc else None


def _unescaped(address: str) -> str:
    return _ESCAPED.sub(lambda found: unescape(found[0]), address)


def _untracked(address: str) -> str:
    return _changed(address, lambda parts: parts._replace(query=without_tracking(parts.query)))


def _without_encoded_fragment(address: str) -> str:
    return _changed(address, lambda parts: parts._replace(path=_ENCODED_FRAGMENT.sub("", parts.path)))


def _normally_encoded(address: str) -> str:
    return _changed(address, lambda parts: parts._replace(path=_normal(parts.path)))


def _normal(path: str) -> str:
    """The path with only those characters encoded that must be, in capitals (RFC 3986, section 6.2.2)."""
    pieces = _ENCODED.split(_TWICE_ENCODED.sub("%", path))
    return "".join(_piece(piece) if at % 2 else quote(piece, safe=_SIGNS) for at, piece in enumerate(pieces))


def _piece(encoded: str) -> str:
    """A run of encodings: an encoded sign (a slash, a `%`) means another thing than the sign and stays encoded."""
    return quote(unquote_to_bytes(encoded), safe="")


def _changed(address: str, change: Callable[[SplitResult], SplitResult]) -> str:
    parts = _parts(address)
    return urlunsplit(change(parts)) if parts is not None else address


_MENDINGS = (_unescaped, _untracked, _without_encoded_fragment, _normally_encoded)
