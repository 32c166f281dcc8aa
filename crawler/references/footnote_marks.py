"""The words and classes by which pages mark footnotes, from footnote_marks.yaml."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML


@cache
def marks(kind: str) -> re.Pattern[str]:
    """What finds the marks of a kind in any text: `list`, `note` or `back` in classes, `dead-link` in what is shown."""
    listed = _table()[kind]
    joined = "|".join(map(re.escape, listed)) if kind == "dead-link" else rf"\b(?:{'|'.join(listed)})\b"
    return re.compile(joined, re.IGNORECASE)


@cache
def _table() -> dict[str, list[str]]:
    text = files("crawler.references").joinpath("footnote_marks.yaml").read_text("utf-8")
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return {str(kind): list(map(str, words)) for kind, words in loaded.items()}
