"""A recheck of citations that have not changed: its bytes, requests and CPU against the first run's.

`python -m benchmarks recheck [--full]`. The pages carry ETag and Last-Modified; the archive's answers are kept.
"""

from __future__ import annotations

import shutil

from benchmarks.checking import check
from benchmarks.table import keep
from benchmarks.web import Web, serving
from benchmarks.work import Work, even

ABOUT = (
    "The same citations checked twice, with snapshots. Bytes are those that the server sent, requests those that it "
    "was sent, robots.txt included; the share is the second run's of the first."
)
CITATIONS, FULL_CITATIONS = 1_000, 5_000
HOSTS = 100


def measure(*, full: bool = False) -> None:
    """The first run and the second."""
    work = even(FULL_CITATIONS if full else CITATIONS, snapshots=True, hosts=HOSTS)
    with serving() as web:
        shutil.rmtree(web.folder / "reports", ignore_errors=True)
        first = _measured(web, work)
        second = _measured(web, work)
    share = {name: round(100 * second[name] / first[name], 1) for name in first if first[name]}
    keep("recheck", ABOUT, [{"run": "first", **first}, {"run": "second", **second}, {"run": "share in %", **share}])


def _measured(web: Web, work: Work) -> dict[str, float]:
    web.counts()
    cost = check(web, work, web.folder / "reports")
    seen = web.counts()
    return {
        "citations": work.count,
        "requests": seen["requests"],
        "not modified": seen["not_modified"],
        "MB sent": seen["sent"] / 1_000_000,
        "MB asked": seen["received"] / 1_000_000,
        "CPU s": cost.cpu,
        "wall s": cost.wall,
    }
