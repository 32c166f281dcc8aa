"""`citewatch import`: from a source to a file, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from crawler.check.outcome import BadInputError
from crawler.cli.files import write_whole
from crawler.cli.source import read_source, today
from crawler.evidence.address import fault, requested
from crawler.references.citation import References
from crawler.references.exporters import Exporter, UnknownEndingError, exporter_of
from crawler.references.imported import Imported
from crawler.references.problem import Problem, shown

_MOST = 20
"""Problems that are shown; of more only the number."""


def import_source(source: str, output: Path, format_name: str, settings: Mapping[str, Any], *, overwrite: bool) -> None:
    """Writes the footnotes of `source` to `output` (`-` is standard output), as its ending says.

    Raises BadInputError where the file stands and may not be replaced, or has an ending that is not written, and what
    `read_source` raises.
    """
    printed = str(output) == "-"
    if not printed and output.exists() and not overwrite:
        raise BadInputError(
            f"{output} exists and may hold your own words: name another file with -o, or add --overwrite."
        )
    exporter = _exporter(output)
    read = read_source(source, format_name, settings)
    references = _dated(read.references)
    text = exporter(references)
    _say_problems((*read.problems, *_bad_addresses(references, source)))
    if printed:
        click.echo(text, nl=False)
        return
    write_whole(output, text)
    _say(output, replace(read, references=references))


def _exporter(output: Path) -> Exporter:
    try:
        return exporter_of(output.name)
    except UnknownEndingError as error:
        raise BadInputError(str(error)) from error


def _bad_addresses(references: References, source: str) -> Iterator[Problem]:
    """The addresses that nobody can ask: they are kept, for that is a verdict."""
    for citation in references.references:
        for key, address in (("url", citation.url), ("archive-url", citation.archive_url)):
            if address and (wrong := fault(requested(address))):
                kind, words = wrong
                said = f"{shown(address)} cannot be asked: {words}; it is kept, and a check will call it {kind}"
                yield Problem(file=source, line=0, column=0, where=f"footnote {citation.label}: {key}", message=said)


def _dated(references: References) -> References:
    article = references.article
    return references if article.imported else replace(references, article=replace(article, imported=today()))


def _say_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems[:_MOST]:
        click.echo(str(problem), err=True)
    if problems[_MOST:]:
        click.echo(f"... and {len(problems) - _MOST} more places like these.", err=True)


def _say(output: Path, read: Imported) -> None:
    references = read.references.references
    count, without = len(references), sum(not citation.url for citation in references)
    click.echo(f"{output}: {count} {'footnote' if count == 1 else 'footnotes'}, {without} without an address.")
    if read.uncited:
        total = sum(read.uncited.values())
        where = ", ".join(f"{section or 'lead'} {number}" for section, number in read.uncited.items())
        click.echo(f"{total} {'paragraph cites' if total == 1 else 'paragraphs cite'} nothing: {where}.")
    if without and not read.references.article.url:
        click.echo(
            f"To fetch addresses from the article: add article.url to {output}, then citewatch sync {output} --write"
        )
