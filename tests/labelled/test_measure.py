"""The figures, on outcomes that can be counted by hand."""

from __future__ import annotations

from tests.labelled.measure import (
    SOFT,
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


def outcome(expected: str, found: str, *, kind: str = "ordinary", confidence: float | None = None) -> Outcome:
    sides = [tuple(side.split("/")) for side in (expected, found)]
    return Outcome(
        name=f"{expected} as {found}",
        kind=kind,
        language="en",
        expected=(sides[0][0], sides[0][1]),
        found=(sides[1][0], sides[1][1]),
        confidence=confidence,
    )


MADE_UP = [
    outcome("alive/ok", "alive/ok", confidence=0.97),
    outcome("alive/ok", "dead/parked", confidence=0.9),
    outcome("dead/soft-404", "dead/not-found", confidence=0.92),
    outcome("dead/soft-404", "dead/soft-404", kind="soft-404", confidence=0.92),
    outcome("dead/parked", "unknown/unclear", kind="soft-404"),
    outcome("unknown/blocked", "unknown/blocked"),
]


def test_shares() -> None:
    assert str(accuracy(MADE_UP)) == "0.667 (4/6)"
    assert reasons_right(MADE_UP) == Share(3, 6)
    assert str(Share(0, 0)) == "- (0/0)"


def test_the_confusions() -> None:
    assert confusion(MADE_UP)["dead", "dead"] == 2
    assert confusion(MADE_UP)["alive", "dead"] == 1
    assert [each.found for each in taken_for(MADE_UP, "alive", "dead")] == [("dead", "parked")]


def test_a_soft_404_found_as_another_death_is_found_but_no_claim_of_a_soft_404() -> None:
    assert precision_recall(MADE_UP, SOFT) == (Share(1, 2), Share(2, 3))


def test_the_worst_group_first() -> None:
    assert by(MADE_UP, lambda each: each.kind) == [("soft-404", Share(1, 2)), ("ordinary", Share(3, 4))]


def test_of_those_called_dead_with_a_confidence_so_many_were() -> None:
    assert calibration(MADE_UP) == [
        ("alive", "0.95 to 1.00", Share(1, 1)),
        ("dead", "0.90 to 0.95", Share(2, 3)),
    ]


def test_unknown_is_calibrated_too_and_what_has_no_confidence_is_not() -> None:
    sure = [outcome("unknown/blocked", "unknown/blocked", confidence=0.99), outcome("alive/ok", "unknown/unclear")]
    assert calibration(sure) == [("unknown", "0.95 to 1.00", Share(1, 1))]


def test_a_confidence_of_one_is_in_the_last_band() -> None:
    assert calibration([outcome("alive/ok", "alive/ok", confidence=1.0)]) == [("alive", "0.95 to 1.00", Share(1, 1))]


def test_only_a_bad_snapshot_that_was_called_good_is_worthless() -> None:
    said = [
        outcome("good/ok", "good/ok"),
        outcome("bad/wrong-page", "good/ok"),
        outcome("missing/no-capture", "good/ok"),
        outcome("good/ok", "bad/wrong-page"),
    ]
    assert worthless_called_good(said) == said[1:3]


def test_of_nothing_there_is_no_share() -> None:
    assert precision_recall([], SOFT) == (Share(0, 0), Share(0, 0))
    assert by([], lambda each: each.kind) == []
