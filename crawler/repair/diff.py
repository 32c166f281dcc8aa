"""The difference between two texts as a unified diff that a terminal shows and does not obey."""

from __future__ import annotations

import re
from difflib import unified_diff

from crawler.reports.printable import ESCAPE_SEQUENCE, HIDDEN, LONE_SURROGATE

_OTHER_ENDS = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What would move a terminal's cursor, or look like a line's end, within a line."""


def render_diff(before: str, after: str, name: str) -> str:
    """The unified diff with three lines around each change; "" where the texts are the same.

    Lines end at line feeds; a carriage return before one is not shown, nor is anything that a reader cannot see.
    """
    lines = unified_diff(_lines(before), _lines(after), fromfile=name, tofile=name, lineterm="")
    return "".join(f"{_shown(line)}\n" for line in lines)


def _lines(text: str) -> list[str]:
    """With a mark on a last line without an end, so that adding one is a difference."""
    lines = text.split("\n")
    return lines[:-1] if not lines[-1] else [*lines[:-1], f"{lines[-1]}\n\\ No newline at end of file"]


def _shown(line: str) -> str:
    # The mark of a line without an end is the one line break that stays.
    text, mark, rest = line.partition("\n")
    return _safe(text) + mark + rest


def _safe(text: str) -> str:
    seen = HIDDEN.sub("", ESCAPE_SEQUENCE.sub("", text.removesuffix("\r")))
    return LONE_SURROGATE.sub("\ufffd", _OTHER_ENDS.sub(" ", seen))
