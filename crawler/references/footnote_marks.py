"""The words and classes by which pages mark footnotes, from footnote_marks.yaml."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from crawler.data_file import read_table


@cache
def marks(kind: str) -> re.Pattern[str]:
    """What finds the marks of a kind in any text: `list`, `note` or `back` in classes, `dead-link` in what is shown."""
    listed = _table()[kind]
    joined = "|".join(map(re.escape, listed)) if kind == "dead-link" else rf"\b(?:{'|'.join(listed)})\b"
    return re.compile(joined, re.IGNORECASE)


@cache
def _table() -> dict[str, list[str]]:
    loaded: dict[str, Any] = read_table("crawler.references", "footnote_marks.yaml")
    return {str(kind): list(map(str, words)) for kind, words in loaded.items()}
