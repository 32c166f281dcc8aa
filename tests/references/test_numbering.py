from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.numbering import numbered
from crawler.references.printed_lists import Entry, Listing
from crawler.references.problem import FootnotesError


def bare(heading: str, count: int) -> Listing:
    return Listing(heading, tuple(Entry("", f"{heading} {number}") for number in range(1, count + 1)))


def printed(heading: str, *labels: str) -> Listing:
    return Listing(heading, tuple(Entry(label, "x") for label in labels))


def upto(count: int, group: str = "") -> list[str]:
    return [f"{group}:{number}" if group else str(number) for number in range(1, count + 1)]


NOTES = "lower-alpha"

TOLD: dict[str, tuple[list[Listing], list[str], list[str]]] = {
    "as the lines say": ([printed("", "1", "2")], [], upto(2)),
    "numbers that the text does not cite": ([printed("", "3")], upto(2), ["3"]),
    "letters": ([printed("Notes", "a", "b"), printed("", "1")], upto(1), [*upto(2, NOTES), "1"]),
    "a group of its own": ([printed("Notes", "1"), printed("", "1")], [*upto(1, "note"), "1"], ["note:1", "1"]),
    "nothing is cited": ([bare("", 3)], [], upto(3)),
    "one list": ([bare("References", 3)], upto(3), upto(3)),
    "a list of notes": ([bare("Notes", 1)], [*upto(4), *upto(1, NOTES)], upto(1, NOTES)),
    "by their number": ([bare("x", 1), bare("y", 5)], [*upto(5), *upto(1, NOTES)], [*upto(1, NOTES), *upto(5)]),
    "in the other order": ([bare("y", 5), bare("x", 1)], [*upto(5), *upto(1, NOTES)], [*upto(5), *upto(1, NOTES)]),
    "by what the heading names": (
        [bare("Notes", 2), bare("References", 2)],
        [*upto(2), *upto(2, "note")],
        [*upto(2, "note"), *upto(2)],
    ),
    "as many notes as references": (
        [bare("Notes", 2), bare("References", 2)],
        [*upto(2), *upto(2, NOTES)],
        [*upto(2, NOTES), *upto(2)],
    ),
    "beside a list with letters": ([printed("Notes", "a"), bare("References", 2)], upto(2), [f"{NOTES}:1", *upto(2)]),
    "only the last is cited": ([bare("", 3)], ["3"], upto(3)),
}

REFUSED: dict[str, tuple[list[Listing], list[str], str]] = {
    "too many": (
        [bare("Notes", 1), bare("References", 5)],
        upto(5),
        'the text cites [1] to [5], but 6 footnotes were read: 1 under "Notes", 5 under "References"; number the lines',
    ),
    "too few": ([bare("", 2)], upto(3), "the text cites [1] to [3], but 2 footnotes were read: 2 without a heading;"),
    "one": ([bare("", 1)], upto(2), "but 1 footnote was read: 1 without a heading;"),
    "two lists and nothing cited": ([bare("x", 1), bare("y", 1)], [], "the text cites none, but 2 footnotes were read"),
    "as many under headings that do not tell": (
        [bare("x", 1), bare("y", 1)],
        ["1", *upto(1, NOTES)],
        "the text cites [1] and [a], but 2 footnotes were read",
    ),
    "letters beyond z": ([bare("", 1)], upto(28, NOTES), "the text cites [a] to [ab], but"),
    "a named group": (
        [bare("Notes", 1)],
        upto(2, "note"),
        "the text cites [note 1] to [note 2], but 1 footnote was read",
    ),
    "numbers are given away": (
        [printed("x", "1"), bare("y", 1)],
        ["1"],
        "the text cites [1], but 2 footnotes were read",
    ),
    "half with numbers": (
        [printed("", "1", "")],
        ["1"],
        'the footnote "x" has no number, others of its list have; number',
    ),
    "many lists": ([bare("x", 1)] * 7, [], '1 under "x", 2 lists more;'),
}


@pytest.mark.parametrize(("listings", "cited", "labels"), TOLD.values(), ids=TOLD)
def test_numbers(listings: list[Listing], cited: list[str], labels: list[str]) -> None:
    found = list(numbered(listings, cited))
    assert [f"{one.group}:{one.number}" if one.group else str(one.number) for one in found] == labels
    assert [one.text for one in found] == [entry.text for listing in listings for entry in listing.entries]


@pytest.mark.parametrize(("listings", "cited", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_told_is_refused(listings: list[Listing], cited: list[str], said: str) -> None:
    with pytest.raises(FootnotesError, match=re.escape(said)):
        list(numbered(listings, cited))


@given(
    st.lists(st.integers(1, 4), max_size=5), st.dictionaries(st.sampled_from(["", NOTES, "note"]), st.integers(1, 4))
)
@settings(max_examples=200, deadline=None)
def test_no_two_lists_share_a_number(counts: list[int], cited: dict[str, int]) -> None:
    listings = [bare(f"list {index}", count) for index, count in enumerate(counts)]
    labels = [label for group, count in cited.items() for label in upto(count, group)]
    try:
        found = [(one.group, one.number) for one in numbered(listings, labels)]
    except FootnotesError as error:
        found, said = [], str(error)
        assert said.count("number the lines") == 1
    assert len(set(found)) == len(found)
