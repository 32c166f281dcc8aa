"""Flags are listed in footnote order, explained, and followed by what to do."""

from __future__ import annotations

import pytest

from crawler.history.record import Row
from crawler.judge.verdict import FLAGS, HEALTHS
from crawler.reports.flagged import (
    ADVICE_FOR_FLAG,
    ADVICE_FOR_HEALTH,
    MEANINGS,
    flagged,
    newly_flagged,
    seen,
    what_to_do,
)
from tests.reports.samples import REPAIR, archive, flag, full, live, report, row


def test_every_flag_and_health_has_its_words() -> None:
    assert set(MEANINGS) == set(ADVICE_FOR_FLAG) == set(FLAGS)
    assert set(ADVICE_FOR_HEALTH) == set(HEALTHS)


def test_all_flags_in_footnote_order() -> None:
    assert [(each.row.label, each.flag.flag) for each in flagged(full())] == [
        ("1", "quote-not-found"),
        ("2", "moved"),
        ("3", "dead-citation"),
        ("3", "not-archived"),
        ("4", "needs-archive-url"),
        ("5", "bad-archive-url"),
        ("6", "dead-citation"),
        ("6", "wrong-page"),
        ("11", "not-archived"),
    ]


def test_only_new_flags_are_newly_flagged() -> None:
    assert [(each.row.label, each.flag.flag) for each in newly_flagged(full())] == [
        ("2", "moved"),
        ("3", "dead-citation"),
        ("4", "needs-archive-url"),
        ("6", "wrong-page"),
    ]


def test_the_sample_has_every_flag() -> None:
    assert {each.flag.flag for each in flagged(full())} == set(FLAGS)


@pytest.mark.parametrize(
    ("name", "ground"),
    [
        ("dead-citation", "the page says so"),
        ("needs-archive-url", "the page says so"),
        ("wrong-page", "the page says so"),
        ("moved", "the page says so"),
        ("bad-archive-url", "the snapshot says so"),
        ("not-archived", "the snapshot says so"),
        ("quote-not-found", ""),
    ],
)
def test_an_explanation_follows_the_verdict_it_comes_from(name: str, ground: str) -> None:
    judged = row(
        live=live("not-found", explanation="the page says so"),
        archive=archive("bad", explanation="the snapshot says so"),
        flags=(flag(name),),
    )
    (each,) = flagged(report(judged))
    assert each.explanation == f"{MEANINGS[name]} {ground}".strip()


@pytest.mark.parametrize(
    ("judged", "advice"),
    [
        pytest.param(row(), "", id="healthy: nothing"),
        pytest.param(row(suggestion=REPAIR, flags=(flag("moved"),)), REPAIR.text, id="a suggestion goes before all"),
        pytest.param(row(live=live("no-url")), "Find its address: citewatch sync --write.", id="no address"),
        pytest.param(
            row(flags=(flag("dead-citation"), flag("wrong-page"))),
            ADVICE_FOR_FLAG["wrong-page"],
            id="the most pressing flag",
        ),
        pytest.param(row(live=live("timeout")), ADVICE_FOR_HEALTH["suspect"], id="suspect"),
        pytest.param(row(live=live("gone")), ADVICE_FOR_HEALTH["rescued"], id="rescued"),
    ],
)
def test_what_to_do(judged: Row, advice: str) -> None:
    assert what_to_do(judged) == advice


@pytest.mark.parametrize(
    ("state", "confirmed", "checked_at", "words"),
    [
        ("dead", False, "2025-06-01T00:00:00Z", "seen once"),
        ("dead", True, "2025-06-01T00:00:00Z", "confirmed"),
        ("unknown", False, "2025-06-01T00:00:00Z", ""),
        ("unknown", False, None, "not checked"),
        ("dead", True, None, "not checked"),
    ],
)
def test_how_often_it_was_seen(state: str, confirmed: bool, checked_at: str | None, words: str) -> None:  # noqa: FBT001 # a column of the table
    assert seen(state, confirmed=confirmed, checked_at=checked_at) == words
