"""Shows how the citations stood in the last runs: counts a run for the picture, and a citation's course in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from crawler.history.record import Report, Standing
from crawler.judge.verdict import HEALTHS


@dataclass(frozen=True, slots=True)
class Then:
    """The citations of today's list as they stood at the end of one run; `at` is RFC 3339 UTC."""

    at: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many of them that run judged."""
        return sum(self.counts.values())

    @property
    def sentence(self) -> str:
        """`2025-06-01: 2 dead, 19 healthy`."""
        counted = ", ".join(f"{self.counts[health]} {health}" for health in HEALTHS if self.counts[health])
        return f"{self.at[:10]}: {counted}"


def over_time(report: Report) -> tuple[Then, ...]:
    """One for each run that the report's courses know, oldest first."""
    counted: dict[str, Counter[str]] = {}
    for course in report.courses.values():
        for standing in course:
            counted.setdefault(standing.at, Counter())[standing.health] += 1
    return tuple(Then(at, counted[at]) for at in sorted(counted))


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a course in which the health stayed the same: the run where it starts, counted from 0, and how many."""

    health: str
    start: int
    length: int
    words: str


def spans(course: Sequence[Standing]) -> tuple[Span, ...]:
    """The course in as few spans as it has changes, oldest first."""
    found, start = [], 0
    for health, same in groupby(course, key=lambda standing: standing.health):
        runs = list(same)
        days = runs[0].at[:10] if len(runs) == 1 else f"{runs[0].at[:10]} to {runs[-1].at[:10]}"
        found.append(Span(health, start, len(runs), f"{days}: {health}"))
        start += len(runs)
    return tuple(found)


def spell(course: Sequence[Standing]) -> str:
    """A course in words: `dead since 2025-05-20, before that healthy (30 runs)`."""
    last = course[-1].health
    same = next((place for place, each in enumerate(reversed(course)) if each.health != last), len(course))
    runs = f"({len(course)} run{'' if len(course) == 1 else 's'})"
    if same == len(course):
        return f"{last} since {course[0].at[:10]} at least {runs}"
    return f"{last} since {course[-same].at[:10]}, before that {course[-same - 1].health} {runs}"
