"""junit.xml, read back by a library made for it."""

from __future__ import annotations

import pytest
from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite
from lxml import etree

from crawler.history.record import Report
from crawler.reports.junit import render
from crawler.reports.summary import STAND_IN
from tests.reports.samples import HOSTILE_TITLES, flag, full, live, report, row


def suite(shown: Report) -> TestSuite:
    (found,) = JUnitXml.fromstring(render(shown).encode())
    return found


def cases(shown: Report) -> list[TestCase]:
    return list(suite(shown))


def test_a_case_a_footnote_in_footnote_order() -> None:
    shown = full()
    assert [case.name.partition("]")[0] for case in cases(shown)] == [f"[{row.label}" for row in shown.rows]
    assert [case.classname for case in cases(shown)] == [f"citewatch.{row.health}" for row in shown.rows]


def test_flagged_has_failed_unknown_was_skipped_the_rest_has_passed() -> None:
    flagged = row(1, "Gone", live=live("not-found"), flags=(flag("dead-citation", new=True), flag("wrong-page")))
    failed, skipped, passed = cases(report(flagged, row(2, "Walled", live=live("blocked")), row(3, "Fine")))
    (failure,) = failed.result
    assert isinstance(failure, Failure)
    assert failure.type == "dead-citation"
    assert "dead-citation: " in failure.message
    assert "wrong-page: " in failure.message
    assert flagged.live.explanation in str(failure.text)
    assert [type(result) for result in skipped.result] == [Skipped]
    assert passed.result == []


def test_the_counts_are_those_of_the_cases() -> None:
    shown = full()
    found = suite(shown)
    assert found.tests == len(shown.rows)
    assert found.failures == sum(bool(row.flags) for row in shown.rows)
    assert found.skipped == sum(row.health == "unknown" and not row.flags for row in shown.rows)


def test_a_stand_in_run_says_so() -> None:
    (said,) = etree.fromstring(render(full()).encode()).iter("system-out")
    assert STAND_IN in str(said.text)


@pytest.mark.parametrize("title", HOSTILE_TITLES.values(), ids=list(HOSTILE_TITLES))
def test_no_title_breaks_the_file(title: str) -> None:
    (case,) = cases(report(row(1, title, flags=(flag("moved"),))))
    assert case.name.startswith("[1]")
