"""Old runs make room: their evidence and reports go, and what was left of a cluster; what history knows stays."""

from __future__ import annotations

import shutil
from pathlib import Path

from crawler.history.record import Report
from crawler.history.store import History

AWAY = "cluster"
"""The folder in the reports' through which a run and the processes that crawl for it hand over what they have done."""


def prune(reports: Path, history: History, report: Report, keep: int) -> list[str]:
    """Removes the folders and the observations of all but the newest `keep` runs; gives their ids, oldest first.

    Only runs that history knows are touched, never the present one, and none whose evidence a row of the present
    `report` still rests on. Verdicts, flags and timelines stay for ever. 0 keeps every run. A folder that cannot be
    removed is left for the next time: making room is never worth a run.
    """
    needed = {report.run.id, *_rests_on(report)}
    old = [run for run in (history.ended_runs()[:-keep] if keep > 0 else []) if run not in needed]
    for run in old:
        shutil.rmtree(reports / "runs" / run, ignore_errors=True)
        history.forget_observations(run)
    return old


def clear_away(reports: Path) -> None:
    """Removes what other processes did for runs that were cut off; for a folder in which no such run is to go on.

    Only what lies in AWAY: a store of the user's own choice (crawler.scale) may be another machine's too.
    """
    shutil.rmtree(reports / AWAY, ignore_errors=True)


def _rests_on(report: Report) -> set[str]:
    """The runs in whose evidence files the verdicts' proofs stand."""
    pointers = [verdict.evidence or "" for row in report.rows for verdict in (row.live, row.archive)]
    return {pointer.split("/")[1] for pointer in pointers if pointer.startswith("runs/")}
