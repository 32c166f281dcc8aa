"""Tells a report that citewatch wrote from a list of references: both are JSON or CSV, and speak of footnotes."""

from __future__ import annotations

import re
from pathlib import Path

from crawler.references.problem import Problem, ReferencesError

OPENING = 4_000
"""Characters of a file that are enough to tell."""

_JSON = re.compile(r"\s*\{\s*\"schema_version\"\s*:")
_COLUMNS = ("live_state", "archive_state", "health")
"""Columns that latest.csv has, and no list of references."""

_USUAL = "references.yaml"


def is_report(opening: str) -> bool:
    """Whether a text that begins so is latest.json, flags.json or latest.csv, also as a spreadsheet saves it again."""
    text = opening[:OPENING].removeprefix("\ufeff")
    header = text.lstrip().partition("\n")[0]
    return bool(_JSON.match(text)) or all(column in header for column in _COLUMNS)


def refuse_report(opening: str, name: str) -> None:
    """Raises ReferencesError for a report, with the list to give instead; `name` is the file's."""
    if is_report(opening):
        message = f"this is a report of citewatch, not a list of references; give the list itself, {_list_beside(name)}"
        raise ReferencesError((Problem(file=name, line=0, column=0, where="", message=message),))


def _list_beside(name: str) -> str:
    """The list in the same folder, as a stand-in run's; else what a list is called."""
    beside = Path(name).with_name(_USUAL) if Path(name).name else Path(_USUAL)
    return str(beside) if beside.is_file() else f"such as {_USUAL}"
