"""Ends a run: the reports are written, then history takes the verdicts. A kill between is made good by the next run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from crawler.history.changes import changes
from crawler.history.courses import with_courses
from crawler.history.identity import identities
from crawler.history.record import Event, Report
from crawler.history.store import History
from crawler.references.citation import Citation
from crawler.reports.feed import MOST_ENTRIES
from crawler.reports.feed import render as render_feed
from crawler.reports.publish import publish


def record_report(
    reports: Path, history: History, report: Report, citations: Sequence[Citation], asked: Sequence[Citation]
) -> None:
    """Publishes the report and records the run as finished; `citations` are those of the rows, in order."""
    owners = list(identities(citations).values())
    events = _events(history, report, owners)
    earlier = history.events(MOST_ENTRIES)
    publish(with_courses(report, history), reports, {"feed.xml": render_feed(report, [*reversed(events), *earlier])})
    history.finish_run(report, owners, [citation.label for citation in asked], events)


def _events(history: History, report: Report, owners: Sequence[str]) -> list[Event]:
    found: list[Event] = []
    for row, identity in zip(report.rows, owners, strict=True):
        before = history.newest_row(identity, before=report.run.id)
        found += changes(before, row, identity, report.run.finished_at)
    return found
