"""Few words that tell of an outage or of a limit, and others that come near."""

from __future__ import annotations

import pytest

from crawler.judge.pauses import may_be_a_pause
from tests.judge.spoken import spoken

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


def test_a_text_of_no_known_language_is_asked_in_all() -> None:
    assert may_be_a_pause("Wartung. Bis Montag.")
    assert not may_be_a_pause("Fährmann. Seile.")


ONE_WORD = {
    "German": "Die Fähre wurde im vorigen Jahr von den Leuten des Dorfes wiederhergestellt, und sie ist schön.",
    "Dutch": "De pont vaart in de zomer per maand twaalf keer van de ene naar de andere kant van het water.",
    "Chinese": "市民恢复了信心。",
}


@pytest.mark.parametrize("language", ONE_WORD)
def test_one_word_is_not_two_because_another_stands_in_it(language: str) -> None:
    assert not may_be_a_pause(ONE_WORD[language])


def test_words_are_whole_where_marks_are_written_into_them() -> None:
    assert may_be_a_pause("रखरखाव के कारण यह सेवा कुछ घंटे बंद है और फिर खुलेगी।")
    assert not may_be_a_pause("सोम को दान और देना।")


def test_few_things_that_come_near_are_taken_for_one() -> None:
    texts = spoken("gates", "free")
    wrong = [may_be_a_pause(text) for language in texts for text in texts[language]]
    assert sum(wrong) < len(wrong) / 6
