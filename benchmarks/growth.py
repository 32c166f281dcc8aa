"""How time and memory grow with the number of references: the first may grow in proportion, the second not at all.

`python -m benchmarks growth [--full]`: 1,000 to 4,000 references, to 100,000 with --full, live pages of 20 KB.
"""

from __future__ import annotations

import shutil

from benchmarks.checking import check
from benchmarks.measured import FailedError
from benchmarks.table import Row, keep
from benchmarks.web import Web, serving
from benchmarks.work import even

ABOUT = "One check of so many references, live pages only: time a reference is to stay the same, memory too."
SIZES, FULL_SIZES = (1_000, 2_000, 4_000), (1_000, 10_000, 30_000, 100_000)


def measure(*, full: bool = False) -> None:
    """One run a size."""
    with serving() as web:
        keep("growth", ABOUT, [_measured(web, count) for count in (FULL_SIZES if full else SIZES)])


def _measured(web: Web, count: int) -> Row:
    shutil.rmtree(web.folder / "reports", ignore_errors=True)
    try:
        cost = check(web, even(count, snapshots=False), web.folder / "reports")
    except FailedError as error:
        return {"references": count, "note": str(error).splitlines()[-1][:120]}
    written = sum(path.stat().st_size for path in (web.folder / "reports").rglob("*") if path.is_file())
    return {
        "references": count,
        "CPU ms a reference": cost.cpu * 1000 / count,
        "wall ms a reference": cost.wall * 1000 / count,
        "peak MB": cost.peak_mb,
        "KB written a reference": written / 1000 / count,
        "note": "",
    }
