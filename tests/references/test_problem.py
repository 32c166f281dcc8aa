from __future__ import annotations

from crawler.references.problem import FootnotesError, NoFootnotesError, Problem, ReferencesError, shown


def problem(line: int, column: int, where: str = "", message: str = "m") -> Problem:
    return Problem(file="references.yaml", line=line, column=column, where=where, message=message)


def test_a_problem_is_one_line_with_its_place() -> None:
    assert str(problem(12, 5, "footnote 3: date", "bad")) == "references.yaml:12:5: footnote 3: date: bad"


def test_a_problem_of_the_whole_file_has_no_line() -> None:
    assert str(problem(0, 0)) == "references.yaml: m"


def test_the_error_has_all_problems_in_the_order_of_the_file() -> None:
    error = ReferencesError((problem(9, 1), problem(2, 7), problem(2, 3)))
    assert str(error).splitlines() == ["references.yaml:2:3: m", "references.yaml:2:7: m", "references.yaml:9:1: m"]
    assert [found.line for found in error.problems] == [2, 2, 9]


def test_shown_is_quoted_printable_and_short() -> None:
    assert shown("北方") == '"北方"'
    assert shown("a\nb\x1b[31m") == '"a\\nb\\x1b[31m"'
    assert len(shown("x" * 500)) == 62


def test_an_import_without_footnotes_says_what_was_looked_for() -> None:
    error = NoFootnotesError("a list")
    assert isinstance(error, FootnotesError)
    assert str(error) == "no footnotes found; expected a list"
