# ruff: noqa: RUF001 - the signs of other scripts are what these texts are written in
"""Drift as a figure: how much of a text another page still has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence.page import Page
from crawler.judge.likeness import alike, likeness, shingles
from tests.judge.cases import STORY

CHINESE = (
    "渡轮船员在罢工十一天后于星期四复工。双方都说协议公平，但谁也不肯透露代价。第一班船早上六点离港，载着四十名乘客。"
)


def page(text: str) -> Page:
    return Page(kind="html", text=text, main=text, text_length=len(text))


def test_the_same_text_is_wholly_there() -> None:
    assert likeness(page(STORY), page(f"Menu {STORY} Footer")) == 1.0


def test_a_correction_leaves_nearly_all() -> None:
    assert (likeness(page(STORY), page(STORY.replace("forty", "fifty"))) or 0) > 0.9


def test_an_added_paragraph_takes_nothing_away() -> None:
    assert likeness(page(STORY), page(f"Correction: it was fifty. {STORY} More to follow.")) == 1.0


def test_case_and_typography_do_not_count() -> None:
    assert likeness(page(STORY), page(STORY.upper().replace(" ", "\N{NO-BREAK SPACE}"))) == 1.0


def test_another_text_has_nothing_of_it() -> None:
    assert likeness(page(STORY), page("The council met on Monday to speak of the new harbour wall. " * 9)) == 0.0


def test_half_of_it() -> None:
    assert likeness(page(STORY), page(STORY[: len(STORY) // 2])) == pytest.approx(0.5, abs=0.1)


def test_texts_without_spaces() -> None:
    assert likeness(page(CHINESE), page(f"首页{CHINESE}")) == 1.0
    assert likeness(page(CHINESE), page("今天的市议会讨论了新的港口墙和学校的预算问题，没有作出决定。" * 3)) == 0.0


def test_too_little_text_says_nothing() -> None:
    assert likeness(page("Ferry strike ends"), page("Ferry strike ends")) is None
    assert likeness(Page(kind="empty"), page(STORY)) is None


def test_the_sites_furniture_does_not_count() -> None:
    menu = "News Sport Weather Harbour Tides People Letters Archive About Contact Imprint Privacy Search"
    assert likeness(page(f"{menu} {STORY}"), page(menu)) != 0.0
    assert likeness(page(f"{menu} {STORY}"), page(menu), [page(menu)]) == 0.0


@pytest.mark.parametrize(("one", "other", "least", "most"), [(STORY, STORY, 1, 1), (STORY, STORY[::-1], 0, 0.1)])
def test_alike(one: str, other: str, least: float, most: float) -> None:
    assert least <= alike(page(one), page(other)) <= most


def test_very_short_pages_are_alike_only_if_they_are_the_same() -> None:
    assert (alike(page("Moved"), page("moved")), alike(page("Moved"), page("Gone"))) == (1.0, 0.0)


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_texts_have_a_likeness_between_nothing_and_all(one: str, other: str) -> None:
    share = likeness(page(one), page(other))
    assert share is None or 0 <= share <= 1
    assert 0 <= alike(page(one), page(other)) <= 1
    assert alike(page(one), page(other)) == alike(page(other), page(one))
    assert shingles(one) <= shingles(f"{one} {other}") or not one.isascii()
