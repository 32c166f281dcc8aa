"""The other spellings of an address: mended ones first, and none that the index takes for the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.spellings import key_of, respelt

SPELT = {
    "nothing to mend": ("https://a.example/story?id=1", ()),
    "an escaped ampersand": ("https://a.example/s?a=1&amp;b=2", ("https://a.example/s?a=1&b=2",)),
    "an ampersand by its number": ("https://a.example/s?a=1&#38;b=2", ("https://a.example/s?a=1&b=2",)),
    "tracking parameters": ("https://a.example/s?utm_source=x&id=1&fbclid=y", ("https://a.example/s?id=1",)),
    "tracking parameters alone": ("https://a.example/s?gclid=x", ("https://a.example/s",)),
    "encoded twice": ("https://a.example/caf%25C3%25A9", ("https://a.example/caf%C3%A9",)),
    "not encoded": ("https://a.example/café", ("https://a.example/caf%C3%A9",)),
    "encoded without need": ("https://a.example/%7Eme/%61bc", ("https://a.example/~me/abc",)),
    "small letters in an encoding are the same": ("https://a.example/caf%c3%a9", ()),
    "an encoded slash is no slash": ("https://a.example/a%2Fb", ()),
    "an encoded fragment": (
        "https://a.example/story%23part-2",
        ("https://a.example/story",),
    ),
    "a bare percent sign": ("https://a.example/100%", ()),
    "two mistakes": (
        "https://a.example/%7Eme?utm_source=x",
        ("https://a.example/~me", "https://a.example/%7Eme", "https://a.example/~me?utm_source=x"),
    ),
    "three mistakes, the mended one first": (
        "https://a.example/%7Eme?a=1&amp;utm_source=x",
        (
            "https://a.example/~me?a=1",
            "https://a.example/%7Eme?a=1&utm_source=x",
            "https://a.example/~me?a=1&amp;utm_source=x",
        ),
    ),
    "ftp": ("ftp://a.example/caf%25C3", ()),
    "no address": ("story?utm_source=x", ()),
    "a broken one": ("http://[bad/?utm_source=x", ()),
    "nothing": ("", ()),
}


@pytest.mark.parametrize(("original", "spellings"), SPELT.values(), ids=SPELT)
def test_the_other_spellings(original: str, spellings: tuple[str, ...]) -> None:
    assert respelt(original) == spellings


SAME = {
    "scheme": ("http://a.example/s", "https://a.example/s"),
    "www": ("http://a.example/s", "http://www.a.example/s"),
    "a numbered www": ("http://a.example/s", "http://www2.a.example/s"),
    "port": ("http://a.example:80/s", "https://a.example:443/s"),
    "case": ("http://A.example/Story", "http://a.example/story"),
    "slash": ("http://a.example/s/", "http://a.example/s"),
    "no path": ("http://a.example", "http://a.example/"),
    "fragment": ("http://a.example/s#part", "http://a.example/s"),
    "order of parameters": ("http://a.example/s?b=2&a=1", "http://a.example/s?a=1&b=2"),
    "user": ("http://me@a.example/s", "http://a.example/s"),
}
OTHER = {
    "host": ("http://a.example/s", "http://b.example/s"),
    "port": ("http://a.example:8080/s", "http://a.example/s"),
    "path": ("http://a.example/s", "http://a.example/s/t"),
    "query": ("http://a.example/s?a=1", "http://a.example/s"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_what_is_filed_together(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_what_is_filed_apart(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


addresses = st.text(max_size=40) | st.from_regex(
    r"https?://[a-z]{1,5}\.example(:[0-9]{1,6})?(/[a-z%25é#&;~ ]{0,8}){0,3}(\?[a-z=&;_%]{0,12})?", fullmatch=True
)


@given(addresses)
def test_no_spelling_is_filed_with_the_address_and_none_twice(original: str) -> None:
    keys = [key_of(original), *map(key_of, respelt(original))]
    assert len(set(keys)) == len(keys) <= 6


@given(addresses)
def test_the_host_stays_who_it_is(original: str) -> None:
    hosts = {key_of(spelling).partition("/")[0] for spelling in respelt(original)}
    assert hosts <= {key_of(original).partition("/")[0]} or "&" in original
