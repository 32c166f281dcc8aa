"""`citewatch report`: a recorded run's reports written again, judged anew if told, and a site of several articles."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import click

from crawler.check.lock import only_run
from crawler.check.outcome import BadInputError
from crawler.check.rejudge import recorded, rejudge, where_from
from crawler.check.run_settings import remembered
from crawler.history.courses import with_courses
from crawler.history.record import Report
from crawler.history.store import History
from crawler.reports.feed import MOST_ENTRIES
from crawler.reports.feed import render as render_feed
from crawler.reports.publish import publish
from crawler.reports.site import write_site


def existing_history(reports: Path) -> History:
    """The history in a folder of reports. Raises BadInputError where there is none."""
    path = reports / "history.db"
    if not path.exists():
        raise BadInputError(f"{path} does not exist: no run was recorded there. {where_from(reports)}")
    return History(path)


def rewrite(reports: Path, run_id: str, *, anew: bool) -> list[Path]:
    """Writes the reports of one run again, "" for the last; gives the paths."""
    with closing(existing_history(reports)) as history, only_run(reports):
        report = recorded(history, reports, run_id)
        newest = recorded(history, reports, "").run.id == report.run.id
        if anew:
            before, report = report, rejudge(history, reports, report, remembered(history, report.run.id))
            click.echo(_compared(before, report))
        report, feed = _with_past(report, history)
        # Under the lock: else a check that ends meanwhile would find its reports replaced by older ones.
        return publish(report, reports, {"feed.xml": feed}, newest=newest)


def publish_site(folders: Sequence[Path], site: Path) -> list[Path]:
    """Writes a site of the last run in each folder of reports; gives the paths.

    A folder in which no run has finished is left out and said. Raises BadInputError where that leaves none.
    """
    reports, problems = [], []
    for folder in folders:
        try:
            with closing(existing_history(folder)) as history:
                reports.append(_with_past(recorded(history, folder, ""), history))
        except BadInputError as error:
            problems.append(str(error))
    if not reports:
        raise BadInputError("\n".join(problems))
    for problem in problems:
        click.echo(f"Left out: {problem}", err=True)
    return write_site(reports, site)


def _with_past(report: Report, history: History) -> tuple[Report, str]:
    """The report with its courses, and the feed's text as it was after that run."""
    return with_courses(report, history), render_feed(report, history.events(MOST_ENTRIES, until=report.run.id))


def _compared(before: Report, after: Report) -> str:
    pairs = zip(before.rows, after.rows, strict=True)
    changed = [new.label for old, new in pairs if (old.live, old.archive) != (new.live, new.archive)]
    return f"Judged anew: {', '.join(changed) if changed else 'no verdict'} changed."
