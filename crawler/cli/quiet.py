"""What `--quiet` still says: what is newly flagged, and once that a run could not judge, until one can."""

from __future__ import annotations

from pathlib import Path

import click

from crawler.history.record import Report
from crawler.history.schema import HistoryError
from crawler.history.store import History
from crawler.reports.flagged import by_footnote, newly_flagged, news, what_to_do
from crawler.reports.printable import printable

_NOTE = "could-not-judge"


def say_once(reports: Path, message: str) -> bool:
    """Whether `message` is news: True the first time after a run that could judge ("" is such a run)."""
    try:
        history = History(reports / "history.db")
    except HistoryError:
        return True
    try:
        said = history.note(_NOTE)
        if bool(said) != bool(message):
            history.take_note(_NOTE, message)
        return bool(message) and not said
    except HistoryError:
        return True
    finally:
        history.close()


def say_news(report: Report, reports: Path) -> None:
    """For each footnote its new flags and what to do, then how many, and where the report is; or nothing at all."""
    found = newly_flagged(report)
    for row, flags in by_footnote(found):
        title = printable(str(row.citation.get("title", "")))
        for each in flags:
            click.echo(f"[{row.label}] {title}: {each.flag.flag}. {printable(each.explanation)}")
        click.echo(f"    {printable(what_to_do(row))}")
    if found:
        click.echo(f"{news(report)}. The report: {reports / 'latest.html'}")
