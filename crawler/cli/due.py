"""`citewatch check --due`: says so where nothing was due."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from crawler.history.record import Run
from crawler.history.store import History

NOTHING = "Nothing is due: nothing was asked."


def say_nothing_due(reports: Path, run: Run, prefix: str = "") -> None:
    """Says it, behind `prefix`, where the finished run asked about no footnote; else nothing."""
    with closing(History(reports / "history.db")) as history:
        if not history.asked(run.id):
            click.echo(f"{prefix}{NOTHING}")
