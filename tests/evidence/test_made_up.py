"""The made-up address: a neighbour of the cited one, always the same, and recognised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence.address import pieces
from crawler.evidence.made_up import is_made_up, made_up

WORD, NUMBER = "no-such-page-f375b8f30b", "9026685238694"
NEIGHBOURS = {
    "the front page": ("https://courier.example/", f"https://courier.example/{WORD}"),
    "no path": ("https://courier.example", f"https://courier.example/{WORD}"),
    "a word": ("https://courier.example/news/ferry", f"https://courier.example/news/{WORD}"),
    "an ending": ("https://courier.example/news/ferry.html", f"https://courier.example/news/{WORD}.html"),
    "a folder": ("https://courier.example/news/ferry/", f"https://courier.example/news/{WORD}/"),
    "a number": ("https://courier.example/news/1234", f"https://courier.example/news/{NUMBER}"),
    "a number with an ending": ("http://courier.example/n/12.htm", f"http://courier.example/n/{NUMBER}.htm"),
    "a parameter": ("https://courier.example/s.php?a=b", f"https://courier.example/s.php?a={WORD}"),
    "the last of two": ("https://courier.example/s?a=b&id=7", f"https://courier.example/s?a=b&id={NUMBER}"),
    "a fragment": ("https://courier.example/ferry#part", f"https://courier.example/{WORD}"),
    "a port": ("https://courier.example:8080/ferry", f"https://courier.example:8080/{WORD}"),
}


@pytest.mark.parametrize(("address", "neighbour"), NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_the_neighbour(address: str, neighbour: str) -> None:
    assert made_up(address) == neighbour


@pytest.mark.parametrize("address", ["", "ferry", "http://[bad/", "https:///path"])
def test_an_address_without_a_host_has_none(address: str) -> None:
    assert made_up(address) == ""
    assert not is_made_up(address)


def test_hosts_have_their_own() -> None:
    assert made_up("https://a.example/x").removeprefix("https://a") != made_up("https://b.example/x").removeprefix(
        "https://b"
    )


@given(st.from_regex(r"https?://[a-z]{1,9}\.example(/[a-z0-9.%-]{0,9}){0,4}(\?[a-z]=[a-z0-9]{0,5})?", fullmatch=True))
def test_what_is_made_up_is_known_as_such_and_stays_at_its_host(address: str) -> None:
    neighbour = made_up(address)
    assert is_made_up(neighbour)
    assert not is_made_up(address)
    assert pieces(neighbour).hostname == pieces(address).hostname
    assert made_up(address) == neighbour
