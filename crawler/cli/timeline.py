"""One footnote's history, a line each time that something changed, and when it is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scrapy.settings import BaseSettings

from crawler.check.outcome import BadInputError
from crawler.check.recheck import has_address, looked_at, next_check, pace_of, steady_since
from crawler.check.rejudge import recorded
from crawler.check.run_settings import remembered
from crawler.history.identity import identities
from crawler.history.record import Row
from crawler.history.store import History
from crawler.judge.verdict import ArchiveVerdict, LiveVerdict
from crawler.reports.printable import printable
from crawler.reports.summary import STAND_IN


def timeline_of(history: History, reports: Path, label: str) -> str:
    """The footnote's history for a terminal. Raises BadInputError where no run knows such a footnote."""
    report = recorded(history, reports, "")
    timeline = history.timeline(label)
    if not timeline:
        raise BadInputError(f"{reports / 'history.db'}: no run knows a footnote {label}; expected a number such as 12.")
    opening = f"{STAND_IN}\n\n" if report.run.web == "replay" else ""
    last = next((row for row in report.rows if row.label == label), None)
    owner = identities([row.cited for row in report.rows]).get(label, "")
    settings = remembered(history, report.run.id)
    coming = _coming(history, owner, last, settings) if last else "It is no longer in the list."
    return f"{opening}{render_timeline(label, timeline)}{coming}\n"


def _coming(history: History, identity: str, row: Row, settings: BaseSettings) -> str:
    if not has_address(row.cited):
        return "Nothing to ask until it has an address."
    looked, pace = looked_at(row), pace_of(settings)
    if looked is None:
        return "Next check due: now."
    due = next_check(row, looked, steady_since(history, identity, row, pace), pace)
    return f"Next check due: {due:%Y-%m-%d %H:%M} UTC (citewatch check --due; without --due each run asks it)."


def render_timeline(label: str, timeline: Sequence[tuple[str, Row]]) -> str:
    """What every run said of a footnote; runs that said the same again are counted, not repeated."""
    title = printable(str(timeline[-1][1].citation.get("title", "")))
    lines = [f"[{label}] {title}", printable(str(timeline[-1][1].citation.get("url", "(no address)"))), ""]
    again: list[str] = []
    for place, (judged_at, row) in enumerate(timeline):
        if place and _said(row) == _said(timeline[place - 1][1]):
            again.append(judged_at)
            continue
        lines += _repeated(again)
        again = []
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


def _repeated(again: Sequence[str]) -> list[str]:
    """How many runs said the same again, and when the last of them did."""
    if not again:
        return []
    if len(again) == 1:
        return [f"    the same in the next run too, {again[0]}"]
    return [f"    the same in the next {len(again)} runs, the last of them {again[-1]}"]
