from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from crawler.references.citation import Citation
from crawler.references.footnote_links import with_links

LIVE, SNAP = "https://example.org/a", "https://web.archive.org/web/2018/https://example.org/a"


def link(address: str, label: str) -> str:
    return f'<a rel="nofollow" class="external text" href="{address}">{label}</a>'


TITLE, ARCHIVED, ORIGINAL = link(LIVE, '"A"'), link(SNAP, "Archived"), link(LIVE, "the original")

CASES: dict[str, tuple[str, tuple[str, str, str]]] = {
    "living, no snapshot": (f"{TITLE}. Bee.", (LIVE, "", "")),
    "living, with snapshot": (f"{TITLE}. {ARCHIVED} from the original on 2018.", (LIVE, "live", SNAP)),
    "dead": (f"{link(SNAP, 'A')}. Archived from {ORIGINAL} on 2018.", (LIVE, "dead", SNAP)),
    "dead, with a format": (f"{link(SNAP, 'A')} (PDF). Archived from {ORIGINAL} (PDF) on 2018.", (LIVE, "dead", SNAP)),
    "unfit: the original is no link": (f"{link(SNAP, 'A')}. Archived from the original on 2018.", ("", "", SNAP)),
    "no snapshot behind the words": (f"{TITLE}. Archived from the original on 2018.", (LIVE, "", "")),
    "a short snapshot's address says nothing": (
        f"{link('https://perma.example/A-1', 'A')}. Archived from the original.",
        ("https://perma.example/A-1", "", ""),
    ),
    "archived by the other template": (f"{TITLE}. {ARCHIVED} 2018 at the Wayback Machine", (LIVE, "", SNAP)),
    "identifiers are no address": (
        f"A. {link('https://doi.org/10.1000/1', '10.1000/1')}. {link('https://w.example', '0362-4331')}",
        ("", "", ""),
    ),
    "a name and a year are no identifier": (f"{link(LIVE, 'ACME 2011')}. Acme.", (LIVE, "", "")),
    "a host that ends as another does": (
        f"{link('https://leaves.acme.example/7.pdf', '7')}, on {link('https://acme.example/', 'acme.example')}",
        ("https://leaves.acme.example/7.pdf", "", ""),
    ),
    "a host whose name ends with another's": (
        f"{link('https://theacme.example/7.pdf', '7')}, on {link('https://acme.example/', 'acme.example')}",
        ("https://theacme.example/7.pdf", "", ""),
    ),
    "a snapshot that names the page in its query": (
        f"{TITLE} {link('https://keep.example/?page=https://example.org/a', 'kept')}",
        (LIVE, "", "https://keep.example/?page=https://example.org/a"),
    ),
    "a snapshot that names the page without a scheme": (
        f"{TITLE} {link('https://keep.example/2018/example.org/a', 'kept')}",
        (LIVE, "", "https://keep.example/2018/example.org/a"),
    ),
    "links within the wiki are none": ('<a href="/wiki/Port">Port</a> <a href="#x">^</a> "A"', ("", "", "")),
    "another wiki's page": ('<a class="extiw" href="https://de.example/wiki/Port">Port</a>', ("", "", "")),
    "without a scheme": (link("//example.org/a", "A"), (LIVE, "", "")),
    "the other parser": (f'<a rel="mw:ExtLink nofollow" href="{LIVE}">A</a>', (LIVE, "", "")),
    "an odd address is kept for the judge": (link("gopher://x/1", "A"), ("gopher://x/1", "", "")),
    "no link": ("A note.", ("", "", "")),
}


def read(markup: str, cited: str = "") -> Citation:
    return with_links(Citation(number=1), BeautifulSoup(f"<span>{markup}</span>", "lxml"), cited)


@pytest.mark.parametrize(("markup", "expected"), CASES.values(), ids=CASES)
def test_layouts(markup: str, expected: tuple[str, str, str]) -> None:
    citation = read(markup)
    assert (citation.url, citation.url_status, citation.archive_url) == expected
    assert citation.url_source == ("article" if citation.url else "")


def test_the_hidden_record_names_an_address_that_no_link_leads_to() -> None:
    short = "https://perma.example/A-1"
    citation = read(f"{link(short, 'A')}. Archived from the original on 2018.", cited=LIVE)
    assert (citation.url, citation.archive_url, citation.url_status) == (LIVE, short, "")


def test_a_link_is_believed_before_the_hidden_record() -> None:
    assert read(TITLE, cited="http://other.example/").url == LIVE


def test_without_links_the_addresses_of_the_text_stay() -> None:
    printed = Citation(number=1, url=LIVE, url_source="article", archive_url=SNAP)
    footnote = BeautifulSoup("<span>A note.</span>", "lxml")
    assert with_links(printed, footnote) == printed
    assert with_links(printed, footnote, "http://other.example/").url == "http://other.example/"
