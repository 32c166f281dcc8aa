"""`citewatch repair`: what to change in references.yaml or in an article's wikitext, and pages to be archived."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from crawler.check.outcome import NOT_JUDGED, NOTHING_NEW, BadInputError
from crawler.check.setting_values import check_settings
from crawler.cli.files import read_whole, write_whole
from crawler.history.record import Report
from crawler.references.amend import amend
from crawler.references.citation import References
from crawler.references.document import load
from crawler.repair import proposals, saving
from crawler.repair.diff import render_diff
from crawler.repair.wikitext import page
from crawler.reports.printable import printable
from crawler.spiders.process import settings_of
from crawler.spiders.save import KeysError, authorization
from crawler.spiders.save_answers import Saving

NOTHING = "Nothing to repair."
ADD_WRITE = "Nothing was written; add --write to apply this."


def repair_references(path: Path, report: Report, *, write: bool) -> References:
    """Shows what to change in references.yaml, or changes it; gives the citations as they stood before."""
    references = load(path)
    proposed = proposals.propose(references, report)
    _say(proposals.render(proposed.proposals), proposed.left_alone)
    text = read_whole(path)
    after = amend(text, proposals.amendments(proposed.proposals))
    _show_difference(text, after, path)
    count = len(proposed.proposals)
    if count and write:
        write_whole(path, after)
        footnotes = "footnote" if count == 1 else "footnotes"
        click.echo(f"{path}: {count} {footnotes} changed. Run citewatch check to see that all is well.")
    elif count:
        click.echo(ADD_WRITE)
    return references


def repair_wikitext(path: Path, report: Report, *, write: bool) -> None:
    """The same for an article's wikitext."""
    text = _read_wikitext(path)
    repaired = page.repair_page(text, report)
    _say(page.render(repaired.repairs), repaired.left_alone)
    _show_difference(text, repaired.text, path)
    if repaired.text != text and write:
        write_whole(path, repaired.text)
        count = len(repaired.repairs)
        click.echo(f"{path}: {count} {'source' if count == 1 else 'sources'} changed. Look at it before you save it.")
    elif repaired.text != text:
        click.echo(ADD_WRITE)


def save_pages(references: References, report: Report, settings: Mapping[str, Any]) -> int:
    """Asks the archive to keep what it lacks; the exit status, NOT_JUDGED where something is left for another run."""
    wanted = saving.to_save(references, report)
    if not wanted:
        click.echo(saving.NOTHING)
        return NOTHING_NEW
    addresses = list(wanted)[: saving.MOST]
    savings: list[Saving] = []
    pages = f"{len(addresses)} {'page' if len(addresses) == 1 else 'pages'}"
    who = saving.AS_USER if authorization(os.environ) else saving.AS_ANYBODY
    click.echo(saving.BEGIN.format(pages=pages, who=who))

    def tell(found: Saving) -> None:
        savings.append(found)
        click.echo(saving.render(found, wanted.get(found.address, ())))

    saving.save(addresses, settings, tell)
    if any(each.outcome == "saved" for each in savings):
        click.echo(saving.AFTER)
    if len(wanted) > saving.MOST:
        click.echo(saving.LEFT.format(count=len(wanted) - saving.MOST, most=saving.MOST))
    return NOTHING_NEW if saving.all_answered(savings) else NOT_JUDGED


def check_saving(settings: Mapping[str, Any]) -> None:
    """Raises BadInputError where the settings or the environment's keys cannot be used."""
    check_settings(settings_of(settings), settings)
    try:
        authorization(os.environ)
    except KeysError as error:
        raise BadInputError(str(error)) from error


def _say(found: str, left_alone: tuple[str, ...]) -> None:
    click.echo(found, nl=False)
    for sentence in left_alone:
        click.echo(printable(sentence), err=True)


def _show_difference(before: str, after: str, path: Path) -> None:
    difference = render_diff(before, after, path.name)
    click.echo(f"\n{difference}" if difference else f"{NOTHING}\n", nl=False)


def _read_wikitext(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInputError(f"{path}: {error.strerror}. Expected a file of wikitext.") from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
        raise BadInputError(
            f"{path}:{line}: byte {column} of the line (0x{content[error.start]:02x}) is not UTF-8; nothing was "
            "changed. Save the file as UTF-8."
        ) from error
