"""Makes text from pages, citations and servers safe to show: one line, in reading order, without anything hidden."""

from __future__ import annotations

import re
from urllib.parse import quote

ESCAPE_SEQUENCE = re.compile(
    r"(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # strings: titles, links, images
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # control sequences: colours, cursor moves
    r"|\x1b[ -/]*[0-~]?"  # two-character escapes: resets, character sets
)
"""What a terminal would obey (ECMA-48), with its payload; an unfinished string swallows the rest, as in a terminal."""

CONTROL = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
INVISIBLE = (
    "\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f"
)
HIDDEN = re.compile(f"[{CONTROL}{BIDI}{INVISIBLE}]")
"""What a reader cannot see. The joiners U+200C and U+200D stay: Persian, Indic scripts and emoji need them."""

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
SEPARATORS = r"\s\x1c-\x1f\x85\u2028\u2029"
UNSAFE_IN_ADDRESS = re.compile(f"[{SEPARATORS}{CONTROL}{BIDI}{INVISIBLE}\ud800-\udfff<>\"'`{{|}}]")
WEB_ADDRESS = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)


def printable(text: str) -> str:
    """The text on one line: escape sequences, control, bidi and invisible characters gone, white space run together.

    A lone surrogate, which no encoding can carry, becomes U+FFFD. Doing it twice changes nothing more.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())  # no character of those: nearly all text of nearly all reports
    seen = HIDDEN.sub("", ESCAPE_SEQUENCE.sub("", text))
    return " ".join(LONE_SURROGATE.sub("\ufffd", seen).split())


def shortened(text: str, length: int) -> str:
    """The printable text in at most `length` characters, the last an ellipsis where something was left out."""
    whole = printable(text)
    return whole if len(whole) <= length else whole[: length - 1].rstrip() + "…"


def printable_address(address: str) -> str:
    """The address with whatever cannot be seen, or would end a link, percent-encoded; letters of any script stay."""
    return UNSAFE_IN_ADDRESS.sub(_percent_encoded, address.strip())


def link(address: str) -> str | None:
    """The address to link to, or None where it must not be a link: anything but http and https with a host."""
    shown = printable_address(address)
    return shown if WEB_ADDRESS.match(shown) else None


def _percent_encoded(match: re.Match[str]) -> str:
    return quote(LONE_SURROGATE.sub("\ufffd", match.group()), safe="")
