"""A text as a YAML value: as plain as it can be, quoted where another reader would take it for something else.

Whatever the text, a YAML reader gets the same text back. Control characters other than tab and newline, and lone
surrogates, are refused by references.yaml's form and are no concern here.
"""

from __future__ import annotations

import re
import textwrap

WIDTH = 100
"""The columns after which a long text is folded."""

_KEYWORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_NUMERIC = re.compile(r"(?=.*\d)[\d.,:_+\-eExXoO]+|0[xX][\da-fA-F_]+|0[bB][01_]+", re.ASCII)
_FOLDABLE = re.compile(r"\S+(?: \S+)+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def scalar(text: str, indent: int) -> str:
    """The text as the value of a key that stands `indent` columns in, in block style; long ones are folded."""
    if not text.isprintable() or not text:
        return double_quoted(text)
    if indent + len(text) > WIDTH and _FOLDABLE.fullmatch(text):
        return _folded(text, indent + 2)
    if _is_plain(text):
        return text
    return f"'{text.replace(chr(39), chr(39) * 2)}'" if '"' in text or "\\" in text else f'"{text}"'


def double_quoted(text: str) -> str:
    """The text in double quotes on one line, what cannot be seen as an escape."""
    return '"' + "".join(_ESCAPES.get(char) or (char if char.isprintable() else _escape(char)) for char in text) + '"'


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02X}" if code < 1 << 8 else f"\\u{code:04X}" if code < 1 << 16 else f"\\U{code:08X}"


def _is_plain(text: str) -> bool:
    if not text[0].isalnum() or text[-1] in " :" or ": " in text or " #" in text:
        return False
    return text.lower() not in _KEYWORDS and not _NUMERIC.fullmatch(text)


def _folded(text: str, indent: int) -> str:
    lines = textwrap.wrap(text, max(WIDTH - indent, 40), break_long_words=False, break_on_hyphens=False)
    return ">-\n" + textwrap.indent("\n".join(lines), " " * indent)
