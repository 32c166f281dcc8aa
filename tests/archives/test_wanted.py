"""The date a citation means, and the forms of its address to ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.timestamp import from_iso
from crawler.archives.wanted import variants, wanted_date, without_tracking
from crawler.references.citation import Citation

DATES = {
    "the snapshot's": (Citation(number=1, archive_date="2019-09-06", access_date="2018", date="2017"), "2019-09-06"),
    "the reading's": (Citation(number=1, access_date="2018-05", date="2017"), "2018-05"),
    "the publication's": (Citation(number=1, date="2017"), "2017"),
    "none": (Citation(number=1), None),
    "one that is none is passed over": (Citation(number=1, archive_date="2019-02-30", date="2017"), "2017"),
    "a season is passed over": (Citation(number=1, date="Spring 2017"), None),
}


@pytest.mark.parametrize(("citation", "expected"), DATES.values(), ids=DATES)
def test_the_date_wanted(citation: Citation, expected: str | None) -> None:
    assert wanted_date(citation) == expected


FORMS = {
    "plain": (
        "http://example.com/a",
        (
            "http://example.com/a",
            "https://example.com/a",
            "http://www.example.com/a",
            "https://www.example.com/a",
            "http://example.com/a/",
        ),
    ),
    "www and slash": (
        "https://www.example.com/a/",
        (
            "https://www.example.com/a/",
            "http://www.example.com/a/",
            "https://example.com/a/",
            "http://example.com/a/",
            "https://www.example.com/a",
        ),
    ),
    "fragment and tracking": (
        "https://example.com/a?id=1&utm_source=x&fbclid=y#b",
        (
            "https://example.com/a?id=1&utm_source=x&fbclid=y#b",
            "https://example.com/a?id=1&utm_source=x&fbclid=y",
            "https://example.com/a?id=1",
            "http://example.com/a?id=1",
            "https://www.example.com/a?id=1",
            "http://www.example.com/a?id=1",
            "https://example.com/a/?id=1",
        ),
    ),
    "an address in figures": (
        "http://192.0.2.1:8080/",
        ("http://192.0.2.1:8080/", "https://192.0.2.1:8080/", "http://192.0.2.1:8080"),
    ),
    "a sixth-version address": (
        "http://[2001:db8::1]/",
        ("http://[2001:db8::1]/", "https://[2001:db8::1]/", "http://[2001:db8::1]"),
    ),
    "ftp": ("ftp://example.com/a", ("ftp://example.com/a",)),
    "no scheme": ("example.com/a", ("example.com/a",)),
    "broken": ("http://[bad/", ("http://[bad/",)),
    "nothing": ("", ("",)),
}


@pytest.mark.parametrize(("original", "expected"), FORMS.values(), ids=FORMS)
def test_the_forms_of_an_address(original: str, expected: tuple[str, ...]) -> None:
    assert variants(original) == expected


def test_a_user_name_stays_before_the_host() -> None:
    assert "http://me@www.example.com/" in variants("http://me@example.com/")


@pytest.mark.parametrize(
    ("query", "rest"),
    [
        ("a=1&utm_source=x&b=2", "a=1&b=2"),
        ("UTM_Campaign=x", ""),
        ("gclid=x&id=%20&id=+", "id=%20&id=+"),
        ("WT.mc_id=x&a", "a"),
        ("utmost=1&source=utm_x", "utmost=1&source=utm_x"),
        ("", ""),
        ("a=1&&b=2", "a=1&&b=2"),
    ],
)
def test_tracking_parameters_go_and_the_rest_stays_as_it_was(query: str, rest: str) -> None:
    assert without_tracking(query) == rest


@given(
    st.text(max_size=60)
    | st.from_regex(r"https?://[a-z.]{1,12}(/[a-z]{0,5}){0,3}(\?[a-z=&_]{0,9})?(#[a-z]{0,3})?", fullmatch=True)
)
def test_the_first_is_the_address_itself_and_each_comes_once(original: str) -> None:
    forms = variants(original)
    assert forms[0] == original
    assert len(forms) == len(set(forms)) <= 7


@given(st.builds(Citation, number=st.just(1), archive_date=st.text(max_size=12), date=st.text(max_size=12)))
def test_the_date_wanted_is_always_one(citation: Citation) -> None:
    wanted = wanted_date(citation)
    assert wanted is None or from_iso(wanted)
