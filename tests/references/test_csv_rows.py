"""References as CSV: a row a footnote, every mistake named at once with its line."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.citation import Article, Citation, CitedBy, References
from crawler.references.csv_rows import dump, load, parse
from crawler.references.document import load as load_any
from crawler.references.problem import ReferencesError
from tests.references.citations import references


def _problems(text: str) -> list[str]:
    with pytest.raises(ReferencesError) as caught:
        parse(text, "mine.csv")
    return str(caught.value).splitlines()


def _one(text: str) -> Citation:
    (citation,) = parse(text).references
    return citation


def test_columns_are_named_as_the_keys_of_references_yaml() -> None:
    text = 'number,Title,url,archive-date,author\n3,A story,https://example.org/a,2019-09,"Doe, Jane; Roe, R."\n'
    assert _one(text) == Citation(
        number=3,
        title="A story",
        url="https://example.org/a",
        archive_date="2019-09",
        author=("Doe, Jane", "Roe, R."),
    )


READINGS = {
    "semicolons between the cells": "number;title\n1;A, B\n",
    "tabs between the cells": "number\ttitle\n1\tA, B\n",
    "quotes and ends as on Windows": '\ufeff"number","title"\r\n"1","A, B"\r\n',
    "no end of the last line": 'number,title\n1,"A, B"',
    "empty rows and cells": 'number,title,url\n\n,,\n1,"A, B",\n',
    "blanks about the number": 'number,title\n 1 ,"A, B"\n',
}


@pytest.mark.parametrize("text", READINGS.values(), ids=list(READINGS))
def test_as_spreadsheets_write_it(text: str) -> None:
    assert _one(text) == Citation(number=1, title="A, B")


def test_a_text_may_have_several_lines_and_the_count_goes_on() -> None:
    text = 'number,quote\n1,"one\ntwo"\n2,x\n2,y\n'
    assert _problems(text) == [
        "mine.csv:5:1: footnote 2: number 2 is that of the footnote on line 4; expected a number of its own"
    ]
    assert parse(text.replace("2,y\n", "")).references[0].quote == "one\ntwo"


def test_what_has_parts_stands_in_a_cell_as_json() -> None:
    text = (
        'number,other,cited-by,author\n1,"{""volume"": ""3""}","[{""section"": ""S"", ""text"": ""t""}]","[""A; B""]"\n'
    )
    assert _one(text) == Citation(
        number=1, other={"volume": "3"}, cited_by=(CitedBy(section="S", text="t"),), author=("A; B",)
    )


MISTAKES = {
    "a row cut off": ("number,title,url\n1,A,u\n2,B", ["mine.csv:3:1: 2 cells; expected 3", "cut off"]),
    "cut off within quotes": ('number,title\n1,A\n2,"B and', ["mine.csv:3:1: not CSV", "the whole file has come"]),
    "a cell too many": ("number,title\n1,A,B\n", ["mine.csv:2:1: 3 cells; expected 2"]),
    "an unknown column": ("number,tilte\n1,A\n", ['mine.csv:1:1: unknown key "tilte"; did you mean "title"?']),
    "a column twice": ("number,url,url\n1,a,b\n", ['mine.csv:1:1: the column "url" stands twice']),
    "a column without a name": ("number,\n1,a\n", ["mine.csv:1:1: a column without a name"]),
    "no column of numbers": ("title\nA\n", ['mine.csv:1:1: no column "number"']),
    "no number": ("number,title\n,A\n", ["mine.csv:2:1: entry 1: no `number:`"]),
    "a word for a number": ("number\nfirst\n", ["mine.csv:2:1: entry 1: number"]),
    "no such day": ("number,date\n1,2019-02-30\n", ["mine.csv:2:1: footnote 1: date"]),
    "a cell that should be JSON": ("number,other\n1,volume 3\n", ["mine.csv:2:1: other: not JSON", "expected JSON"]),
    "a character that nobody can see": ("number,title\n1,a\x00b\n", ["mine.csv:2:1: "]),
    "columns alone": ("number,title\n", ["mine.csv: no references"]),
    "nothing": ("", ["mine.csv:1:1: no column"]),
}


@pytest.mark.parametrize(("text", "said"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_is_named_with_its_line(text: str, said: list[str]) -> None:
    (problem,) = _problems(text)
    assert all(words in problem for words in said), problem


def test_every_mistake_is_named_at_once() -> None:
    assert len(_problems("number,date\n0,2020\n1,soon\n1,2020\n1\n")) == 4


def test_the_article_stands_in_the_first_row() -> None:
    listed = References(
        article=Article(title="Ships", imported="2026-01-02"),
        references=(Citation(number=1, title="A"), Citation(number=2, title="B")),
    )
    assert dump(listed) == "number,title,article title,article imported\r\n1,A,Ships,2026-01-02\r\n2,B,,\r\n"
    assert parse(dump(listed)) == listed


FORMULAS = ["=1+1", "+1", "-1", "@x", "\uff1dx", "'=1", "''@x", "'", "' =", "'quoted'"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_no_formula_in_a_spreadsheet_and_comes_back(text: str) -> None:
    citation = Citation(number=1, title=text, author=(text, "Doe; J."), editor=(text,))
    written = dump(References(article=Article(), references=(citation,)))
    assert not any(
        cell.lstrip('"').startswith(("=", "+", "-", "@", "\uff1d")) for cell in written.split("\r\n")[1].split(",")
    )
    assert _one(written) == citation


def test_a_file_is_read_by_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(b"number,title\n1,Gr\xfc\xdfe\n0,x\n")
    with pytest.raises(ReferencesError) as caught:
        load(path)
    assert [line.partition(": ")[0] for line in str(caught.value).splitlines()] == [f"{path}:2:5", f"{path}:3:1"]
    path.write_text("number,title\n1,Grüße\n", "utf-8")
    assert load_any(path) == load(path) == parse("number,title\n1,Grüße\n")


@settings(deadline=None, max_examples=60)
@given(references())
def test_what_is_written_reads_back_as_the_same(given_references: References) -> None:
    assert parse(dump(given_references)) == given_references


@settings(deadline=None, max_examples=100)
@given(st.text() | st.from_regex(r'number,(title|url|date|other)\n([0-9]{1,3},("[^"]*"|[^,"\n]*)\n)+'))
def test_whatever_the_text_there_is_an_answer(text: str) -> None:
    # References or what is wrong, and no other error.
    with suppress(ReferencesError):
        assert parse(text).references
