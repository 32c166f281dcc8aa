"""How a check can end, as exit statuses; they are public (cron jobs and scripts read them)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from crawler.check.options import Options
from crawler.history.record import Report
from crawler.reports.flagged import newly_flagged

NOTHING_NEW = 0
NEWLY_FLAGGED = 1
BAD_INPUT = 2
NOT_JUDGED = 3

DEGRADED = "The network was lost during the run: what could not be asked keeps its last verdict."


class NotJudgedError(Exception):
    """The run could not judge, or not wholly (exit 3). The message is one sentence for a person."""


class BadInputError(Exception):
    """The input or an option is wrong (exit 2); nothing was crawled. The message says what, where and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the check of one article ended: with a report, or with `problem`, one sentence on why it could not judge."""

    options: Options
    report: Report | None = None
    problem: str = ""

    @property
    def shortfall(self) -> str:
        """One sentence on why it is not judged, or not wholly; "" where all of it is."""
        is_degraded = self.report is not None and self.report.run.network == "degraded"
        return self.problem or (DEGRADED if is_degraded else "")

    @property
    def status(self) -> int:
        """The exit status of a check of this article alone."""
        if self.shortfall or self.report is None:
            return NOT_JUDGED
        return NEWLY_FLAGGED if newly_flagged(self.report) else NOTHING_NEW


def worst(statuses: Collection[int]) -> int:
    """The exit status of a check of several articles: that of the one that ended worst."""
    return next((status for status in (NOT_JUDGED, NEWLY_FLAGGED) if status in statuses), NOTHING_NEW)
