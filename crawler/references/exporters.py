"""The formats that references can be written in, by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from crawler.references import csl_json, csv_rows, json_lines
from crawler.references.citation import References
from crawler.references.writing import dump

Exporter = Callable[[References], str]
"""From references to the text of a file."""

_EXPORTERS: dict[str, Exporter] = {
    ".yaml": dump,
    ".yml": dump,
    ".json": csl_json.dump,
    ".csl": csl_json.dump,
    ".jsonl": json_lines.dump,
    ".ndjson": json_lines.dump,
    ".csv": csv_rows.dump,
}


class UnknownEndingError(ValueError):
    """A file's name whose ending no exporter knows; the message names those that can be written."""


def exporter_of(name: str) -> Exporter:
    """What writes a file of this name: `refs.csl.json` is CSL-JSON, a name without an ending references.yaml.

    Raises UnknownEndingError.
    """
    ending = PurePath(name).suffix.lower()
    if ending and ending not in _EXPORTERS:
        raise UnknownEndingError(
            f"{name}: references are not written as {ending}; expected a name that ends in {', '.join(_EXPORTERS)}"
        )
    return _EXPORTERS[ending or ".yaml"]
