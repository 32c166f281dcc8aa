"""How signals for and against become one verdict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.judge.verdict import LIVE_STATE_OF, Signal
from crawler.judge.weigh import weigh


def signal(reason: str, weight: float) -> Signal:
    return Signal(rule=f"test/{reason}", reason=reason, weight=weight, sentence=f"It is {reason}.")


WEIGHED = {
    # signals → (state, reason)
    "nothing": ((), ("unknown", "unclear")),
    "a sure sign of life": ((("ok", 0.98),), ("alive", "ok")),
    "a weak sign of life": ((("ok", 0.4),), ("unknown", "unclear")),
    "a fair sign of life is enough": ((("ok", 0.65),), ("alive", "ok")),
    "a fair sign of death is not": ((("soft-404", 0.7),), ("unknown", "unclear")),
    "a sure sign of death": ((("not-found", 0.97),), ("dead", "not-found")),
    "two fair signs of death together": ((("soft-404", 0.7), ("soft-404", 0.5)), ("dead", "soft-404")),
    "soft 404 and noindex": ((("soft-404", 0.82), ("soft-404", 0.25), ("ok", 0.65)), ("dead", "soft-404")),
    "noindex alone against an answer": ((("soft-404", 0.25), ("ok", 0.65)), ("alive", "ok")),
    "a wall over a 404": ((("blocked", 0.99), ("not-found", 0.97)), ("unknown", "blocked")),
    "a 404 over a weak wall": ((("blocked", 0.5), ("not-found", 0.97)), ("dead", "not-found")),
    "a wall over a title": ((("blocked", 0.99), ("ok", 0.98)), ("unknown", "blocked")),
    "a title over an outage": ((("server-error", 0.95), ("ok", 0.98)), ("alive", "ok")),
    "a weak wall alone": ((("blocked", 0.4),), ("unknown", "unclear")),
    "a wall as strong as a title": ((("blocked", 0.98), ("ok", 0.98)), ("unknown", "blocked")),
    "a title against a 404": ((("ok", 0.98), ("not-found", 0.97)), ("unknown", "unclear")),
    "a tie": ((("ok", 0.9), ("parked", 0.9)), ("unknown", "unclear")),
    "the strongest names the reason": ((("ok", 0.98), ("moved", 0.995), ("ok", 0.65)), ("alive", "moved")),
    "a paywall over the title": ((("ok", 0.98), ("paywalled", 0.99)), ("alive", "paywalled")),
    "the network's word": ((("timeout", 1.0),), ("unknown", "timeout")),
    "no such domain": ((("domain-gone", 1.0),), ("dead", "domain-gone")),
}


@pytest.mark.parametrize(("signals", "expected"), WEIGHED.values(), ids=WEIGHED)
def test_weighed(signals: tuple[tuple[str, float], ...], expected: tuple[str, str]) -> None:
    weighed = weigh(signal(reason, weight) for reason, weight in signals)
    assert (weighed.state, weighed.reason) == expected


def test_what_speaks_against_it_lowers_the_confidence() -> None:
    alone = weigh([signal("soft-404", 0.9)])
    doubted = weigh([signal("soft-404", 0.9), signal("ok", 0.65)])
    assert doubted.confidence < alone.confidence


SIGNALS = st.lists(st.builds(signal, st.sampled_from(sorted(LIVE_STATE_OF)), st.floats(0, 1)), max_size=6)


@given(SIGNALS)
def test_any_signals_give_a_verdict_of_the_vocabulary(signals: list[Signal]) -> None:
    weighed = weigh(signals)
    assert LIVE_STATE_OF[weighed.reason] == weighed.state
    assert 0 <= weighed.confidence <= 1


@given(SIGNALS)
def test_the_order_of_equal_states_does_not_matter(signals: list[Signal]) -> None:
    assert weigh(signals).state == weigh(reversed(signals)).state


@given(SIGNALS)
def test_signs_of_life_never_make_a_page_dead(signals: list[Signal]) -> None:
    if weigh(signals).state != "dead":
        assert weigh([*signals, signal("ok", 0.9)]).state != "dead"
