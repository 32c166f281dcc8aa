from __future__ import annotations

import pytest

from crawler.references.document import parse
from crawler.references.problem import ReferencesError

QUOTE_WITHIN = """a quoted value ended before this; write a quote within '…' twice ('') and within "…" as \\\""""
KEYS = "see that this line is indented like the keys of the entry above"
DASHES = 'see that this "-" is indented like those of the entries above'
TABS = "indent with spaces, not with tabs"
BRACKET = 'close the bracket, or put a value that begins with "[" or "{" in quotes'


def begins(sign: str, example: str) -> str:
    return f'a value that begins with "{sign}" must stand in quotes, as in {example}'


def colon(example: str) -> str:
    return f'a value with ": " in it must stand in quotes, as in {example}'


ENTRIES: dict[str, tuple[str, int, str]] = {
    "a colon in a value": ("    title: Tea: bowls\n", 3, colon('title: "Tea: bowls"')),
    "a colon and quotes in a value": ('    title: Tea: "bowls"\n', 3, colon("title: 'Tea: \"bowls\"'")),
    "a colon at a value's end": ("    title: Tea:\n    url: x\n", 3, colon('title: "Tea:"')),
    "a key less indented": ("    title: Tea\n   url: x\n", 4, KEYS),
    "a key more indented": ("    title: Tea\n      url: x\n", 4, KEYS),
    "the first key more indented": ("      title: Tea\n", 3, KEYS),
    "an entry less indented": ("    title: Tea\n - number: 2\n", 4, DASHES),
    "an entry more indented": ("    title: Tea\n   - number: 2\n", 4, DASHES),
    "a tab": ("\ttitle: Tea\n", 3, TABS),
    "a tab behind spaces": ("    \ttitle: Tea\n", 3, TABS),
    "an open quote": ('    title: "Tea\n    url: x\n', 5, "see that the quote that opens on line 3 is closed"),
    "an apostrophe": ("    title: 'Tea's bowls'\n", 3, QUOTE_WITHIN),
    "a quote within": ('    title: "Tea "bowls" x"\n', 3, QUOTE_WITHIN),
    "an at sign": ("    title: @home\n", 3, begins("@", 'title: "@home"')),
    "a per cent sign": ("    title: %home\n", 3, begins("%", 'title: "%home"')),
    "a backtick": ("    title: `home`\n", 3, begins("`", 'title: "`home`"')),
    "an asterisk": ("    title: *home*\n", 3, "expected the value itself, in quotes if it begins with *"),
    "an exclamation mark": ("    title: !home\n", 3, "expected the value without a tag, in quotes if it begins with !"),
    "a bracket first": ("    title: [Home] alone\n", 3, begins("[", 'title: "[Home] alone"')),
    "an open bracket": ("    title: [Home\n    url: x\n", 4, BRACKET),
    "a dash first": ("    title: - Home\n", 3, begins("-", 'title: "- Home"')),
    "a bar first": ("    title: | Home\n", 3, begins("|", 'title: "| Home"')),
    "a comma first": ("    title: , Home\n", 3, begins(",", 'title: ", Home"')),
    "a question mark first": ("    title: ? Home\n", 3, begins("?", 'title: "? Home"')),
    "no colon": ("    title\n    url: x\n", 4, 'see that line 3 ("title") has ": " (with the space) behind its key'),
    "no space behind a colon": (
        "    title:Tea\n    url: x\n",
        4,
        'see that line 3 ("title:Tea") has ": " (with the space) behind its key',
    ),
    "a backslash": ('    title: "C:\\home"\n', 3, r"""write \\ for a backslash within "…", or put the value in '…'"""),
    "a merge conflict": (
        "<<<<<<< HEAD\n    title: Tea\n=======\n    title: Bowls\n",
        4,
        "a merge conflict stands in the file: keep one of its two sides",
    ),
}

DOCUMENTS: dict[str, tuple[str, int, str]] = {
    "no space behind a number's colon": (
        "references:\n  - number:1\n    title: Tea\n",
        3,
        'write a space behind the colon of the line above ("- number:1")',
    ),
    "no space behind a dash": (
        "references:\n  -number: 1\n    title: x\n",
        3,
        'write a space behind the dash of the line above ("-number: 1")',
    ),
    "a top key indented": ("article:\n  title: x\n references:\n  - number: 1\n", 3, KEYS),
    "an entry without its dash": ("references:\n    number: 1\n  - number: 2\n", 3, DASHES),
}


def said(text: str) -> str:
    with pytest.raises(ReferencesError) as caught:
        parse(text)
    return str(caught.value)


@pytest.mark.parametrize(("lines", "line", "expected"), ENTRIES.values(), ids=ENTRIES)
def test_a_mistake_in_an_entry_says_what_to_do(lines: str, line: int, expected: str) -> None:
    found = said(f"references:\n  - number: 1\n{lines}")
    assert found.startswith(f"references.yaml:{line}:")
    assert found.endswith(f"; {expected}")


@pytest.mark.parametrize(("text", "line", "expected"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_mistake_in_the_document_says_what_to_do(text: str, line: int, expected: str) -> None:
    found = said(text)
    assert found.startswith(f"references.yaml:{line}:")
    assert found.endswith(f"; {expected}")


def test_a_long_value_is_cut_in_the_advice() -> None:
    assert said("references:\n  - number: 1\n    title: Tea: " + "x" * 900 + "\n").endswith('xxx…"')


def test_what_is_not_in_the_table_stays_as_the_parser_says_it() -> None:
    assert said("a: \x07").endswith("not YAML: special characters are not allowed")
