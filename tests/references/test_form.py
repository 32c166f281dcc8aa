from __future__ import annotations

import pytest

from crawler.references.citation import URL_SOURCES, URL_STATUSES, Article, Citation, CitedBy, References
from crawler.references.document import parse
from crawler.references.problem import ReferencesError


def citation(lines: str) -> Citation:
    """The one footnote with these lines."""
    body = "".join(f"    {line}\n" for line in lines.splitlines())
    return parse(f"references:\n  - number: 1\n{body}").references[0]


def said(text: str) -> list[str]:
    with pytest.raises(ReferencesError) as caught:
        parse(text)
    return [f"{p.line}:{p.column} {p.where}: {p.message}" for p in caught.value.problems]


def refused(lines: str) -> str:
    """The message about the one mistake of a footnote with these lines."""
    with pytest.raises(ReferencesError) as caught:
        citation(lines)
    (problem,) = caught.value.problems
    return f"{problem.where}: {problem.message}"


WHOLE = """\
article:
  title: Norinco
  url: https://en.wikipedia.org/wiki/Norinco
  revision: 123
  imported: 2026-11-21
references:
  - number: 2
    group: note
    name: foo
    title: "A: title"
    trans-title: B
    url: https://example.org/
    url-source: person
    url-status: dead
    archive-url: https://web.archive.org/web/2019/https://example.org/
    archive-date: 2019-09-06
    access-date: 2019-09
    date: 2003
    author: [Woolf, Mann]
    editor: Ellis, Ann
    work: W
    publisher: P
    via: V
    language: zh
    issn: 0362-4331
    isbn: 978-0-00-000000-2
    doi: 10.1000/1
    quote: Q
    other: {pages: 12, edition: 2nd}
    cited-by:
      - section: Infobox
        text: x y z
      - text: only text
"""


def test_every_key() -> None:
    assert parse(WHOLE) == References(
        article=Article(
            title="Norinco", url="https://en.wikipedia.org/wiki/Norinco", revision="123", imported="2026-11-21"
        ),
        references=(
            Citation(
                number=2,
                group="note",
                name="foo",
                title="A: title",
                trans_title="B",
                url="https://example.org/",
                url_source="person",
                url_status="dead",
                archive_url="https://web.archive.org/web/2019/https://example.org/",
                archive_date="2019-09-06",
                access_date="2019-09",
                date="2003",
                author=("Woolf", "Mann"),
                editor=("Ellis, Ann",),
                work="W",
                publisher="P",
                via="V",
                language="zh",
                issn="0362-4331",
                isbn="978-0-00-000000-2",
                doi="10.1000/1",
                quote="Q",
                other={"pages": "12", "edition": "2nd"},
                cited_by=(CitedBy(section="Infobox", text="x y z"), CitedBy(text="only text")),
            ),
        ),
    )


@pytest.mark.parametrize("date", ["2019-09-06", '"2019-09-06"', "2019-09", "2019", "'0001'", "2020-02-29"])
def test_dates(date: str) -> None:
    assert citation(f"date: {date}").date == date.strip("'\"")


@pytest.mark.parametrize(
    "date",
    ["2019-13-06", "2019-02-29", "2019-9-6", "6 May 2019", "2019-09-06T00:00:00Z", "20190906", "0000", "20", "٢٠١٩"],
)
@pytest.mark.parametrize("key", ["date", "access-date", "archive-date"])
def test_what_is_no_date(date: str, key: str) -> None:
    expected = f'footnote 1: {key}: "{date}" is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD'
    assert refused(f"{key}: {date}") == expected


@pytest.mark.parametrize("number", ["0", "-1", "1.0", "x", '"2"', "1e3", "1_000", "1234567", "0x10", "01", "[1]", "{}"])
def test_what_is_no_number(number: str) -> None:
    (line,) = said(f"references:\n- number: {number}\n")
    assert line.startswith("2:11 entry 1: number: ")
    assert line.endswith("is not a footnote's number; expected a whole number from 1")


@pytest.mark.parametrize("word", URL_SOURCES)
def test_url_sources(word: str) -> None:
    assert citation(f"url-source: {word}").url_source == word


