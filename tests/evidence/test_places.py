"""Addresses that are one place, and front pages."""

from __future__ import annotations

import pytest

from crawler.evidence.places import is_front, same_place

ONE = "https://courier.example/2014/Ferry%20strike"
SAME = [
    "http://courier.example/2014/Ferry%20strike",
    "https://www.courier.example/2014/ferry strike/",
    "https://courier.example:443/2014/ferry%20strike?utm_source=x",
]
OTHERS = [
    "https://courier.example/2014/",
    "https://courier.example/2014/ferry%20strike?page=2",
    "https://courier.example:8080/2014/ferry%20strike",
    "https://post.example/2014/ferry%20strike",
]


@pytest.mark.parametrize("other", SAME)
def test_one_place_under_another_form_of_its_address(other: str) -> None:
    assert same_place(ONE, other)


@pytest.mark.parametrize("other", OTHERS)
def test_another_place(other: str) -> None:
    assert not same_place(ONE, other)


@pytest.mark.parametrize("path", ["", "/", "/index.html", "/de/", "/en-us/home", "/default.aspx", "/?utm_source=x"])
def test_a_front_page(path: str) -> None:
    assert is_front(f"https://courier.example{path}")


@pytest.mark.parametrize("path", ["/news", "/2014/", "/?p=12", "/index.html?id=3", "/english/"])
def test_no_front_page(path: str) -> None:
    assert not is_front(f"https://courier.example{path}")
