"""How a check can end, as exit statuses; they are public (cron jobs and scripts read them)."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.check.options import Options
from crawler.history.record import Report

NOTHING_NEW = 0
NEWLY_FLAGGED = 1
BAD_INPUT = 2
NOT_JUDGED = 3


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
