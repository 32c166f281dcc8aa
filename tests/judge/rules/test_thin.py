"""Pages of a few words: what they tell of a loss, what they deny, and what says nothing at all."""

from __future__ import annotations

import pytest

from crawler.judge.rules.thin import HALF, PROOF, denies_something, tells_of_loss
from tests.judge.cases import STORY, TITLE, case, fetch, html

LOSSES = {
    "a piece that vanished": ("We mislaid this piece in our cellar.", PROOF),
    "a topic that does not exist": ("This topic does not exist.", PROOF),
    "in German": ("Den Text haben wir aus dem Netz genommen.", PROOF),
    "under a condition": ("We mislaid this piece for readers without a subscription.", HALF),
}
NO_LOSSES = {
    "a denial": html("Coast Courier", "This piece is not for you."),
    "the cited title": html(TITLE, "We mislaid this piece in our cellar."),
    "a long text": html("Coast Courier", STORY * 3, "We mislaid this piece in our cellar."),
    "other words": html("Coast Courier", "Good morning."),
}


@pytest.mark.parametrize(("text", "weight"), LOSSES.values(), ids=LOSSES)
def test_a_loss(text: str, weight: float) -> None:
    signal = tells_of_loss(case(fetch(html("Coast Courier", text))))
    assert signal is not None
    assert (signal.reason, signal.weight) == ("soft-404", weight)


@pytest.mark.parametrize("body", NO_LOSSES.values(), ids=NO_LOSSES)
def test_no_loss(body: bytes) -> None:
    assert tells_of_loss(case(fetch(body))) is None


def test_a_denial_is_a_reason_to_look_closer() -> None:
    signal = denies_something(case(fetch(html("Coast Courier", "This piece is not for you."))))
    assert signal is not None
    assert signal.weight < PROOF


def test_a_loss_is_not_told_twice() -> None:
    assert denies_something(case(fetch(html("Coast Courier", "This piece is not here, it has vanished.")))) is None


def test_a_page_that_did_not_come_says_nothing() -> None:
    assert tells_of_loss(case(fetch(None))) is None
    assert denies_something(case(fetch(None))) is None