@pytest.mark.parametrize("word", URL_STATUSES)
def test_url_statuses(word: str) -> None:
    assert citation(f"url-status: '{word}'").url_status == word


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("url-source: Article", 'url-source: "Article" is not known here; expected one of article, stored-page'),
        ("url-status: gone", 'url-status: "gone" is not known here; expected one of live, dead'),
        ("title: [a]", "title: a list; expected one text"),
        ("title: {a: b}", "title: a mapping; expected one text"),
        ("author: {a: b}", "author: a mapping; expected a list"),
        ("author: [a, [b]]", "author 2: a list; expected one text"),
        ("other: x", 'other: the text "x"; expected a mapping of keys and values'),
        ("other: {a: [b]}", "other: a: a list; expected one text"),
        ("other: {a: b, a: c}", 'other: the key "a" is on line 3 already; expected it once'),
        ("cited-by: here", 'cited-by: the text "here"; expected a list'),
        ("cited-by: [here]", 'cited-by 1: the text "here"; expected a mapping of keys and values'),
        ("cited-by: [{where: x}]", 'cited-by 1: unknown key "where"; did you mean "'),
    ],
)
def test_wrong_values(line: str, message: str) -> None:
    assert refused(line).startswith(f"footnote 1: {message}")


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        ("titel", "title"),
        ("archive_date", "archive-date"),
        ("archivedate", "archive-date"),
        ("Title", "title"),
        ("accessdate", "access-date"),
        ("authors", "author"),
        ("URL", "url"),
        ("citedby", "cited-by"),
    ],
)
def test_an_unknown_key_names_the_nearest(key: str, nearest: str) -> None:
    assert refused(f"{key}: x") == f'footnote 1: unknown key "{key}"; did you mean "{nearest}"?'


def test_a_long_unknown_key_is_cut_in_the_message() -> None:
    assert len(refused("x" * 900 + ": y")) < 200


@pytest.mark.parametrize("key", ["title", "author", "other", "cited-by", "date", "url-status"])
def test_a_key_with_nothing_behind_it_is_not_given(key: str) -> None:
    assert citation(f"{key}:") == Citation(number=1)


def test_empty_texts_in_a_list_of_authors_are_left_out() -> None:
    assert citation('author: [a, "", ~]').author == ("a",)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[]", "1:1 : a list; expected a mapping of keys and values"),
        ("text", '1:1 : the text "text"; expected a mapping of keys and values'),
        ("article: {}\n", "1:1 : no `references:`; expected a list of footnotes"),
        ("references:\n", "1:1 : no `references:`; expected a list of footnotes"),
        ("references: []\n", "1:13 references: the list is empty; expected a footnote"),
        ("references: {}\n", "1:13 references: a mapping; expected a list"),
        ("references: [x]", '1:14 entry 1: the text "x"; expected a mapping of keys and values'),
        ("references: [{title: a}]", "1:14 entry 1: no `number:`; expected the footnote's number"),
        ("references: [{number: }]", "1:14 entry 1: no `number:`; expected the footnote's number"),
        ("references: [{number: 1}]\narticle: x", '2:10 article: the text "x"; expected a mapping of keys and values'),
        ("references: [{number: 1}]\n[a]: x", "2:1 : a list as a key; expected a name"),
        ("references: [{number: 1}]\narticle: {imported: soon}", '2:21 article: imported: "soon" is not a date'),
    ],
)
def test_the_document(text: str, line: str) -> None:
    assert said(text)[0].startswith(line)


def test_a_slip_in_a_top_key_is_named_too() -> None:
    assert said("reference: [{number: 1}]") == [
        '1:1 : unknown key "reference"; did you mean "references"?',
        "1:1 : no `references:`; expected a list of footnotes",
    ]


def test_numbers_are_unique_within_their_group() -> None:
    text = "references: [{number: 1}, {number: 1, group: note}, {number: 1, group: note}, {number: 2}]"
    (line,) = said(text)
    assert line.startswith('1:53 footnote note:1: number 1 in group "note" is that of the footnote on line 1;')


def test_numbers_may_come_in_any_order() -> None:
    assert [c.label for c in parse("references: [{number: 3}, {number: 1}]").references] == ["3", "1"]


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ("{number: 7, titel: x}", "footnote 7"),
        ("{titel: x, number: 7, group: note}", "footnote note:7"),
        ('{titel: x, number: 7, group: "a\\tb"}', "footnote a\\tb:7"),
        ("{titel: x, number: seven}", "entry 2"),
        ("{titel: x}", "entry 2"),
    ],
)
def test_an_entry_is_named_by_its_label_else_by_its_place(entry: str, name: str) -> None:
    lines = said(f"references: [{{number: 1}}, {entry}]")
    assert any(line.endswith(f' {name}: unknown key "titel"; did you mean "title"?') for line in lines)
