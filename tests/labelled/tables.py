"""Shows outcomes as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
)

NOT_COMPARED = "soft404 (PyPI 0.2, 2017) is not compared: its pickled model cannot be loaded by today's scikit-learn."


def render(
    live: Sequence[Outcome], archive: Sequence[Outcome], others: Mapping[str, Sequence[Outcome]], *, show_wrong: bool
) -> str:
    """All tables, one under the other."""
    console = Console(width=110, record=True, file=_Nowhere())
    console.print(_confusion("Live pages: the label down, citewatch across", live, STATES))
    console.print(_confusion("Snapshots: the label down, citewatch across", archive, ARCHIVE_STATES))
    console.print(_compared({"citewatch": live, **others}))
    console.print(NOT_COMPARED)
    for title, key in (("By class", _kind), ("By language", _language)):
        console.print(_plain(title, ("", "three-way state right"), by(live, key)))
    console.print(_plain("Confidence", ("said", "confidence", "right"), calibration(live)))
    if show_wrong:
        console.print(_plain("Judged otherwise", ("case", "label", "citewatch"), _wrong([*live, *archive])))
    return console.export_text()


class _Nowhere:
    def write(self, _text: str) -> int:
        return 0

    def flush(self) -> None:
        return


def _kind(outcome: Outcome) -> str:
    return outcome.kind


def _language(outcome: Outcome) -> str:
    return outcome.language


def _confusion(title: str, outcomes: Sequence[Outcome], states: Sequence[str]) -> Table:
    table = Table("", *states, title=f"{title}: {accuracy(outcomes)} right", title_justify="left")
    counted = confusion(outcomes)
    for expected in states:
        table.add_row(expected, *(str(counted[expected, found]) for found in states))
    return table


def _compared(checkers: Mapping[str, Sequence[Outcome]]) -> Table:
    columns = ("checker", "three-way right", "living called dead", "dead called alive", "soft 404: precision", "recall")
    table = Table(*columns, title="Live pages, beside other checkers", title_justify="left")
    for name, outcomes in checkers.items():
        # A checker without reasons has called dead whatever it called dead.
        precision, recall = precision_recall(outcomes, SOFT if name == "citewatch" else (*SOFT, ""))
        wrong = (len(taken_for(outcomes, *pair)) for pair in (("alive", "dead"), ("dead", "alive")))
        table.add_row(name, str(accuracy(outcomes)), *map(str, wrong), str(precision), str(recall))
    table.caption = f"citewatch's reasons: {reasons_right(checkers['citewatch'])} right"
    return table


def _plain(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    table = Table(*columns, title=title, title_justify="left")
    for row in rows:
        table.add_row(*map(str, row))
    return table


def _wrong(outcomes: Iterable[Outcome]) -> list[tuple[str, str, str]]:
    return [(each.name, "/".join(each.expected), "/".join(each.found)) for each in outcomes if not each.right]
