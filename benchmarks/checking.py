"""Runs `citewatch check` on a piece of work, against the server."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.measured import Cost, FailedError, last_words, run
from benchmarks.web import Web
from benchmarks.work import Work, references

SETTINGS: Mapping[str, object] = {
    "DOWNLOAD_DELAY": 0,
    "CITEWATCH_CDX_PER_MINUTE": 0,
    "CITEWATCH_REPLAY_PER_MINUTE": 0,
    "CITEWATCH_CONTROL_HOSTS": "control.example",
}
"""Nothing waits for politeness: what is measured is work."""


def write_references(work: Work, folder: Path) -> Path:
    """Writes the list that `check` is to read."""
    path = folder / "references.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(references(work))
    return path


def check(
    web: Web, work: Work, reports: Path, settings: Mapping[str, object] | None = None, options: Sequence[str] = ()
) -> Cost:
    """What one run costs. Where the work has no snapshots, the archive is not asked at all.

    Raises FailedError where it did not judge all of it.
    """
    program = "crawler" if work.snapshots else "benchmarks.live_only"
    stated = [f"{name}={value}" for name, value in {**SETTINGS, **(settings or {})}.items()]
    command = [sys.executable, "-m", program, "check", str(write_references(work, web.folder))]
    command += ["--reports", str(reports), "--quiet", *web.connect_to, *options]
    command += [part for each in stated for part in ("-s", each)]
    cost = run(command, web.folder, {"XDG_STATE_HOME": str(web.folder / "state")})
    judged = _judged(reports / "latest.json")
    if judged != work.count:
        raise FailedError(f"{judged} of {work.count} citations were judged:\n{last_words(web.folder)}")
    return cost


def _judged(report: Path) -> int:
    """How many rows of a report have an answer."""
    if not report.exists():
        return 0
    rows = json.loads(report.read_text(encoding="utf-8"))["references"]
    return sum(row["live"]["status"] is not None for row in rows)
