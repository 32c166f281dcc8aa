from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.references.printed_titles import is_head, quoted_title, translated

TITLES = {
    "a template's": ('Doe, J. "A tale". Bee.', ("Doe, J. ", "A tale", "", "Bee.")),
    "with a translation": ('"Титул" [Title] (in Russian). Bee.', ("", "Титул", "Title", "(in Russian) Bee.")),
    "with quotes within": ('"The "big" boats". Bee.', ("", 'The "big" boats', "", "Bee.")),
    "a comma inside the quote": ('Jane Doe, "A tale," Bee, 2020.', ("Jane Doe, ", "A tale", "", "Bee, 2020.")),
    "a comma behind the quote": ('Jane Doe, "A tale", Bee, 2020.', ("Jane Doe, ", "A tale", "", "Bee, 2020.")),
    "a question before the quote": ('Jane Doe, "Who?" Bee, 2020.', ("Jane Doe, ", "Who?", "", "Bee, 2020.")),
    "a translation before the comma": ('"Титул" [Title], Bee, 2020.', ("", "Титул", "Title", "Bee, 2020.")),
    "the full stop is surer than a comma": ('"A, "b", c". Bee, 2020.', ("", 'A, "b", c', "", "Bee, 2020.")),
}


@pytest.mark.parametrize(("text", "expected"), TITLES.values(), ids=list(TITLES))
def test_a_title(text: str, expected: tuple[str, str, str, str]) -> None:
    found = quoted_title(text, cites=False)
    assert found is not None
    assert (found.before, found.title, found.trans_title, found.rest) == expected


IN_TWO_SCRIPTS = {
    "with a translation": ('"Mayaki" Маяки [Lighthouses] (in Russian). Bee.', ("Mayaki", "Маяки", "Lighthouses")),
    "without one": ('Doe, J. "Mayaki" Маяки. Bee.', ("Mayaki", "Маяки", "")),
    "in Chinese": ('"Biaoti" 标题 [Title]. Bee.', ("Biaoti", "标题", "Title")),
    "before a comma": ('Jane Doe, "Mayaki," Маяки [Lighthouses] Bee, 2020.', ("Mayaki", "Маяки", "Lighthouses")),
    "words in Latin letters are no such title": ('"A tale" (part 2). Bee.', ("A tale", "", "")),
}


@pytest.mark.parametrize(("text", "expected"), IN_TWO_SCRIPTS.values(), ids=list(IN_TWO_SCRIPTS))
def test_a_title_in_two_scripts(text: str, expected: tuple[str, str, str]) -> None:
    found = quoted_title(text, cites=False)
    assert found is not None
    assert (found.title, found.script_title, found.trans_title) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("灯台の概要 [The lighthouse]", ("灯台の概要", "The lighthouse")),
        ("灯台の概要", ("灯台の概要", "")),
        ("A tale [b]", ("A tale [b]", "")),
    ],
)
def test_an_unquoted_title_with_its_translation(title: str, expected: tuple[str, str]) -> None:
    assert translated(title) == expected


NONE = {
    "no quotes": "A tale. Bee, 2020.",
    "an open quote": '"A tale. Bee',
    "nothing quoted": '"". Bee.',
    "a sentence": 'As she wrote, "it was late," and left.',
    "a long sentence with a date": 'In the words of the second report, "it was late," and left, 2020.',
    "a word in a sentence": 'He said "no", and left, 2020.',
}


@pytest.mark.parametrize("text", NONE.values(), ids=list(NONE))
def test_no_title(text: str) -> None:
    assert quoted_title(text, cites=False) is None


def test_who_cites_an_address_cites() -> None:
    text = 'Jane Doe, "A tale," Bee'
    assert quoted_title(text, cites=False) is None
    found = quoted_title(text, cites=True)
    assert found is not None
    assert found.title == "A tale"


@pytest.mark.parametrize(
    ("text", "head"), [("Doe, Jane; Roe, R.", True), ("", True), ("It is not known what happened to them", False)]
)
def test_names_are_no_sentences(text: str, *, head: bool) -> None:
    assert is_head(text) is head


@given(st.text(alphabet='ab "“”,.[]()20?', max_size=60), st.booleans())
def test_nothing_is_made_up(text: str, cites: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    found = quoted_title(text, cites=cites)
    if found:
        assert found.title
        assert found.title in text
        assert text.startswith(found.before)
