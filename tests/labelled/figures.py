"""All figures of a measurement as one JSON value, for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tests.labelled.measure import (
    ARCHIVE_STATES,
    SOFT,
    STATES,
    Outcome,
    Share,
    accuracy,
    by,
    calibration,
    confusion,
    precision_recall,
    reasons_right,
    taken_for,
    worthless_called_good,
)


def figures(
    live: Sequence[Outcome], archive: Sequence[Outcome], others: Mapping[str, Sequence[Outcome]]
) -> dict[str, Any]:
    """Shares are {"part", "whole", "share"}.

    `wrong` lists the cases whose state was judged otherwise, `other_reason` those with another reason for the same.
    """
    halves = {"live": live, "archive": archive}
    return {
        "cases": len(live),
        "live": {
            **_checker(live),
            "reasons_right": _share(reasons_right(live)),
            "by_class": _groups(live, lambda each: each.kind),
            "by_language": _groups(live, lambda each: each.language),
            "calibration": _bands(live),
        },
        "archive": {
            "accuracy": _share(accuracy(archive)),
            "confusion": _confusion(archive, ARCHIVE_STATES),
            "reasons_right": _share(reasons_right(archive)),
            "worthless_called_good": [each.name for each in worthless_called_good(archive)],
        },
        "others": {name: _checker(outcomes) for name, outcomes in others.items()},
        "wrong": {name: _listed(each for each in said if not each.right) for name, said in halves.items()},
        "other_reason": {
            name: _listed(each for each in said if each.right and each.expected != each.found)
            for name, said in halves.items()
        },
    }


def _checker(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "accuracy": _share(accuracy(outcomes)),
        "confusion": _confusion(outcomes, STATES),
        "living_called_dead": [each.name for each in taken_for(outcomes, "alive", "dead")],
        "dead_called_alive": [each.name for each in taken_for(outcomes, "dead", "alive")],
        "dead_though_it_answered": _precision_recall(outcomes, SOFT),
        "soft_404": _precision_recall(outcomes, SOFT[:1]),
    }


def _confusion(outcomes: Sequence[Outcome], states: Sequence[str]) -> dict[str, dict[str, int]]:
    counted = confusion(outcomes)
    return {expected: {found: counted[expected, found] for found in states} for expected in states}


def _precision_recall(outcomes: Sequence[Outcome], reasons: Sequence[str]) -> dict[str, Any]:
    precision, recall = precision_recall(outcomes, reasons)
    return {"precision": _share(precision), "recall": _share(recall)}


def _share(share: Share) -> dict[str, float | None]:
    value = round(share.part / share.whole, 4) if share.whole else None
    return {"part": share.part, "whole": share.whole, "share": value}


def _groups(outcomes: Sequence[Outcome], key: Callable[[Outcome], str]) -> dict[str, Any]:
    return {name: _share(share) for name, share in by(outcomes, key)}


def _bands(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    return [{"state": state, "confidence": band, **_share(share)} for state, band, share in calibration(outcomes)]


def _listed(outcomes: Iterable[Outcome]) -> list[dict[str, str]]:
    return [
        {"name": each.name, "expected": "/".join(each.expected), "found": "/".join(each.found)} for each in outcomes
    ]
