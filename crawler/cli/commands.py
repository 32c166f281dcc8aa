"""The commands. Each parses, calls one function, and prints; README.md says what each is for."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from crawler import __version__
from crawler.check.articles import NAME
from crawler.check.outcome import NEWLY_FLAGGED, NOT_JUDGED, NOTHING_NEW, NotJudgedError
from crawler.check.rejudge import recorded
from crawler.check.run import DEGRADED, Options, check
from crawler.check.setting_values import check_settings
from crawler.cli.cluster import away, cluster_option
from crawler.cli.due import say_nothing_due
from crawler.cli.ending import ends_well
from crawler.cli.importing import import_source
from crawler.cli.log_file import log_file, log_report
from crawler.cli.notify import VARIABLE, tell
from crawler.cli.options import config_option, network_options, network_settings, reports_option, was_given
from crawler.cli.progress import progress_bar
from crawler.cli.quiet import say_news, say_once
from crawler.cli.repair import check_saving, repair_references, repair_wikitext, save_pages
from crawler.cli.rewrite import existing_history, publish_site, rewrite
from crawler.cli.schedule import schedule, schedule_all
from crawler.cli.several import articles_listed, check_articles
from crawler.cli.syncing import sync_article
from crawler.cli.timeline import timeline_of
from crawler.history.record import Report
from crawler.references.document import load
from crawler.references.importers import IMPORTERS
from crawler.reports.flagged import newly_flagged
from crawler.reports.registry import REPORTS
from crawler.reports.summary import STAND_IN
from crawler.reports.terminal import summary_table
from crawler.spiders.process import settings_of

REFERENCES = Path("references.yaml")

file_argument = click.argument("references", type=click.Path(path_type=Path), required=False, metavar="[FILE]")
references_argument = click.argument("references", type=click.Path(path_type=Path), default=REFERENCES, required=False)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="citewatch")
def main() -> None:
    """Check an article's citations: which still stand, which have died, and what to do."""


@main.command("check")
@file_argument
@reports_option
@config_option
@network_options
@click.option("--only", default="", metavar="NUMBERS", help="Some footnotes only, such as 3,11-14,note:2.")
@click.option("--due", is_flag=True, help="Only the footnotes whose recheck is due.")
@click.option("--quiet", is_flag=True, help="Say something only where there is something new (for cron).")
@click.option("--json", "as_json", is_flag=True, help="Write the run's report to standard output as JSON.")
@cluster_option
@ends_well
def check_command(references: Path | None, reports: Path, config: Path | None, cluster: str, **options: Any) -> int:
    """Check each live address and archive snapshot, judge, record, and write the reports.

    FILE lists the footnotes of one article. Without it, all articles that citewatch.toml lists are checked in one
    crawl, or, where there is no such file, those of references.yaml.
    """
    quiet, as_json, only, is_due = (options.pop(name) for name in ("quiet", "as_json", "only", "due"))
    settings = network_settings(**options)
    listed = articles_listed(config, references, {"--only": bool(only), "--reports": was_given("reports")})
    if not quiet:
        _say_proxy({**listed.settings, **settings} if listed else settings)
    if listed:
        return check_articles(listed, settings, is_due=is_due, quiet=quiet, as_json=as_json, cluster=cluster)
    wanted = Options(references=references or REFERENCES, reports=reports, only=only, due=is_due, settings=settings)
    try:
        with log_file(wanted.settings), progress_bar("Checking", quiet=quiet or as_json) as progress:
            report = check(wanted, progress=progress, away=away(cluster, reports))
            log_report(report)
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


def _say_proxy(chosen: Mapping[str, Any]) -> None:
    settings = settings_of(chosen)
    check_settings(settings, chosen)
    if settings.getbool("HTTPPROXY_ENABLED"):
        click.echo("The environment's proxies are used: keeping out of private networks is now theirs to do.", err=True)


def _show(report: Report, reports: Path, *, quiet: bool, as_json: bool) -> None:
    if as_json:
        click.echo(REPORTS["latest.json"](report), nl=False)
    elif quiet:
        say_news(report, reports)
    else:
        Console().print(summary_table(report, str(reports / "latest.html")))
        say_nothing_due(reports, report.run)


@main.command("import")
@click.argument("source")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("references.yaml"), show_default=True)
@click.option("--format", "format_name", type=click.Choice(list(IMPORTERS)), help="Overrides the guess.")
@click.option("--overwrite", is_flag=True, help="Replace the output file if it exists.")
@network_options
@ends_well
def import_command(source: str, output: Path, format_name: str | None, *, overwrite: bool, **options: Any) -> None:
    """Read the footnotes of SOURCE and write them as references.yaml.

    A file named .jsonl or .ndjson (JSON Lines), .csv or .json (CSL-JSON) is written in that format.

    SOURCE is a file, - for standard input, an article's address, or wiki:en:Title, wiki:en:Title@REVISION.
    """
    import_source(source, output, format_name or "", network_settings(**options), overwrite=overwrite)


