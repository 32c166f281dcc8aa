"""Which citations a run is about: all, those that `--only` names, or those that are due."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from crawler.check.outcome import BadInputError
from crawler.history.record import Row
from crawler.judge.past import moment
from crawler.references.citation import Citation

SOON_DUE = timedelta(days=1)
DUE = timedelta(days=7)
"""`--due`: what is in doubt or flagged is due after a day, the rest after a week."""

EARLY = timedelta(hours=1)
"""cron's runs are not to the second."""

MOST_FOOTNOTES = 100_000

_LEFT_OVER, _NEW, _ASKED = range(3)
_NO_TURN = frozenset({"rate-limited", "offline"})
"""Reasons of an archive verdict that say that a question is still open."""


def chosen(references: Sequence[Citation], only: str) -> tuple[Citation, ...]:
    """The citations that `--only` names (`3,11-14,note:2`; "" for all). Raises BadInputError for what is not there."""
    if not only:
        return tuple(references)
    by_label = {citation.label: citation for citation in references}
    labels = [label for part in only.split(",") for label in _labels(part.strip())]
    missing = [label for label in labels if label not in by_label]
    if missing:
        raise BadInputError(
            f"--only {only}: there is no footnote {', '.join(missing)}; expected numbers such as 3,11-14 or note:2, "
            f"from {references[0].label} to {references[-1].label}"
        )
    return tuple(citation for citation in references if citation.label in set(labels))


def _labels(part: str) -> Iterable[str]:
    group, _, numbers = part.rpartition(":")
    first, dash, last = numbers.partition("-")
    if not (first.isdecimal() and (not dash or last.isdecimal())) or (
        dash and not 0 <= int(last) - int(first) <= MOST_FOOTNOTES
    ):
        raise BadInputError(f"--only: {part!r} is no footnote; expected numbers such as 3,11-14 or note:2")
    span = range(int(first), int(last or first) + 1)
    return [f"{group}:{number}" if group else str(number) for number in span]


def by_turn(
    citations: Iterable[Citation], last: Mapping[str, Row], left_over: Collection[str] = ()
) -> tuple[Citation, ...]:
    """The order in which the archives are asked: what was left over, what was never asked, then the longest ago first.

    `last` has the last row of each citation by its label, `left_over` the labels of those of which some question had no
    turn though their verdict does not say so.
    """
    return tuple(sorted(citations, key=lambda citation: _turn(citation.label, last, left_over)))


def _turn(label: str, last: Mapping[str, Row], left_over: Collection[str]) -> tuple[int, str]:
    row = last.get(label)
    if row is None:
        return _NEW, ""
    asked = row.archive.checked_at or ""
    waits = label in left_over or row.archive.reason in _NO_TURN or not asked
    return (_LEFT_OVER if waits else _ASKED), asked


def due(citations: Iterable[Citation], last: Mapping[str, Row], now: datetime) -> tuple[Citation, ...]:
    """Those whose recheck is due; `last` has the last row of each citation by its label."""
    return tuple(citation for citation in citations if _is_due(last.get(citation.label), now))


def _is_due(row: Row | None, now: datetime) -> bool:
    if row is None or row.live.checked_at is None:
        return True
    quiet = row.health in ("healthy", "rescued") and row.live.confirmed and not row.flags
    return now - moment(row.live.checked_at) >= (DUE if quiet else SOON_DUE) - EARLY
