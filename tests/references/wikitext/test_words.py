from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.references.wikitext.words import citation_of_words

CASES = {
    "words": ("Some ''words''", "", "", "Some words"),
    "nothing": ("", "", "", ""),
    "a bare address": ("http://a.b/c?d=e", "", "http://a.b/c?d=e", ""),
    "an address at a sentence's end": ("At http://a.b/c).", "", "http://a.b/c", "At http://a.b/c)."),
    "a link's words are the title": ("[http://a.b/c The title]", "The title", "http://a.b/c", ""),
    "one word is none": ("[http://a.b/c here]", "", "http://a.b/c", "here"),
    "of two links neither": (
        "[http://a.b One title] [http://c.d Two titles]",
        "",
        "http://a.b",
        "One title Two titles",
    ),
    "markup in a link": ("[http://a.b The ''title'' &amp; more]", "The title & more", "http://a.b", ""),
    "entities in an address": ("[http://a.b/?c&amp;d The title]", "The title", "http://a.b/?c&d", ""),
    "no scheme": ("[//a.b/c The title]", "The title", "https://a.b/c", ""),
    "what stands around": ("Doe: [http://a.b The title], 2010", "The title", "http://a.b", ""),
    "what stands around and says nothing": (
        "Doe on [http://a.b The title] here",
        "The title",
        "http://a.b",
        "Doe on here",
    ),
    "a title in quotes": ('Doe, J. [http://a.b "The title"]. Paper.', "The title", "http://a.b", ""),
    "no title of signs": (
        "Smith, John (1990). , p. 5. Retrieved 2010.",
        "",
        "",
        "Smith, John (1990). , p. 5. Retrieved 2010.",
    ),
}


@pytest.mark.parametrize(("text", "title", "url", "words"), CASES.values(), ids=CASES)
def test_words_and_links(text: str, title: str, url: str, words: str) -> None:
    found = citation_of_words(text, 1)
    assert (found.title, found.url, found.other.get("text", "")) == (title, url, words)
    assert found.url_source == ("article" if url else "")


def test_a_link_whose_words_lead_to_the_next() -> None:
    found = citation_of_words("[http://a.b from] http://c.d http://e.f", 1)
    assert found.url == "http://a.b"
    assert citation_of_words("at http://a.b at http://c.d at http://e.f", 1).url == "http://a.b"


@given(
    st.lists(st.sampled_from(["[http://a.b ", "]", "words ", "http://c.d", "''", "<", ">", "&", '"', " "]), max_size=20)
)
def test_any_words_are_read(pieces: list[str]) -> None:
    found = citation_of_words("".join(pieces), 7)
    assert found.number == 7
    assert not found.url or found.url in "".join(pieces)
