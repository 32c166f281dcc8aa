"""What `--quiet` still says: what is newly flagged, and once that a run could not judge, until one can."""

from __future__ import annotations

from pathlib import Path

import click

from crawler.history.record import Report
from crawler.history.schema import HistoryError
from crawler.history.store import History
from crawler.reports.flagged import newly_flagged, what_to_do
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
    """One line for each new flag, and where the report is; nothing where nothing is new."""
    found = newly_flagged(report)
    for flagged in found:
        title = printable(str(flagged.row.citation.get("title", "")))
        click.echo(f"[{flagged.row.label}] {title}: {flagged.flag.flag}. {printable(flagged.explanation)}")
        click.echo(f"    {printable(what_to_do(flagged.row))}")
    if found:
        click.echo(f"The report: {reports / 'latest.html'}")
