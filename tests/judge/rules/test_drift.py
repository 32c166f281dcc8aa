"""The live page held against a good snapshot: corrections, rewritten titles, other works, other hands."""

from __future__ import annotations

import pytest

from crawler.evidence.fetch import Fetch
from crawler.judge.live import Beside, judge_fetch
from crawler.judge.verdict import LiveVerdict
from tests.judge.cases import STORY, TITLE, citation, fetch, html, page

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
