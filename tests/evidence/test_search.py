"""What an index said, which captures are worth playing, and which address is sought at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.captures import Capture
from crawler.evidence.search import CANDIDATES, SEARCH, Search, sought
from crawler.references.citation import Citation
from tests.evidence.facts import SEARCHES


def capture(timestamp: str, original: str = "http://a.example/", status: int | None = 200) -> Capture:
    return Capture(
        original=original, timestamp=timestamp, mimetype="text/html", status=status, digest=timestamp, length=100
    )


def search(*captures: Capture) -> Search:
    return Search(address="http://a.example/", asked_at="2026-03-01T06:00:00Z", captures=captures)


OLD, NEAR, NEW = capture("20100101000000"), capture("20140306120000"), capture("20200101000000")


def test_the_nearest_to_the_date_wanted_comes_first() -> None:
    found = search(OLD, NEAR, NEW).candidates("2014-03-07")
    assert found[0].address == "https://web.archive.org/web/20140306120000/http://a.example/"


def test_without_a_date_the_newest_comes_first() -> None:
    assert [shot.timestamp[:4] for shot in search(OLD, NEAR, NEW).candidates(None)] == ["2020", "2014", "2010"]


def test_captured_errors_are_not_played() -> None:
    assert search(capture("20140306120000", status=404)).candidates(None) == ()


def test_no_more_are_played_than_the_limit() -> None:
    many = [capture(f"2014010{day}000000") for day in range(1, 9)]
    assert len(search(*many).candidates(None)) == CANDIDATES


@pytest.mark.parametrize("original", ["", "dns:a.example", "filedesc://x.arc.gz", "http://a b/"])
def test_what_no_browser_asks_for_is_passed_over(original: str) -> None:
    found = search(capture("20200101000000", original), NEAR).candidates(None)
    assert [shot.timestamp for shot in found] == [NEAR.timestamp]


SOUGHT = {
    "the cited address": (Citation(number=1, url=" http://a.example/ "), "http://a.example/"),
    "what the snapshot is of": (
        Citation(number=1, archive_url="https://web.archive.org/web/2014/http://a.example/"),
        "http://a.example/",
    ),
    "a snapshot that names nothing": (Citation(number=1, archive_url="https://web.archive.org/web/"), ""),
    "nothing": (Citation(number=1), ""),
}


@pytest.mark.parametrize(("citation", "address"), SOUGHT.values(), ids=SOUGHT)
def test_sought(citation: Citation, address: str) -> None:
    assert sought(citation) == address


@given(SEARCHES)
def test_json_and_back(searched: Search) -> None:
    assert SEARCH.validate_json(SEARCH.dump_json(searched)) == searched


@given(SEARCHES, st.none() | st.dates().map(str))
def test_candidates_of_any_index_can_be_played(searched: Search, wanted: str | None) -> None:
    found = searched.candidates(wanted)
    assert len(found) <= CANDIDATES
    assert all(shot.archive == "wayback" and shot.original for shot in found)
