"""Which pages are saved, and what is told of each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.history.record import Row
from crawler.repair.saving import all_answered, render, to_save
from crawler.spiders.save_answers import OUTCOMES, Saving
from tests.repair.judged import MISSING, ROWS, cited, judged_report, snapshot
from tests.reports.samples import archive, report


def test_only_what_is_alive_and_missing() -> None:
    assert to_save(cited(), judged_report()) == {MISSING: ("8",)}


def _report_with(changed: Row) -> dict[str, tuple[str, ...]]:
    return dict(to_save(cited("missing"), report(changed)))


NOT_SAVED = {
    "no answer of the archive": replace(ROWS["missing"], archive=archive("unknown", "rate-limited")),
    "one bad snapshot": replace(ROWS["missing"], archive=archive("bad", "wrong-page")),
    "judged at another address": replace(
        ROWS["missing"], citation={**ROWS["missing"].citation, "url": "https://elsewhere.example/"}
    ),
}


@pytest.mark.parametrize("row", NOT_SAVED.values(), ids=list(NOT_SAVED))
def test_what_is_not_known_to_be_missing_is_not_saved(row: Row) -> None:
    assert _report_with(row) == {}


def test_an_address_is_saved_once_however_many_cite_it() -> None:
    first = cited("missing").references[0]
    second = replace(first, number=9, title="Another", url=f"{MISSING}#part")
    row = replace(
        ROWS["missing"], number=9, citation={**ROWS["missing"].citation, "title": "Another", "url": second.url}
    )
    both = replace(cited("missing"), references=(first, second))
    assert to_save(both, report(ROWS["missing"], row)) == {MISSING: ("8", "9")}


def test_what_is_told() -> None:
    saved = Saving(address=MISSING, outcome="saved", snapshot_url=snapshot(MISSING))
    assert render(saved, ("8", "note:2")) == f"[8], [note:2] {MISSING}: saved: {snapshot(MISSING)}"
    refused = Saving(address="https://x.example/\x1b[31m", outcome="refused", explanation="It\x1b[31m says no.")
    told = render(refused, ("8\x1b[31m",))
    assert told.endswith("not saved: It says no.")
    assert "\x1b" not in told


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_what_is_left_for_another_run(outcome: str) -> None:
    kept = Saving(address="a", outcome="saved", snapshot_url="x")
    assert all_answered((kept, Saving(address="b", outcome=outcome))) == (outcome in ("saved", "refused"))
