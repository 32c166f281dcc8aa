from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.references.coins import fields_in


def test_an_article_in_a_newspaper() -> None:
    record = urlencode(
        [
            ("ctx_ver", "Z39.88-2004"),
            ("rft.genre", "unknown"),
            ("rft.jtitle", "Gazette"),
            ("rft.atitle", "A  day"),
            ("rft.date", "2017-06-11"),
            ("rft.aulast", "Woolf"),
            ("rft.aufirst", "Vera"),
            ("rft.au", "Mann, Erika"),
            ("rft.issn", "0362-4331"),
            ("rft_id", "info:doi/10.1000/1"),
            ("rft_id", "https://example.org/a?b=c"),
        ]
    )
    assert fields_in(record) == {
        "title": "A day",
        "work": "Gazette",
        "date": "2017-06-11",
        "author": ("Woolf, Vera", "Mann, Erika"),
        "issn": "0362-4331",
        "doi": "10.1000/1",
        "url": "https://example.org/a?b=c",
    }


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        ("", {}),
        ("no record at all", {}),
        ("rft.btitle=Book&rft.pub=Press&rft.isbn=1", {"title": "Book", "publisher": "Press", "isbn": "1"}),
        ("rft.au=Acme+Group", {"author": ("Acme Group",)}),
        ("rft.aulast=Acme", {"author": ("Acme",)}),
        ("rft.aulast=A&rft.aufirst=B&rft.au=A%2C+B", {"author": ("A, B",)}),
        ("rft.date=Spring+2020", {}),
        # As wikis wrote them for years: character references, links, and bytes that are no UTF-8.
        ("rft.atitle=Port+%26%23124%3B+Gazette%26nbsp%3B1", {"title": "Port | Gazette 1"}),
        ("rft.atitle=A&rft.jtitle=%5B%5BGazette%5D%5D", {"title": "A", "work": "Gazette"}),
        ("rft.btitle=The+%5B%5BPort+%28city%29%7CPort%5D%5D+of+B", {"title": "The Port of B"}),
        ("rft.btitle=Port+%93+and+town&rft.pub=Press", {"publisher": "Press"}),
        ("rft_id=http%3A%2F%2Fa.b%2F%3Fc%3D1%26copy%3D2", {"url": "http://a.b/?c=1&copy=2"}),
        ("rft_id=info%3Aoclcnum%2F1&rft_id=ftp%3A%2F%2Fx", {}),
    ],
)
def test_records(record: str, fields: dict[str, object]) -> None:
    assert fields_in(record) == fields


@given(st.text())
def test_any_record(record: str) -> None:
    assert set(fields_in(record)) <= {"title", "work", "publisher", "date", "author", "issn", "isbn", "doi", "url"}
