"""Fingerprints come from data files, and all their marks must be found."""

from __future__ import annotations

import pytest

from crawler.evidence.fetch import Fetch, Hop
from crawler.judge.fingerprint import PLACES, find, fingerprints, has_path
from tests.judge.cases import AT, URL, case, fetch, html

FILES = ["walls", "parking", "outages"]


@pytest.mark.parametrize("name", FILES)
def test_every_fingerprint_is_whole(name: str) -> None:
    every = fingerprints(name)
    assert len({fingerprint.id for fingerprint in every}) == len(every)
    assert all(fingerprint.label and fingerprint.marks for fingerprint in every)
    assert all(0.5 <= fingerprint.weight <= 1 for fingerprint in every)
    assert {mark.place for fingerprint in every for mark in fingerprint.marks} <= set(PLACES)


def test_the_strongest_is_found() -> None:
    both = html("Just a moment...", "Show that you are human", body="<i class='cf-chl g-recaptcha'></i>")
    found = find("walls", case(fetch(both)))
    assert found is not None
    assert found.id == "cloudflare-challenge"


def test_all_marks_are_needed() -> None:
    assert find("walls", case(fetch(html("Access Denied to the lighthouse", "Reference #9")))) is None


def test_a_long_text_is_no_wall() -> None:
    assert find("walls", case(fetch(html("Access denied", "word " * 1000)))) is None


def test_a_cookie_is_a_mark_with_its_header() -> None:
    headers = {"x-dd-b": "1", "set-cookie": "datadome=..."}
    assert find("walls", case(fetch(html("x"), headers=headers))) is not None
    assert find("walls", case(fetch(html("x"), headers={"x-dd-b": "1"}))) is None


def test_a_header_counts_without_a_page() -> None:
    bare = Fetch(address=URL, asked_at=AT, hops=(Hop(url=URL, status=403, headers={"cf-mitigated": "challenge"}),))
    assert find("walls", case(bare)) is not None


PATHS = {
    "https://a.example/login": True,
    "https://a.example/en/login/": True,
    "https://a.example/login.php?next=/x": True,
    "https://a.example/LOGIN": True,
    "https://a.example/loginova": False,
    "https://a.example/article?to=/login": False,
    "http://[bad/login": False,
}


@pytest.mark.parametrize("address", PATHS)
def test_whole_parts_of_a_path(address: str) -> None:
    assert has_path(address, ["/login", "/auth/"]) is PATHS[address]
