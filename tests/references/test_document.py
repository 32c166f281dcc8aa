from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.citation import References
from crawler.references.document import MAX_BYTES, ReferencesError, dump, load, parse
from tests.references.citations import references

ROOT = Path(__file__).parents[2]
SOURCES = "expected one of article, stored-page, recalled, person"
ONE = "references:\n  - number: 1\n"


def problems(path: Path) -> list[str]:
    with pytest.raises(ReferencesError) as caught:
        load(path)
    return str(caught.value).splitlines()


def test_loads_a_file(tmp_path: Path) -> None:
    file = tmp_path / "references.yaml"
    file.write_text("article:\n  title: 北方\n" + ONE, encoding="utf-8")
    loaded = load(file)
    assert loaded.article.title == "北方"
    assert [citation.number for citation in loaded.references] == [1]


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    file = tmp_path / "references.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + ONE.encode())
    assert load(file).references[0].number == 1


def test_windows_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "references.yaml"
    file.write_bytes(b"references:\r\n  - number: 1\r\n    title: a\r\n")
    assert load(str(file)).references[0].title == "a"


def test_a_missing_file_is_one_problem(tmp_path: Path) -> None:
    (line,) = problems(tmp_path / "none.yaml")
    assert line.startswith(f"{tmp_path / 'none.yaml'}: cannot be read (No such file or directory); expected")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "Is a directory" in problems(tmp_path)[0]


def test_a_name_with_a_null_byte(tmp_path: Path) -> None:
    assert "cannot be read" in problems(tmp_path / "a\0b")[0]


def test_bytes_that_are_not_utf_8_are_named_with_their_place(tmp_path: Path) -> None:
    file = tmp_path / "references.yaml"
    file.write_bytes(b"article:\n  title: caf\xe9\n")
    (line,) = problems(file)
    assert line == f"{file}:2:13: the byte 0xE9 is not UTF-8; expected a file in UTF-8"


def test_a_file_over_the_limit_is_not_parsed(tmp_path: Path) -> None:
    file = tmp_path / "references.yaml"
    file.write_bytes(ONE.encode() + b"#" * MAX_BYTES)
    assert "over 10 MB; expected a shorter list, or JSON Lines (.jsonl) or CSV" in problems(file)[0]
    with pytest.raises(ReferencesError, match="over 10 MB"):
        parse("#" * (MAX_BYTES + 1))


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    file = tmp_path / "references.yaml"
    file.write_bytes(ONE.encode() + b"#" * (MAX_BYTES - len(ONE)))
    assert load(file).references[0].number == 1


def test_every_problem_comes_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "references.yaml"
    file.write_text(
        "article: {titel: x}\nreferences:\n"
        '- number: 1\n  archive-date: "2019-13-06"\n- number: 1\n  url-source: wiki\n',
        encoding="utf-8",
    )
    assert problems(file) == [
        f'{file}:1:11: article: unknown key "titel"; did you mean "title"?',
        f'{file}:4:17: footnote 1: archive-date: "2019-13-06" is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD',
        f"{file}:5:3: footnote 1: number 1 is that of the footnote on line 3; expected a number of its own",
        f'{file}:6:15: footnote 1: url-source: "wiki" is not known here; {SOURCES}',
    ]


@pytest.mark.parametrize(
    "address", ["not an address", "http://[bad/", "javascript:alert(1)", "http://10.0.0.1/", "//x"]
)
def test_a_bad_address_is_no_problem_of_the_file(address: str) -> None:
    assert parse(f'{ONE}    url: "{address}"\n').references[0].url == address


def test_the_project_s_own_file_loads() -> None:
    loaded = load(ROOT / "references.yaml")
    assert [citation.number for citation in loaded.references] == list(range(1, 22))
    assert loaded.article.title == "Norinco"


def test_the_project_s_own_file_is_as_dump_writes_it() -> None:
    text = (ROOT / "references.yaml").read_text(encoding="utf-8")
    assert dump(parse(text)) == text


@given(references())
@settings(max_examples=200, deadline=None)
def test_what_is_written_reads_back_the_same(written: References) -> None:
    assert parse(dump(written)) == written


@given(st.text(max_size=60) | st.text("abn:-[]{}&*!|>'\"#%@?, \n\t1", max_size=60))
@settings(max_examples=400, deadline=None)
def test_any_text_is_references_or_an_error_with_problems(text: str) -> None:
    try:
        found = len(parse(text).references)
    except ReferencesError as error:
        found = sum(bool(problem.message) for problem in error.problems)
    assert found
