# ruff: noqa: RUF001 - the look-alikes are what these tests are about
"""Texts made comparable, and how alike two titles are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.judge.wording import (
    DIFFERENT,
    MATCH,
    parts,
    places_of,
    plain,
    plain_together,
    plain_with_edges,
    telling,
    title_likeness,
)

SAME = {
    "Turkish capitals": ("SAYFA BULUNAMADI: İÇERİK YOK", "Sayfa bulunamadı: içerik yok"),
    "Greek capitals": ("Η ΣΕΛΙΔΑ ΔΕΝ ΥΠΑΡΧΕΙ", "Η σελίδα δεν υπάρχει"),
    "curly quotes": ("The “last” ferry’s crew", 'The "last" ferry\'s crew'),
    "guillemets": ("Das «letzte» Boot fährt", 'Das "letzte" Boot fährt'),
    "dashes": ("Ferries – a history — in parts", "Ferries - a history - in parts"),
    "case": ("FERRY STRIKE ENDS", "Ferry strike ends"),
    "hard spaces": ("Ferry\u00a0strike\u2009ends", "Ferry strike ends"),
    "soft hyphens": ("Ferry stri\u00adke ends", "Ferry strike ends"),
    "zero width": ("Ferry\u200b strike\u2060 ends\u200e", "Ferry strike ends"),
    "full width": ("Ｆｅｒｒｙ　２０１４", "Ferry 2014"),
    "ligatures": ("The oﬃce of the ferry", "The office of the ferry"),
    "one sign for three dots": ("Ferry strike…", "Ferry strike..."),
    "entities": ("Ferries &amp; boats &#8211; a &quot;history&quot;", 'Ferries & boats - a "history"'),
    "composed or not": ("L'e\u0301te\u0301", "L'\u00e9t\u00e9"),
}
ALIKE = {
    "the site after a bar": ("Ferry strike ends at last", "Ferry strike ends at last | Coast Courier"),
    "the site after a dash": ("Ferry strike ends at last", "Ferry strike ends at last – Coast Courier"),
    "the site before a colon": ("Ferry strike ends at last", "Coast Courier :: Ferry strike ends at last"),
    "the same with the same site": ("Ferry strike ends | Coast Courier", "Ferry strike ends - Coast Courier"),
    "a section more": ("Ferry strike ends | Coast Courier", "Ferry strike ends | News | Coast Courier"),
    "section and site": ("Ferry strike ends at last", "Ferry strike ends at last - News - Coast Courier"),
    "the site cited": ("BBC NEWS | Business | Ferry firms punished", "Ferry firms punished"),
    "cut off with dots": ("Ferry strike ends after eleven days at sea", "Ferry strike ends after eleven..."),
    "cut off without": ("Ferry strike ends after eleven days at sea", "Ferry strike ends after eleven"),
    "the cited one cut off": ("Ferry strike ends after...", "Ferry strike ends after eleven days at sea"),
    "a typo": ("Ferry stirke ends after eleven days", "Ferry strike ends after eleven days"),
    "an article dropped": ("The ferry strike ends after eleven days", "Ferry strike ends after eleven days"),
    "Chinese with its site": ("渡船停航十一天", "渡船停航十一天_海岸日报"),
    "Serbian in Latin letters": ("Parobrod se vratio u luku 1914", "Пароброд се вратио у луку 1914 | Гласник"),
    "Greek in Latin letters": ("To karavi gyrise sto limani", "Το καράβι γύρισε στο λιμάνι"),
    "the year in only one": ("Report on coastal ferries", "Report on coastal ferries 2014"),
}
UNLIKE = {
    "another work": ("Ferry strike ends at last", "Forty soups for cold days"),
    "another of the same site": ("Ferry strike ends | Coast Courier", "Forty soups for cold days | Coast Courier"),
    "an error of the same site": ("Ferry strike ends | Coast Courier", "Page not found | Coast Courier"),
    "another of a site with a long name": (
        "Ferries | The Association of Northern Harbour Masters and Pilots",
        "Soups | The Association of Northern Harbour Masters and Pilots",
    ),
    "the front page of the site cited": ("Ferry strike ends | Coast Courier", "Coast Courier"),
    "a section of the site cited": ("Ferry strike ends - News - Coast Courier", "News - Coast Courier"),
    "the site alone": ("Ferry strike ends at last", "Coast Courier"),
    "another work in another script": ("Parobrod se vratio u luku 1914", "Нови вртови отворени су у мају"),
    "an error": ("Ferry strike ends at last", "Page not found"),
    "nothing": ("Ferry strike ends at last", ""),
    "another year": ("Annual report on coastal ferries 2018", "Annual report on coastal ferries 2019"),
    "another part": ("The history of the ferries, part 1", "The history of the ferries, part 2"),
    "one short word in common": ("Ferries", "Ferries and trains in the north"),
}
TELLING = {
    "ferry strike": True,
    "home": False,
    "china": False,
    "渡船停航": True,
    "渡船": False,
    "เรือข้ามฟากหยุดเดิน": True,
    "เรือ": False,
    "a b": False,
    "": False,
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_the_same_text(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_edges_stay() -> None:
    assert plain_with_edges(" Ferry  Strike ") == " ferry strike "
    assert plain_with_edges("Ferry") == "ferry"


@pytest.mark.parametrize(("cited", "shown"), ALIKE.values(), ids=ALIKE)
def test_the_same_title(cited: str, shown: str) -> None:
    assert title_likeness(cited, shown) >= MATCH


@pytest.mark.parametrize(("cited", "shown"), UNLIKE.values(), ids=UNLIKE)
def test_another_title(cited: str, shown: str) -> None:
    assert title_likeness(cited, shown) < MATCH


def test_a_title_of_nothing_in_common_differs() -> None:
    assert title_likeness("Ferry strike ends at last", "Forty soups for cold days") < DIFFERENT


@pytest.mark.parametrize(("text", "tells"), TELLING.items())
def test_telling(text: str, *, tells: bool) -> None:
    assert telling(text) is tells


def test_parts_are_the_whole_and_then_the_longest_first() -> None:
    assert parts("News | Ferry strike ends | Courier") == (
        "news | ferry strike ends | courier",
        "ferry strike ends",
        "courier",
        "news",
    )


@given(st.text())
def test_plain_is_stable(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    "space", ["  ", "\t", "\n", " \n", "\r\n", "\x1c", "\x85", "\u00a0", "\u2003", "\u2028", "\u3000"]
)
def test_plain_has_single_spaces_alone(space: str) -> None:
    assert plain(f"{space}Ferry{space}strike{space}") == "ferry strike"


@given(st.text())
def test_plain_is_what_its_words_are(text: str) -> None:
    assert plain(text) == " ".join(plain(text).split())


@given(st.lists(st.text(alphabet=st.characters() | st.sampled_from(" &;a\u0308\u200b"), max_size=20), max_size=5))
def test_texts_are_made_plain_together_as_one(texts: list[str]) -> None:
    assert plain_together(*texts) == plain(" ".join(texts))


@pytest.mark.parametrize(
    ("text", "places"), [("", []), ("an", [0]), ("banana", [1, 3]), ("ananan", [0, 2, 4]), ("nothing", [])]
)
def test_the_places_of_a_piece(text: str, places: list[int]) -> None:
    assert list(places_of("an", text)) == places


@given(st.text(), st.text())
def test_likeness_is_a_share(cited: str, shown: str) -> None:
    assert 0 <= title_likeness(cited, shown) <= 1


@given(st.text(alphabet=st.characters(categories=["L"]), min_size=1))
def test_a_title_is_like_itself(title: str) -> None:
    assert title_likeness(title, title) == pytest.approx(1) or not plain(title)
