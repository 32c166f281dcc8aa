"""The counts add up, and a reader is told first what must be known first."""

from __future__ import annotations

import pytest
from hypothesis import given

from crawler.history.record import ArchiveRequests, Report
from crawler.judge.verdict import HEALTHS
from crawler.reports.summary import STAND_IN, archives_asked, counts, notices, sentence
from tests.reports.samples import archive, full, live, report, reports, row


def test_each_health_is_counted() -> None:
    assert counts(full()) == {
        "dead": 2,
        "rescued": 2,
        "suspect": 1,
        "at-risk": 2,
        "unknown": 3,
        "healthy": 2,
        "unchecked": 1,
        "total": 12,
    }


def test_an_empty_report_counts_nothing() -> None:
    assert set(counts(report()).values()) == {0}
    assert sentence(report()) == "0 footnotes"


@given(reports())
def test_the_healths_add_up(any_report: Report) -> None:
    counted = counts(any_report)
    assert sum(counted[health] for health in HEALTHS) == counted["total"] == len(any_report.rows)
    assert counted["unchecked"] <= counted["unknown"]


def test_unchecked_counts_only_missing_addresses() -> None:
    rows = (row(1, live=live("no-url")), row(2, live=live("offline")), row(3, archive=archive("unknown", "no-url")))
    assert counts(report(*rows))["unchecked"] == 1


def test_the_sentence_leaves_out_zeros_and_begins_with_the_worst() -> None:
    text = sentence(report(row(1), row(2, live=live("gone"), archive=archive("missing")), row(3)))
    assert text == "3 footnotes: 1 dead, 2 healthy"


def test_one_footnote_is_not_plural() -> None:
    assert sentence(report(row(1))) == "1 footnote: 1 healthy"


def test_nothing_to_say() -> None:
    assert notices(report(row(1))) == ()


def test_a_stand_in_run_says_so_first() -> None:
    told = notices(report(row(1, live=live("no-url")), web="replay", network="degraded"))
    assert told[0] == STAND_IN
    assert "made up" in told[0]
    assert len(told) == 3


def test_missing_addresses_name_the_command() -> None:
    (told,) = notices(report(row(1, live=live("no-url")), row(2)))
    assert told.startswith("1 of 2 footnotes")
    assert "`citewatch sync --write`" in told


@pytest.mark.parametrize("network", ["degraded", "offline"])
def test_a_failing_network_is_told(network: str) -> None:
    (told,) = notices(report(row(1), network=network))
    assert "network" in told
    assert "last judged" in told


ASKED = {
    "nothing": (ArchiveRequests(), "Archives asked: nothing"),
    "one of each": (ArchiveRequests(index=1, playback=1), "Archives asked: 1 index question, 1 play (1.0 a footnote)"),
    "plays alone": (ArchiveRequests(playback=3), "Archives asked: 3 plays (1.5 a footnote)"),
    "questions alone": (ArchiveRequests(index=5), "Archives asked: 5 index questions (2.5 a footnote)"),
}


@pytest.mark.parametrize(("asked", "expected"), ASKED.values(), ids=list(ASKED))
def test_what_the_archives_were_asked(asked: ArchiveRequests, expected: str) -> None:
    assert archives_asked(report(row(1), row(2), asked=asked)) == expected


def test_without_footnotes_there_is_no_figure_for_each() -> None:
    assert archives_asked(report(asked=ArchiveRequests(index=2))) == "Archives asked: 2 index questions"