@main.command("sync")
@references_argument
@network_options
@click.option("--article", default="", metavar="SOURCE", help="The article; without it the address in references.yaml.")
@click.option("--write", is_flag=True, help="Apply the changes.")
@click.option("--overwrite", is_flag=True, help="Take the article's word over what stands in references.yaml too.")
@ends_well
def sync_command(references: Path, article: str, *, write: bool, overwrite: bool, **options: Any) -> None:
    """Find the addresses that references.yaml lacks in the live article; show them, or apply them with --write."""
    sync_article(references, article, network_settings(**options), write=write, overwrite=overwrite)


@main.command("repair")
@references_argument
@reports_option
@network_options
@click.option("--write", is_flag=True, help="Apply the proposals.")
@click.option(
    "--wikitext",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Repair an article's wikitext instead of references.yaml.",
)
@click.option("--save", is_flag=True, help="Ask the archive to keep living pages that it lacks.")
@ends_well
def repair_command(
    references: Path, reports: Path, wikitext: Path | None, *, write: bool, save: bool, **options: Any
) -> int:
    """Propose what to change in the citations, from the last run's verdicts; show it, or apply it with --write."""
    if wikitext and save:
        raise click.UsageError("--save goes by references.yaml: give --wikitext or --save, not both.")
    settings = network_settings(**options)
    if save:
        check_saving(settings)
    with closing(existing_history(reports)) as history:
        report = recorded(history, reports, "")
    if report.run.web == "replay":
        click.echo(f"{STAND_IN} Its list is {reports / REFERENCES}.", err=True)
        if save:
            raise click.UsageError("A stand-in run's pages are not on the web: there is nothing to save.")
    if wikitext:
        repair_wikitext(wikitext, report, reports, write=write)
        return NOTHING_NEW
    judged = repair_references(references, report, reports, write=write)
    return save_pages(judged, report, reports, settings) if save else NOTHING_NEW


@main.command("report")
@click.option(
    "--reports",
    type=click.Path(path_type=Path, file_okay=False),
    multiple=True,
    default=(Path("reports"),),
    help="The folder of the reports and of history.db (default: reports). Repeatable with --site; else that takes "
    "citewatch.toml's.",
)
@click.option("--run", "run_id", default="", metavar="ID", help="A recorded run; without it the last one.")
@click.option("--rejudge", "anew", is_flag=True, help="Judge the run's stored evidence anew, without network.")
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Publish the last run of each folder there, with an index, as plain files.",
)
@ends_well
def report_command(reports: tuple[Path, ...], run_id: str, site: Path | None, *, anew: bool) -> None:
    """Write the reports of a recorded run again."""
    if site and (run_id or anew):
        raise click.UsageError("--site publishes what the last runs found: give it without --run and --rejudge.")
    if not site and len(reports) > 1:
        raise click.UsageError("--reports can be given more than once only with --site.")
    listed = articles_listed(None, None, {}) if site and not was_given("reports") else None
    folders = [each.reports for each in listed.articles] if listed else reports
    written = publish_site(folders, site) if site else rewrite(reports[0], run_id, anew=anew)
    for path in written:
        click.echo(str(path))


@main.command("history")
@click.argument("number")
@reports_option
@ends_well
def history_command(number: str, reports: Path) -> None:
    """Show one footnote's timeline. NUMBER is its number, or group:number."""
    with closing(existing_history(reports)) as history:
        click.echo(timeline_of(history, reports, number), nl=False)


@main.command("notify")
@reports_option
@click.option(
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=f"Apprise addresses, one a line, readable by you alone; without it those in {VARIABLE}.",
)
@click.option("--dry-run", is_flag=True, help="Show the message; send nothing.")
@ends_well
def notify_command(reports: Path, to: Path | None, *, dry_run: bool) -> None:
    """Tell people which flags are new or cleared, each only once."""
    tell(reports, to, dry_run=dry_run)


@main.command("schedule")
@file_argument
@reports_option
@config_option
@ends_well
def schedule_command(references: Path | None, reports: Path, config: Path | None) -> None:
    """Print crontab and systemd units for this installation, for FILE or what citewatch.toml lists."""
    listed = articles_listed(config, references, {"--reports": was_given("reports")})
    for each in listed.articles if listed else ():
        load(each.references)
    if listed:
        printed = schedule_all(config or Path(NAME), [each.reports for each in listed.articles])
    else:
        load(references or REFERENCES)
        printed = schedule(references or REFERENCES, reports)
    click.echo(printed, nl=False)
