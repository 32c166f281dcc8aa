from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.citation import Article, Citation, CitedBy
from crawler.references.document import load
from crawler.references.plain_text import read
from crawler.references.problem import FootnotesError, NoFootnotesError

NORINCO = (Path(__file__).parent / "norinco.txt").read_text(encoding="utf-8")
OURS = load(Path(__file__).parents[2] / "references.yaml")

PORT = """\
Port of Elmstad
Founded1880 Edit this on Wikidata
Key people
Ada Ness (Harbour master)[1]
TrafficIncrease 82 ships[2] (2023)

The port of Elmstad is one of the oldest ports of the whole region.[2][3]

Early years

Further information: Ports

In 1880 the harbour was built by four thousand men from the islands.[1] It is the largest of all.[4]

See also


  1. ^ a b Ness, Ada (May 2, 2019). "Our port". Elmstad Port. Retrieved 2020-04-03.
  2. ^ a b "Ships of the year". Archived from the original on 3 March 2008.
  3. ^ A history of ports. ISBN 978-0-00-000000-2.
  4. ^ "Largest". Daily.
     Retrieved 2020.
"""


def test_the_small_article() -> None:
    read_ = read(PORT)
    assert read_.article == Article()
    assert read_.references == (
        Citation(
            number=1,
            title="Our port",
            author=("Ness, Ada",),
            date="2019-05-02",
            work="Elmstad Port",
            access_date="2020-04-03",
            cited_by=(
                CitedBy(section="Infobox", text="Ada Ness (Harbour master)"),
                CitedBy(section="Early years", text="built by four thousand men from the islands"),
            ),
        ),
        Citation(
            number=2,
            title="Ships of the year",
            archive_date="2008-03-03",
            cited_by=(
                CitedBy(section="Infobox", text="82 ships"),
                CitedBy(text="of the oldest ports of the whole region"),
            ),
        ),
        Citation(
            number=3,
            title="A history of ports",
            isbn="978-0-00-000000-2",
            cited_by=(CitedBy(text="of the oldest ports of the whole region"),),
        ),
        Citation(
            number=4,
            title="Largest",
            work="Daily",
            access_date="2020",
            cited_by=(CitedBy(section="Early years", text="is the largest of all"),),
        ),
    )


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("lead[1] words\n\n== History ==\nThen[2] words\n\n===Wars===\n\nThere[3]\n", ["", "History", "Wars"]),
        (
            "Lead words[1]\n\nU.S. sanctions\n\nThen words[2]\n\nMain article: Wars\n\nThere[3]\n",
            ["", "U.S. sanctions", "U.S. sanctions"],
        ),
        ("Lead[1]\n\nA short sentence.\n\nThen[2]\n\nNot alone\nwith text\n\nThere[3]\n", ["", "", ""]),
    ],
)
def test_headings(text: str, sections: list[str]) -> None:
    listed = "\n  1. ^ A one.\n  2. ^ A two.\n  3. ^ A three.\n"
    assert [citation.cited_by[0].section for citation in read(text + listed).references] == sections


def test_a_list_without_numbers_is_counted() -> None:
    assert [(c.number, c.title) for c in read('x\n\n^ "One". A.\n^ a b "Two". B.\n').references] == [
        (1, "One"),
        (2, "Two"),
    ]


def test_jumps_are_no_part_of_a_footnote() -> None:
    texts = [c.other["text"] for c in read("1. ^ Jump up to: a b Note here\n2. ^ a note\n3. ^ a b c Note\n").references]
    assert texts == ["Note here", "a note", "Note"]


def test_notes_with_letters_are_a_group() -> None:
    found = read('The port is the oldest one[a] here.[1]\n\nNotes\n\n  a. ^ So they say.\n\n  1. ^ "One".\n')
    assert [c.label for c in found.references] == ["lower-alpha:1", "1"]
    assert found.references[0].cited_by[0].text == "port is the oldest one"


def test_notes_under_their_heading_are_a_group() -> None:
    found = read('It is the oldest[note 1] here.[1]\n\nNotes\n\n 1. ^ So they say.\n\nReferences\n\n 1. ^ "One".\n')
    assert [(c.label, c.title) for c in found.references] == [("note:1", ""), ("1", "One")]
    assert found.references[0].cited_by[0].text == "is the oldest"


def test_a_number_that_stands_twice_is_an_error() -> None:
    with pytest.raises(FootnotesError, match="footnote 1 stands twice in the text; expected one list"):
        read("1. ^ One thing.\n\nMore\n\n1. ^ Another.\n")


COPIED = """\
Tea[1] is a drink[a] of many lands.[2][3]

Notes

^ Not everybody does.

References

^ a b "One". https://example.org/one.
^ "Two". Daily.
^ "Three". Retrieved 2020.
"""


