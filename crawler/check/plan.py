"""Which citations a run is about: all or those that `--only` names, and in which order the archives are asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from crawler.check.outcome import BadInputError
from crawler.check.recheck import NO_TURN
from crawler.history.record import Row
from crawler.references.citation import Citation

MOST_FOOTNOTES = 100_000

_DIGITS = 9
"""No footnote's number has more."""

_LEFT_OVER, _NEW, _ASKED = range(3)


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
    if not (_is_number(first) and (not dash or _is_number(last))) or (
        dash and not 0 <= int(last) - int(first) <= MOST_FOOTNOTES
    ):
        raise BadInputError(f"--only: {part!r} is no footnote; expected numbers such as 3,11-14 or note:2")
    span = range(int(first), int(last or first) + 1)
    return [f"{group}:{number}" if group else str(number) for number in span]


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= _DIGITS


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
    waits = label in left_over or row.archive.reason in NO_TURN or not asked
    return (_LEFT_OVER if waits else _ASKED), asked
