"""`citewatch sync`: what the article has and references.yaml lacks, shown or written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from crawler.check.outcome import BadInputError
from crawler.cli.files import only_yaml, read_whole, write_whole
from crawler.cli.source import read_source
from crawler.references.document import is_yaml, load
from crawler.references.sync import apply, compare, render, summary


def sync_article(references: Path, article: str, settings: Mapping[str, Any], *, write: bool, overwrite: bool) -> None:
    """Compares `references` with `article` ("" is the address that stands in it), and prints what differs.

    Raises BadInputError where nobody says which article, or `write` is asked of a file that is not YAML, and what
    `read_source` raises.
    """
    ours = load(references)
    if write and not is_yaml(references):
        raise BadInputError(only_yaml(references, "sync"))
    source = article or ours.article.url
    if not source:
        raise BadInputError(f"{references}: article.url is missing; add it, or name the article with --article.")
    found = compare(ours, read_source(source, "", settings).references, overwrite=overwrite)
    click.echo(render(found) or "Nothing is missing.\n", nl=False)
    if not found.to_do:
        return
    if write:
        write_whole(references, apply(read_whole(references), found))
        click.echo(f"{references}: {summary(found)}.")
    else:
        click.echo("Nothing was written; add --write to apply this.")
