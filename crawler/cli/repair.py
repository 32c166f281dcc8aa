"""`citewatch repair`: what to change in references.yaml or in an article's wikitext, and pages to be archived."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from crawler.check.clock import utc_now
from crawler.check.outcome import NOT_JUDGED, NOTHING_NEW, BadInputError
from crawler.check.setting_values import check_settings
from crawler.cli.files import only_yaml, read_whole, write_whole
from crawler.cli.rewrite import existing_history
from crawler.history.record import Report
from crawler.references.amend import amend
from crawler.references.citation import References
from crawler.references.credentials import without_credentials
from crawler.references.document import is_yaml, load
from crawler.repair import proposals, saving
from crawler.repair.diff import render_diff
from crawler.repair.wikitext import page
from crawler.reports.printable import printable
from crawler.spiders.process import settings_of
from crawler.spiders.save import KeysError, authorization
from crawler.spiders.save_answers import Saving

NOTHING = "Nothing to repair."
NO_SOURCE = "{path} names no source with an address: there is nothing to judge or to repair. {hint}"
HINT_WIKITEXT = "Expected an article's wikitext with {{cite ...}} templates or links."
HINT_REFERENCES = "citewatch sync --write takes the addresses from the live article."
NONE_JUDGED = (
    "None of the {sources} in {path} was judged in {reports}, so nothing is known of them. Run citewatch check on "
    "{what} first, or name the folder of its reports with --reports."
)
SOME_JUDGED = "{judged} of the {sources} in {path} were judged in {reports}: of the others nothing is known ({others})."
MOST_NAMED = 10
"""Sources of which nothing is known that are named one by one."""
_LISTS = frozenset({".yaml", ".yml", ".jsonl", ".ndjson", ".csv", ".json"})
LOOK = "Look at it before you save it."
MADE_UP = "The run was a stand-in, and its outcomes are made up: save none of it in an article."
ADD_WRITE = "Nothing was written; add --write to apply this."


def repair_references(path: Path, report: Report, reports: Path, *, write: bool) -> References:
    """Shows what to change in references.yaml, or changes it; gives the citations as they stood before."""
    references = load(path)
    if write and not is_yaml(path):
        raise BadInputError(only_yaml(path, "repair"))
    proposed = proposals.propose(references, report)
    _say(proposals.render(proposed.proposals), proposed.left_alone)
    others = [f"[{label}]" for label in proposed.unknown]
    _see_that_judged((proposed.sources, proposed.judged), others, path, reports, HINT_REFERENCES)
    for line in proposed.not_repairable:
        click.echo(line, err=True)
    if not is_yaml(path):
        click.echo(only_yaml(path, "repair"))
        return references
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


def repair_wikitext(path: Path, report: Report, reports: Path, *, write: bool) -> None:
    """The same for an article's wikitext."""
    text = _read_wikitext(path)
    repaired = page.repair_page(text, report)
    _say(page.render(repaired.repairs), repaired.left_alone)
    others = [f"line {line}" for line in dict.fromkeys(repaired.unknown)]
    _see_that_judged((repaired.sources, repaired.judged), others, path, reports, HINT_WIKITEXT)
    _show_difference(text, repaired.text, path)
    if repaired.text != text and write:
        write_whole(path, repaired.text)
        count = len(repaired.repairs)
        advice = MADE_UP if report.run.web == "replay" else LOOK
        click.echo(f"{path}: {count} {'source' if count == 1 else 'sources'} changed. {advice}")
    elif repaired.text != text:
        click.echo(ADD_WRITE)


def save_pages(references: References, report: Report, reports: Path, settings: Mapping[str, Any]) -> int:
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
        if found.outcome == "saved":
            with closing(existing_history(reports)) as history:
                saving.ask_anew(history, found, utc_now())

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


def _see_that_judged(counts: tuple[int, int], others: Sequence[str], path: Path, reports: Path, hint: str) -> None:
    """Says where some of a file's sources (how many there are, how many are judged) were never judged, and which.

    Raises BadInputError where none was: that is not the same as nothing to repair.
    """
    sources, judged = counts
    if not sources:
        raise BadInputError(NO_SOURCE.format(path=path, hint=hint))
    named = f"{sources} {'source' if sources == 1 else 'sources'}"
    if not judged:
        what = path if hint == HINT_REFERENCES else "the list that citewatch import makes of it"
        raise BadInputError(NONE_JUDGED.format(sources=named, path=path, reports=reports, what=what))
    if judged < sources:
        said = SOME_JUDGED.format(judged=judged, sources=named, path=path, reports=reports, others=_few(others))
        click.echo(said, err=True)


def _few(names: Sequence[str]) -> str:
    rest = len(names) - MOST_NAMED
    return ", ".join(map(printable, names[:MOST_NAMED])) + (f" and {rest} more" if rest > 0 else "")


def _show_difference(before: str, after: str, path: Path) -> None:
    # The lines around a change may hold a password that stands in somebody's file.
    difference = without_credentials(render_diff(before, after, path.name))
    click.echo(f"\n{difference}" if difference else f"{NOTHING}\n", nl=False)


def _read_wikitext(path: Path) -> str:
    if path.suffix.lower() in _LISTS:
        raise BadInputError(f"{path} is a list of references, not an article's wikitext: leave out --wikitext.")
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
