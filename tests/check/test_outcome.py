"""How a check ends: what kept an article from being judged, and the exit status of one and of several."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from crawler.check.options import Options
from crawler.check.outcome import DEGRADED, NEWLY_FLAGGED, NOT_JUDGED, NOTHING_NEW, Outcome, worst
from crawler.history.record import Report
from tests.reports.samples import flag, report, row

OPTIONS = Options(references=Path("references.yaml"), reports=Path("reports"))
QUIET = report(row(1), row(2, flags=(flag("moved"),)))
NEWS = report(row(1), row(2, flags=(flag("moved", new=True),)))


def _degraded(whole: Report) -> Report:
    return replace(whole, run=replace(whole.run, network="degraded"))


ENDS: dict[str, tuple[Report | None, str, str, int]] = {
    "nothing new": (QUIET, "", "", NOTHING_NEW),
    "newly flagged": (NEWS, "", "", NEWLY_FLAGGED),
    "the network was lost, nothing new": (_degraded(QUIET), "", DEGRADED, NOT_JUDGED),
    "the network was lost, newly flagged": (_degraded(NEWS), "", DEGRADED, NOT_JUDGED),
    "locked": (None, "Another run is at work.", "Another run is at work.", NOT_JUDGED),
    "without a word": (None, "", "", NOT_JUDGED),
}


@pytest.mark.parametrize(("found", "problem", "shortfall", "status"), ENDS.values(), ids=list(ENDS))
def test_how_one_ended(found: Report | None, problem: str, shortfall: str, status: int) -> None:
    outcome = Outcome(options=OPTIONS, report=found, problem=problem)
    assert (outcome.shortfall, outcome.status) == (shortfall, status)


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        ([NOTHING_NEW], NOTHING_NEW),
        ([NEWLY_FLAGGED, NOTHING_NEW], NEWLY_FLAGGED),
        ([NOT_JUDGED, NEWLY_FLAGGED, NOTHING_NEW], NOT_JUDGED),
    ],
)
def test_several_end_as_the_worst_of_them(statuses: list[int], status: int) -> None:
    assert {worst(each) for each in permutations(statuses)} == {status}
