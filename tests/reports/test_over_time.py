"""How the citations stood in the last runs, as counts and in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.history.record import Standing
from crawler.reports.over_time import over_time, spans, spell
from tests.reports.samples import report, row


def course(*healths: str) -> tuple[Standing, ...]:
    return tuple(Standing(f"2026-01-{day:02}T04:00:00Z", health) for day, health in enumerate(healths, start=1))


def test_counts_a_run_oldest_first() -> None:
    shown = replace(
        report(row(1), row(2)),
        courses={"1": course("healthy", "dead"), "2": course("healthy", "healthy")[1:]},
    )
    first, second = over_time(shown)
    assert first.sentence == "2026-01-01: 1 healthy"
    assert second.sentence == "2026-01-02: 1 dead, 1 healthy"
    assert (first.total, second.total) == (1, 2)


def test_a_report_without_courses_has_no_picture() -> None:
    assert over_time(report(row(1))) == ()


SPELLED = {
    "one run": (("dead",), "dead since 2026-01-01 at least (1 run)"),
    "always the same": (("dead", "dead", "dead"), "dead since 2026-01-01 at least (3 runs)"),
    "changed in the last run": (("healthy", "healthy", "dead"), "dead since 2026-01-03, before that healthy (3 runs)"),
    "changed and back": (("dead", "healthy", "dead", "dead"), "dead since 2026-01-03, before that healthy (4 runs)"),
}


@pytest.mark.parametrize(("healths", "said"), SPELLED.values(), ids=list(SPELLED))
def test_a_course_in_words(healths: tuple[str, ...], said: str) -> None:
    assert spell(course(*healths)) == said


SPANS = {
    "one run": (("dead",), [("dead", 0, 1, "2026-01-01: dead")]),
    "always the same": (("dead",) * 3, [("dead", 0, 3, "2026-01-01 to 2026-01-03: dead")]),
    "there and back": (
        ("dead", "healthy", "healthy", "dead"),
        [
            ("dead", 0, 1, "2026-01-01: dead"),
            ("healthy", 1, 2, "2026-01-02 to 2026-01-03: healthy"),
            ("dead", 3, 1, "2026-01-04: dead"),
        ],
    ),
    "none": ((), []),
}


@pytest.mark.parametrize(("healths", "expected"), SPANS.values(), ids=list(SPANS))
def test_a_course_in_spans(healths: tuple[str, ...], expected: list[tuple[str, int, int, str]]) -> None:
    assert [(each.health, each.start, each.length, each.words) for each in spans(course(*healths))] == expected
