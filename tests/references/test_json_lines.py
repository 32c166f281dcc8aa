"""References as JSON Lines: read line by line, every mistake named at once with its line."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.citation import Article, Citation, CitedBy, References
from crawler.references.document import load as load_any
from crawler.references.form import MOST_PROBLEMS
from crawler.references.json_lines import dump, load, parse
from crawler.references.problem import ReferencesError
from crawler.references.text_lines import LONGEST
from tests.references.citations import references


def _text(*entries: Any) -> str:
    return "".join(json.dumps(entry) + "\n" for entry in entries)


def _problems(text: str) -> list[str]:
    with pytest.raises(ReferencesError) as caught:
        parse(text, "mine.jsonl")
    return str(caught.value).splitlines()


ENTRY = {
    "number": 3,
    "group": "note",
    "title": "A story",
    "url": "https://example.org/a",
    "archive-date": "2019-09",
    "date": 2003,
    "author": ["Doe, Jane", "Roe, R."],
    "editor": "Poe, E.",
    "other": {"volume": 12, "pages": "3-4"},
    "cited-by": [{"section": "History", "text": "was founded in"}],
    "quote": None,
}
CITATION = Citation(
    number=3,
    group="note",
    title="A story",
    url="https://example.org/a",
    archive_date="2019-09",
    date="2003",
    author=("Doe, Jane", "Roe, R."),
    editor=("Poe, E.",),
    other={"volume": "12", "pages": "3-4"},
    cited_by=(CitedBy(section="History", text="was founded in"),),
)


def test_an_entry_has_the_keys_of_references_yaml() -> None:
    assert parse(_text(ENTRY)) == References(article=Article(), references=(CITATION,))


def test_the_first_line_may_be_about_the_article() -> None:
    read = parse(_text({"article": {"title": "Ships", "revision": 17}}, ENTRY))
    assert read == References(article=Article(title="Ships", revision="17"), references=(CITATION,))


def test_blank_lines_a_mark_at_the_beginning_and_no_end_of_the_last_line_are_no_mistakes() -> None:
    text = "\ufeff" + json.dumps(ENTRY) + "\r\n\r\n  \n" + json.dumps(ENTRY | {"number": 4})
    assert [citation.number for citation in parse(text).references] == [3, 4]


MISTAKES = {
    "cut off in the middle": (
        _text({"number": 1}) + '{"number": 2, "ti',
        ["mine.jsonl:2:15: the last line is cut off"],
    ),
    "a line that is no JSON": ('{"number": 1\n{"number": 2}\n', ["mine.jsonl:1:13: not JSON"]),
    "a list": ("[1]\n", ["mine.jsonl:1:1: entry 1: a list; expected a mapping"]),
    "an unknown key": (
        '{"number": 1, "tilte": "A"}\n',
        ['mine.jsonl:1:1: footnote 1: unknown key "tilte"', '"title"?'],
    ),
    "a key twice": ('{"number": 1, "url": "a", "url": "b"}\n', ['the key "url" is on line 1 already']),
    "no number": ('{"title": "A"}\n', ["mine.jsonl:1:1: entry 1: no `number:`"]),
    "a number in quotes": ('{"number": "1"}\n', ["number: the text"]),
    "a number with a point": ('{"number": 1.0}\n', ["number: the text"]),
    "no such day": (_text({"number": 1}, {"number": 2, "date": "2019-13-40"}), ["mine.jsonl:2:1: footnote 2: date"]),
    "a number twice": (
        _text({"number": 1}, {"number": 1}),
        ["mine.jsonl:2:1: footnote 1: number 1 is that of", "line 1"],
    ),
    "the article in the middle": (
        _text({"number": 1}, {"number": 2, "article": {}}),
        ["mine.jsonl:2:1: footnote 2: unknown key"],
    ),
    "the article's unknown key": (
        _text({"article": {"ttle": "A"}}, {"number": 1}),
        ["mine.jsonl:1:1: article: unknown"],
    ),
    "a character that nobody can see": (r'{"number": 1, "title": "a\u0000b"}' + "\n", ["mine.jsonl:1:1: ", "U+0000"]),
    "half a character": (r'{"number": 1, "title": "\ud800"}' + "\n", ["U+D800"]),
    "nested without end": ("[" * 100_000 + "\n", ["mine.jsonl:1:1: "]),
    "too deep": ('{"number": 1, "other": ' + '{"a": ' * 9 + "1" + "}" * 10 + "\n", ["nested more than 8 deep"]),
    "nothing": ("", ["mine.jsonl: no references; expected one reference a line"]),
    "an article alone": (_text({"article": {"title": "A"}}), ["mine.jsonl: no references"]),
    "a line without end": ("x" * (LONGEST + 1), ["mine.jsonl:1:1: a line of over 1 MB"]),
}


@pytest.mark.parametrize(("text", "said"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_is_named_with_its_line(text: str, said: list[str]) -> None:
    (problem,) = _problems(text)
    assert all(words in problem for words in said), problem


def test_every_mistake_is_named_at_once_in_the_order_of_the_file() -> None:
    text = '{"number": 1, "urll": "x"}\nnonsense\n{"number": 1, "date": "soon"}\n{"number":'
    problems = _problems(text)
    assert [problem.split(":")[1] for problem in problems] == ["1", "2", "3", "3", "4"]


def test_of_very_many_mistakes_the_first_are_named() -> None:
    assert len(_problems("x\n" * (MOST_PROBLEMS + 50))) == MOST_PROBLEMS
    assert len(_problems('{"number": 0}\n' * (MOST_PROBLEMS + 50))) == MOST_PROBLEMS


def test_a_file_is_read_by_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "mine.JSONL"
    path.write_text(_text(ENTRY), "utf-8")
    assert load_any(path) == load(path) == parse(_text(ENTRY))


def test_a_file_in_another_encoding_and_one_that_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(b'{"number": 1, "title": "Gr\xfc\xdfe"}\n{"number": 0}\n')
    with pytest.raises(ReferencesError) as caught:
        load(path)
    first, second = str(caught.value).splitlines()
    assert first.startswith(f"{path}:1:27: the byte 0xFC is not UTF-8")
    assert second.startswith(f"{path}:2:1: entry 2: number")
    with pytest.raises(ReferencesError, match="cannot be read"):
        load(tmp_path / "none.jsonl")


def test_what_is_written_is_one_entry_a_line_with_what_it_says_only() -> None:
    written = dump(References(article=Article(title="Ships"), references=(CITATION, Citation(number=1, title="Ü\n"))))
    first, second, third = map(json.loads, written.splitlines())
    assert first == {"article": {"title": "Ships"}}
    assert second["archive-date"] == "2019-09"
    assert third == {"number": 1, "title": "Ü\n"}


@settings(deadline=None, max_examples=60)
@given(references())
def test_what_is_written_reads_back_as_the_same(given_references: References) -> None:
    assert parse(dump(given_references)) == given_references


@settings(deadline=None, max_examples=100)
@given(st.text() | st.from_regex(r'(\{"[a-z-]+": ?("[^"]*"|[\d.]+|\[\]|null)\}\n?)+'))
def test_whatever_the_text_there_is_an_answer(text: str) -> None:
    # References or what is wrong, and no other error.
    with suppress(ReferencesError):
        assert parse(text).references
