"""The live page held against a good snapshot: corrections, rewritten titles, other works, other hands."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.evidence.fetch import Fetch
from crawler.judge.live import Beside, judge_fetch
from crawler.judge.verdict import LiveVerdict
from tests.judge.cases import STORY, TITLE, citation, fetch, html, page
from tests.judge.sites import FRONT, NO_SUCH_PAGE, ROOT, SITE, laid_out
from tests.judge.sites import OTHER as PLOTS

OTHER = (
    "The council met on Monday to speak of the new wall of the harbour. Nobody could say who would pay for it, and the "
    "mayor asked the treasurer to look for a cheaper one. A decision is to be made in May, when plans are ready and "
    "the divers have looked at the sea bed. Until then the old wall is to be watched by two men with a lamp."
)
INDONESIAN = (
    "Situs permainan terbaik dengan layanan dua puluh empat jam untuk semua anggota di seluruh negeri. Daftar segera "
    "dan nikmati hadiah setiap hari dari pagi sampai malam bersama teman teman yang ramah dan selalu siap membantu "
    "kapan saja dan di mana saja anda berada hari ini maupun besok, tanpa syarat yang sulit."
)
WATER = "Water is carried from the burn by whoever has a barrow, and the pump is mended when the smith has time for it."
SNAPSHOT = page(html(TITLE, STORY, head='<meta property="og:site_name" content="Coast Courier">'))


def judged(now: Fetch, before: bytes | None = None) -> LiveVerdict:
    return judge_fetch(citation(), now, Beside(before=page(before) if before else SNAPSHOT))


ALIVE = {
    "nothing changed": html(TITLE, STORY),
    "a correction": html(TITLE, STORY.replace("forty", "fifty"), "Correction: there were fifty passengers."),
    "a rewritten title": html("Boats are back", STORY),
    "a rewritten title and a correction": html("Boats are back", STORY.replace("forty", "fifty")),
    "a page that lives under its title": html(TITLE, OTHER),
    "hardly any text to judge by": html("Coast Courier", "News"),
}


@pytest.mark.parametrize("body", ALIVE.values(), ids=ALIVE)
def test_what_is_not_replaced(body: bytes) -> None:
    assert judged(fetch(body)).state != "dead"


def test_the_text_vouches_for_a_page_whose_title_was_rewritten() -> None:
    verdict = judged(fetch(html("Boats are back", STORY)))
    assert (verdict.state, verdict.reason, verdict.likeness) == ("alive", "ok", 0.875)
    assert verdict.confidence > 0.9
    assert "88% of the text" in verdict.explanation


def test_the_text_at_another_address_is_not_the_pages_own() -> None:
    now = fetch(html("Boats are back", STORY), url="https://elsewhere.example/", via=((citation().url, 302),))
    assert all(signal.rule != "drift/kept" for signal in judged(now).signals)


def test_another_work_of_the_same_site_is_doubt() -> None:
    assert judged(fetch(html("A new wall for the harbour", OTHER))).reason == "unclear"


@pytest.mark.parametrize(
    "body",
    [
        html("Daftar dan menang", INDONESIAN).replace(b'lang="en"', b'lang="id"'),
        html("A new wall for the harbour", OTHER, head='<meta property="og:site_name" content="Wall Builders Ltd">'),
    ],
    ids=["in another language", "of another site"],
)
def test_other_hands(body: bytes) -> None:
    verdict = judged(fetch(body))
    assert (verdict.state, verdict.reason) == ("dead", "replaced")
    assert verdict.likeness == 0.0


def test_without_a_snapshot_nothing_is_compared() -> None:
    assert judge_fetch(citation(), fetch(html(TITLE, STORY))).likeness is None


def test_a_page_that_did_not_come_is_not_compared() -> None:
    assert judged(fetch(html("Not found", STORY), status=404)).likeness is None


EMPTIED = {
    "in words that deny something": laid_out(SITE, "Hm", "Whatever report you wanted, it never came back."),
    "with a word of a long title": laid_out(SITE, "Hm", "The page of the ferry company is not with us."),
}


@pytest.mark.parametrize("body", EMPTIED.values(), ids=EMPTIED)
def test_a_few_words_where_a_snapshot_shows_the_work(body: bytes) -> None:
    verdict = among_others(fetch(body))
    assert (verdict.state, verdict.reason, verdict.signals[0].rule) == ("dead", "soft-404", "drift/emptied")


NOT_EMPTIED = {
    "words that deny nothing": laid_out(SITE, "Hm", "Slide the piece to where it belongs."),
    "the title stands there still": laid_out(SITE, TITLE, "For members."),
    "words of it": laid_out(SITE, "The strike of the ferry", "See the printed paper."),
    "the author": laid_out(SITE, "Hm", "Ada Holm has left us."),
    "a gate": laid_out(SITE, "One moment", "Readers pay two pounds a week to read on."),
    "a password is asked": laid_out(SITE, "Hm", extra="<form><input type=password></form>"),
    "outside the site's menus": html("Hm", "Whatever report you wanted, it never came back."),
}


@pytest.mark.parametrize("body", NOT_EMPTIED.values(), ids=NOT_EMPTIED)
def test_few_words_that_may_hold_the_work_back(body: bytes) -> None:
    assert among_others(fetch(body), author=("Holm, Ada",)).state != "dead"


def test_few_words_prove_nothing_where_the_site_does_not_say_what_it_has_not() -> None:
    now = fetch(EMPTIED["in words that deny something"])
    assert judge_fetch(citation(), now, Beside(before=SNAPSHOT, front=FRONT)).state != "dead"


def among_others(now: Fetch, **fields: Any) -> LiveVerdict:
    """The verdict beside a snapshot of the work, a made-up address that is not there, and a front page that opens."""
    return judge_fetch(citation(**fields), now, Beside(before=SNAPSHOT, probe=NO_SUCH_PAGE, front=FRONT))


def test_boxes_that_the_front_page_has_too_are_not_kept_text() -> None:
    box = "Members met in the hall on Tuesday, and the tide tables for the whole year are on sale at the office now."
    before = laid_out(SITE, TITLE, STORY, box)
    now = fetch(laid_out("Allotments", "Allotments", PLOTS, box))
    front = fetch(laid_out(SITE, SITE, box), url=ROOT)
    beside = Beside(before=page(before), probe=NO_SUCH_PAGE, front=front)
    assert judge_fetch(citation(), now, beside).likeness == 0


def test_a_page_about_something_else_on_an_ordinary_site() -> None:
    verdict = judged(fetch(laid_out("Allotments", "Allotments: the new rules", f"{PLOTS} {WATER}")))
    assert (verdict.state, verdict.reason) == ("dead", "replaced")
    assert "about something else" in verdict.explanation


def test_headings_of_boxes_that_stay_are_no_title_that_stays() -> None:
    boxes = "<h2>Latest from the quay</h2><p>More.</p>"
    before = page(laid_out(f"{TITLE} | {SITE}", TITLE, STORY, extra=boxes))
    now = fetch(laid_out(f"Allotments | {SITE}", "Allotments: the new rules", f"{PLOTS} {WATER}", extra=boxes))
    beside = Beside(before=before, probe=NO_SUCH_PAGE, front=FRONT)
    assert judge_fetch(citation(), now, beside).reason == "replaced"


def test_boxes_around_each_work_of_a_site_do_not_keep_it() -> None:
    rules = "Be kind to each other here, quote no more than you answer, and sell boats in the market room alone."
    before = page(laid_out(TITLE, TITLE, STORY, rules))
    now = fetch(laid_out("Allotments", "Allotments: the new rules", f"{PLOTS} {WATER}", rules))
    verdict = judge_fetch(citation(), now, Beside(before=before, probe=NO_SUCH_PAGE, front=FRONT))
    assert verdict.likeness is not None
    assert 0.1 < verdict.likeness < 0.25
    assert verdict.reason == "replaced"


def test_a_gate_is_one_however_much_it_says() -> None:
    words = "Please sign in to read on. We ask for four crowns a month, and for that you may read all that we print."
    now = fetch(laid_out("A word first", "A word first", f"{words} {PLOTS} {WATER}", PLOTS))
    assert judged(now).state != "dead"


def test_a_title_that_stays_while_heading_and_text_are_renewed_is_a_living_page() -> None:
    before = page(html("What the boats do now", STORY, heading=TITLE))
    now = fetch(laid_out("What the boats do now", "Allotments: the new rules", f"{PLOTS} {WATER}"))
    beside = Beside(before=before, probe=NO_SUCH_PAGE, front=FRONT)
    signals = {signal.rule: signal.weight for signal in judge_fetch(citation(), now, beside).signals}
    assert signals["drift/replaced"] == 0.6


NOBODYS = (
    "Zlorn vek ta munda, orvel nist garn, polk i tev dras. Brem ost vilka, ne torg hald verun, sket am polde i rask. "
    "Tovel grun hast merk, ilda vorn ket sul, drem ob talk i venn. Orsk beld hamra, tev il gost narv, pelk am dorun. "
    "Vesk trond halp, orm i sket valdra."
)


def test_a_short_text_about_something_else_in_a_language_whose_gates_are_known() -> None:
    now = fetch(laid_out("Allotments", "Allotments: the new rules", PLOTS))
    signals = {signal.rule: signal.weight for signal in among_others(now).signals}
    assert signals["drift/replaced"] == 0.84
    # A site that does not say which pages it has not may say it everywhere, for a day.
    assert judged(now).reason == "unclear"


def test_a_short_text_in_any_other_may_hold_the_work_back() -> None:
    assert judged(fetch(laid_out("Munda", "Zlorn vek", NOBODYS))).reason == "unclear"


SAME_SUBJECT = {
    "rewritten under another title": laid_out(
        "Boats",
        "Boats are back",
        "The ferries of the north sail again, crews and islanders say, after the agreement of Thursday. Forty "
        "passengers and two lorries left the harbour in the morning, and neither side would say what it costs.",
    ),
    "words of the title": laid_out("Allotments", "Allotments", f"There was no ferry strike. {PLOTS} {WATER}"),
    "a text that holds the work back": laid_out("A word first", "A word first", f"Subscribe to go on. {PLOTS} {WATER}"),
    "a page that leads nowhere": html("Allotments", PLOTS, WATER),
}


@pytest.mark.parametrize("body", SAME_SUBJECT.values(), ids=SAME_SUBJECT)
def test_other_words_are_not_another_subject(body: bytes) -> None:
    assert judged(fetch(body)).state != "dead"


def test_a_site_that_chose_another_language_for_us_is_no_other_hands() -> None:
    head = '<meta property="og:site_name" content="Coast Courier">'
    now = fetch(html("Permainan", INDONESIAN, head=head).replace(b'lang="en"', b'lang="id"'))
    assert judged(now).state != "dead"
    elsewhere = fetch(html("Permainan", INDONESIAN).replace(b'lang="en"', b'lang="id"'))
    assert judged(elsewhere).state == "dead"
