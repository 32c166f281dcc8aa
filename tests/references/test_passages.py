from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.citation import CitedBy
from crawler.references.passages import (
    WORDS,
    Paragraph,
    cited_by,
    letter_number,
    marker,
    places_of,
    uncited,
    unmistaken,
)

LONG = "The harbour was built in three years by some four thousand men from the islands"

CASES: dict[str, tuple[str, dict[str, str]]] = {
    "the last eight words": (f"{LONG}.[1]", {"1": "by some four thousand men from the islands"}),
    "a run": (f"{LONG}.[1][2] [3]", dict.fromkeys("123", "by some four thousand men from the islands")),
    "twice": (f"{LONG}[1] and then they all went away[2] again.", {"2": "and then they all went away"}),
    "never a whole sentence": ("Some came. They left early in May.[1]", {"1": "left early in May"}),
    "not even the first": ("They left early in May.[1]", {"1": "left early in May"}),
    "an abbreviation ends no sentence": (
        "In that year many ships of the U.S. Navy came.[1]",
        {"1": "year many ships of the U.S. Navy came"},
    ),
    "too few words since the last marker": (
        "Ships of the navy came[1] home.[2]",
        {"1": "of the navy came", "2": "of the navy came home"},
    ),
    "a marker within a bracket": (
        "The harbour of the town (Latin: Portus[1]), or Port,[2] is old.",
        {"1": "harbour of the town (Latin: Portus", "2": "harbour of the town (Latin: Portus), or Port"},
    ),
    "a closing bracket of its own": (
        "It was the largest port (of all ports).[1]",
        {"1": "was the largest port (of all ports)"},
    ),
    "a group": ("It was the largest port.[note 2]", {"note:2": "was the largest port"}),
    "letters": ("It was the largest port.[b]", {"lower-alpha:2": "was the largest port"}),
    "one word": ("Ports[1]", {"1": "Ports"}),
    "no words": ("[1] is first", {"1": ""}),
    "no marker": ("In [sic] the year [1990s] a [] port", {}),
    "text without spaces": (
        "这个公司是世界上最大的国防承包商之一也是中国最大的企业集团之一[1]",
        {"1": "上最大的国防承包商之一也是中国最大的企业集团之一"},
    ),
    "Chinese sentences": ("他来了。后来他走了很远的路[1]", {"1": "后来他走了很远的路"}),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_words_before_the_marker(text: str, expected: dict[str, str]) -> None:
    found = cited_by([Paragraph(text=text)])
    words = {label: places[0].text for label, places in found.items()}
    assert {label: words[label] for label in expected} == expected
    assert bool(words) == bool(expected)


def test_places_keep_the_order_of_the_text_and_their_section() -> None:
    found = cited_by(
        [
            Paragraph(text="US$ 8 billion[2] (2023)", section="Infobox", prose=False),
            Paragraph(text="It was the largest port.[2]"),
            Paragraph(text="Ships of many lands still came there.[2]", section="History"),
        ]
    )
    assert found["2"] == (
        CitedBy(section="Infobox", text="US$ 8 billion"),
        CitedBy(section="", text="was the largest port"),
        CitedBy(section="History", text="of many lands still came there"),
    )


def test_a_sentence_begins_behind_a_marker_that_ended_one() -> None:
    found = cited_by([Paragraph(text="It was the largest port.[1] They left early in May.[2]")])
    assert found["2"][0].text == "left early in May"


def test_a_paragraph_of_markers_only_takes_its_time() -> None:
    found = cited_by([Paragraph(text="a[1] " * 20_000)])
    assert len(found["1"]) == 20_000


@pytest.mark.parametrize(("letters", "number"), [("a", 1), ("z", 26), ("aa", 27), ("ba", 53)])
def test_letters_count_as_in_a_list(letters: str, number: int) -> None:
    assert letter_number(letters) == number


@given(st.lists(st.text(max_size=10) | st.sampled_from(["[1]", "[2]", " ", ". ", "word "]), max_size=20).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_few_words(text: str) -> None:
    for places in cited_by([Paragraph(text=text)]).values():
        assert all(len(place.text.split()) <= WORDS and len(place.text) <= 61 for place in places)


STATED = "Twelve words are what a paragraph has to have to state something here."


@pytest.mark.parametrize(
    ("paragraphs", "counted"),
    [
        ([Paragraph(text=STATED)], {"": 1}),
        ([Paragraph(text=STATED, section="A"), Paragraph(text=STATED, section="A")], {"A": 2}),
        ([Paragraph(text=f"{STATED}[1]")], {}),
        ([Paragraph(text=STATED, prose=False)], {}),
        ([Paragraph(text="Too few words to state something.")], {}),
        ([], {}),
    ],
)
def test_paragraphs_that_cite_nothing(paragraphs: list[Paragraph], counted: dict[str, int]) -> None:
    assert uncited(paragraphs) == counted


@pytest.mark.parametrize("index", [0, 1, 8_999, 9_000, 123_456])
def test_markers_by_index(index: int) -> None:
    text = f"The list [1] of 1880 [note 2] has it all{marker(index)}"
    own = unmistaken("The list [1] of 1880 [note 2] has it all")
    assert places_of([Paragraph(text=own + marker(index))]) == {
        index: (CitedBy(text="[1] of 1880 [note 2] has it all"),)
    }
    assert text.endswith(marker(index))
