"""TimeMaps in link format: every odd way of writing them, and what is no TimeMap is never an empty one."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.timemap import Memento, TimemapError, nearest, read, snapshot_of
from crawler.archives.timestamp import TimestampError, to_datetime

A = "http://a.example/story"
PLAYED = f"https://arquivo.pt/wayback/20140307120000/{A}"
DATE = "Fri, 07 Mar 2014 12:00:00 GMT"
ONE = (Memento(address=PLAYED, timestamp="20140307120000"),)
ORIGINAL = f'<{A}>; rel="original"'
LISTED = f'<{PLAYED}>; rel="memento"; datetime="{DATE}"'

READ = {
    "as RFC 7089 has it": (f'{ORIGINAL},\n<{A}>; rel="timegate",\n{LISTED}', ONE),
    "first and last": (f'{ORIGINAL}, <{PLAYED}>; rel="first last memento"; datetime="{DATE}"', ONE),
    "the date before the kind": (f'<{PLAYED}>; datetime="{DATE}"; rel="memento"', ONE),
    "no blanks": (f'<{A}>;rel="original",<{PLAYED}>;rel="memento";datetime="{DATE}"', ONE),
    "no quotes around the kind": (f'<{PLAYED}>; rel=memento; datetime="{DATE}"', ONE),
    "other parameters": (f'<{PLAYED}>; rel="memento"; datetime="{DATE}"; collection="x, y"; license', ONE),
    "names in capitals": (f'<{PLAYED}>; REL="Memento"; DateTime="{DATE}"', ONE),
    "a comma in an address": (
        f'<{PLAYED},b>; rel="memento"; datetime="{DATE}"',
        (Memento(address=f"{PLAYED},b", timestamp="20140307120000"),),
    ),
    "a mark at the beginning": (f"\ufeff{LISTED}", ONE),
    "a comma at the end": (f"{LISTED},\n", ONE),
    "cut off in the next": (f"{LISTED},\n<https://arquivo.pt/wayback/2014030812", ONE),
    "cut off in the next one's date": (f'{LISTED},\n<{PLAYED}b>; rel="memento"; datetime="Sat, 08 M', ONE),
    "no date": (f'{ORIGINAL}, <{PLAYED}>; rel="memento"', ()),
    "a date that is none": (f'{ORIGINAL}, <{PLAYED}>; rel="memento"; datetime="in March"', ()),
    "none listed": (ORIGINAL, ()),
}


@pytest.mark.parametrize(("text", "mementos"), READ.values(), ids=READ)
def test_a_timemap_is_read(text: str, mementos: tuple[Memento, ...]) -> None:
    assert read(text.encode()) == mementos


def test_a_404_says_that_there_are_none() -> None:
    assert read(b"<html>not here</html>", status=404) == ()


NOT_READ = {
    "a page": (b"<!DOCTYPE html><html><title>Sorry</title></html>", 200),
    "nothing": (b"", 200),
    "JSON": (b'{"mementos": {"list": []}}', 200),
    "words": (b"No results.", 200),
    "too many questions": (LISTED.encode(), 429),
    "out of order": (LISTED.encode(), 503),
    "elsewhere": (b"", 302),
}


@pytest.mark.parametrize(("body", "status"), NOT_READ.values(), ids=NOT_READ)
def test_what_is_no_timemap_is_not_an_empty_one(body: bytes, status: int) -> None:
    with pytest.raises(TimemapError) as caught:
        read(body, status=status)
    assert len(str(caught.value)) < 300


def memento(timestamp: str, archive: str = "https://arquivo.pt/wayback") -> Memento:
    return Memento(address=f"{archive}/{timestamp}/{A}", timestamp=timestamp)


OLD, NEAR, NEW = memento("20100101000000"), memento("20140308120000"), memento("20200101000000")


def test_the_nearest_come_first() -> None:
    assert nearest([NEW, OLD, NEAR], "2014-03-07") == (NEAR, OLD, NEW)
    assert nearest([OLD, NEW, NEAR], None) == (NEW, NEAR, OLD)


def test_no_more_than_are_wanted() -> None:
    assert nearest([NEW, OLD, NEAR], "2014-03-07", most=1) == (NEAR,)


def test_each_once() -> None:
    assert nearest([NEAR, NEAR], None) == (NEAR,)


UNUSABLE = {
    "distrusted": "https://archive.ph",
    "defunct": "http://collection.europarchive.org/coastguard",
    "unknown": "https://archive.example/web",
    "malformed": "https://web.archive.org/save",
}


@pytest.mark.parametrize("archive", UNUSABLE.values(), ids=UNUSABLE)
def test_only_archives_that_are_known_and_trusted_count(archive: str) -> None:
    assert nearest([memento("20140308120000", archive), NEAR], "2014-03-07") == (NEAR,)


def test_an_archive_that_moved_counts_where_it_is_now() -> None:
    moved = memento("20140308120000", "http://webarchive.proni.gov.uk")
    assert nearest([moved], None) == (moved,)
    now = snapshot_of(moved)
    assert now is not None
    assert now.archive == "archive-it"


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(TimestampError):
        nearest([NEAR], "2014-02-30")


@pytest.mark.parametrize("odd", [" ", ";x", "<", '"', ";x=", "<a>;"])
def test_long_nonsense_is_read_in_one_pass(odd: str) -> None:
    assert read(f"{LISTED},<{A}>;x{odd * 300_000}".encode())[:1] == ONE


@given(st.binary(max_size=200) | st.text("<>;,=\"' relmntoigady\n", max_size=80).map(str.encode))
def test_any_body_is_read_or_refused(body: bytes) -> None:
    try:
        found = read(body)
    except TimemapError:
        return
    assert all(to_datetime(one.timestamp) for one in found)


moments = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 (the zone is added)
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
uris = st.from_regex(r"https?://[a-z]{1,8}\.example/[A-Za-z0-9?=&,;:/%_-]{0,20}", fullmatch=True)


@given(st.lists(st.tuples(uris, moments), max_size=5))
def test_what_is_written_is_read_back(listed: list[tuple[str, datetime]]) -> None:
    links = [f'<{uri}>; rel="memento"; datetime="{format_datetime(moment, usegmt=True)}"' for uri, moment in listed]
    found = read(",\n".join([ORIGINAL, *links]).encode())
    assert [(one.address, to_datetime(one.timestamp)) for one in found] == listed
