"""The date that a citation means, and what of a query only says how a reader came."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.timestamp import from_iso
from crawler.archives.wanted import wanted_date, without_tracking
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


@given(st.builds(Citation, number=st.just(1), archive_date=st.text(max_size=12), date=st.text(max_size=12)))
def test_the_date_wanted_is_always_one(citation: Citation) -> None:
    wanted = wanted_date(citation)
    assert wanted is None or from_iso(wanted)
