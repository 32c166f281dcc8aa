"""flags.json lists every flag that stands, with what a script needs to tell a person."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from crawler.history.record import Report
from crawler.reports.flags_json import render
from crawler.reports.summary import STAND_IN
from tests.reports.samples import REPAIR, flag, full, hostile, live, report, reports, row


def document(shown: Report) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render(shown))
    return found


def test_the_names_of_the_document() -> None:
    found = document(full())
    assert list(found) == ["schema_version", "notices", "run", "flags"]
    assert found["run"]["web"] == "replay"
    assert found["notices"][0] == STAND_IN


def test_an_entry() -> None:
    judged = row(
        4,
        "A story",
        group="note",
        live=live("gone", explanation="It says so."),
        suggestion=REPAIR,
        flags=(flag("needs-archive-url", new=True),),
    )
    assert document(report(judged))["flags"] == [
        {
            "number": 4,
            "group": "note",
            "title": "A story",
            "flag": "needs-archive-url",
            "since": "2025-06-01T04:00:09Z",
            "new": True,
            "health": "rescued",
            "explanation": "The page is gone; a good snapshot exists that the citation does not name. It says so.",
            "suggestion": {"action": REPAIR.action, "text": REPAIR.text, "changes": dict(REPAIR.changes)},
        },
    ]


def test_a_flag_without_a_suggestion_says_null() -> None:
    (entry,) = document(report(row(1, flags=(flag("moved"),))))["flags"]
    assert entry["suggestion"] is None
    assert entry["new"] is False


def test_an_entry_for_each_flag_in_footnote_order() -> None:
    assert [(each["number"], each["flag"]) for each in document(full())["flags"]] == [
        (1, "quote-not-found"),
        (2, "moved"),
        (3, "dead-citation"),
        (3, "not-archived"),
        (4, "needs-archive-url"),
        (5, "bad-archive-url"),
        (6, "dead-citation"),
        (6, "wrong-page"),
        (11, "not-archived"),
    ]


def test_nothing_flagged_is_an_empty_list() -> None:
    assert document(report(row(1)))["flags"] == []


def test_nothing_hidden_in_the_file() -> None:
    assert not set(render(hostile())) & set("\x1b\x9b\x7f\u202e\u2066\u200b\ufeff")


@given(reports())
def test_any_report_counts_right(any_report: Report) -> None:
    assert len(document(any_report)["flags"]) == sum(len(each.flags) for each in any_report.rows)
