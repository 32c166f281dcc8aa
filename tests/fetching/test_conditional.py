"""Asking whether a page has changed: which pages can be asked so, what is asked, and what an answer means."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler import __version__
from crawler.evidence.fetch import Failure, Fetch, Hop
from crawler.evidence.page import Page
from crawler.web.conditional import KEPT, ConditionalMiddleware, Copy, copy_of, unchanged
from crawler.web.redirects import follow
from crawler.web.trail import Trail

CITED, FINAL = "http://paper.example/old", "http://paper.example/work"
DAY = "Fri, 07 Mar 2014 12:00:00 GMT"
MARKS = {"content-type": "text/html", "etag": '"1"', "last-modified": DAY}
RECORD = "runs/r1/evidence.warc.gz#offset=7"
PAGE = Fetch(
    address=CITED,
    asked_at="2026-03-01T06:00:00Z",
    hops=(Hop(url=CITED, status=301), Hop(url=FINAL, status=200, headers=MARKS, record=RECORD)),
    page=Page(kind="html", text="The work."),
    digest="abc",
    read_by=__version__,
)


def _copy(fetch: Fetch = PAGE) -> Copy | None:
    return copy_of(fetch, lambda: fetch)


def _with_final(**changes: object) -> Fetch:
    return replace(PAGE, hops=(PAGE.hops[0], replace(PAGE.hops[1], **changes)))  # type: ignore[arg-type]


def _request(url: str = FINAL, copy: Copy | None = None) -> Request:
    copy = copy or _copy()
    request = Request(url, meta={KEPT: copy, "trail": Trail(CITED, "2026-03-08T06:00:00Z", hops=PAGE.hops[:1])})
    ConditionalMiddleware().process_request(request)
    return request


def _asked(request: Request) -> tuple[bytes | None, bytes | None]:
    return request.headers.get(b"If-None-Match"), request.headers.get(b"If-Modified-Since")


def _not_modified(**headers: str) -> Response:
    return Response(FINAL, 304, headers={name.replace("_", "-"): value for name, value in headers.items()})


WITHOUT_COPY = {
    "no mark": _with_final(headers={"content-type": "text/html"}),
    "a failure": replace(PAGE, page=None, failure=Failure(kind="timeout", detail="", url=FINAL)),
    "no answer at all": replace(PAGE, hops=(), page=None, failure=Failure(kind="refused", detail="", url=CITED)),
    "not found": _with_final(status=404),
    "another success than 200": _with_final(status=206),
    "cut off": replace(PAGE, truncated=True),
    "broken": replace(PAGE, intact=False),
    "nothing to read": replace(PAGE, page=Page(kind="empty")),
    "an image": replace(PAGE, page=Page(kind="other")),
    "read by another version": replace(PAGE, read_by="0.0.1"),
    "read before versions were noted": replace(PAGE, read_by=""),
}


@pytest.mark.parametrize("fetch", WITHOUT_COPY.values(), ids=list(WITHOUT_COPY))
def test_pages_that_are_asked_for_whole(fetch: Fetch) -> None:
    assert _copy(fetch) is None


def test_a_copy_has_the_marks_of_the_last_answer() -> None:
    copy = _copy()
    assert copy is not None
    assert (copy.url, copy.etag, copy.last_modified) == (FINAL, '"1"', DAY)


MARKED = {
    "both": (MARKS, (b'"1"', DAY.encode())),
    "an entity tag": ({"etag": 'W/"1"'}, (b'W/"1"', None)),
    "a date": ({"last-modified": DAY}, (None, DAY.encode())),
}


@pytest.mark.parametrize(("headers", "expected"), MARKED.values(), ids=list(MARKED))
def test_what_is_asked(headers: dict[str, str], expected: tuple[bytes | None, bytes | None]) -> None:
    assert _asked(_request(copy=_copy(_with_final(headers=headers)))) == expected


def test_an_address_that_leads_to_the_page_is_asked_without_a_condition() -> None:
    assert _asked(_request(CITED)) == (None, None)


def test_a_redirect_does_not_carry_the_condition_on() -> None:
    request = _request()
    elsewhere = "http://paper.example/new"
    response = Response(FINAL, 301, headers={"Location": elsewhere}, request=request)
    following = follow(request, response, elsewhere, 20)
    assert _asked(following) != (None, None)
    ConditionalMiddleware().process_request(following)
    assert _asked(following) == (None, None)


def test_a_user_s_own_condition_is_left_alone() -> None:
    request = Request(FINAL, headers={"If-None-Match": '"theirs"'})
    ConditionalMiddleware().process_request(request)
    assert _asked(request) == (b'"theirs"', None)


def test_a_page_that_has_not_changed_shows_what_it_did_by_an_answer_of_today() -> None:
    later = "Sun, 08 Mar 2026 06:00:00 GMT"
    found = unchanged(_request(), _not_modified(ETag='"1"', Date=later))
    assert found is not None
    assert (found.address, found.asked_at, found.unchanged_since) == (CITED, "2026-03-08T06:00:00Z", PAGE.asked_at)
    assert (found.page, found.digest, found.status, found.final_url) == (PAGE.page, "abc", 200, FINAL)
    assert found.final is not None
    assert found.final.record == RECORD
    assert (found.header("date"), found.header("content-type")) == (later, "text/html")
    assert len(found.hops) == 2


def test_the_day_on_which_it_was_read_stays_over_many_runs() -> None:
    kept = replace(PAGE, unchanged_since="2026-02-01T06:00:00Z")
    found = unchanged(_request(copy=_copy(kept)), _not_modified())
    assert found is not None
    assert found.unchanged_since == "2026-02-01T06:00:00Z"


def test_a_304_that_nobody_asked_for_says_nothing() -> None:
    assert unchanged(_request(CITED), Response(CITED, 304)) is None
    assert unchanged(Request(FINAL), _not_modified()) is None
    assert unchanged(Request(FINAL, headers={"If-None-Match": '"1"'}), _not_modified()) is None


def test_another_answer_is_read_as_it_came() -> None:
    assert unchanged(_request(), Response(FINAL, 200, body=b"new")) is None
    assert unchanged(_request(), Response(FINAL, 404)) is None


def test_what_cannot_be_recalled_is_no_page() -> None:
    copy = _copy()
    assert copy is not None
    assert unchanged(_request(copy=replace(copy, recall=lambda: None)), _not_modified()) is None


OF_ANOTHER = {
    "another tag": ({"ETag": '"2"'}, True),
    "another date": ({"Last-Modified": "Sat, 08 Mar 2014 12:00:00 GMT"}, True),
    "the tag, made weak on the way": ({"ETag": 'W/"1"'}, False),
    "the same": ({"ETag": '"1"', "Last-Modified": DAY}, False),
    "no marks": ({}, False),
}


MARKED_ANEW = {
    "a tag where we had none": ({"last-modified": DAY}, {"ETag": '"1"'}, True),
    "a weak one": ({"last-modified": DAY}, {"ETag": 'W/"1"'}, True),
    "a date where we had none": ({"etag": '"1"'}, {"Last-Modified": DAY}, False),
}


@pytest.mark.parametrize(("ours", "said", "again"), MARKED_ANEW.values(), ids=list(MARKED_ANEW))
def test_a_tag_that_the_page_did_not_have_is_another_page_s(
    ours: dict[str, str],
    said: dict[str, str],
    again: bool,  # noqa: FBT001 - a column
) -> None:
    request = _request(copy=_copy(_with_final(headers=ours)))
    answer = ConditionalMiddleware().process_response(request, Response(FINAL, 304, headers=said))
    assert isinstance(answer, Request) is again


@pytest.mark.parametrize(("headers", "again"), OF_ANOTHER.values(), ids=list(OF_ANOTHER))
def test_a_304_for_something_else_is_not_believed(headers: dict[str, str], again: bool) -> None:  # noqa: FBT001 - a column
    request = _request()
    answer = ConditionalMiddleware().process_response(request, Response(FINAL, 304, headers=headers))
    assert isinstance(answer, Request) is again
    if isinstance(answer, Request):
        assert _asked(answer) == (None, None)
        assert KEPT not in answer.meta
        assert answer.dont_filter
        assert _asked(request) != (None, None)
