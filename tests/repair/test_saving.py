"""Which pages are saved, and what is told of each."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.evidence.search import SEARCH, Search
from crawler.history.record import Observation, Row, Run
from crawler.history.store import History
from crawler.repair.saving import all_answered, ask_anew, render, to_save
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


def test_after_a_save_the_index_is_asked_anew_for_a_day(tmp_path: Path) -> None:
    address = "https://a.example/"
    kept = Saving(address=address, outcome="saved", snapshot_url="https://web.archive.org/web/2026/https://a.example/")
    run = Run(id="r", started_at="2026-03-01T06:00:00Z", finished_at="", web="live", network="ok")
    with closing(History(tmp_path / "history.db")) as history:
        history.begin_run(run, "o", {})
        for day in ("2026-03-01", "2026-03-02"):
            nothing = Search(address=address, asked_at=f"{day}T06:00:00Z", empty=2)
            history.observe_all("r", [Observation("search", address, nothing.asked_at, SEARCH.dump_json(nothing))])
            saved_at = datetime(2026, 3, 1, 12, tzinfo=UTC)
            ask_anew(history, kept, saved_at)
            assert history.newest_observation("search", address, "") is None, day
        found = Search(address=address, asked_at="2026-03-02T13:00:00Z", empty=2)
        history.observe_all("r", [Observation("search", address, found.asked_at, SEARCH.dump_json(found))])
        assert history.newest_observation("search", address, "") is not None
        assert list(history.observations("r")), "the evidence stays"
