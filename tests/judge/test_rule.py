"""A rule says something or nothing of a case; the strongest words come first."""

from __future__ import annotations

from crawler.judge.rule import Case, signals
from crawler.judge.rules import RULES
from crawler.judge.verdict import LIVE_STATE_OF, Signal
from tests.judge.cases import TITLE, case, failed, fetch, html


def test_the_strongest_comes_first() -> None:
    def weak(_: Case) -> Signal:
        return Signal(rule="weak", reason="ok", weight=0.2, sentence="Perhaps.")

    def strong(_: Case) -> Signal:
        return Signal(rule="strong", reason="gone", weight=0.9, sentence="Surely.")

    def silent(_: Case) -> None:
        return None

    assert [signal.rule for signal in signals([weak, silent, strong], case(failed("timeout")))] == ["strong", "weak"]


def test_the_titles_of_a_case() -> None:
    assert case(fetch(html(TITLE, heading="Harbour"))).titles == (TITLE, "Harbour")
    assert case(failed("timeout")).titles == ()


def test_each_rule_is_listed_once_and_says_what_it_sees() -> None:
    assert len(set(RULES)) == len(RULES)
    assert all(rule.__doc__ for rule in RULES)


def test_signals_are_of_the_vocabulary() -> None:
    said = signals(RULES, case(fetch(html("Page not found"), status=404)))
    assert {signal.reason for signal in said} == {"not-found", "soft-404"}
    assert all(signal.reason in LIVE_STATE_OF and signal.sentence.endswith(".") for signal in said)
