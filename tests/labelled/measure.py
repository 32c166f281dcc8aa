"""Figures from outcomes: confusions, precision and recall, and how often a confidence was right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

STATES = ("alive", "dead", "unknown")
ARCHIVE_STATES = ("good", "bad", "missing", "unknown")
SOFT = ("soft-404", "redirected-home", "parked", "replaced")
"""Dead though the last answer was a page: what a status cannot tell."""

BANDS = ((0.0, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a person and a checker said of one thing, by state and reason. `confidence` is None where none was given."""

    name: str
    kind: str
    language: str
    expected: tuple[str, str]
    found: tuple[str, str]
    confidence: float | None = None

    @property
    def right(self) -> bool:
        """Three-way."""
        return self.expected[0] == self.found[0]


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`."""

    part: int
    whole: int

    def __str__(self) -> str:
        share = f"{self.part / self.whole:.3f}" if self.whole else "-"
        return f"{share} ({self.part}/{self.whole})"


def confusion(outcomes: Iterable[Outcome]) -> Counter[tuple[str, str]]:
    """How often each expected state was found as each."""
    return Counter((each.expected[0], each.found[0]) for each in outcomes)


def accuracy(outcomes: Sequence[Outcome]) -> Share:
    """Three-way state right."""
    return Share(sum(each.right for each in outcomes), len(outcomes))


def reasons_right(outcomes: Sequence[Outcome]) -> Share:
    """State and reason right."""
    return Share(sum(each.expected == each.found for each in outcomes), len(outcomes))


def taken_for(outcomes: Iterable[Outcome], expected: str, found: str) -> list[Outcome]:
    """Those of one state that were called another."""
    return [each for each in outcomes if (each.expected[0], each.found[0]) == (expected, found)]


def worthless_called_good(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The snapshots that show nothing of the work, and were called good."""
    return [each for each in outcomes if each.expected[0] != "good" and each.found[0] == "good"]


def precision_recall(outcomes: Sequence[Outcome], reasons: Sequence[str]) -> tuple[Share, Share]:
    """Of those found dead for one of `reasons`, how many are dead; of those dead for one, how many were found dead."""
    found = [each for each in outcomes if each.found[0] == "dead" and each.found[1] in reasons]
    there = [each for each in outcomes if each.expected[0] == "dead" and each.expected[1] in reasons]
    return (
        Share(sum(each.expected[0] == "dead" for each in found), len(found)),
        Share(sum(each.found[0] == "dead" for each in there), len(there)),
    )


def by(outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> list[tuple[str, Share]]:
    """The accuracy of each group, the worst first."""
    groups: dict[str, list[Outcome]] = {}
    for each in outcomes:
        groups.setdefault(key(each), []).append(each)
    shares = [(name, accuracy(group)) for name, group in groups.items()]
    return sorted(shares, key=lambda pair: (pair[1].part / pair[1].whole, pair[0]))


def calibration(outcomes: Iterable[Outcome]) -> list[tuple[str, str, Share]]:
    """For each state and band of confidence, how often the state was right; bands without a case are left out."""
    rows = []
    for state in STATES:
        said = [each for each in outcomes if each.found[0] == state and each.confidence is not None]
        for low, high in BANDS:
            band = [each for each in said if low <= (each.confidence or 0) < high]
            if band:
                rows.append((state, f"{low:.2f} to {min(high, 1):.2f}", accuracy(band)))
    return rows
