"""A search grows once an address: by another date, other spellings, more pages, other archives."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.archives.captures import Capture
from crawler.archives.cdx import LIMIT
from crawler.evidence.search import Search
from crawler.spiders.capture_index import CaptureIndex
from crawler.spiders.timemaps import TimeMaps
from crawler.spiders.wider_search import SPELLINGS, WiderSearch

ADDRESS = "https://fine.example/article"
TIMEMAP = "https://arquivo.pt/wayback/timemap/link/"
LISTED = f'<{ADDRESS}>; rel="original", <https://arquivo.pt/wayback/2020/{ADDRESS}>; rel="memento"; datetime="{{}}"'
LINKS = LISTED.format("Wed, 01 Jan 2020 00:00:00 GMT").encode()


def _capture(timestamp: str, status: int = 200) -> Capture:
    return Capture(
        original=ADDRESS, timestamp=timestamp, mimetype="text/html", status=status, digest=timestamp, length=9
    )


def _row(capture: Capture) -> str:
    return f"example,fine)/ {capture.timestamp} {capture.original} text/html {capture.status} {capture.digest} 9"


FULL = tuple(_capture(f"2014{month:02}{day:02}000000") for month in range(1, 8) for day in range(1, 25))[:LIMIT]
LATE = _capture("20240101000000")
EMPTY = Search(address=ADDRESS, asked_at="2026-03-01T06:00:00Z", empty=2)
FOUND = replace(EMPTY, empty=0, captures=FULL, near=("2014-03-07",))
CROWDED = replace(FOUND, captures=tuple(replace(each, status=301) for each in FULL))


class Archives:
    """Answers each question with the same rows, and notes what was asked and told."""

    def __init__(self, rows: Sequence[Capture] = (), status: int = 200) -> None:
        self.asked: list[str] = []
        self.told: list[Search] = []
        self._body, self._status = "\n".join(map(_row, rows)).encode(), status
        index = CaptureIndex(self._download, {}, self.told.append)
        self.wider = WiderSearch(index, TimeMaps(self._download, [TIMEMAP]), self.told.append)

    async def _download(self, request: Request) -> Response:
        self.asked.append(request.url)
        await asyncio.sleep(0)
        headers = {"Content-Type": "text/plain"}
        body = LINKS if request.url.startswith(TIMEMAP) else self._body
        return Response(request.url, status=self._status, headers=headers, body=body, request=request)

    def widened(self, *ways: tuple[str, Search, str | None]) -> list[Search]:
        """What each way (a method's name, its search and its date) gives, all of them at once."""

        async def all_of_them() -> list[Search]:
            return await asyncio.gather(*(getattr(self.wider, name)(*rest) for name, *rest in ways))

        return asyncio.run(all_of_them())


def _queries(archives: Archives) -> list[dict[str, Any]]:
    return [parse_qs(urlsplit(address).query) for address in archives.asked]


def test_captures_near_another_date_are_added() -> None:
    archives = Archives([LATE])
    (wider,) = archives.widened(("near", FOUND, "2024-01-02"))
    assert wider.captures == (*FULL, LATE)
    assert archives.told == [wider]
    assert _queries(archives)[0]["closest"] == ["20240102"]


def test_two_who_want_the_same_date_ask_once() -> None:
    archives = Archives([LATE])
    one, other = archives.widened(("near", FOUND, "2024-01-02"), ("near", FOUND, "2024-01-02"))
    assert one == other
    assert len(archives.asked) == len(archives.told) == 1


@pytest.mark.parametrize("wanted", ["2014-03-07", "2014-05-01", None])
def test_a_date_that_is_covered_is_not_asked_for(wanted: str | None) -> None:
    archives = Archives([LATE])
    assert archives.widened(("near", FOUND, wanted)) == [FOUND]
    assert archives.asked == []


def test_other_spellings_are_asked_until_one_is_there() -> None:
    spelt = replace(EMPTY, address=f"{ADDRESS}?a=1&amp;utm_source=x")
    archives = Archives([LATE])
    (wider,) = archives.widened(("respelt", spelt, "2024-01-02"))
    assert (wider.captures, wider.empty, wider.address) == ((LATE,), 2, spelt.address)
    assert [query["url"] for query in _queries(archives)] == [[f"{ADDRESS}?a=1"]]


def test_no_more_spellings_than_the_bound() -> None:
    archives = Archives()
    spelt = replace(EMPTY, address="https://fine.example/%7Eme/caf%25C3%25A9?a=1&amp;utm_source=x")
    assert archives.widened(("respelt", spelt, None)) == [spelt]
    assert len(archives.asked) == SPELLINGS
    assert archives.told == []


def test_what_was_found_needs_no_other_spelling() -> None:
    archives = Archives([LATE])
    tracked = replace(FOUND, address=f"{ADDRESS}?utm_source=x")
    assert archives.widened(("respelt", tracked, None)) == [tracked]
    assert archives.asked == []


def test_pages_are_asked_for_where_redirects_took_their_room() -> None:
    archives = Archives([LATE])
    wider, again = archives.widened(("pages", CROWDED, "2014-03-07"), ("pages", CROWDED, "2014-03-07"))
    assert wider == again
    assert wider.captures == (*CROWDED.captures, LATE)
    assert [query["filter"] for query in _queries(archives)] == [["statuscode:(200|-)"]]


def test_enough_pages_are_enough() -> None:
    archives = Archives([LATE])
    assert archives.widened(("pages", FOUND, "2014-03-07")) == [FOUND]
    assert archives.asked == []


@pytest.mark.parametrize("failure", ["", "excluded"])
def test_other_archives_are_asked_once(failure: str) -> None:
    archives = Archives()
    search = replace(EMPTY, failure=failure)
    one, other = archives.widened(("elsewhere", search, None), ("elsewhere", search, "2020"))
    assert one == other
    assert [memento.timestamp for memento in one.mementos or ()] == ["20200101000000"]
    assert archives.asked == [f"{TIMEMAP}{ADDRESS}"]


@pytest.mark.parametrize("failure", ["rate-limited", "archive-unreachable"])
def test_an_index_that_did_not_say_is_asked_first_again(failure: str) -> None:
    archives = Archives()
    search = replace(EMPTY, failure=failure)
    assert archives.widened(("elsewhere", search, None), ("respelt", search, None)) == [search, search]
    assert archives.asked == []


WAYS = {
    "near": ("near", FOUND, "2024-01-02"),
    "respelt": ("respelt", replace(EMPTY, address=f"{ADDRESS}?utm_source=x"), None),
    "pages": ("pages", CROWDED, "2014-03-07"),
    "elsewhere": ("elsewhere", EMPTY, None),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_what_fails_leaves_the_search_as_it_was(way: tuple[str, Search, str | None]) -> None:
    archives = Archives(status=503)
    assert archives.widened(way) == [way[1]]
    assert (len(archives.asked), archives.told) == (1, [])


def test_one_way_after_the_other_keeps_what_was_found() -> None:
    archives = Archives([LATE])
    archives.widened(("near", CROWDED, "2024-01-02"))
    (wider,) = archives.widened(("elsewhere", CROWDED, None))
    assert LATE in wider.captures
    assert wider.mementos
