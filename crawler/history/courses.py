"""Gives a report the course of each citation: how it stood in the last runs."""

from __future__ import annotations

from dataclasses import replace

from crawler.history.identity import identities
from crawler.history.record import Report, Standing
from crawler.history.store import History

RUNS = 30
"""How many runs a course has: a month of daily ones."""


def with_courses(report: Report, history: History) -> Report:
    """The report with its `courses`; the run itself need not be recorded yet, and later runs do not count."""
    earlier = history.standings(report.run.id, RUNS - 1)
    owners = identities([row.cited for row in report.rows])
    courses = {
        row.label: (*earlier.get(owners[row.label], ()), Standing(report.run.finished_at, row.health))
        for row in report.rows
    }
    return replace(report, courses=courses)
