"""A fetch: its way, its end, and its form as JSON."""

from __future__ import annotations

import pytest
from hypothesis import given

from crawler.evidence.fetch import FAILURES, FETCH, Failure, Fetch, Hop
from tests.evidence.facts import FETCHES

AT = "2026-03-01T06:00:00Z"
MOVED = Hop(url="http://a.example/", status=301, headers={"location": "https://a.example/"})
PAGE = Hop(url="https://a.example/", status=200, headers={"content-type": "text/html"})
NO_NAME = Failure(kind="dns-nxdomain", detail="", url="https://gone.example/")


def fetch(*hops: Hop, failure: Failure | None = None) -> Fetch:
    return Fetch(address="http://a.example/", asked_at=AT, hops=hops, failure=failure)


ENDS = {
    "an answer": (fetch(PAGE), "https://a.example/", 200, True),
    "a redirect and an answer": (fetch(MOVED, PAGE), "https://a.example/", 200, True),
    "nothing at all": (fetch(), "http://a.example/", None, False),
    "a failure": (fetch(failure=NO_NAME), "https://gone.example/", None, False),
    "a redirect to a failure": (fetch(MOVED, failure=NO_NAME), "https://gone.example/", None, False),
    "a redirect without end": (fetch(MOVED), "http://a.example/", 301, False),
    "no content": (fetch(Hop(url="https://a.example/", status=204)), "https://a.example/", 204, True),
    "not found": (fetch(Hop(url="https://a.example/", status=404)), "https://a.example/", 404, False),
}


@pytest.mark.parametrize("name", ENDS)
def test_where_it_ends(name: str) -> None:
    ended, *expected = ENDS[name]
    assert [ended.final_url, ended.status, ended.succeeded] == expected


def test_headers_are_the_final_answers() -> None:
    assert fetch(MOVED, PAGE).header("content-type") == "text/html"
    assert fetch(MOVED, PAGE).header("location") == ""
    assert fetch().header("content-type") == ""


def test_each_failure_has_words_for_a_person() -> None:
    assert all(words[0].islower() and not words.endswith(".") for words in FAILURES.values())


@given(FETCHES)
def test_json_and_back(fetched: Fetch) -> None:
    assert FETCH.validate_json(FETCH.dump_json(fetched)) == fetched
