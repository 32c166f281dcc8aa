"""A rule says something or nothing of a case; the strongest words come first."""

from __future__ import annotations

from crawler.judge.rule import Case, once, signals
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


def test_a_case_is_asked_once_and_each_case_for_itself() -> None:
    asked: list[int | None] = []

    @once
    def status(seen: Case) -> int | None:
        """What is asked."""
        asked.append(seen.fetch.status)
        return seen.fetch.status

    there, gone = case(fetch(html(TITLE))), case(fetch(html(TITLE), status=410))
    assert [status(there), status(gone), status(there), status(gone)] == [200, 410, 200, 410]
    assert asked == [200, 410]
    assert status.__doc__ == "What is asked."
    assert there == case(fetch(html(TITLE)))


def test_nothing_is_an_answer_too() -> None:
    asked: list[Case] = []
    silent = once(asked.append)
    seen = case(failed("timeout"))
    silent(seen)
    silent(seen)
    assert len(asked) == 1


def test_each_rule_is_listed_once_and_says_what_it_sees() -> None:
    assert len(set(RULES)) == len(RULES)
    assert all(rule.__doc__ for rule in RULES)


def test_signals_are_of_the_vocabulary() -> None:
    said = signals(RULES, case(fetch(html("Page not found"), status=404)))
    assert {signal.reason for signal in said} == {"not-found", "soft-404"}
    assert all(signal.reason in LIVE_STATE_OF and signal.sentence.endswith(".") for signal in said)
