"""What an index said, which captures are worth playing, and which address is sought at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.captures import Capture
from crawler.archives.cdx import LIMIT
from crawler.archives.timemap import Memento
from crawler.evidence.search import CANDIDATES, FURTHER, LEADS, SEARCH, Search, played_at, sought
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
    many = [capture(f"{year}0101000000") for year in range(1998, 2022)]
    assert len(search(*many).candidates(None)) == CANDIDATES + FURTHER


def test_beyond_the_nearest_those_of_other_years_are_played() -> None:
    at_once = [f"2014010{day}000000" for day in range(1, 9)]
    played = [each.timestamp for each in search(*map(capture, ["20090101000000", *at_once])).candidates("2014-01-01")]
    assert played[:CANDIDATES] == at_once[:CANDIDATES]
    assert played[CANDIDATES:] == ["20140107000000", "20140108000000", "20090101000000"]


def test_what_cannot_be_played_takes_no_place() -> None:
    odd = [capture(f"2014010{day}000000", original="dns:a.example") for day in range(1, 8)]
    assert [each.timestamp for each in search(*odd, capture("20090101000000")).candidates("2014-01-01")] == [
        "20090101000000"
    ]


def test_redirects_come_after_the_pages_and_are_few() -> None:
    redirects = [capture(f"2014030{day}000000", status=302) for day in range(1, 9)]
    found = search(*redirects, OLD, NEAR).candidates("2014-03-07")
    assert [shot.timestamp[:4] for shot in found[:2]] == ["2014", "2010"]
    assert [shot.timestamp for shot in found[2:]] == ["20140307000000", "20140308000000", "20140306000000"]
    assert len(found) == 2 + LEADS


ELSEWHERE = tuple(
    Memento(address=f"https://arquivo.pt/wayback/{day}/http://a.example/", timestamp=day)
    for day in ("20130101000000", "20140301000000", "20150101000000", "20160101000000")
)


def test_what_other_archives_have_comes_last_the_nearest_first() -> None:
    found = replace(search(OLD), mementos=ELSEWHERE).candidates("2014-03-07")
    assert [(shot.archive, shot.timestamp[:4]) for shot in found] == [
        ("wayback", "2010"),
        ("arquivo.pt", "2014"),
        ("arquivo.pt", "2015"),
        ("arquivo.pt", "2013"),
    ]


def test_what_two_lists_have_is_played_once() -> None:
    twice = Memento(address="https://web.archive.org/web/20100101000000/http://a.example/", timestamp=OLD.timestamp)
    assert len(replace(search(OLD), mementos=(twice,)).candidates(None)) == 1


REDIRECTS = [capture(f"20{year}0101000000", status=301) for year in range(10, 20)]
LEADING = {
    "the first two after the day, and the last": ("2014-03-07", ["2015", "2016", "2019"]),
    "from the day on": ("2014", ["2014", "2015", "2019"]),
    "of the last year": ("2019", ["2019"]),
    "after all": ("2024-01-01", []),
    "without a day": (None, ["2010", "2011", "2019"]),
}


@pytest.mark.parametrize(("since", "years"), LEADING.values(), ids=LEADING)
def test_redirects_that_may_tell_where_the_page_went(since: str | None, years: list[str]) -> None:
    found = search(*REDIRECTS, OLD, NEAR, NEW).leads(since)
    assert [shot.timestamp[:4] for shot in found] == years


FULL = [capture(f"2014{month:02}{day:02}000000") for month in range(1, 8) for day in range(1, 25)][:LIMIT]
COVERED = {
    "inside": (FULL, "2014-03-07", True),
    "before": (FULL, "2013-03-07", False),
    "after": (FULL, "2024-03-07", False),
    "a year that is not wholly there": (FULL, "2014", False),
    "no date": (FULL, None, True),
    "an answer that had room": (FULL[:-1], "2024-03-07", True),
    "nothing": ([], "2024-03-07", True),
}


@pytest.mark.parametrize(("captures", "wanted", "covered"), COVERED.values(), ids=COVERED)
def test_whether_a_date_is_covered(captures: list[Capture], wanted: str | None, *, covered: bool) -> None:
    assert search(*captures).covers(wanted) is covered


def test_a_date_that_was_asked_for_is_covered() -> None:
    assert replace(search(*FULL), near=("2024-03-07",)).covers("2024-03-07")


def test_redirects_may_hide_pages_in_a_full_answer_only() -> None:
    redirects = [replace(each, status=301) for each in FULL]
    assert search(*redirects).may_hide_pages()
    assert not search(*redirects[:-1]).may_hide_pages()
    assert not search(*redirects[CANDIDATES:], *FULL[:CANDIDATES]).may_hide_pages()


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
    assert len({played_at(shot) for shot in found}) == len(found) <= CANDIDATES + FURTHER + LEADS + 3
    assert all(shot.original for shot in found)


@given(SEARCHES, st.none() | st.dates().map(str))
def test_leads_of_any_index_can_be_played(searched: Search, since: str | None) -> None:
    assert len(searched.leads(since)) <= LEADS
    assert searched.covers(since)
