"""The article's sections, each with the footnotes it cites and how many of their pages are gone."""

from __future__ import annotations

from dataclasses import replace

from crawler.history.record import Row
from crawler.references.citation import CitedBy
from crawler.reports.places import LEAD, places
from tests.reports.samples import full, live, report, row


def cited(number: int, *sections: str, reason: str = "ok") -> Row:
    made = row(number, f"Work {number}", live=live(reason))
    return replace(made, cited_by=tuple(CitedBy(section=section, text="words") for section in sections))


def test_sections_come_as_their_first_footnotes_are_numbered() -> None:
    shown = report(cited(1, "Infobox"), cited(2, ""), cited(3, "History", ""), cited(4, "Products"))
    assert [place.section for place in places(shown)] == ["Infobox", LEAD, "History", "Products"]
    assert [[row.number for row in place.rows] for place in places(shown)] == [[1], [2, 3], [3], [4]]


def test_a_footnote_that_a_section_cites_twice_stands_there_once() -> None:
    (place,) = places(report(cited(1, "History", "History")))
    assert [row.number for row in place.rows] == [1]


def test_what_is_gone_is_counted_whether_or_not_a_snapshot_shows_it() -> None:
    (place,) = places(report(cited(1, "A", reason="not-found"), cited(2, "A"), cited(3, "A", reason="timeout")))
    assert place.gone == 1


def test_footnotes_without_a_passage_are_in_no_section() -> None:
    assert places(report(cited(1))) == ()


def test_every_cited_footnote_is_in_a_section() -> None:
    shown = full()
    found = {row.label for place in places(shown) for row in place.rows}
    assert found == {row.label for row in shown.rows if row.cited_by}
