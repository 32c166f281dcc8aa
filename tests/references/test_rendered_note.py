"""Footnotes as Wikipedia's citation templates print them, each beside the wikitext that it was printed from."""

# ruff: noqa: RUF001 - the templates print en dashes

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from crawler.references.citation import Citation, as_mapping
from crawler.references.rendered import read
from crawler.references.wikitext.article import read as read_wikitext

PAGE = "https://example.org/a-story"
SNAP = "https://web.archive.org/web/20180618101112/https://example.org/a-story"


def link(address: str, label: str) -> str:
    return f'<a rel="nofollow" class="external text" href="{address}">{label}</a>'


def register(name: str, address: str, number: str) -> str:
    return (
        f'<a href="/wiki/{name.title()}_(identifier)" class="mw-redirect" title="{name} (identifier)">{name}</a>:'
        f'<a rel="nofollow" class="external text" href="{address}">{number}</a>'
    )


def cite(kind: str, printed: str, record: str) -> str:
    return (
        f'<cite id="CITEREFx" class="citation {kind} cs1">{printed}</cite>'
        f'<span title="ctx_ver=Z39.88-2004&amp;{record.replace("&", "&amp;")}" class="Z3988"></span>'
    )


READ_ON = '<span class="reference-accessdate">. Retrieved <span class="nowrap">17 June</span> 2018</span>'
LONG_AGO = "Archived from " + link(PAGE, "the original") + " on 18 June 2018"

