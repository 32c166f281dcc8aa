"""The address that nobody ever gave to a page: what a site answers to it is how the site says "not found"."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlunsplit

from crawler.evidence.address import pieces

_ENDING = re.compile(r"\.[a-z]{2,5}\d?$", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


def made_up(address: str) -> str:
    """A neighbour of `address` that does not exist, of the same shape; "" where the address names no host.

    It follows from the address alone, so that stored evidence is judged the same again. A page chosen by a parameter
    has a neighbour with another value of its last one; a number is answered by a number, as some sites look up only
    those.
    """
    parts = pieces(address)
    if not parts.hostname:
        return ""
    word, number = _tokens(parts.hostname)
    query = parse_qsl(parts.query)
    if query:
        name, value = query[-1]
        query[-1] = (name, number if _NUMBER.fullmatch(value) else word)
        return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))
    folder, _, last = parts.path.rstrip("/").rpartition("/")
    ending = _ENDING.search(last)
    suffix = ending[0] if ending else "/" if parts.path.endswith("/") and last else ""
    stem = last.removesuffix(suffix)
    name = number if _NUMBER.fullmatch(stem) else word
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{name}{suffix}", "", ""))


def is_made_up(address: str) -> bool:
    """Whether `address` is one of those."""
    host = pieces(address).hostname
    return bool(host) and any(token in address for token in _tokens(host or ""))


@lru_cache(maxsize=1024)
def _tokens(host: str) -> tuple[str, str]:
    """The word and the number that stand in the made-up addresses of a host."""
    digest = hashlib.sha1(host.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    return f"no-such-page-{digest[:10]}", f"9{int(digest[10:25], 16) % 10**12:012}"
