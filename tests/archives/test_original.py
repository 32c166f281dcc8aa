"""However the captured address is written inside an archive address, it comes out in one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.original import decoded, has_scheme, read_original

READ = {
    "plain": ("http://example.com/a?b=c#d", "http://example.com/a?b=c#d"),
    "https": ("https://example.com/", "https://example.com/"),
    "ftp": ("ftp://example.com/file", "ftp://example.com/file"),
    "one slash": ("http:/example.com/a", "http://example.com/a"),
    "three slashes": ("http:///example.com/a", "http://example.com/a"),
    "capital scheme": ("HTTP://Example.com/A", "http://Example.com/A"),
    "no scheme": ("www.example.com/a", "http://www.example.com/a"),
    "no scheme, a port": ("example.com:8080/a", "http://example.com:8080/a"),
    "no scheme, two slashes": ("//example.com/a", "http://example.com/a"),
    "encoded whole": ("http%3A%2F%2Fexample.com%2Fa%3Fb%3Dc", "http://example.com/a?b=c"),
    "encoded in small letters": ("https%3a%2f%2fexample.com", "https://example.com"),
    "colon encoded": ("http%3A//example.com/a", "http://example.com/a"),
    "slashes encoded": ("http:%2F%2Fexample.com", "http://example.com"),
    "encoded once, not twice": ("http%3A%2F%2Fexample.com%2Fa%2520b", "http://example.com/a%20b"),
    "a blank that was encoded stays so": ("http%3A%2F%2Fexample.com%2Fa%20b", "http://example.com/a%20b"),
    "encoded line break stays so": ("http%3A%2F%2Fexample.com%2Fa%0Ab", "http://example.com/a%0Ab"),
    "encoded letters stay so": ("http%3A%2F%2Fexample.com%2F%C3%A9", "http://example.com/%C3%A9"),
    "encoded parameter of a plain one": (
        "http://example.com/?u=http%3A%2F%2Fother.example",
        "http://example.com/?u=http%3A%2F%2Fother.example",
    ),
    "letters of other scripts": ("http://例え.example/あ", "http://例え.example/あ"),
    "user": ("http://me@example.com/", "http://me@example.com/"),
    "host without a dot": ("http://localhost/a", "http://localhost/a"),
    "another archive": ("http://archive.is/2013/http://a.example", "http://archive.is/2013/http://a.example"),
}

NONE = {
    "nothing": "",
    "slashes": "///",
    "a scheme alone": "http://",
    "a path": "foo/bar",
    "a word": "foo",
    "dots": "../..",
    "another scheme": "mailto:me@example.com",
    "script": "javascript:void(0)",
    "a pattern": "http://*.example.com/",
    "a port alone": "http://:80/",
    "encoded twice": "http%253A%252F%252Fexample.com",
}


@pytest.mark.parametrize(("written", "read"), READ.values(), ids=READ)
def test_it_is_read(written: str, read: str) -> None:
    assert read_original(written) == read


@pytest.mark.parametrize("written", NONE.values(), ids=NONE)
def test_what_is_no_address_is_empty(written: str) -> None:
    assert read_original(written) == ""


def test_a_scheme_is_seen_encoded_or_not() -> None:
    assert has_scheme("https://a.example")
    assert has_scheme("http%3A%2F%2Fa.example")
    assert not has_scheme("a.example/http://b.example")
    assert not has_scheme("httpx://a.example")


def test_only_what_was_encoded_as_a_whole_is_decoded() -> None:
    assert decoded("http://a.example/%2F") == "http://a.example/%2F"
    assert decoded("a%2Fb") == "a%2Fb"


@given(st.text(max_size=60) | st.text("htp:/%3AaF2f.@#?", max_size=30))
def test_any_text_gives_an_address_or_nothing(text: str) -> None:
    read = read_original(text)
    assert read == "" or read.partition("://")[0] in {"http", "https", "ftp"}


@given(st.from_regex(r"https?://[a-z]{1,8}\.example(/[a-z0-9%._~-]{0,12}){0,3}(\?[a-z=&]{0,8})?", fullmatch=True))
def test_what_was_read_reads_the_same(address: str) -> None:
    assert read_original(address) == address
