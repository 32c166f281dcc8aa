"""A check as of some days ago: the same function that `citewatch check` calls, with a given clock."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from crawler.check.run import Options, check
from crawler.cli.options import network_options, network_settings


@click.command()
@click.argument("days", type=float)
@click.argument("references", type=click.Path(path_type=Path))
@click.argument("reports", type=click.Path(path_type=Path))
@click.argument("only")
@network_options
def main(days: float, references: Path, reports: Path, only: str, **options: Any) -> None:
    """Runs as of DAYS ago."""
    wanted = Options(references=references, reports=reports, only=only, settings=network_settings(**options))
    check(wanted, clock=lambda: datetime.now(UTC) - timedelta(days=days))


if __name__ == "__main__":
    sys.exit(main())
