"""`citewatch check` without a file, where citewatch.toml lists several articles: one crawl, a line an article."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from crawler.check.articles import NAME, Articles, Listed, make_room, read_articles
from crawler.check.options import Options
from crawler.check.outcome import NOT_JUDGED, NotJudgedError, Outcome, worst
from crawler.check.run import check_all
from crawler.cli.checking import say_shortfall
from crawler.cli.cluster import away
from crawler.cli.due import say_nothing_due
from crawler.cli.log_file import log_file, log_outcome
from crawler.cli.progress import progress_bar
from crawler.cli.quiet import say_news, say_once
from crawler.history.record import Report
from crawler.reports.flagged import newly_flagged, news
from crawler.reports.printable import printable
from crawler.reports.registry import REPORTS
from crawler.reports.summary import notices, sentence


def articles_listed(config: Path | None, named: Path | None, given: Mapping[str, bool]) -> Articles | None:
    """What citewatch.toml lists; None where a command is about one article: one is `named`, or there is no such file.

    `given` says which of the options that are about one article the user gave. Raises click.UsageError where these do
    not fit, BadInputError for a file that cannot be used.
    """
    if config and named:
        raise click.UsageError(f"--config lists the articles, and {named} is one: give one or the other.")
    if named or not (config or Path(NAME).exists()):
        return None
    single = next((option for option, is_given in given.items() if is_given), "")
    if single:
        raise click.UsageError(f"{single} is for one article, and {config or NAME} lists several: name a file.")
    return read_articles(config or Path(NAME))


def check_articles(
    articles: Articles, settings: Mapping[str, Any], *, is_due: bool, quiet: bool, as_json: bool, cluster: str = ""
) -> int:
    """Checks all of them and says how each ended; the exit status is that of the article that ended worst."""
    make_room(len(articles.articles))
    chosen = {**articles.settings, **settings}
    wanted = [
        Options(references=each.references, reports=each.reports, due=is_due, settings=chosen)
        for each in articles.articles
    ]
    try:
        outcomes = _checked(articles, wanted, cluster, silent=quiet or as_json)
    except NotJudgedError as error:
        told = [options for options in wanted if quiet and say_once(options.reports, str(error))]
        if not quiet or told:
            raise
        return NOT_JUDGED
    if as_json:
        click.echo(_as_json(articles.articles, outcomes), nl=False)
    for each, outcome in zip(articles.articles, outcomes, strict=True):
        if outcome.report and not as_json:
            _show(each, outcome.report, quiet=quiet)
        say_shortfall(outcome, f"{printable(each.name)}: ", quiet=quiet)
    return worst([outcome.status for outcome in outcomes])


def _checked(articles: Articles, wanted: Sequence[Options], cluster: str, *, silent: bool) -> list[Outcome]:
    with log_file(wanted[0].settings), progress_bar("Checking", quiet=silent) as progress:
        outcomes = check_all(wanted, progress=progress, away=away(cluster))
        for each, outcome in zip(articles.articles, outcomes, strict=True):
            log_outcome(each.name, outcome)
    return outcomes


def _show(listed: Listed, report: Report, *, quiet: bool) -> None:
    name = printable(listed.name)
    if quiet:
        click.echo(f"{name}:\n" if newly_flagged(report) else "", nl=False)
        say_news(report, listed.reports)
        return
    for notice in notices(report):
        click.echo(f"{name}: {notice}")
    where = printable(str(listed.reports / "latest.html"))
    click.echo(f"{name}: {sentence(report)}. {news(report)}. The report: {where}")
    say_nothing_due(listed.reports, report.run, f"{name}: ")


def _as_json(listed: Sequence[Listed], outcomes: Sequence[Outcome]) -> str:
    """A list with an object an article: `name`, `reports`, `problem` ("" where there is none) and `report` or null."""
    entries = [
        {
            "name": each.name,
            "reports": str(each.reports),
            "problem": outcome.problem,
            "report": json.loads(REPORTS["latest.json"](outcome.report)) if outcome.report else None,
        }
        for each, outcome in zip(listed, outcomes, strict=True)
    ]
    return json.dumps(entries, indent=2, ensure_ascii=False) + "\n"
