# ruff: noqa: RUF001 - the letters of other scripts are what these texts are written in
"""Words with which a page holds something back, in many languages; and pages that merely have one of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.judge.fingerprint import data
from crawler.judge.gates import hints, holds_back, may_hold_back

HELD_BACK = [
    "One more step. Continue with your campus card.",
    "Overseas listeners: our rights end at the coast.",
    "Old enough? Tell us the year you were born.",
    "You have read your three. Plans start at two pounds.",
    "Weiter geht es mit der Kennung der Hochschule.",
    "Leider nur im Inland: außerhalb der Grenzen nicht.",
    "Pour lire la suite, choisissez votre formule.",
    "Dinos en qué año naciste para pasar, mayor de edad.",
    "Noi e 211 partner leggiamo dati dal tuo dispositivo.",
    "Przesuń suwak, żebyśmy wiedzieli, że nie jesteś robotem.",
    "Предъявите билет: номер и год рождения.",
    "権利の都合により、国内でのみお楽しみいただけます。",
    "因版权所限，本节目仅供境内收听。",
    "We use cookies. Accept our cookies.",
]
NOT_HELD_BACK = [
    "Well, this is awkward. We looked behind the sofa.",
    "Da schaut selbst unser Archivar ratlos drein.",
    "On a beau chercher, on fait chou blanc.",
    "Attans också. Här ekar det tomt som i en lada.",
    "職員一同、首をかしげております。",
    "We looked behind the sofa and under the stairs. We use cookies.",
]


@pytest.mark.parametrize("text", HELD_BACK)
def test_a_few_words_that_may_hold_back(text: str) -> None:
    assert may_hold_back(text)


@pytest.mark.parametrize("text", NOT_HELD_BACK)
def test_a_few_words_that_do_not(text: str) -> None:
    assert not may_hold_back(text)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Give the password of your letter.", True),
        ("Dieser Aufsatz ist unseren Lesern vorbehalten.", True),
        ("The boats of the islands sail alone.", False),
        ("The licence for this play covers the islands alone.", True),
        ("From April every plot holder must pay two pounds to the warden.", False),
        ("The council met abroad until May, and only the mayor was born here.", False),
        ("We use cookies, and your browser keeps them.", False),
    ],
)
def test_texts_of_some_length_need_surer_words(text: str, *, held: bool) -> None:
    assert holds_back(text) is held


@pytest.mark.parametrize("name", ["few_words", "sure"])
def test_the_lists_hold_words(name: str) -> None:
    words = data("gates")[name]
    assert all(isinstance(word, str) and word.strip() for word in words)


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    assert isinstance(may_hold_back(text), bool)
    assert isinstance(holds_back(text), bool)


def test_how_many_hints_a_text_has() -> None:
    assert hints("Turn the blocker off to keep reading.") == 1
    assert hints("Nine boats and a bell.") == 0
