"""Counts a report's footnotes, and words the lines that every report opens with."""

from __future__ import annotations

from crawler.history.record import Report
from crawler.judge.verdict import HEALTHS

STAND_IN = "Stand-in run: the outcomes below are made up to show the report; the machinery that produced them is real."
NETWORK = {
    "degraded": (
        "The network failed during this run: footnotes that it did not reach stand as last judged. "
        "The next run goes on from here."
    ),
    "offline": (
        "There was no network: footnotes stand as last judged, and those never judged before are unknown. "
        "Run `citewatch check` again once the network is back."
    ),
}


def counts(report: Report) -> dict[str, int]:
    """How many footnotes there are of each health, how many had no address to ask, and how many in all."""
    healths = [row.health for row in report.rows]
    return {
        **{health: healths.count(health) for health in HEALTHS},
        "unchecked": sum(row.live.reason == "no-url" for row in report.rows),
        "total": len(healths),
    }


def notices(report: Report) -> tuple[str, ...]:
    """What a reader must know before any row, most important first; () where there is nothing."""
    lines = (
        STAND_IN if report.run.web == "replay" else "",
        _unchecked(counts(report)),
        NETWORK.get(report.run.network, ""),
    )
    return tuple(line for line in lines if line)


def sentence(report: Report) -> str:
    """The counts in one line, worst first, zeros left out: `21 footnotes: 2 dead, 19 healthy`."""
    counted = counts(report)
    parts = [f"{counted[health]} {health}" for health in HEALTHS if counted[health]]
    noun = "footnote" if counted["total"] == 1 else "footnotes"
    return f"{counted['total']} {noun}" + (f": {', '.join(parts)}" if parts else "")


def archives_asked(report: Report) -> str:
    """How often the run asked the archives: `Archives asked: 3 index questions, 40 plays (2.0 a footnote)`."""
    asked = report.run.archive_requests
    if not asked.total:
        return "Archives asked: nothing"
    parts = (_counted(asked.index, "index question"), _counted(asked.playback, "play"))
    each = f" ({asked.total / len(report.rows):.1f} a footnote)" if report.rows else ""
    return f"Archives asked: {', '.join(part for part in parts if part)}{each}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


def _unchecked(counted: dict[str, int]) -> str:
    if not counted["unchecked"]:
        return ""
    return (
        f"{counted['unchecked']} of {counted['total']} footnotes could not be asked for want of an address. "
        "Run `citewatch sync --write` to take the addresses from the live article, then `citewatch check` again."
    )
