from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from crawler.references.citation import Citation
from crawler.references.merging import filled
from tests.references.citations import citations

SURE = Citation(number=1, name="a", title="A story", url="http://a/", url_source="article", other={"volume": "3"})


def test_what_is_missing_is_filled_and_what_is_said_stands() -> None:
    other = Citation(number=9, group="note", title="Another", author=("Doe, J.",), other={"text": "t"})
    assert filled(SURE, other) == replace(SURE, author=("Doe, J.",))


def test_a_status_goes_with_its_address() -> None:
    assert filled(SURE, Citation(number=1, url="http://b/", url_status="dead")).url_status == ""
    assert filled(SURE, Citation(number=1, url="http://a/", url_status="dead")).url_status == "dead"


def test_a_date_goes_with_its_snapshot() -> None:
    snapped = replace(SURE, archive_url="http://s/1")
    assert filled(snapped, Citation(number=1, archive_url="http://s/2", archive_date="2019")).archive_date == ""
    assert filled(SURE, Citation(number=1, archive_url="http://s/2", archive_date="2019")).archive_date == "2019"


def test_the_words_of_what_was_not_understood_give_way() -> None:
    bare = Citation(number=1, other={"text": "words", "dead-link": "yes"})
    found = filled(bare, Citation(number=1, title="A", other={"pages": "5"}))
    assert (found.title, found.other) == ("A", {"pages": "5", "dead-link": "yes"})


@given(citations(), citations())
def test_number_and_group_stay_and_nothing_is_lost(one: Citation, other: Citation) -> None:
    found = filled(one, other)
    assert (found.number, found.group) == (one.number, one.group)
    for name in ("title", "url", "archive_url", "author", "work", "name"):
        assert getattr(found, name) == (getattr(one, name) or getattr(other, name))


@given(citations())
def test_a_citation_with_itself_is_itself(one: Citation) -> None:
    assert filled(one, one) == one
