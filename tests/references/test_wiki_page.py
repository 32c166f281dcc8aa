"""The made-up "Port of Elmstad" from all of its sides: two parsers' HTML, wikitext, and both joined."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.references.citation import Citation, CitedBy
from crawler.references.html_page import examine
from crawler.references.problem import NoFootnotesError
from crawler.references.wiki_page import joined
from tests.web.wiki.port import HISTORY, LEGACY, PARSOID, SNAP, WIKITEXT

NOTE = Citation(
    number=1,
    group="lower-alpha",
    other={"text": "See elsewhere for more."},
    cited_by=(CitedBy(text="one of the oldest ports of the region"),),
)
OLD = Citation(
    number=1,
    name="old",
    title="A history of the port",
    author=("Doe, Jane",),
    url=HISTORY,
    url_source="article",
    url_status="dead",
    archive_url=SNAP,
    archive_date="2019-09-06",
    work="The Example",
    via="Elm",
    cited_by=(CitedBy(text="one of the oldest ports of the region"),),
)
TRAFFIC = Citation(
    number=2,
    title="Ships in and out",
    url="https://ships.example/traffic",
    url_source="article",
    work="Ships",
    cited_by=(CitedBy(section="Traffic", text="ships call there every day of the year"),),
)


@pytest.mark.parametrize("html", [LEGACY, PARSOID], ids=["the older parser", "Parsoid"])
def test_html_alone_and_joined_with_wikitext(html: str) -> None:
    assert examine(html).references.references == (NOTE, OLD, TRAFFIC)
    assert joined(html, WIKITEXT).references.references == (NOTE, OLD, TRAFFIC)


@pytest.mark.parametrize("html", [LEGACY, PARSOID], ids=["the older parser", "Parsoid"])
def test_passages_that_cite_nothing(html: str) -> None:
    assert joined(html, WIKITEXT).uncited == {"Traffic": 1}


def test_wikitext_without_footnotes_leaves_what_its_templates_made() -> None:
    assert joined(LEGACY, "{{Everything from a template}}").references.references == (NOTE, OLD, TRAFFIC)


def test_wikitext_does_not_replace_a_page_without_footnotes() -> None:
    with pytest.raises(NoFootnotesError):
        joined("<p>Nothing.</p>", WIKITEXT)


def test_the_wikitext_s_spelling_of_a_name_stands() -> None:
    html = LEGACY.replace("old-1", "An_old_one-1")
    text = WIKITEXT.replace('"old"', '"An_old_one"')
    assert joined(html, text).references.references[1] == replace(OLD, name="An_old_one")


def test_a_footnote_that_the_wikitext_numbers_otherwise_is_found_by_its_address() -> None:
    text = WIKITEXT.replace(' name="old"', "").replace("The '''", "<ref>First</ref>The '''")
    kept = joined(LEGACY, text).references.references[1]
    assert (kept.number, kept.name, kept.via, kept.url) == (1, "old", "Elm", HISTORY)
