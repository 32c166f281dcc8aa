"""The one way to weigh signals: a state's signals add up, the strongest one names the reason, doubt is cannot tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import prod

from crawler.judge.verdict import LIVE_STATE_OF, Signal

ENOUGH = 0.5
"""The least weight that any verdict but `unclear` needs."""

PROOF_OF_DEATH = 0.8
"""A dead verdict needs more: wrongly calling a living page dead is the worst error."""

STRONG_BY_ITSELF = 0.65
"""What one sign of a dead verdict weighs at least: doubts do not add up to a proof."""

CLEAR_LEAD = 0.15
"""How far alive and dead must lie apart where both have enough."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The outcome: a reason of the live table, how sure (0 to 1), the signal that says it best (None: none does)."""

    state: str
    reason: str
    confidence: float
    strongest: Signal | None


def weigh(signals: Iterable[Signal]) -> Weighed:
    """Weighs signals for and against.

    What keeps us from seeing (a wall, an outage, a failed connection) wins over any single sign that is no stronger:
    what is seen in spite of it may be the wall's own page.
    """
    said: dict[str, list[Signal]] = {"unknown": [], "alive": [], "dead": []}
    for signal in signals:
        said[LIVE_STATE_OF[signal.reason]].append(signal)
    strongest = {state: max(of, key=lambda signal: signal.weight) for state, of in said.items() if of}
    hidden = strongest.pop("unknown", None)
    seen = max((signal.weight for signal in strongest.values()), default=0.0)
    if hidden is not None and hidden.weight >= max(seen, ENOUGH):
        return Weighed("unknown", hidden.reason, round(hidden.weight, 3), hidden)
    totals = {state: _together(said[state]) for state in strongest}
    first = max(totals, key=lambda state: (totals[state], state == "alive"), default="")
    if not first or totals[first] < ENOUGH:
        return Weighed("unknown", "unclear", 0.5, strongest.get(first))
    against = totals.get("alive" if first == "dead" else "dead", 0.0)
    if _in_doubt(first, totals[first], against) or (first == "dead" and strongest[first].weight < STRONG_BY_ITSELF):
        return Weighed("unknown", "unclear", round(1 - against / 2, 3), strongest[first])
    return Weighed(first, strongest[first].reason, round(totals[first] * (1 - against / 4), 3), strongest[first])


def _together(signals: Iterable[Signal]) -> float:
    """Independent signs for the same: each takes its part of the doubt that the others leave."""
    return 1 - prod(1 - signal.weight for signal in signals)


def _in_doubt(state: str, total: float, against: float) -> bool:
    if state == "dead" and total < PROOF_OF_DEATH:
        return True
    return against > ENOUGH and total - against < CLEAR_LEAD
