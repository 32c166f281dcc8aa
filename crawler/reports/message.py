"""Words the message that people get when flags were raised or cleared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.history.record import Event, Report
from crawler.reports.flagged import extent, what_to_do
from crawler.reports.printable import printable
from crawler.reports.summary import notices, sentence

MOST = 40
"""Flags that a message tells one by one; a mail of thousands would not be read."""


@dataclass(frozen=True, slots=True)
class Message:
    """A title of one line, and a body of plain text."""

    title: str
    body: str


def message(report: Report, events: Sequence[Event]) -> Message | None:
    """What to tell of `events`, oldest first; None where there is nothing to tell."""
    if not events:
        return None
    raised, cleared = ([event for event in events if event.what == what] for what in ("raised", "cleared"))
    article = printable(str(report.article.get("title") or "the article"))
    both = (("newly flagged", raised), ("cleared", cleared))
    counted = [f"{what}: {extent([each.identity for each in found])}" for what, found in both if found]
    stand_in = "Stand-in: " if report.run.web == "replay" else ""
    lines = [*notices(report), "", *_told(raised, report), *_told(cleared, report), sentence(report) + "."]
    return Message(f"{stand_in}citations of {article}, {', '.join(counted)}", "\n".join(lines).strip() + "\n")


def _told(events: Sequence[Event], report: Report) -> list[str]:
    rows = {row.label: row for row in report.rows}
    lines = []
    for event in events[:MOST]:
        lines.append(printable(f"[{event.label}] {event.flag} {event.what}: {event.title}"))
        if event.explanation:
            lines.append(f"    {printable(event.explanation)}")
        if event.what == "raised" and event.label in rows and (advice := what_to_do(rows[event.label])):
            lines.append(f"    What to do: {printable(advice)}")
    if len(events) > MOST:
        lines.append(f"... and {len(events) - MOST} more; the report has them all.")
    return [*lines, ""] if lines else []
