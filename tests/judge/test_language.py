# ruff: noqa: E501, RUF001 - texts and letters as they are written
"""In which language a text is, and when a title is seen to be in a page's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.judge import language
from crawler.judge.fingerprint import data
from crawler.judge.language import begins_with_this, has_sentences, languages_of, one_language, points_at_itself
from tests.judge.cases import STORY, html, page
from tests.judge.sites import OTHER

TEXTS = {
    "en": OTHER,
    "de": "Der Verein trifft sich am Bahnhof und fährt mit dem Bus nach der Stadt. Wer nicht gut zu Fuß ist, wird von einem Wagen geholt. Die Rückkehr ist für sieben Uhr geplant.",
    "fr": "Le repas aura lieu dans la salle des fêtes pour tous les habitants. Les enfants sont invités par le comité, et la fanfare jouera au dessert avec eux.",
    "es": "El torneo se juega en la era y las bolas las pone la peña. Al terminar habrá comida para todos los que se hayan apuntado en el bar.",
    "it": "Le lezioni si tengono il martedì nella sala grande con il maestro. Si comincia dal valzer e si arriva alla mazurca prima di Natale.",
    "nl": "Op de laatste zaterdag van januari snoeien wij samen de oude bomen. Het gras is nat, en de takken worden voor het vuur gebonden.",
    "pl": "Zapraszamy do remizy w ostatnią sobotę. Gra orkiestra, a o północy będzie barszcz. Prosimy, żeby każdy przyniósł coś na wspólny stół, i się bawił do rana.",
    "ru": "Собираемся у школы и идём вдоль реки до пасеки. С собой надо взять термос. Для тех, кто устанет, будут сани, а потом попьём чаю в клубе.",
}  # fmt: skip


@pytest.mark.parametrize("code", TEXTS)
def test_the_language_of_a_text(code: str) -> None:
    assert code in languages_of(TEXTS[code])


@pytest.mark.parametrize("text", ["", "Harbour. Fishing. Weather.", "1 2 3", "Плот. Сани."])
def test_too_little_to_tell(text: str) -> None:
    assert languages_of(text) == ()


SAME = [
    ("en", "The pound and its keepers"),
    ("en", "Survey of old weirs by the river"),
    ("de", "Die Glashütte und ihre Meister"),
    ("de", "Alte Brücke gesperrt"),
    ("fr", "Les écluses oubliées du canal"),
    ("es", "La gran inundación y el puente"),
    ("it", "Il naufragio del battello"),
    ("nl", "De trekschuit en zijn schippers"),
    ("pl", "Huta szkła nad Wierną i jej majstrowie"),
    ("ru", "Завод на реке и его мастера"),
]
OTHERS = [
    ("de", "The great fire at the sawmill"),
    ("en", "Der große Brand der Mühle"),
    ("it", "Le grand incendie de la scierie"),
    ("ru", "Bolshoy pozhar na lesopilke"),
    ("ru", "Великий будівничий і його міст"),
    ("fr", "El torneo de los pueblos"),
    ("es", "Norinco"),
    ("en", "2014"),
    ("en", ""),
]


@pytest.mark.parametrize(("code", "title"), SAME, ids=[title for _, title in SAME])
def test_a_title_in_the_pages_language(code: str, title: str) -> None:
    assert one_language(title, page(html("", TEXTS[code])))


@pytest.mark.parametrize(("code", "title"), OTHERS, ids=[f"{title} ({code})" for code, title in OTHERS])
def test_a_title_that_may_be_in_another(code: str, title: str) -> None:
    assert not one_language(title, page(html("", TEXTS[code])))


@pytest.mark.parametrize(
    ("title", "text", "same"),
    [
        ("硝子工場の職人", "朝九時に集合します。", True),
        ("玻璃厂与工匠", "朝九時に集合します。", False),
        ("玻璃厂与工匠", "早上九点在车站集合。", True),
        ("Οι νερόμυλοι", "Η αγορά στήνεται στην πλατεία.", True),
        ("טחנות הקמח", "השוק נפתח בשבת.", True),
    ],
)
def test_scripts_tell_languages(title: str, text: str, *, same: bool) -> None:
    assert one_language(title, page(html("", text))) is same


SENTENCES = {
    "a story": (STORY, True),
    "Japanese": ("朝九時に集合します。雨なら延期です。", True),
    "Thai": ("ตลาดเปิดทุกวันเสาร์", True),
    "a menu": ("Harbour Fishing Weather Letters Sport", False),
    "a table": ("1. Elzach 5:51. 2. Riegel 5:53. 3. Kenzingen 5:58.", False),
    "nothing": ("", False),
}


@pytest.mark.parametrize(("text", "found"), SENTENCES.values(), ids=SENTENCES)
def test_running_text(text: str, *, found: bool) -> None:
    assert has_sentences(text) is found


POINTING = {
    "this essay": ("This essay belongs to us.", True),
    "dieser Aufsatz": ("Dieser Aufsatz ist uns lieb.", True),
    "cet article": ("Cet article est réservé.", True),
    "この記事": ("この記事は会員の方のものです。", True),
    "in this article": ("In this article we follow the mill race.", False),
    "in dit artikel": ("In dit artikel lopen we langs de beek.", False),
    "この記事では": ("この記事では水車をたどります。", False),
    "to this article": ("Readers of the paper have access to this article.", True),
    "the report": ("The report was read in May.", False),
    "this town": ("This town has two mills.", False),
}


@pytest.mark.parametrize(("text", "points"), POINTING.values(), ids=POINTING)
def test_a_text_that_speaks_of_itself(text: str, *, points: bool) -> None:
    assert points_at_itself(text) is points


def test_without_the_model_no_title_is_seen_to_be_in_the_pages_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_classifier", lambda: None)
    language._spelt_in.cache_clear()
    assert not one_language("The pound and its keepers", page(html("", TEXTS["en"])))
    assert one_language("Οι νερόμυλοι", page(html("", "Η αγορά στήνεται στην πλατεία.")))
    language._spelt_in.cache_clear()


@pytest.mark.parametrize(
    ("statement", "points"),
    [("Detta innehåll har tagits bort.", True), ("It was taken away: this essay.", False), ("Boats left.", False)],
)
def test_a_statement_that_begins_with_this(statement: str, *, points: bool) -> None:
    assert begins_with_this(statement) is points


def test_every_group_of_sisters_has_small_words_and_every_word_is_a_word() -> None:
    words = data("function_words")
    assert all(set(group) & set(words["languages"]) for group in words["sisters"])
    assert set(words["letters"]) <= set(words["languages"])
    assert all(isinstance(word, str) and word for listed in words["languages"].values() for word in listed)


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_has_an_answer(text: str, title: str) -> None:
    assert isinstance(one_language(title, page(html("", text))), bool)
    assert isinstance(has_sentences(text), bool)
