"""Figures as a table, for the terminal and for results/, and as JSON beside it."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).with_name("results")
Row = Mapping[str, object]


def markdown(rows: Sequence[Row]) -> str:
    """A Markdown table, its columns as wide as their texts; the columns are those of all rows, in order."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = [columns, *([_text(row.get(name, "")) for name in columns] for row in rows)]
    widths = [max(map(len, texts)) for texts in zip(*lines, strict=True)]
    rule = ["-" * width for width in widths]
    padded = (
        " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True))
        for line in [lines[0], rule, *lines[1:]]
    )
    return "".join(f"| {line} |\n" for line in padded)


def keep(part: str, about: str, rows: Sequence[Row]) -> None:
    """Prints the table and writes results/PART.json and results/PART.md."""
    taken = {
        "taken": datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[2], 2),
    }
    table = markdown(rows)
    RESULTS.mkdir(exist_ok=True)
    stated = json.dumps({"part": part, **taken, "rows": [dict(row) for row in rows]}, indent=2)
    (RESULTS / f"{part}.json").write_text(stated + "\n", encoding="utf-8")
    foot = f"Taken {taken['taken']}, Python {taken['python']}, {taken['cores']} cores, load {taken['load_before']}.\n"
    (RESULTS / f"{part}.md").write_text(f"{about}\n\n{table}\n{foot}", encoding="utf-8")
    sys.stdout.write(f"\n{about}\n\n{table}\n")
    sys.stdout.flush()


def _text(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
