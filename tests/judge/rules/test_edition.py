"""Another year's edition at the cited address: believed where the rest of the title is there and the year is not."""

from __future__ import annotations

import pytest

from crawler.judge.live import ALONE, Beside, judge_fetch
from crawler.judge.verdict import LiveVerdict
from tests.judge.cases import citation, fetch, html, page

CITED = "Population of Elmstad on 31 December 2009"
NOW = (
    "The municipality had 10 214 inhabitants. In the year 71 children were born and the oldest of them died. "
    "The harbour district grew by a street, the island by nobody, and the council asks who will drive the school bus "
    "when the driver retires. Older figures are kept by the archive in the cellar of the town hall, and read there."
)
THEN = (
    "At the turn of the year 11 482 people lived between the mill and the sea. A hundred and twelve cradles were "
    "filled, and the vicar buried nobody before Lent. Whoever left went to the coast for the sake of its climate, and "
    "whoever came was a teacher, a smith or somebody's cousin. The count was made by hand, and agreed but for a dog."
)
SNAPSHOT = Beside(before=page(html(CITED, "On 31 December 2009 the council counted again.", THEN)))


def judged(body: bytes, title: str = CITED, beside: Beside = ALONE) -> LiveVerdict:
    return judge_fetch(citation(title=title), fetch(body), beside)


LATER = {
    "the title but for its year": html("Population of Elmstad on 31 December 2023", NOW),
    "the years of a season": html("Population of Elmstad, December 2022/2023", NOW),
}


@pytest.mark.parametrize("body", LATER.values(), ids=LATER)
def test_a_later_edition_is_not_the_work(body: bytes) -> None:
    verdict = judged(body, beside=SNAPSHOT)
    assert (verdict.state, verdict.reason, verdict.signals[0].rule) == ("dead", "replaced", "edition/later")
    assert "2009" in verdict.explanation


RENEWED = html(
    "Town of Elmstad",
    "On 31 December 2023 the population of Elmstad was counted.",
    "Nobody was born, and the oldest of them moved to the coast, where the climate is milder and the stairs are few.",
)


def test_another_title_says_it_too() -> None:
    assert "edition/later" in {signal.rule for signal in judged(RENEWED, beside=SNAPSHOT).signals}


@pytest.mark.parametrize("body", [RENEWED, *LATER.values()])
def test_without_a_snapshot_nobody_knows_what_stood_there(body: bytes) -> None:
    assert "edition/later" not in {signal.rule for signal in judged(body).signals}


def test_a_yearly_page_that_keeps_the_text_is_the_work() -> None:
    body = html("Population of Elmstad on 31 December 2023", THEN, "Nobody was missing.")
    assert "edition/later" not in {signal.rule for signal in judged(body, beside=SNAPSHOT).signals}


OPEN = {
    "the cited year stands in the text": html(
        "Population of Elmstad", "On 31 December 2023. In 2009 it was more.", NOW
    ),
    "an earlier year": html("Population of Elmstad on 31 December 1999", NOW),
    "no year at all": html("Population of Elmstad", NOW),
    "the year in which it is read, as pages begin": html("Population of Elmstad", "Sunday, 1 March 2026.", NOW),
    "a year far below": html("Population of Elmstad", NOW, "Printed 2023."),
}


@pytest.mark.parametrize("body", OPEN.values(), ids=OPEN)
def test_what_is_no_sign_of_another_edition(body: bytes) -> None:
    assert all(signal.rule != "edition/later" for signal in judged(body, beside=SNAPSHOT).signals)


def test_another_subject_of_a_later_year_is_no_edition() -> None:
    body = html("Allotments: the rules of 2023", NOW.replace("municipality", "club"))
    assert all(signal.rule != "edition/later" for signal in judged(body, "Wreck of the Haabet, 1887 to 1909").signals)


def test_a_title_without_a_year_has_no_editions() -> None:
    body = LATER["the title but for its year"]
    assert all(signal.rule != "edition/later" for signal in judged(body, "Population of Elmstad").signals)