def test_a_copied_page_without_numbers_has_its_notes_and_references_apart() -> None:
    found = {citation.label: citation for citation in read(COPIED).references}
    assert list(found) == ["lower-alpha:1", "1", "2", "3"]
    assert [found[label].title for label in "123"] == ["One", "Two", "Three"]
    assert found["1"].url == "https://example.org/one"
    assert [len(citation.cited_by) for citation in found.values()] == [1, 1, 1, 1]


def test_lists_that_the_markers_do_not_bear_out_are_an_error() -> None:
    with pytest.raises(FootnotesError, match=r"the text cites \[1\] to \[3\] and \[a\], but 5 footnotes were read"):
        read(COPIED + '^ "Four". Daily.\n')


def test_the_edit_link_that_a_browser_copies_is_no_part_of_a_heading() -> None:
    found = read("Lead[1]\n\nWars[edit]\n\nThere[2]\n\nReferences[edit]\n\n^ A one.\n^ A two.\n").references
    assert found[1].cited_by[0].section == "Wars"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "= Port =\n\nThe port is old.\n\n==History==\nBuilt in 1880.\n",
        "The port is old.[1]\n\nBe the first to comment\n",
        "1. A list\n2. of things\n",
    ],
)
def test_a_text_without_footnotes_is_an_error_that_says_what_to_do(text: str) -> None:
    with pytest.raises(NoFootnotesError, match=r"no footnotes found; expected a list like .* save the page"):
        read(text)


def test_windows_line_ends_and_a_byte_order_mark() -> None:
    assert read("\ufeff" + PORT.replace("\n", "\r\n")) == read(PORT)


def test_norinco_has_21_footnotes() -> None:
    assert [citation.number for citation in read(NORINCO).references] == list(range(1, 22))


@pytest.mark.parametrize("citation", OURS.references, ids=lambda citation: citation.label)
def test_the_import_gives_the_citations_of_references_yaml(citation: Citation) -> None:
    imported = {found.number: found for found in read(NORINCO).references}[citation.number]
    assert imported == replace(citation, url="", url_source="")


def test_norinco_s_fields() -> None:
    found = {citation.number: citation for citation in read(NORINCO).references}
    assert found[1].author == ("Norinco Group",)
    assert found[4].language == found[7].language == "zh"
    assert not found[9].language
    assert found[11].date == "2017-12-23"
    assert found[11].work == "YouTube"
    assert found[12].author == ("Chinea, Eyanir", "Gupta, Girish")
    assert found[12].editor == ("Cooney, Peter",)
    assert found[12].quote.startswith("Another opposition leader, Henrique Capriles, said")
    assert found[12].quote.endswith("recently shipped 165 vehicles to Venezuela.")
    assert (found[13].work, found[13].publisher, found[13].date) == ("Time", "Time Magazine", "2001-06-24")
    assert (found[15].date, found[15].archive_date, found[15].access_date) == ("2003-05-23", "2008-03-03", "2017-01-11")
    assert found[16].title == "China"
    assert found[18].author == ("Pamuk, Humeyra", "Alper, Alexandra", "Ali, Idrees")
    assert found[19].issn == "0362-4331"
    assert found[21].title == "'Hunting rifles' — really? China ships assault weapons and body armor to Russia"


def test_norinco_s_places() -> None:
    found = {citation.number: citation.cited_by for citation in read(NORINCO).references}
    assert [place.section for place in found[2]] == ["Infobox", "Infobox"]
    assert found[1] == (CitedBy(section="Infobox", text="Liu Dashan (President)"),)
    assert found[3] == (CitedBy(text="North Industries Group Corporation Limited"),)
    assert found[8] == (CitedBy(text="or simply Norinco"),)
    assert found[13] == found[14]
    assert found[17] == found[18] == found[19]
    assert found[16] == (CitedBy(section="U.S. sanctions", text="and ammunition not covered by the 1993 ban"),)
    assert found[21][0].section == "Russian invasion of Ukraine"


def test_references_yaml_says_where_its_addresses_come_from() -> None:
    sources = {citation.number: citation.url_source for citation in OURS.references if citation.url}
    assert {number for number, source in sources.items() if source == "stored-page"} == {13, 14, 15, 17}
    assert {number for number, source in sources.items() if source == "recalled"} == {2, 10, 18, 19, 20, 21}
    assert not any(citation.archive_url for citation in OURS.references)


@given(st.lists(st.sampled_from([*PORT.splitlines(), "", "[1]", "1. ^ x", "^ y", "== a =="]) | st.text(max_size=10)))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused(lines: list[str]) -> None:
    try:
        found = len(read("\n".join(lines)).references)
    except FootnotesError as error:
        found = str(error).count("expected") + str(error).count("number the lines")
    assert found
