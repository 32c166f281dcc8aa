"""`citewatch check` of one article: what it found, why it could not judge, and its exit status."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from crawler.check.options import Options
from crawler.check.outcome import NOT_JUDGED, NotJudgedError, Outcome
from crawler.check.run import check
from crawler.cli.cluster import away
from crawler.cli.due import say_nothing_due
from crawler.cli.log_file import log_file, log_report
from crawler.cli.progress import progress_bar
from crawler.cli.quiet import say_news, say_once
from crawler.history.record import Report
from crawler.reports.registry import REPORTS
from crawler.reports.terminal import summary_table


def check_article(wanted: Options, *, quiet: bool, as_json: bool, cluster: str = "") -> int:
    """Checks it and says how that ended; the exit status. Raises what `crawler.check.run.check` raises."""
    try:
        with log_file(wanted.settings), progress_bar("Checking", quiet=quiet or as_json) as progress:
            report = check(wanted, progress=progress, away=away(cluster))
            log_report(report)
    except NotJudgedError as error:
        if not quiet or say_once(wanted.reports, str(error)):
            raise
        return NOT_JUDGED
    _show(report, wanted.reports, quiet=quiet, as_json=as_json)
    outcome = Outcome(options=wanted, report=report)
    say_shortfall(outcome, quiet=quiet)
    return outcome.status


def say_shortfall(outcome: Outcome, where: str = "", *, quiet: bool) -> None:
    """Says on standard error, after `where`, why an article is not wholly judged; if `quiet`, once until one is."""
    problem = outcome.shortfall
    if not problem:
        say_once(outcome.options.reports, "")
    elif not quiet or say_once(outcome.options.reports, problem):
        click.echo(f"{where}{problem}", err=True)


def _show(report: Report, reports: Path, *, quiet: bool, as_json: bool) -> None:
    if as_json:
        click.echo(REPORTS["latest.json"](report), nl=False)
    elif quiet:
        say_news(report, reports)
    else:
        Console().print(summary_table(report, str(reports / "latest.html")))
        say_nothing_due(reports, report.run)
