"""Shows outcomes as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from rich.console import Console
from rich.table import Table

from tests.labelled.measure import (
    ARCHIVE_STATES,
    SOFT,
    STATES,
    Outcome,
    accuracy,
    by,
    calibration,
    confusion,
    precision_recall,
    reasons_right,
    taken_for,
    worthless_called_good,
)


def render(
    live: Sequence[Outcome], archive: Sequence[Outcome], others: Mapping[str, Sequence[Outcome]], *, show_wrong: bool
) -> str:
    """All tables, one under the other."""
    shown = StringIO()
    console = Console(width=110, file=shown)
    console.print(_confusion("Live pages: the label down, citewatch across", live, STATES))
    console.print(_confusion("Snapshots: the label down, citewatch across", archive, ARCHIVE_STATES))
    console.print(_compared({"citewatch": live, **others}))
    console.print(_counts(live, archive))
    for title, key in (("By class", _kind), ("By language", _language)):
        console.print(_plain(title, ("", "three-way state right"), by(live, key)))
    console.print(_plain("Confidence", ("said", "confidence", "right"), calibration(live)))
    if show_wrong:
        console.print(_plain("Judged otherwise", ("case", "label", "citewatch"), _wrong([*live, *archive])))
    return shown.getvalue()


def _kind(outcome: Outcome) -> str:
    return outcome.kind


def _language(outcome: Outcome) -> str:
    return outcome.language


def _confusion(title: str, outcomes: Sequence[Outcome], states: Sequence[str]) -> Table:
    table = Table("", *states, title=f"{title}: {accuracy(outcomes)} right", title_justify="left", min_width=72)
    counted = confusion(outcomes)
    for expected in states:
        table.add_row(expected, *(str(counted[expected, found]) for found in states))
    return table


def _counts(live: Sequence[Outcome], archive: Sequence[Outcome]) -> str:
    precision, recall = precision_recall(live, SOFT[:1])
    worthless = worthless_called_good(archive)
    lines = [
        f"Reasons right: {reasons_right(live)} of the live pages, {reasons_right(archive)} of the snapshots.",
        f"Strictly soft-404: precision {precision}, recall {recall}.",
        f"Worthless snapshots called good: {len(worthless)}.",
    ]
    return "\n".join([*lines, ""])


def _compared(checkers: Mapping[str, Sequence[Outcome]]) -> Table:
    columns = ("checker", "three-way right", "living called dead", "dead called alive", "precision", "recall")
    table = Table(*columns, title="Live pages, beside other checkers", title_justify="left")
    for name, outcomes in checkers.items():
        precision, recall = precision_recall(outcomes, SOFT)
        wrong = (len(taken_for(outcomes, *pair)) for pair in (("alive", "dead"), ("dead", "alive")))
        table.add_row(name, str(accuracy(outcomes)), *map(str, wrong), str(precision), str(recall))
    table.caption = "Precision and recall: dead though it answered (soft 404, sent home, parked, replaced)"
    table.caption_justify = "left"
    return table


def _plain(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    table = Table(*columns, title=title, title_justify="left", min_width=40)
    for row in rows:
        table.add_row(*map(str, row))
    return table


def _wrong(outcomes: Iterable[Outcome]) -> list[tuple[str, str, str]]:
    return [
        (each.name, "/".join(each.expected), "/".join(each.found)) for each in outcomes if each.expected != each.found
    ]
