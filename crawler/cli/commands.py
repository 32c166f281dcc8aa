"""The commands. Each parses, calls one function, and prints; README.md says what each is for."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from crawler import __version__
from crawler.check.lock import only_run
from crawler.check.outcome import NEWLY_FLAGGED, NOT_JUDGED, NOTHING_NEW, BadInputError, NotJudgedError
from crawler.check.rejudge import recorded, rejudge
from crawler.check.run import DEGRADED, Options, check
from crawler.cli.ending import ends_well
from crawler.cli.files import read_whole, write_whole
from crawler.cli.options import network_options, network_settings, reports_option
from crawler.cli.progress import progress_bar
from crawler.cli.quiet import say_news, say_once
from crawler.cli.schedule import schedule
from crawler.cli.source import read_source, today
from crawler.cli.timeline import render_timeline
from crawler.history.record import Report
from crawler.history.store import History
from crawler.references.amend import amend
from crawler.references.document import load
from crawler.references.importers import IMPORTERS
from crawler.references.sync import compare
from crawler.references.sync import render as render_sync
from crawler.references.writing import dump
from crawler.repair.proposals import amendments, propose
from crawler.repair.proposals import render as render_proposals
from crawler.reports.feed import MOST_ENTRIES
from crawler.reports.feed import render as render_feed
from crawler.reports.flagged import newly_flagged
from crawler.reports.publish import publish
from crawler.reports.registry import REPORTS
from crawler.reports.terminal import summary_table
from crawler.spiders.process import settings_of

references_argument = click.argument(
    "references", type=click.Path(path_type=Path), default=Path("references.yaml"), required=False
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="citewatch")
def main() -> None:
    """Check an article's citations: which still stand, which have died, and what to do."""


@main.command("check")
@references_argument
@reports_option
@network_options
@click.option("--only", default="", metavar="NUMBERS", help="Some footnotes only, such as 3,11-14,note:2.")
@click.option("--due", is_flag=True, help="Only the footnotes whose recheck is due.")
@click.option("--quiet", is_flag=True, help="Say something only where there is something new (for cron).")
@click.option("--json", "as_json", is_flag=True, help="Write the run's report to standard output as JSON.")
@ends_well
def check_command(references: Path, reports: Path, **options: Any) -> int:
    """Check each live address and archive snapshot, judge, record, and write the reports."""
    quiet, as_json, only, is_due = (options.pop(name) for name in ("quiet", "as_json", "only", "due"))
    if not quiet:
        _say_proxy(options["settings"])
    wanted = Options(
        references=references, reports=reports, only=only, due=is_due, settings=network_settings(**options)
    )
    try:
        with progress_bar("Checking", quiet=quiet or as_json) as progress:
            report = check(wanted, progress=progress)
    except NotJudgedError as error:
        if not quiet or say_once(reports, str(error)):
            raise
        return NOT_JUDGED
    _show(report, reports, quiet=quiet, as_json=as_json)
    if report.run.network == "degraded":
        if not quiet or say_once(reports, DEGRADED):
            click.echo(DEGRADED, err=True)
        return NOT_JUDGED
    say_once(reports, "")
    return NEWLY_FLAGGED if newly_flagged(report) else NOTHING_NEW


def _say_proxy(settings: Sequence[str]) -> None:
    if settings_of(network_settings((), None, "", settings, allow_private=False)).getbool("HTTPPROXY_ENABLED"):
        click.echo("The environment's proxies are used: keeping out of private networks is now theirs to do.", err=True)


def _show(report: Report, reports: Path, *, quiet: bool, as_json: bool) -> None:
    if as_json:
        click.echo(REPORTS["latest.json"](report), nl=False)
    elif quiet:
        say_news(report, reports)
    else:
        Console().print(summary_table(report, str(reports / "latest.html")))


@main.command("import")
@click.argument("source")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("references.yaml"), show_default=True)
@click.option("--format", "format_name", type=click.Choice(list(IMPORTERS)), help="Overrides the guess.")
@click.option("--overwrite", is_flag=True, help="Replace the output file if it exists.")
@network_options
@ends_well
def import_command(source: str, output: Path, format_name: str | None, *, overwrite: bool, **options: Any) -> None:
    """Read the footnotes of SOURCE and write them as references.yaml.

    SOURCE is a file, - for standard input, an article's address, or wiki:en:Title.
    """
    if str(output) != "-" and output.exists() and not overwrite:
        raise BadInputError(
            f"{output} exists and may hold your own words: name another file with -o, or add --overwrite."
        )
    references = read_source(source, format_name or "", network_settings(**options))
    if not references.article.imported:
        references = replace(references, article=replace(references.article, imported=today()))
    if str(output) == "-":
        click.echo(dump(references), nl=False)
        return
    write_whole(output, dump(references))
    count = len(references.references)
    without = sum(not citation.url for citation in references.references)
    click.echo(f"{output}: {count} {'footnote' if count == 1 else 'footnotes'}, {without} without an address.")
    if without and not references.article.url:
        click.echo(
            f"To fetch addresses from the article: add article.url to {output}, then citewatch sync {output} --write"
        )


