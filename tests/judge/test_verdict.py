"""The vocabulary of verdicts: each word has one meaning."""

from __future__ import annotations

from crawler.judge.verdict import ARCHIVE_REASONS, FLAGS, HEALTHS, LIVE_REASONS, LIVE_STATE_OF


def test_a_live_reason_belongs_to_one_state() -> None:
    assert sum(map(len, LIVE_REASONS.values())) == len(LIVE_STATE_OF)


def test_an_archive_reason_belongs_to_one_state() -> None:
    every = [reason for reasons in ARCHIVE_REASONS.values() for reason in reasons]
    assert len(every) == len(set(every))


def test_the_states_are_three_and_four() -> None:
    assert set(LIVE_REASONS) == {"alive", "dead", "unknown"}
    assert set(ARCHIVE_REASONS) == {"good", "bad", "missing", "unknown"}


def test_healths_and_flags_are_words_of_their_own() -> None:
    assert len(set(HEALTHS)) == 6
    assert len(set(FLAGS)) == 7
