"""Few words that tell of an outage or of a limit, and others that come near."""

from __future__ import annotations

import pytest

from crawler.judge.pauses import may_be_a_pause

PAUSES = [
    "Searching the image store is not possible until Friday: the disks in our cellar have to be dried first.",
    "You have looked at fifty cards today, and that is the most that one address may see.",
    "Bis Dienstag bleibt die Bildersuche aus, weil die Technik in den neuen Keller zieht.",
    "Van maandag tot en met vrijdag zet onze leverancier de foto's over naar een nieuwe omgeving.",
    "De segunda a sexta o acervo fica fora do ar: a equipe técnica troca os discos.",
    "Cada endereço pode baixar vinte arquivos por dia.",
    "Kuni reedeni kirjeid vaadata ei saa, sest taastame andmebaasi.",
    "サーバーの入替のため、火曜日正午まで画像をご覧いただけません。",
]
STORIES = [
    "The ferryman's house was sold in spring, and the ropes went to the school.",
    "Der Fährmann verkaufte sein Haus, und die Seile kamen in die Schule.",
    "Het huis van de veerman werd verkocht en de touwen gingen naar de school.",
    "渡し守の家は売られ、綱は学校に渡った。",
]


@pytest.mark.parametrize("text", PAUSES)
def test_an_outage_or_a_limit_is_told_by_two_sorts_of_words(text: str) -> None:
    assert may_be_a_pause(text)


@pytest.mark.parametrize("text", STORIES)
def test_a_story_has_not_both(text: str) -> None:
    assert not may_be_a_pause(text)


def test_the_pages_own_word_for_its_language_counts_where_the_text_does_not_show_it() -> None:
    assert may_be_a_pause("Wartung. Bis Montag.", "de-AT")
    assert not may_be_a_pause("Wartung. Bis Montag.", "fr")


def test_a_text_of_no_known_language_is_asked_in_all() -> None:
    assert may_be_a_pause("Wartung. Bis Montag.")
    assert not may_be_a_pause("Fährmann. Seile.")
