# ruff: noqa: RUF001 - dashes and digits of other kinds are what is tested

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.citation import Article, Citation, References
from crawler.references.dates import is_iso
from crawler.references.document import dump, parse
from crawler.references.footnote import citation_of, clean

ARCHIVED = "Archived from the original on June 18, 2018. Retrieved June 17, 2018."

LIVE = {"url": "https://example.org/a", "url_source": "article"}
SNAP = "https://web.archive.org/web/2019/https://example.org/a"

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "a title alone": ('"Home".', {"title": "Home"}),
    "a site": (
        '"Home | Acme". Acme Weekly. Retrieved 20 August 2023.',
        {"title": "Home | Acme", "work": "Acme Weekly", "access_date": "2023-08-20"},
    ),
    "a company as author": (
        'Acme Group. "About us". Archived from the original on 2019-09-06. Retrieved 2020-04-03.',
        {"author": ("Acme Group",), "title": "About us", "archive_date": "2019-09-06", "access_date": "2020-04-03"},
    ),
    "authors, an editor and a quotation": (
        f'Woolf, Vera; Mann, E. (June 11, 2017). Ellis, Ann (ed.). "A day". Gazette. {ARCHIVED} It is "odd". So be it.',
        {
            "author": ("Woolf, Vera", "Mann, E."),
            "editor": ("Ellis, Ann",),
            "date": "2017-06-11",
            "title": "A day",
            "work": "Gazette",
            "archive_date": "2018-06-18",
            "access_date": "2018-06-17",
            "quote": 'It is "odd". So be it.',
        },
    ),
    "a date behind the title": (
        '"News". 2003-05-23. Archived from the original on 3 March 2008.',
        {"title": "News", "date": "2003-05-23", "archive_date": "2008-03-03"},
    ),
    "work and publisher": (
        'Serre, M (24 June 2001). "Sting". Hour. Hour Magazine.',
        {"author": ("Serre, M",), "date": "2001-06-24", "title": "Sting", "work": "Hour", "publisher": "Hour Magazine"},
    ),
    "a title that quotes": (
        "\"'Big boats' — really? A tale\". Daily. Retrieved 2023-03-17.",
        {"title": "'Big boats' — really? A tale", "work": "Daily", "access_date": "2023-03-17"},
    ),
    "a title with double quotes within": (
        '"The "big" boats, and "small" ones". Daily.',
        {"title": 'The "big" boats, and "small" ones', "work": "Daily"},
    ),
    "a title that ends in a question": ('"Who was it?". Daily.', {"title": "Who was it?", "work": "Daily"}),
    "curly quotes": ("“A tale”. Daily.", {"title": "A tale", "work": "Daily"}),
    "a title without quotes between quotes of a later quotation": (
        '"China". Archived from the original on 21 January 2017. Retrieved 11 January 2017.',
        {"title": "China", "archive_date": "2017-01-21", "access_date": "2017-01-11"},
    ),
    "identifiers": (
        '"Ties". The Hour. ISSN\xa00362-4331. doi:10.1000/ab.c. Retrieved 2020-11-13.',
        {"title": "Ties", "work": "The Hour", "issn": "0362-4331", "doi": "10.1000/ab.c", "access_date": "2020-11-13"},
    ),
    "language and translation": (
        '"Титул" [Title] (in Russian). Час. 2020.',
        {"title": "Титул", "trans_title": "Title", "language": "Russian", "work": "Час", "date": "2020"},
    ),
    "a Chinese title": (
        '"北方工业 公司简介". Retrieved 2022.',
        {"title": "北方工业 公司简介", "language": "zh", "access_date": "2022"},
    ),
    "via": (
        'Hour News (May 2, 2019). "Film". Acme – via YouTube.',
        {"author": ("Hour News",), "date": "2019-05-02", "title": "Film", "work": "Acme", "via": "YouTube"},
    ),
    "an archive named by the way": (
        '"Film". Archived 2018-06-12 at the Wayback Machine.',
        {"title": "Film", "archive_date": "2018-06-12"},
    ),
    "pages and format": (
        '"Report" (PDF). Agency. pp. 5–7. Archived (PDF) from the original on 2019-01-02.',
        {"title": "Report", "work": "Agency", "archive_date": "2019-01-02", "other": {"format": "PDF", "pages": "5–7"}},
    ),
    "a date that is none": (
        'Woolf, V. (Spring 2020). "A". Bee.',
        {"author": ("Woolf, V.",), "title": "A", "work": "Bee", "other": {"date": "Spring 2020"}},
    ),
    "a book": (
        "Woolf, Vera (1999). The long way. Acme Press. ISBN 978-0-00-000000-2.",
        {
            "author": ("Woolf, Vera",),
            "date": "1999",
            "title": "The long way",
            "work": "Acme Press",
            "isbn": "978-0-00-000000-2",
        },
    ),
    "initials in a work": (
        '"A". U.S. News. Retrieved 2020.',
        {"title": "A", "work": "U.S. News", "access_date": "2020"},
    ),
    "a maintenance notice": ('"A". Bee. {{cite web}}: CS1 maint: url-status (link)', {"title": "A", "work": "Bee"}),
    "a dead-link notice": ('"A". Bee.[permanent dead link]', {"title": "A", "work": "Bee"}),
    "archived without a date": (
        '"A". Archived from the original. Retrieved 2020.',
        {"title": "A", "access_date": "2020"},
    ),
    "a note": ("See the appendix for more.", {"other": {"text": "See the appendix for more."}}),
    "a note with a year": (
        "It is not known what happened to the rest of the crew (but see 1999). Nothing more.",
        {"other": {"text": "It is not known what happened to the rest of the crew (but see 1999). Nothing more."}},
    ),
    "an address behind the title": ('"Bare". https://example.org/a.', {"title": "Bare", **LIVE}),
    "an address alone": ("https://example.org/a", LIVE),
    "an address without stops around it": (
        'Smith, J. "T" https://example.org/a Retrieved 2020-01-01',
        {"author": ("Smith, J.",), "title": "T", "access_date": "2020-01-01", **LIVE},
    ),
    "an address of a book": (
        "Woolf, Vera (1999). The long way. Acme Press. https://example.org/a",
        {"author": ("Woolf, Vera",), "date": "1999", "title": "The long way", "work": "Acme Press", **LIVE},
    ),
    "a snapshot's address": (
        f'"T". https://example.org/a. Bee. Archived from the original on 5 May 2019: {SNAP}. Retrieved 2020. So.',
        {
            "title": "T",
            "work": "Bee",
            "archive_date": "2019-05-05",
            "access_date": "2020",
            "quote": "So.",
            "archive_url": SNAP,
            **LIVE,
        },
    ),
    "a snapshot's address with a date": (
        f'"T". Archived {SNAP} on 5 May 2019.',
        {"title": "T", "archive_date": "2019-05-05", "archive_url": SNAP},
    ),
    "two addresses": (
        '"T". https://example.org/a. Bee. https://example.org/c.',
        {"title": "T", "work": "Bee", "other": {"text": "https://example.org/c"}, **LIVE},
    ),
    "a note with an address keeps its words": (
        "See https://example.org/a for more.",
        {"other": {"text": "See https://example.org/a for more."}, **LIVE},
    ),
    "parted by commas": (
        "Jane Doe, “A tale,” Bee, 3 March 2020, https://example.org/a, accessed 4 March 2021.",
        {
            "author": ("Jane Doe",),
            "title": "A tale",
            "work": "Bee",
            "date": "2020-03-03",
            "access_date": "2021-03-04",
            **LIVE,
        },
    ),
    "the day looked at in brackets": (
        '"A tale", Bee, March 3, 2020 (accessed 2021-03-04).',
        {"title": "A tale", "work": "Bee", "date": "2020-03-03", "access_date": "2021-03-04"},
    ),
    "the day looked at behind a colon": (
        '"A tale". Bee. Last accessed: 4 March 2021. https://example.org/a',
        {"title": "A tale", "work": "Bee", "access_date": "2021-03-04", **LIVE},
    ),
    "a date behind the work": (
        'Doe, Jane. "A tale". Bee, 2020. Hive Press.',
        {"author": ("Doe, Jane",), "title": "A tale", "work": "Bee", "date": "2020", "publisher": "Hive Press"},
    ),
    "a year that is a name's": ('"A tale". Agenda 2030.', {"title": "A tale", "work": "Agenda 2030"}),
    "two dates": (
        'Doe, J. (2019). "A tale". Bee, 2020.',
        {"author": ("Doe, J.",), "date": "2019", "title": "A tale", "work": "Bee, 2020"},
    ),
    "a book with its imprint": (
        "Smith, John. The Book (London: Press, 1990), p. 5.",
        {
            "author": ("Smith, John",),
            "title": "The Book",
            "publisher": "Press",
            "date": "1990",
            "other": {"location": "London", "pages": "5"},
        },
    ),
    "a book with bare pages": (
        "John Smith, War, Peace and Us (New York: Press & Sons, 1990), 5–7.",
        {
            "author": ("John Smith",),
            "title": "War, Peace and Us",
            "publisher": "Press & Sons",
            "date": "1990",
            "other": {"location": "New York", "pages": "5–7"},
        },
    ),
    "a sentence that quotes": (
        'As she wrote, "it was late," and left for good.',
        {"other": {"text": 'As she wrote, "it was late," and left for good.'}},
    ),
    "nothing": ("  ", {}),
}