@main.command("sync")
@references_argument
@network_options
@click.option("--article", default="", metavar="SOURCE", help="The article; without it the address in references.yaml.")
@click.option("--write", is_flag=True, help="Apply the changes.")
@click.option("--overwrite", is_flag=True, help="Take the article's word over what stands in references.yaml too.")
@ends_well
def sync_command(references: Path, article: str, *, write: bool, overwrite: bool, **options: Any) -> None:
    """Find the addresses that references.yaml lacks in the live article; show them, or apply them with --write."""
    ours = load(references)
    source = article or ours.article.url
    if not source:
        raise BadInputError(f"{references}: article.url is missing; add it, or name the article with --article.")
    found = compare(ours, read_source(source, "", network_settings(**options)), overwrite=overwrite)
    click.echo(render_sync(found) or "Nothing is missing.\n", nl=False)
    if not found.changes:
        return
    if write:
        write_whole(references, amend(read_whole(references), found.amendments))
        click.echo(f"{references}: {len(found.changes)} footnotes changed.")
    else:
        click.echo("Nothing was written; add --write to apply this.")


@main.command("repair")
@references_argument
@reports_option
@click.option("--write", is_flag=True, help="Apply the proposals.")
@ends_well
def repair_command(references: Path, reports: Path, *, write: bool) -> None:
    """Propose what to change in the citations, from the last run's verdicts; show it, or apply it with --write."""
    ours = load(references)
    with closing(_existing_history(reports)) as history:
        proposals = propose(ours, recorded(history, reports, ""))
    click.echo(render_proposals(proposals), nl=False)
    if proposals and write:
        write_whole(references, amend(read_whole(references), amendments(proposals)))
        click.echo(f"{references}: {len(proposals)} footnotes changed. Run citewatch check to see that all is well.")
    elif proposals:
        click.echo("Nothing was written; add --write to apply this.")


@main.command("report")
@reports_option
@click.option("--run", "run_id", default="", metavar="ID", help="A recorded run; without it the last one.")
@click.option("--rejudge", "anew", is_flag=True, help="Judge the run's stored evidence anew, without network.")
@ends_well
def report_command(reports: Path, run_id: str, *, anew: bool) -> None:
    """Write the reports of a recorded run again."""
    with closing(_existing_history(reports)) as history, only_run(reports):
        report = recorded(history, reports, run_id)
        newest = recorded(history, reports, "").run.id == report.run.id
        if anew:
            before, report = report, rejudge(history, reports, report, settings_of({}))
            click.echo(_compared(before, report))
        feed = render_feed(report, history.events(MOST_ENTRIES, until=report.run.id))
    for path in publish(report, reports, {"feed.xml": feed}, newest=newest):
        click.echo(str(path))


@main.command("history")
@click.argument("number")
@reports_option
@ends_well
def history_command(number: str, reports: Path) -> None:
    """Show one footnote's timeline. NUMBER is its number, or group:number."""
    with closing(_existing_history(reports)) as history:
        recorded(history, reports, "")
        timeline = history.timeline(number)
    if not timeline:
        raise BadInputError(
            f"{reports / 'history.db'}: no run knows a footnote {number}; expected a number such as 12."
        )
    click.echo(render_timeline(number, timeline), nl=False)


@main.command("schedule")
@references_argument
@reports_option
@ends_well
def schedule_command(references: Path, reports: Path) -> None:
    """Print crontab and systemd units for this installation."""
    load(references)
    click.echo(schedule(references, reports), nl=False)


def _compared(before: Report, after: Report) -> str:
    pairs = zip(before.rows, after.rows, strict=True)
    changed = [new.label for old, new in pairs if (old.live, old.archive) != (new.live, new.archive)]
    return f"Judged anew: {', '.join(changed) if changed else 'no verdict'} changed."


def _existing_history(reports: Path) -> History:
    path = reports / "history.db"
    if not path.exists():
        raise BadInputError(f"{path} does not exist: no run was recorded there. Run citewatch check first.")
    return History(path)