FORMS: dict[str, tuple[str, str, Mapping[str, Any]]] = {
    "web, living, archived": (
        (
            "{{cite web |last=Doe |first=Jane |date=11 June 2017 |title=A long story |website=The Example "
            f"|url={PAGE} |archive-url={SNAP} |archive-date=18 June 2018 |url-status=live |access-date=17 June 2018}}}}"
        ),
        cite(
            "web",
            f"Doe, Jane (11 June 2017). {link(PAGE, '&quot;A long story&quot;')}. <i>The Example</i>. "
            f"{link(SNAP, 'Archived')} from the original on 18 June 2018{READ_ON}.",
            "rft.genre=unknown&rft.jtitle=The+Example&rft.atitle=A+long+story&rft.date=2017-06-11&rft.aulast=Doe"
            "&rft.aufirst=Jane&rft_id=https%3A%2F%2Fexample.org%2Fa-story",
        ),
        {
            "author": ["Doe, Jane"],
            "date": "2017-06-11",
            "title": "A long story",
            "work": "The Example",
            "url": PAGE,
            "url-status": "live",
            "archive-url": SNAP,
            "archive-date": "2018-06-18",
            "access-date": "2018-06-17",
        },
    ),
    "web, dead, a publisher": (
        (
            "{{cite web |title=A long story |publisher=Acme Press "
            f"|url={PAGE} |archive-url={SNAP} |archive-date=18 June 2018 |url-status=dead |access-date=17 June 2018}}}}"
        ),
        cite(
            "web",
            f"{link(SNAP, '&quot;A long story&quot;')}. Acme Press. {LONG_AGO}{READ_ON}.",
            "rft.genre=unknown&rft.btitle=A+long+story&rft.pub=Acme+Press&rft_id=https%3A%2F%2Fexample.org%2Fa-story",
        ),
        {
            "title": "A long story",
            "publisher": "Acme Press",
            "url": PAGE,
            "url-status": "dead",
            "archive-url": SNAP,
            "archive-date": "2018-06-18",
            "access-date": "2018-06-17",
        },
    ),
    "news with a work and a publisher, a type and a language": (
        (
            "{{cite news |title=长的故事 |trans-title=A long story |language=Chinese |newspaper=The Example "
            f"|publisher=Acme Press |type=Press release |date=June 2017 |url={PAGE}}}}}"
        ),
        cite(
            "news",
            f"{link(PAGE, '&quot;长的故事&quot;')} [A long story] (Press release) (in Chinese). <i>The Example</i>. "
            "Acme Press. June 2017.",
            "rft.genre=article&rft.jtitle=The+Example&rft.atitle=%E9%95%BF%E7%9A%84%E6%95%85%E4%BA%8B&rft.date=2017-06"
            "&rft_id=https%3A%2F%2Fexample.org%2Fa-story",
        ),
        {
            "title": "长的故事",
            "trans-title": "A long story",
            "work": "The Example",
            "publisher": "Acme Press",
            "date": "2017-06",
            "language": "Chinese",
            "other": {"type": "Press release"},
            "url": PAGE,
        },
    ),
    "book with editors, pages and an ISBN": (
        (
            "{{cite book |editor-last=Roe |editor-first=Ann |date=2005 |title=Ships of the North |location=London "
            "|publisher=Acme Press |pages=45–67 |isbn=978-0-306-40615-7}}"
        ),
        cite(
            "book",
            "Roe, Ann, ed. (2005). <i>Ships of the North</i>. London: Acme Press. pp. 45–67. "
            '<a href="/wiki/ISBN_(identifier)">ISBN</a>&nbsp;<a href="/wiki/Special:BookSources/978-0-306-40615-7" '
            'title="Special:BookSources/978-0-306-40615-7"><bdi>978-0-306-40615-7</bdi></a>.',
            "rft.genre=book&rft.btitle=Ships+of+the+North&rft.place=London&rft.pages=45-67&rft.pub=Acme+Press"
            "&rft.date=2005&rft.isbn=978-0-306-40615-7",
        ),
        {
            "editor": ["Roe, Ann"],
            "title": "Ships of the North",
            "publisher": "Acme Press",
            "date": "2005",
            "other": {"location": "London", "pages": "45–67"},
            "isbn": "978-0-306-40615-7",
        },
    ),
    "a chapter": (
        (
            "{{cite book |last=Doe |first=Jane |date=2005 |chapter=The harbour |title=Ships of the North "
            f"|publisher=Acme Press |chapter-url={PAGE} |page=5}}}}"
        ),
        cite(
            "book",
            f"Doe, Jane (2005). {link(PAGE, '&quot;The harbour&quot;')}. <i>Ships of the North</i>. Acme Press. p. 5.",
            "rft.genre=bookitem&rft.atitle=The+harbour&rft.btitle=Ships+of+the+North&rft.pages=5&rft.pub=Acme+Press"
            "&rft.date=2005&rft.aulast=Doe&rft.aufirst=Jane&rft_id=https%3A%2F%2Fexample.org%2Fa-story",
        ),
        {
            "author": ["Doe, Jane"],
            "title": "The harbour",
            "work": "Ships of the North",
            "publisher": "Acme Press",
            "url": PAGE,
            "date": "2005",
            "other": {"page": "5"},
        },
    ),
    "journal with a DOI alone": (
        (
            "{{cite journal |last1=Doe |first1=Jane |last2=Roe |first2=Ann |year=2005 |title=On ships "
            "|journal=Journal of Ships |volume=12 |issue=3 |pages=45–67 |doi=10.1000/ships.5 |issn=1234-5678}}"
        ),
        cite(
            "journal",
            'Doe, Jane; Roe, Ann (2005). "On ships". <i>Journal of Ships</i>. <b>12</b> (3): 45–67. '
            f"{register('doi', 'https://doi.org/10.1000%2Fships.5', '10.1000/ships.5')}. "
            f"{register('ISSN', 'https://search.worldcat.org/issn/1234-5678', '1234-5678')}.",
            "r"
            "ft.genre=article&rft.jtitle=Journal+of+Ships&rft.atitle=On+ships&rft.volume=12&rft.issue=3&rft.pages=45-67"
            "&rft.date=2005&rft_id=info%3Adoi%2F10.1000%2Fships.5&rft.issn=1234-5678&rft.aulast=Doe&rft.aufirst=Jane"
            "&rft.au=Roe%2C+Ann",
        ),
        {
            "author": ["Doe, Jane", "Roe, Ann"],
            "title": "On ships",
            "work": "Journal of Ships",
            "date": "2005",
            "doi": "10.1000/ships.5",
            "issn": "1234-5678",
        },
    ),
    "journal with an address and registers of many kinds": (
        (
            f"{{{{cite journal |title=On ships |journal=Journal of Ships |volume=12 |url={PAGE} |jstor=12345 "
            "|bibcode=2005JShip..12...45D |arxiv=math/0309136 |s2cid=123}}"
        ),
        cite(
            "journal",
            f"{link(PAGE, '&quot;On ships&quot;')}. <i>Journal of Ships</i>. <b>12</b>. "
            f"{register('arXiv', 'https://arxiv.org/abs/math/0309136', 'math/0309136')}. "
            f"{register('Bibcode', 'https://ui.adsabs.harvard.edu/abs/2005JShip..12...45D', '2005JShip..12...45D')}. "
            f"{register('JSTOR', 'https://www.jstor.org/stable/12345', '12345')}. "
            f"{register('S2CID', 'https://api.semanticscholar.org/CorpusID:123', '123')}.",
            "rft.genre=article&rft.jtitle=Journal+of+Ships&rft.atitle=On+ships&rft.volume=12"
            "&"
            "rft_id=https%3A%2F%2Fwww.jstor.org%2Fstable%2F12345%23id-name%3DJSTOR&rft_id=info%3Aarxiv%2Fmath%2F0309136"
            "&rft_id=https%3A%2F%2Fexample.org%2Fa-story&rft_id=info%3Abibcode%2F2005JShip..12...45D"
            "&rft_id=https%3A%2F%2Fapi.semanticscholar.org%2FCorpusID%3A123%23id-name%3DS2CID",
        ),
        {
            "title": "On ships",
            "work": "Journal of Ships",
            "url": PAGE,
            "other": {
                "volume": "12",
                "jstor": "12345",
                "arxiv": "math/0309136",
                "bibcode": "2005JShip..12...45D",
                "s2cid": "123",
            },
        },
    ),
    "usurped": (
        (
            f"{{{{cite web |title=A long story |website=The Example |url={PAGE} |archive-url={SNAP} "
            "|archive-date=18 June 2018 |url-status=usurped}}"
        ),
        cite(
            "web",
            f"{link(SNAP, '&quot;A long story&quot;')}. <i>The Example</i>. Archived from "
            f"the original on 18 June 2018.",
            "rft.genre=unknown&rft.jtitle=The+Example&rft.atitle=A+long+story"
            "&rft_id=https%3A%2F%2Fexample.org%2Fa-story",
        ),
        {
            "title": "A long story",
            "work": "The Example",
            "url": PAGE,
            "archive-url": SNAP,
            "archive-date": "2018-06-18",
        },
    ),
    "a quotation": (
        f'{{{{cite web |title=A long story |website=The Example |url={PAGE} |quote=It was a "long" story.}}}}',
        cite(
            "web",
            f'{link(PAGE, "&quot;A long story&quot;")}. <i>The Example</i>. <q>It was a "long" story.</q>',
            "rft.genre=unknown&rft.jtitle=The+Example&rft.atitle=A+long+story"
            "&rft_id=https%3A%2F%2Fexample.org%2Fa-story",
        ),
        {"title": "A long story", "work": "The Example", "url": PAGE, "quote": 'It was a "long" story.'},
    ),
    "CS2": (
        (
            f"{{{{citation |last=Doe |first=Jane |date=2005 |title=On ships |journal=Journal of Ships |volume=12 "
            f"|url={PAGE} |archive-url={SNAP} |archive-date=18 June 2018 |access-date=17 June 2018}}}}"
        ),
        cite(
            "citation",
            f"Doe, Jane (2005), {link(SNAP, '&quot;On ships&quot;')}, <i>Journal of "
            f"Ships</i>, vol.&nbsp;12, archived from "
            f"{link(PAGE, 'the original')} on 18 June 2018, retrieved <span>17 June</span> 2018",
            "rft.genre=article&rft.jtitle=Journal+of+Ships&rft.atitle=On+ships&rft.volume=12&rft.date=2005"
            "&rft.aulast=Doe&rft.aufirst=Jane&rft_id=https%3A%2F%2Fexample.org%2Fa-story",
        ),
        {
            "author": ["Doe, Jane"],
            "title": "On ships",
            "work": "Journal of Ships",
            "date": "2005",
            "url": PAGE,
            "url-status": "dead",
            "archive-url": SNAP,
            "archive-date": "2018-06-18",
            "access-date": "2018-06-17",
        },
    ),
    "a dead link": (
        f"{{{{cite web |title=A long story |website=The Example |url={PAGE}}}}}{{{{dead link|date=June 2017}}}}",
        cite(
            "web",
            f"{link(PAGE, '&quot;A long story&quot;')}. <i>The Example</i>.",
            "rft.genre=unknown&rft.jtitle=The+Example&rft.atitle=A+long+story"
            "&rft_id=https%3A%2F%2Fexample.org%2Fa-story",
        )
        + '<sup class="noprint Inline-Template"><span style="white-space: nowrap;">[<i><a '
        'href="/wiki/Wikipedia:Link_rot" '
        'title="Wikipedia:Link rot"><span title="Dead link tagged June 2017">dead link</span></a></i>]</span></sup>',
        {"title": "A long story", "work": "The Example", "url": PAGE, "other": {"dead-link": "2017-06"}},
    ),
    "a bare link with a snapshot beside it": (
        f"[{PAGE} A long story], ''The Example''. {{{{webarchive|url={SNAP}|date=18 June 2018}}}}",
        (
            f"{link(PAGE, 'A long story')}, <i>The Example</i>. {link(SNAP, 'Archived')} 18 June 2018 at the "
            '<a href="/wiki/Wayback_Machine" title="Wayback Machine">Wayback Machine</a>'
        ),
        {
            "title": "A long story",
            "url": PAGE,
            "archive-url": SNAP,
            "archive-date": "2018-06-18",
            "other": {"text": "The Example"},
        },
    ),
    "a bare address": (f"{PAGE}", f'<a class="external free" href="{PAGE}">{PAGE}</a>', {"url": PAGE}),
    "words alone": (
        "See ''elsewhere'' for more.",
        "See <i>elsewhere</i> for more.",
        {"other": {"text": "See elsewhere for more."}},
    ),
}


def in_html(printed: str) -> Citation:
    (citation,) = read(
        '<ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink">^</span> '
        f'<span class="reference-text">{printed}</span></li></ol>'
    ).references
    return citation


def in_wikitext(written: str) -> Citation:
    (citation,) = read_wikitext(f"It is.<ref>{written}</ref>").references
    return replace(citation, cited_by=())


@pytest.mark.parametrize(("printed", "said"), [form[1:] for form in FORMS.values()], ids=list(FORMS))
def test_what_a_printed_footnote_says(printed: str, said: Mapping[str, Any]) -> None:
    found = as_mapping(in_html(printed))
    assert {key: found.get(key) for key in said} == dict(said)
    expected = {name for name in said if name != "other"} | {"url-source"}
    assert {key for key in found if key not in expected} <= {"other"}


# The page does not show why a usurped address is not linked.
SAME = {name: form[:2] for name, form in FORMS.items() if name != "usurped"}


@pytest.mark.parametrize(("written", "printed"), SAME.values(), ids=list(SAME))
def test_wikitext_and_page_say_the_same(written: str, printed: str) -> None:
    assert in_html(printed) == in_wikitext(written)
