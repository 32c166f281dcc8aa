from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.printed_lists import Entry, Listing, heading_of, split
from crawler.references.problem import FootnotesError

CITED = 'Smith, J. "T". Daily. Retrieved 2020-01-01.'

LISTS: dict[str, tuple[str, list[Listing]]] = {
    "numbered": ("x.\n\n 1. ^ A.\n 2. ^ B.", [Listing("", (Entry("1", "A."), Entry("2", "B.")))]),
    "lettered": ("x.\n\n a. ^ A.", [Listing("", (Entry("a", "A."),))]),
    "a list a heading": (
        "Notes\n^ A.\nReferences\n\n^ B.\n\n^ C.",
        [Listing("Notes", (Entry("", "A."),)), Listing("References", (Entry("", "B."), Entry("", "C.")))],
    ),
    "a marked heading": ("== Notes ==\n^ A.", [Listing("Notes", (Entry("", "A."),))]),
    "a line that goes on": ("Notes\n ^ A.\n   and B.\n\tand C.", [Listing("Notes", (Entry("", "A. and B. and C."),))]),
    "what stands below": (
        "Notes\n^ A.\n\nThis page was last edited on 5 May 2020.",
        [Listing("Notes", (Entry("", "A."),))],
    ),
    "the page's own address below": (
        'Notes\n^ A.\n\nRetrieved from "https://en.wikipedia.org/w/index.php?title=Tea"',
        [Listing("Notes", (Entry("", "A."),))],
    ),
    "books under a heading of their own": (
        f"Notes\n^ A.\n\nSources\n\n{CITED}",
        [Listing("Notes", (Entry("", "A."),))],
    ),
    "links below": ("Notes\n^ A.\nExternal links\nhttps://example.org/", [Listing("Notes", (Entry("", "A."),))]),
    "none": ("Tea\n\n1. A list\n2. of things", []),
}

STRAYS: dict[str, tuple[str, int]] = {
    "below": (f"References\n^ A.\n{CITED}", 3),
    "above": (f"References\n{CITED}\n^ A.", 2),
    "between": (f"References\n\n^ A.\n\n{CITED}\n\n^ B.", 5),
    "with a number": ("References\n1. ^ A\n2. B\n3. ^ C", 3),
    "a sentence directly below": ("References\n^ A.\nTea and bowls. Daily.", 3),
    "the rest of a broken line": ('References\n^ "A". Retrieved\n2020-01-01.', 3),
    "an address": ("References\n^ A.\n\nTea bowls, https://example.org/a", 4),
    "a quoted title": ('References\n^ A.\n\n"Tea bowls". Daily', 4),
    "indented but whole": (f"References\n^ {CITED}\n  {CITED}", 3),
}


@pytest.mark.parametrize(("text", "expected"), LISTS.values(), ids=LISTS)
def test_lists(text: str, expected: list[Listing]) -> None:
    assert split(text.splitlines())[1] == expected


@pytest.mark.parametrize(("text", "line"), STRAYS.values(), ids=STRAYS)
def test_a_footnote_without_its_sign_is_named(text: str, line: int) -> None:
    with pytest.raises(
        FootnotesError, match=rf'line {line} \(".*"\) stands among the footnotes without a \^; expected'
    ):
        split(text.splitlines())


def test_the_text_above_ends_at_the_first_footnote() -> None:
    assert split(["Tea[1]", "", "Notes", "^ A.", "", "more"])[0] == ["Tea[1]", "", "Notes"]


def test_prose_above_a_list_without_a_heading_may_cite_a_date() -> None:
    assert len(split([f"{CITED} So it was.", "", "^ A."])[1]) == 1


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("References", "References"),
        ("=== Wars ===", "Wars"),
        ("Wars[edit]", "Wars"),
        ("Wars [edit | edit source]", "Wars"),
        ("U.S. sanctions", "U.S. sanctions"),
        ("A sentence.", ""),
        ("Main article: Wars", ""),
        ("Tea[1]", ""),
        ("", ""),
        ("x" * 81, ""),
    ],
)
def test_headings(line: str, heading: str) -> None:
    assert heading_of(line) == heading


def test_a_footnote_of_many_lines_is_one_entry() -> None:
    (listing,) = split(["Notes", "^ A.", *["  more"] * 20_000])[1]
    assert listing.entries[0].text.count("more") == 20_000


_LINES = st.sampled_from(["", "Notes", "^ A.", "1. ^ B.", CITED, "  more", "== x =="]) | st.text(max_size=9)


@given(st.lists(_LINES, max_size=12))
@settings(max_examples=200, deadline=None)
def test_no_footnote_is_lost_or_made_up(lines: list[str]) -> None:
    signs = sum("^" in line for line in lines)
    try:
        read = sum(len(listing.entries) for listing in split(lines)[1])
    except FootnotesError as error:
        read, said = 0, str(error)
        assert said.count("expected one line a footnote") == 1
    assert read <= signs
