from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.citation import Citation, CitedBy
from crawler.references.markdown import examine
from crawler.references.problem import NoFootnotesError

TEXT = """\
---
title: "Ships and sails"
date: 2020-01-01
---
# A heading that the front matter overrules

Ships are very old things.[^b] So are sails[^1].

This paragraph states something at some length and cites nothing at all, which an editor wants to know.

## Later

Then came steam.[^1] ^[See <https://steam.example/x> for more of it.]

[^1]: Doe, Jane (2005). "[A story](https://a.example/x "hover")". *The Example*. Retrieved 2018-06-17.
[^b]: [A page on ships][ships].

    Its second paragraph.

[ships]: https://b.example/y
"""


def read(text: str) -> tuple[Citation, ...]:
    return examine(text).references.references


def test_the_text() -> None:
    found = examine(TEXT)
    assert found.references.article.title == "Ships and sails"
    assert found.references.references == (
        Citation(
            number=1,
            name="b",
            title="A page on ships",
            url="https://b.example/y",
            url_source="article",
            other={"text": "Its second paragraph"},
            cited_by=(CitedBy(text="are very old things"),),
        ),
        Citation(
            number=2,
            title="A story",
            author=("Doe, Jane",),
            date="2005",
            work="The Example",
            url="https://a.example/x",
            url_source="article",
            access_date="2018-06-17",
            cited_by=(CitedBy(text="are sails"), CitedBy(section="Later", text="came steam")),
        ),
        Citation(
            number=3,
            url="https://steam.example/x",
            url_source="article",
            other={"text": "See https://steam.example/x for more of it."},
            cited_by=(CitedBy(section="Later", text="came steam"),),
        ),
    )
    assert found.uncited == {"": 1}
    assert found.problems == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A[^2] b[^1]\n\n[^1]: One.\n[^2]: Two.\n", ["", ""]),
        ("A[^x] b[^y] c[^x]\n\n[^y]: Y.\n[^x]: X.\n", ["x", "y"]),
        ("A[^note-1].\n\n[^note-1]: N.\n", ["note-1"]),
        ("A[^ä].\r\n\r\n[^ä]: N.\r\n", ["ä"]),
        ("\ufeffA[^1].\n\n[^1]: N.\n", [""]),
    ],
)
def test_numbers_are_the_order_of_citing_and_labels_are_names(text: str, names: list[str]) -> None:
    found = read(text)
    assert [citation.number for citation in found] == list(range(1, len(names) + 1))
    assert [citation.name for citation in found] == names


def test_what_has_no_number_is_said_with_its_place() -> None:
    found = examine("A[^1] and[^nope].\n\n[^1]: One.\n[^never]: Never.\n", "notes.md")
    assert [str(problem) for problem in found.problems] == [
        "notes.md:1:10: the text cites [^nope], which has no footnote; expected a line [^nope]: ...",
        "notes.md:4:1: the footnote [^never] is cited nowhere, so it has no number and is left out",
    ]
    assert len(found.references.references) == 1


def test_code_is_no_text() -> None:
    found = examine("A[^1] `b[^2]`\n\n```\nc[^3]\n```\n\n[^1]: One.\n")
    assert (len(found.references.references), found.problems) == (1, ())


STYLES = {
    "a snapshot behind the title": (
        "[A story](https://web.archive.org/web/2018/https://a.example/x). Archived from the original on 3 March 2018.",
        {"url": "https://a.example/x", "archive_date": "2018-03-03"},
    ),
    "the page behind the title": (
        "[A story](https://a.example/x). Archived from the original on 3 March 2018.",
        {"url": "https://a.example/x", "archive_url": "", "archive_date": "2018-03-03"},
    ),
    "commas, and a bare day": (
        "[A story](https://a.example/x), *Work*, 3 March 2020, accessed 2021-02-03.",
        {"work": "Work", "date": "2020-03-03", "access_date": "2021-02-03", "other": {}},
    ),
    "quotes and commas": (
        '"[A story](https://a.example/x)," *Work*, March 3, 2020 (accessed February 3, 2021).',
        {"work": "Work", "date": "2020-03-03", "access_date": "2021-02-03", "other": {}},
    ),
}


@pytest.mark.parametrize(("note", "fields"), STYLES.values(), ids=list(STYLES))
def test_people_s_own_styles(note: str, fields: dict[str, object]) -> None:
    (citation,) = read(f"A[^1].\n\n[^1]: {note}\n")
    assert (citation.title, citation.url) == ("A story", "https://a.example/x")
    assert {name: getattr(citation, name) for name in fields} == fields


@pytest.mark.parametrize("text", ["", "No notes.", "A[^1].", "[^1]: Nobody cites it.", "```\nA[^1]\n\n[^1]: One.\n```"])
def test_a_text_without_footnotes(text: str) -> None:
    with pytest.raises(NoFootnotesError, match=r"markers such as \[\^1\]"):
        read(text)


PIECES = [
    "[^1]",
    "[^1]: x\n",
    "\n\n",
    "[^b]:",
    "^[in",
    "]",
    "    more\n",
    "# H\n",
    "`",
    "<a href='#fn1'>1</a>",
    "words ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25))
@settings(deadline=None, max_examples=150)
def test_pieces_in_any_order_are_read_or_refused(pieces: list[str]) -> None:
    try:
        found = read("".join(pieces))
    except NoFootnotesError:
        return
    assert [citation.label for citation in found] == [str(number) for number in range(1, len(found) + 1)]
