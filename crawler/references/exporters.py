"""The formats that references can be written in, by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable

from crawler.references import csl_json
from crawler.references.citation import References
from crawler.references.writing import dump

Exporter = Callable[[References], str]
"""From references to the text of a file."""

_EXPORTERS: dict[str, Exporter] = {".json": csl_json.dump, ".csl": csl_json.dump}


def exporter_of(name: str) -> Exporter:
    """What writes a file of this name: `refs.csl.json` is CSL-JSON, everything else references.yaml."""
    return next((exporter for suffix, exporter in _EXPORTERS.items() if name.lower().endswith(suffix)), dump)
