"""What the verdicts ask of a source, as it stands now."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.judge.verdict import Suggestion
from crawler.references.citation import Citation
from crawler.repair.wanted import (
    ChangedSinceError,
    beyond_repair,
    is_lost,
    judged_citation,
    same_snapshot,
    wanted_changes,
)
from tests.repair.judged import ALIVE, BAD, DEAD, ELSEWHERE, LOST, MOVED, NEW, REVIVED, ROWS, WELL, snapshot
from tests.reports.samples import REPAIR, archive

SAME = {
    "the same": (snapshot(DEAD), snapshot(DEAD), True),
    "http": (snapshot(DEAD), snapshot(DEAD).replace("https://web", "http://web"), True),
    "another name of the archive": (snapshot(DEAD), snapshot(DEAD).replace("web.archive.org", "archive.org"), True),
    "another way to play it": (snapshot(DEAD), snapshot(DEAD).replace("0708/", "0708if_/"), True),
    "the original's scheme": (snapshot(WELL), snapshot(WELL.replace("https", "http")), True),
    "another time": (snapshot(DEAD), snapshot(DEAD, "20200105060709"), False),
    "another page": (snapshot(DEAD), snapshot(WELL), False),
    "no time at all": (f"https://web.archive.org/web/{DEAD}", f"https://archive.org/web/{DEAD}", False),
    "no archive": ("https://a.example/", "https://b.example/", False),
    "nothing": ("", snapshot(DEAD), False),
}


@pytest.mark.parametrize(("one", "other", "same"), SAME.values(), ids=list(SAME))
def test_same_snapshot(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a column of the table
    assert same_snapshot(one, other) is same
    assert same_snapshot(other, one) is same


def _stated(url: str, **more: str) -> Citation:
    return Citation(number=0, url=url, **more)  # type: ignore[arg-type] # texts only


WANTED = {
    "nothing stated": ("dead", _stated(DEAD), {"archive-url", "archive-date", "url-status"}),
    "only a date stated": ("dead", _stated(DEAD, archive_date="2020"), {"archive-url", "archive-date", "url-status"}),
    "the good one stated": ("dead", _stated(DEAD, archive_url=snapshot(DEAD), archive_date="x", url_status="dead"),
                            set()),
    "a better one stated": ("alive", _stated(ALIVE, archive_url=snapshot(ALIVE), archive_date="x"), set()),
    "the bad one stated": ("alive", _stated(ALIVE, archive_url=BAD, archive_date="x", url_status="live"),
                           {"archive-url", "archive-date"}),
    "nothing more to do": ("revived", _stated(REVIVED), set()),
    "lost": ("lost", _stated(LOST), set()),
}  # fmt: skip


@pytest.mark.parametrize(("name", "stated", "keys"), WANTED.values(), ids=list(WANTED))
def test_wanted(name: str, stated: Citation, keys: set[str]) -> None:
    assert set(wanted_changes(ROWS[name], stated)) == keys


DATES = {
    "the right one": ("2020-01-05", None),
    "the right one in words": ("5 January 2020", None),
    "another day": ("2019-01-05", "2020-01-05"),
    "another day in words": ("January 6, 2020", "2020-01-05"),
    "less than a day": ("2019", None),
    "no date that can be read": ("5/1/2019", None),
    "none": ("", "2020-01-05"),
}


@pytest.mark.parametrize(("stated", "right"), DATES.values(), ids=list(DATES))
def test_a_date_that_contradicts_the_snapshot(stated: str, right: str | None) -> None:
    source = _stated(DEAD, archive_url=snapshot(DEAD), archive_date=stated, url_status="dead")
    assert wanted_changes(ROWS["dead"], source).get("archive-date") == right


def test_a_date_is_not_held_against_a_capture_that_was_played_in_the_named_one_s_place() -> None:
    near = replace(ROWS["dead"].archive, captured_at="2020-02-01T00:00:00Z")
    row = replace(ROWS["dead"], archive=near, citation={**ROWS["dead"].citation, "archive-url": snapshot(DEAD)})
    source = _stated(DEAD, archive_url=snapshot(DEAD), archive_date="2020-01-05", url_status="dead")
    assert wanted_changes(row, source) == {}


ELSEWHERE_NOW = {"url": f"{ELSEWHERE}-new"}
LIVE = {"url-status": "live"}


@pytest.mark.parametrize(
    ("name", "stated", "changes"),
    [
        ("moved", _stated(MOVED), {"url": NEW}),
        ("moved", _stated(MOVED, url_status="live"), {"url": NEW}),
        ("moved", _stated(MOVED, url_status="dead"), {"url": NEW, **LIVE}),
        ("elsewhere", _stated(ELSEWHERE, url_status="dead"), {**ELSEWHERE_NOW, **LIVE}),
        ("elsewhere", _stated(ELSEWHERE), ELSEWHERE_NOW),
    ],
)
def test_a_new_address_is_a_living_one(name: str, stated: Citation, changes: dict[str, str]) -> None:
    assert wanted_changes(ROWS[name], stated) == changes


def test_a_source_that_names_a_snapshot_keeps_it_when_its_address_changes() -> None:
    kept = replace(ROWS["dead"].archive, snapshot_url=snapshot(MOVED))
    row = replace(ROWS["moved"], archive=kept)
    row = replace(row, suggestion=Suggestion(action="change-url", text="x", changes={
        "url": NEW, "archive-url": snapshot(MOVED), "archive-date": "2020-01-05", "url-status": "live"}))  # fmt: skip
    assert set(wanted_changes(row, _stated(MOVED))) == {"url", "archive-url", "archive-date", "url-status"}
    named = _stated(MOVED, archive_url=snapshot(MOVED), archive_date="2020-01-05", url_status="dead")
    assert wanted_changes(row, named) == {"url": NEW, **LIVE}


def test_as_it_was_judged_the_recorded_suggestion_holds() -> None:
    row = replace(ROWS["dead"], suggestion=REPAIR)
    assert wanted_changes(row, judged_citation(row)) == dict(REPAIR.changes)
    assert wanted_changes(replace(row, suggestion=None), judged_citation(row)) == {}


def test_an_archive_address_never_comes_without_its_date() -> None:
    for row in ROWS.values():
        changes = wanted_changes(row, _stated(str(row.citation["url"])))
        assert ("archive-url" in changes) == ("archive-date" in changes)


def test_another_snapshot_than_was_judged_is_refused() -> None:
    with pytest.raises(ChangedSinceError, match="2001"):
        wanted_changes(ROWS["dead"], _stated(DEAD, archive_url=snapshot(DEAD, "20010101000000")))


LOSSES = {"lost": True, "dead": False, "alive": False, "missing": False}


@pytest.mark.parametrize(("name", "lost"), LOSSES.items())
def test_lost(name: str, lost: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_lost(ROWS[name], _stated(str(ROWS[name].citation["url"]))) is lost


def test_what_names_a_snapshot_is_not_lost() -> None:
    assert not is_lost(ROWS["lost"], _stated(LOST, archive_url=snapshot(LOST)))


@pytest.mark.parametrize(
    ("name", "state", "why"),
    [
        ("dead", "good", ""),
        ("dead", "unknown", "the page is gone, and it is not known yet whether a snapshot shows it"),
        (
            "dead",
            "bad",
            "no snapshot in the archives that were asked shows the work: look in others, or find another source",
        ),
        (
            "dead",
            "missing",
            "no snapshot in the archives that were asked shows the work: look in others, or find another source",
        ),
        ("well", "unknown", ""),
        ("well", "bad", ""),
    ],
)
def test_why_nothing_can_stand_in_for_a_page(name: str, state: str, why: str) -> None:
    assert beyond_repair(replace(ROWS[name], archive=archive(state), suggestion=None)) == why
