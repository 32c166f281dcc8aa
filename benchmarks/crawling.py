"""citewatch beside other tools on the same work: CPU and peak memory an address, wall clock, and the ratios.

`python -m benchmarks crawling [--full]`: 2,000 citations on 500 hosts (10,000 too with --full), each with pages of
20 KB, live pages only and live with snapshots.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence

from benchmarks import rivals
from benchmarks.checking import check
from benchmarks.measured import Cost, FailedError, run
from benchmarks.rivals import NotInstalledError, Rival
from benchmarks.table import Row, keep
from benchmarks.web import Web, serving
from benchmarks.work import Work, even

ABOUT = (
    "The same pages asked by each tool, all started anew: CPU of the whole process and its children. citewatch reads, "
    "judges, keeps evidence and reports; the bare Scrapy spider reads titles; the others look at the status."
)
SIZES, FULL_SIZES = (2_000,), (2_000, 10_000)
OTHERS: Mapping[str, Callable[[Web, Work], Rival]] = {
    "bare Scrapy": rivals.bare_scrapy,
    "bare aiohttp": rivals.bare_aiohttp,
    "linkinator": rivals.linkinator,
    "linkchecker": rivals.linkchecker,
}
OURS: Mapping[str, Sequence[str]] = {
    "citewatch": (),
    "citewatch, the live web by two processes": ("--cluster", "threads:2"),
}
FROM_OUTSIDE = ("linkinator", "linkchecker")


def measure(*, full: bool = False) -> None:
    """All tools on all the work, side by side."""
    missing = _missing()
    rows: list[Row] = []
    with serving() as web:
        for count in FULL_SIZES if full else SIZES:
            for snapshots in (False, True):
                rows += _side_by_side(web, even(count, snapshots=snapshots), missing)
    keep("crawling", ABOUT, rows)


def _missing() -> str:
    """Why the other link checkers are not here, "" where they are."""
    try:
        rivals.install()
    except NotInstalledError as error:
        return str(error)
    return ""


def _side_by_side(web: Web, work: Work, missing: str) -> Iterator[Row]:
    costs = {name: _citewatch(web, work, options) for name, options in OURS.items()}
    for name, make in OTHERS.items():
        if not (missing and name in FROM_OUTSIDE):
            costs[name] = _other(web, make(web, work))
    for name in (*OURS, *OTHERS):
        yield {"citations": work.count, "asked": "pages and snapshots" if work.snapshots else "pages", "tool": name} | (
            _figures(costs[name], costs["bare Scrapy"], work) if name in costs else {"note": f"not here: {missing}"}
        )


def _citewatch(web: Web, work: Work, options: Sequence[str]) -> tuple[Cost, int]:
    reports = web.folder / "reports"
    shutil.rmtree(reports, ignore_errors=True)
    web.counts()
    cost = check(web, work, reports, options=options)
    return cost, web.counts()["requests"]


def _other(web: Web, rival: Rival) -> tuple[Cost, int] | str:
    web.counts()
    try:
        cost = run(rival.command, web.folder, rival.environment, rival.well)
    except (FailedError, OSError) as error:
        return str(error)
    return cost, web.counts()["requests"]


def _figures(measured: tuple[Cost, int] | str, bare: tuple[Cost, int] | str, work: Work) -> Row:
    if isinstance(measured, str) or isinstance(bare, str):
        return {"note": f"failed: {measured}"}
    cost, requests = measured
    return {
        "requests": requests,
        "CPU ms an address": cost.cpu * 1000 / work.addresses,
        "CPU to bare Scrapy": cost.cpu / bare[0].cpu,
        "peak MB": cost.peak_mb,
        "peak KB an address": cost.peak_mb * 1000 / work.addresses,
        "wall s": cost.wall,
        "addresses a second": work.addresses / cost.wall,
        "note": "" if requests >= work.addresses else "it gave up",
    }
