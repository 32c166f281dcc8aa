"""What of a citation a page carries: any word in any form counts, and what a site has anyway does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.judge.carried import held_against, subject_kept
from tests.judge.cases import STORY, TITLE, citation, html, page
from tests.judge.sites import FRONT, OTHER, SITE, laid_out

ADDRESS = "https://courier.example/a/71"
ALLOTMENTS = page(laid_out("Allotments", "Allotments", OTHER))


def test_nothing_at_all() -> None:
    held = held_against(citation(), ALLOTMENTS, [], ADDRESS)
    assert held.words == ("ferry", "strike", "ends", "eleven", "days")
    assert (held.comparable, held.found, held.share) == (True, "", 0.0)


FOUND = {
    "a word": ({}, "The ferry sails."),
    "another form of it": ({}, "The ferries sail, and the strikers too."),
    "inside a compound": ({"title": "Dampfschiffe auf dem Fluss"}, "Die Raddampfschifffahrt begann im Mai."),
    "a number with letters": ({"title": "The K20 and its pump"}, "It is called K20."),
    "a name in capitals": ({"title": "The ABC of the island trade"}, "The ABC sails."),
    "the author": ({"author": ("Holm, Ada",)}, "By Ada Holm."),
    "the author's last name": ({"author": ("Holm, Ada",)}, "As Holm has it."),
    "an editor": ({"editor": ("Holm, Ada",)}, "Edited by Ada Holm."),
    "the quote": ({"quote": "a piano on board"}, "There was a piano on board."),
    "the day": ({"date": "2014-03-06"}, "6 March 2014"),
    "the DOI": ({"doi": "10.1234/567"}, "doi:10.1234/567"),
    "a word of the address": ({"url": "x"}, "The lighthouse shines."),
}


@pytest.mark.parametrize(("fields", "text"), FOUND.values(), ids=FOUND)
def test_found(fields: dict[str, object], text: str) -> None:
    shown = page(laid_out("A", "A", text))
    assert held_against(citation(**fields), shown, [], "https://courier.example/lighthouse-shines").found


def test_words_that_a_made_up_address_has_too_are_of_the_kind_and_not_of_the_work() -> None:
    shown = page(laid_out("A", "A", "Dataset of all benches."))
    assert held_against(citation(), shown, [], "https://courier.example/dataset/71").found == ""
    assert held_against(citation(), shown, [], "https://courier.example/show?dataset=benches").found == "benches"


LEFT_OUT = {
    "the site's own words": ("The paper of the northern islands", [FRONT.page]),
    "what says what kind of page it is": ("The official history, an overview with photos", []),
    "small words": ("What they have been about when there was not", []),
    "years and figures": ("1912 to 1914, 27", []),
    "the host's name": ("The courier", []),
}


@pytest.mark.parametrize(("title", "site"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_words_that_name_no_work(title: str, site: list[object]) -> None:
    assert held_against(citation(title=title), ALLOTMENTS, site, ADDRESS).words == ()  # type: ignore[arg-type]


def test_the_cited_site_is_no_sign_of_the_work() -> None:
    cited = citation(title="Ferry news", work="Northern Ferry Papers")
    assert held_against(cited, page(laid_out(SITE, "Ferry Papers", "Ferry.")), [], ADDRESS).found == ""


def test_what_stands_beside_the_matter_is_not_carried() -> None:
    beside = "<aside><a href=/f>Ferry strike ends</a></aside>"
    assert held_against(citation(), page(laid_out("A", "A", OTHER, extra=beside)), [], ADDRESS).found == ""


def test_the_share_of_the_words() -> None:
    shown = page(laid_out("A", "A", "The ferry strike."))
    assert held_against(citation(), shown, [], ADDRESS).share == 0.4


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("硝子工場の職人たち", "港町の硝子を見に行く。", "硝子"),
        ("硝子工場の職人たち", "港町の遠足のお知らせ。", ""),
        ("维尔纳河畔的玻璃厂", "春季郊游通知。", ""),
        ("돌다리 복원 공사", "장터 소식입니다.", ""),
        ("কছিমুদ্দিনের ভিটায় স্মৃতিফলক", "ভিটায় মেলা বসেছে।", "ভিটায়"),
        ("কছিমুদ্দিনের ভিটায় স্মৃতিফলক", "ভুট্টা চাষে লাভের আশা।", ""),
    ],
)
def test_scripts_that_do_not_part_words(title: str, text: str, found: str) -> None:
    assert held_against(citation(title=title), page(laid_out("A", "A", text)), [], ADDRESS).found == found


def test_a_translated_title_counts_as_well() -> None:
    cited = citation(title="Конец забастовки на паромах", trans_title=TITLE)
    held = held_against(cited, ALLOTMENTS, [], ADDRESS)
    assert held.comparable
    assert "strike" in held.words


SUBJECTS = {
    "the same text": (STORY, STORY, 1.0),
    "nothing of it": (STORY, "Плотина и мельница.", 0.0),
    "no text before": ("", STORY, 1.0),
}


@pytest.mark.parametrize(("before", "now", "share"), SUBJECTS.values(), ids=SUBJECTS)
def test_the_subject_that_is_kept(before: str, now: str, share: float) -> None:
    assert subject_kept(page(html("", before)), page(html("", now))) == share


def test_another_subject_shares_few_words() -> None:
    assert subject_kept(page(html(TITLE, STORY)), page(html("Allotments", OTHER))) < 0.3


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_texts_can_be_held_against_each_other(title: str, text: str, address: str) -> None:
    held = held_against(citation(title=title), page(html("A", text)), [], address)
    assert 0 <= held.share <= 1


def test_accents_come_and_go_with_endings() -> None:
    held = held_against(citation(title="Boletines noventa"), page(html("C", "Boletín 12")), [], "https://x.example/b")
    assert held.found == "boletines"
