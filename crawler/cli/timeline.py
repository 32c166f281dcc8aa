"""One footnote's history, a line each time that something changed."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.history.record import Row
from crawler.judge.verdict import ArchiveVerdict, LiveVerdict
from crawler.reports.printable import printable


def render_timeline(label: str, timeline: Sequence[tuple[str, Row]]) -> str:
    """What every run said of a footnote; runs that said the same again are counted, not repeated."""
    title = printable(str(timeline[-1][1].citation.get("title", "")))
    lines = [f"[{label}] {title}", printable(str(timeline[-1][1].citation.get("url", "(no address)"))), ""]
    again = 0
    for place, (judged_at, row) in enumerate(timeline):
        if place and _said(row) == _said(timeline[place - 1][1]):
            again += 1
            continue
        lines += _repeated(again)
        again = 0
        lines.append(f"{judged_at}  {_said(row)}")
        lines.append(f"    {printable(row.live.explanation)}")
    return "\n".join([*lines, *_repeated(again)]) + "\n"


def _said(row: Row) -> str:
    flags = ", ".join(flag.flag for flag in row.flags)
    verdicts = f"live {_verdict(row.live)}, archive {_verdict(row.archive)}"
    return f"{row.health}: {verdicts}" + (f"; flagged {flags}" if flags else "")


def _verdict(verdict: LiveVerdict | ArchiveVerdict) -> str:
    never = verdict.checked_at is None and verdict.reason == "unclear"
    return "not checked" if never else f"{verdict.state}/{verdict.reason}"


def _repeated(again: int) -> list[str]:
    if not again:
        return []
    return ["    the same in the next run too" if again == 1 else f"    the same in the next {again} runs"]
