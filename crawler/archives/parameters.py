"""Query parameters of archives that take a whole address in one of them, often without encoding it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

KNOWN = ("id", "url", "date", "title", "refdoc", "refid", "returnxml", "apiresponse", "rev_t", "rev_l")
"""The parameters that WebCite and Wikiwix know; any other belongs to an address that was not encoded."""


def parameters(query: str) -> Mapping[str, str]:
    """The known parameters, the first of each. `url` is left as written (an `&` in it too); the rest are decoded."""
    found: dict[str, list[str]] = {}
    last = ""
    for piece in query.split("&"):
        name, equals, value = piece.partition("=")
        if equals and name.lower() in KNOWN and name.lower() not in found:
            last = name.lower()
            found[last] = [value]
        elif last == "url":
            found["url"].append(piece)
    return {name: "&".join(pieces) if name == "url" else unquote(pieces[0]) for name, pieces in found.items()}
