"""Words the message that people get when flags were raised or cleared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler.history.record import Event, Report, Row
from crawler.reports.flagged import extent, what_to_do
from crawler.reports.printable import printable
from crawler.reports.summary import notices, sentence

MOST = 40
"""Footnotes that a message tells one by one; a mail of thousands would not be read."""


@dataclass(frozen=True, slots=True)
class Message:
    """A title of one line, and a body of plain text."""

    title: str
    body: str


def message(report: Report, events: Sequence[Event], where: Path) -> Message | None:
    """What to tell of `events`, oldest first, and where the report is; None where there is nothing to tell."""
    if not events:
        return None
    raised, cleared = ([event for event in events if event.what == what] for what in ("raised", "cleared"))
    article = printable(str(report.article.get("title") or "the article"))
    both = (("newly flagged", raised), ("cleared", cleared))
    counted = [f"{what}: {extent([each.identity for each in found])}" for what, found in both if found]
    stand_in = "Stand-in: " if report.run.web == "replay" else ""
    lines = [*notices(report), "", *_told(raised, report), *_told(cleared, report), sentence(report) + "."]
    lines.append(f"The report: {printable(str(where))}")
    return Message(f"{stand_in}citations of {article}, {', '.join(counted)}", "\n".join(lines).strip() + "\n")


def _told(events: Sequence[Event], report: Report) -> list[str]:
    """A footnote's flags together, so that its advice is said once."""
    rows = {row.label: row for row in report.rows}
    footnotes: dict[str, list[Event]] = {}
    for event in events:
        footnotes.setdefault(event.identity, []).append(event)
    lines = [line for found in list(footnotes.values())[:MOST] for line in _footnote(found, rows.get(found[-1].label))]
    if len(footnotes) > MOST:
        lines.append(f"... and {len(footnotes) - MOST} more; the report has them all.")
    return [*lines, ""] if lines else []


def _footnote(events: Sequence[Event], row: Row | None) -> Iterator[str]:
    last = events[-1]
    flags = ", ".join(dict.fromkeys(event.flag for event in events))
    yield printable(f"[{last.label}] {flags} {last.what}: {last.title}")
    for explanation in filter(None, dict.fromkeys(event.explanation for event in events)):
        yield f"    {printable(explanation)}"
    if last.what == "raised" and row is not None and (advice := what_to_do(row)):
        yield f"    What to do: {printable(advice)}"