@pytest.mark.parametrize(("text", "fields"), CASES.values(), ids=CASES)
def test_footnotes(text: str, fields: dict[str, Any]) -> None:
    assert citation_of(text, 3) == Citation(number=3, **fields)


def test_clean_is_one_line_that_can_be_written() -> None:
    assert clean(" a\xa0\n b\x00\x07c\ud800 ") == "a bc"


_PARTS = st.sampled_from(
    [
        '"',
        '". ',
        " (",
        "). ",
        "Archived from the original on ",
        "Retrieved ",
        "2019-13-40",
        "May 2020",
        "[",
        "]",
        "(ed.)",
    ]
) | st.text(max_size=8)


@given(st.lists(_PARTS, max_size=12).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_a_citation_that_can_be_written(text: str) -> None:
    citation = citation_of(text, 1)
    assert all(not date or is_iso(date) for date in (citation.date, citation.access_date, citation.archive_date))
    written = References(article=Article(), references=(citation,))
    assert parse(dump(written)) == written


@pytest.mark.parametrize(
    "text",
    [
        '"' * 20_000,
        "(2001 " * 5_000,
        '"a" (' * 5_000,
        "Archived " * 5_000,
        "a. " * 5_000,
        ", 2001 (" * 5_000,
        " (A: b, 2001" * 5_000,
    ],
)
def test_hostile_text_is_read_like_any_other(text: str) -> None:
    assert citation_of(text, 1).number == 1
