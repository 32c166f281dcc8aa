"""Old runs make room: their evidence and reports go, what history knows of them stays."""

from __future__ import annotations

import shutil
from pathlib import Path

from crawler.history.store import History


def prune(reports: Path, history: History, keep: int) -> list[str]:
    """Removes the folders and the observations of all but the newest `keep` runs; gives their ids, oldest first.

    Verdicts, flags and timelines stay for ever. 0 keeps every run. A folder that cannot be removed is left for the
    next time: making room is never worth a run.
    """
    runs = sorted(path.name for path in (reports / "runs").glob("*") if path.is_dir())
    old = runs[:-keep] if keep > 0 else []
    for run in old:
        shutil.rmtree(reports / "runs" / run, ignore_errors=True)
        history.forget_observations(run)
    return old
