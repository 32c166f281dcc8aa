"""Strikes and confirmation, with a clock of the tests' own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.judge.live import UNREACHABLE_CONFIDENCE, judge_live
from crawler.judge.past import STRIKE_REASONS, Past, Policy, failing_since, moment, seen_before
from crawler.judge.verdict import LIVE_STATE_OF
from tests.judge.cases import citation, failed, fetch, html

START = datetime(2026, 3, 1, 6, tzinfo=UTC)
POLICY = Policy()


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def stamp(number: float) -> str:
    return day(number).strftime("%Y-%m-%dT%H:%M:%SZ")


def past(number: float | None, reason: str) -> Past:
    return Past(
        live_at=None if number is None else day(number),
        live_state=LIVE_STATE_OF[reason],
        live_reason=reason,
        archive_at=None,
        archive_state="unknown",
    )


ROWS = {
    # (earlier days and reasons), today → the day since which it fails, None where that is not enough
    "three runs over fourteen days": ([(0, "timeout"), (7, "refused")], 14, 0),
    "many runs over fourteen days": ([(number, "timeout") for number in range(14)], 14, 0),
    "only two runs": ([(0, "timeout")], 14, None),
    "three runs over thirteen days": ([(0, "timeout"), (7, "timeout")], 13, None),
    "three runs in one day": ([(0, "timeout"), (0.1, "timeout"), (0.2, "timeout")], 0.3, None),
    "two that are close count as one": ([(0, "timeout"), (0.5, "timeout")], 14, None),
    "cron is a minute early": ([(0, "timeout"), (7, "timeout")], 14 - 1 / 1440, 0),
    "every reason that counts": ([(0, "reset"), (5, "dns-error"), (10, "server-error"), (14, "refused")], 15, 0),
    "a success between": ([(0, "timeout"), (7, "ok"), (8, "timeout")], 14, None),
    "a success first": ([(0, "ok"), (1, "timeout"), (7, "timeout")], 15, 1),
    "a 404 between": ([(0, "timeout"), (7, "not-found"), (8, "timeout")], 14, None),
    "a wall between": ([(0, "timeout"), (7, "blocked"), (8, "timeout")], 14, None),
    "an offline run between": ([(0, "timeout"), (5, "offline"), (7, "timeout")], 14, 0),
    "an offline run is no strike": ([(0, "timeout"), (7, "offline")], 14, None),
    "a run that did not ask between": ([(0, "timeout"), (None, "unclear"), (7, "timeout")], 14, 0),
    "it was unreachable before": ([(0, "timeout"), (7, "timeout"), (14, "unreachable")], 15, 0),
    "it was unreachable and is asked again at once": ([(0, "timeout"), (7, "timeout"), (14, "unreachable")], 14.01, 0),
    "it answered after it was unreachable": ([(0, "timeout"), (14, "unreachable"), (15, "ok")], 16, None),
    "no past": ([], 0, None),
    "the clock ran ahead for a while": ([(0, "timeout"), (20, "timeout"), (21, "timeout")], 0.1, None),
    "the clock ran ahead once, long ago": ([(9, "timeout"), (0, "timeout"), (7, "timeout")], 14, 0),
    "the clock was set back at each run": ([(14, "timeout"), (7, "timeout")], 0, None),
}


@pytest.mark.parametrize(("earlier", "today", "since"), ROWS.values(), ids=ROWS)
def test_failing_since(earlier: list[tuple[float | None, str]], today: float, since: float | None) -> None:
    found = failing_since([past(number, reason) for number, reason in earlier], day(today), POLICY)
    assert found == (None if since is None else day(since))


def test_the_policy_decides() -> None:
    eager = Policy(strikes=2, spacing=timedelta(hours=1), span=timedelta(hours=2))
    assert failing_since([past(0, "timeout")], day(2 / 24), eager) == day(0)
    assert failing_since([past(0, "timeout")], day(1 / 24), eager) is None


TWICE = [past(0, "timeout"), past(7, "timeout")]
KINDS = {"timeout": "timeout", "refused": "refused", "reset": "reset", "dns-servfail": "dns-error"}


@pytest.mark.parametrize("kind", KINDS)
def test_three_strikes_are_dead_unreachable(kind: str) -> None:
    verdict = judge_live(citation(), failed(kind, at=stamp(14)), TWICE, POLICY)
    assert (verdict.state, verdict.reason) == ("dead", "unreachable")
    assert verdict.confidence <= UNREACHABLE_CONFIDENCE == 0.8
    assert "not reachable from this network since 2026-03-01" in verdict.explanation


def test_a_server_error_counts() -> None:
    verdict = judge_live(citation(), fetch(b"", status=503, at=stamp(14)), TWICE, POLICY)
    assert verdict.reason == "unreachable"


@pytest.mark.parametrize("kind", ["tls-expired", "protocol", "redirect-loop", "robots", "forbidden-address"])
def test_every_other_unknown_stays_unknown(kind: str) -> None:
    verdict = judge_live(citation(), failed(kind, at=stamp(14)), TWICE, POLICY)
    assert verdict.state == "unknown"


def test_a_server_error_with_a_mark_of_a_wall_is_no_strike() -> None:
    walled = fetch(html("Just a moment..."), status=503, headers={"cf-mitigated": "challenge"}, at=stamp(14))
    assert judge_live(citation(), walled, TWICE, POLICY).reason == "blocked"


def test_a_refusal_for_our_region_with_503_is_no_strike() -> None:
    page = html("Sorry", "This site is not available in your country.")
    assert judge_live(citation(), fetch(page, status=503, at=stamp(14)), TWICE, POLICY).reason == "blocked"


def test_an_address_from_memory_never_dies_of_silence() -> None:
    recalled = citation(url_source="recalled")
    verdict = judge_live(recalled, failed("timeout", at=stamp(14)), TWICE, POLICY)
    assert (verdict.state, verdict.reason) == ("unknown", "timeout")


def test_an_answer_ends_it() -> None:
    answered = fetch(html(citation().title), at=stamp(15))
    assert judge_live(citation(), answered, [*TWICE, past(14, "unreachable")], POLICY).state == "alive"


def test_strikes_are_not_reset_by_a_fetch_that_did_not_happen() -> None:
    verdict = judge_live(citation(), None, TWICE, POLICY)
    assert (verdict.reason, verdict.checked_at, verdict.confidence) == ("unclear", None, 0.0)


def test_every_strike_reason_is_an_unknown() -> None:
    assert {LIVE_STATE_OF[reason] for reason in STRIKE_REASONS} == {"unknown"}


SEEN: dict[str, tuple[list[tuple[float | None, str]], str, float, bool]] = {
    # earlier (day, state), state now, today → confirmed
    "seen a day ago": ([(0, "dead")], "dead", 1, True),
    "seen an hour ago": ([(0, "dead")], "dead", 1 / 24, False),
    "seen half an hour under a day ago": ([(0, "dead")], "dead", 1 - 1 / 49, True),
    "never seen": ([], "dead", 1, False),
    "another state": ([(0, "alive")], "dead", 1, False),
    "seen, and unknown since": ([(0, "dead"), (1, "unknown")], "dead", 2, True),
    "seen, and another since": ([(0, "dead"), (1, "alive")], "dead", 2, False),
    "seen long ago and an hour ago": ([(0, "dead"), (2, "dead")], "dead", 2.04, True),
    "seen by a run that did not look": ([(None, "dead")], "dead", 2, False),
    "unknown twice": ([(0, "unknown")], "unknown", 2, True),
}


@pytest.mark.parametrize("name", SEEN)
def test_confirmed(name: str) -> None:
    earlier, state, today, confirmed = SEEN[name]
    rows = [(None if number is None else day(number), was) for number, was in earlier]
    assert seen_before(rows, state, day(today), POLICY) is confirmed


def test_a_404_seen_once_is_dead_and_not_confirmed() -> None:
    once = judge_live(citation(), fetch(b"", status=404, at=stamp(0)), [], POLICY)
    twice = judge_live(citation(), fetch(b"", status=404, at=stamp(1)), [past(0, "not-found")], POLICY)
    assert [(verdict.state, verdict.confirmed) for verdict in (once, twice)] == [("dead", False), ("dead", True)]


def test_a_moment_is_utc_whatever_its_zone() -> None:
    assert moment("2026-03-01T07:00:00+01:00") == moment("2026-03-01T06:00:00Z") == START
