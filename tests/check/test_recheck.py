"""When a citation is due again, over weeks and months of runs, on a clock of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.check.recheck import WATCHED, Pace, due, is_due, looked_at, next_check, pace_of
from crawler.history.identity import identities
from crawler.history.record import Row
from crawler.history.store import History
from crawler.judge.past import SLACK, Past, Policy, failing_since, moment
from crawler.judge.verdict import LIVE_STATE_OF
from crawler.references.citation import Citation
from crawler.spiders.process import settings_of
from tests.reports.samples import CHECKED, archive, flag, live, report, row

START = datetime(2026, 1, 1, 4, 0, tzinfo=UTC)
LOOKED = moment(CHECKED)
LONG_AGO = LOOKED - timedelta(days=400)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
STEADY = row(1, live=live("ok", confirmed=True))

WAITS = {
    "seen once": (row(1, live=live("ok")), LONG_AGO, 1),
    "a death seen once": (row(1, live=live("not-found"), flags=(flag("dead-citation"),)), LONG_AGO, 1),
    "a death seen once that a snapshot makes good": (row(1, live=live("gone")), LONG_AGO, 1),
    "a timeout, however long it lasts": (row(1, live=live("timeout")), LONG_AGO, 1),
    "a name server that fails": (row(1, live=live("dns-error")), LONG_AGO, 1),
    "suspect, and no strike": (row(1, live=live("tls-error")), LONG_AGO, 7),
    "confirmed today": (STEADY, LOOKED, 1),
    "unchanged for an hour": (STEADY, LOOKED - HOUR, 1),
    "unchanged for four days": (STEADY, LOOKED - 4 * DAY, 4),
    "unchanged for a year": (STEADY, LONG_AGO, 30),
    "unchanged since a time to come": (STEADY, LOOKED + DAY, 1),
    "rescued for a year": (row(1, live=live("not-found", confirmed=True)), LONG_AGO, 30),
    "behind a wall for a year": (row(1, live=live("blocked")), LONG_AGO, 30),
    "flagged for a year": (row(1, live=live("ok", confirmed=True), flags=(flag("not-archived"),)), LONG_AGO, 7),
    "unreachable for a year": (row(1, live=live("unreachable", confirmed=True), flags=(flag("moved"),)), LONG_AGO, 7),
}


@pytest.mark.parametrize(("last", "since", "days"), WAITS.values(), ids=list(WAITS))
def test_how_long_a_verdict_waits(last: Row, since: datetime, days: float) -> None:
    assert next_check(last, LOOKED, since, Pace()) == LOOKED + timedelta(days=days)


CITED = Citation(number=1, url="https://press.example/story?id=7&lang=en")
"""The address that the samples' rows were judged on."""
BY_SNAPSHOT = Citation(number=1, archive_url="https://web.archive.org/web/2020/https://press.example/")

AT_ONCE = {
    "never judged": (CITED, None),
    "never asked": (CITED, row(1, live=live("unclear", checked_at=None))),
    "our network was lost": (CITED, row(1, live=live("offline", checked_at=None))),
    "the archive had no turn": (CITED, row(1, archive=archive("unknown", "rate-limited"))),
    "another address now": (replace(CITED, url="https://press.example/elsewhere"), STEADY),
    "a snapshot is named now": (replace(CITED, archive_url="https://web.archive.org/web/2020/x"), STEADY),
    "a look that lies ahead, for the clock was wrong": (
        CITED,
        row(1, live=live("ok", confirmed=True, checked_at="2031-01-01T00:00:00Z")),
    ),
    "no address, and never judged": (Citation(number=1, title="A book"), None),
}


@pytest.mark.parametrize(("citation", "last"), AT_ONCE.values(), ids=list(AT_ONCE))
def test_due_at_once(citation: Citation, last: Row | None) -> None:
    assert is_due(citation, last, LONG_AGO, LOOKED + HOUR, Pace())


NOT_YET = {
    "seen an hour ago": (CITED, STEADY),
    "a timeout an hour ago": (CITED, row(1, live=live("timeout"))),
    "its snapshot seen an hour ago": (
        BY_SNAPSHOT,
        row(1, live=live("no-url"), archive=archive("good"), archive_url=BY_SNAPSHOT.archive_url),
    ),
    "nothing to ask": (Citation(number=1), row(1, live=live("no-url"), archive=archive("unknown", "no-url"))),
}


@pytest.mark.parametrize(("citation", "last"), NOT_YET.values(), ids=list(NOT_YET))
def test_not_due_yet(citation: Citation, last: Row) -> None:
    assert not is_due(citation, last, LONG_AGO, LOOKED + HOUR, Pace())


def test_crons_runs_are_not_to_the_second() -> None:
    a_little_early = LOOKED + DAY - timedelta(minutes=20)
    assert is_due(CITED, row(1, live=live("timeout")), LOOKED, a_little_early, Pace())
    assert not is_due(CITED, row(1, live=live("timeout")), LOOKED, a_little_early - HOUR, Pace())


def test_a_cap_of_none_asks_everything_in_each_run() -> None:
    assert is_due(CITED, STEADY, LONG_AGO, LOOKED, Pace(most=timedelta(0)))


def test_a_citation_by_its_snapshot_alone_was_looked_at_there() -> None:
    seen = row(1, live=live("no-url"), archive=archive("good", checked_at="2026-02-03T00:00:00Z"))
    assert looked_at(seen) == datetime(2026, 2, 3, tzinfo=UTC)


def test_the_pace_is_set_by_settings() -> None:
    assert pace_of(settings_of({})) == Pace()
    given = {"CITEWATCH_RECHECK_DAYS": "2", "CITEWATCH_RECHECK_MAX_DAYS": "60", "CITEWATCH_STRIKE_SPACING_DAYS": ".5"}
    assert pace_of(settings_of(given)) == Pace(first=2 * DAY, most=60 * DAY, spacing=12 * HOUR)


paces = st.builds(
    Pace,
    first=st.timedeltas(timedelta(0), timedelta(days=20)),
    most=st.timedeltas(timedelta(0), timedelta(days=90)),
    spacing=st.timedeltas(timedelta(0), timedelta(days=20)),
)
judged = st.builds(
    lambda reason, confirmed, flagged: row(
        1,
        live=live(reason, confirmed=confirmed and LIVE_STATE_OF[reason] != "unknown"),
        flags=(flag("moved"),) if flagged else (),
    ),
    st.sampled_from(sorted(LIVE_STATE_OF)),
    st.booleans(),
    st.booleans(),
)


@given(judged, st.timedeltas(timedelta(days=-10), timedelta(days=900)), paces)
def test_nothing_waits_longer_than_the_cap(last: Row, steady: timedelta, pace: Pace) -> None:
    wait = next_check(last, LOOKED, LOOKED - steady, pace) - LOOKED
    assert timedelta(0) <= wait <= pace.most
    if last.flags:
        assert wait <= max(WATCHED, pace.spacing)


@given(
    judged, st.timedeltas(timedelta(0), timedelta(days=400)), st.timedeltas(timedelta(0), timedelta(days=400)), paces
)
def test_what_has_stood_longer_waits_no_less(last: Row, one: timedelta, other: timedelta, pace: Pace) -> None:
    shorter, longer = (next_check(last, LOOKED, LOOKED - each, pace) for each in sorted((one, other)))
    assert shorter <= longer


policies = st.builds(
    Policy,
    strikes=st.integers(1, 6),
    spacing=st.timedeltas(timedelta(hours=2), timedelta(days=9)),
    span=st.timedeltas(timedelta(0), timedelta(days=40)),
)


@given(policies, st.timedeltas(timedelta(minutes=40), timedelta(days=2)))
def test_strikes_fall_due_within_their_span(policy: Policy, every: timedelta) -> None:
    """Runs with `--due` as often as `every`: the last strike comes no later than runs and spacing allow."""
    pace = Pace(spacing=policy.spacing)
    now, past, last = START, list[Past](), row(1)
    while failing_since(past[:-1], now, policy) is None or not past:
        last = row(1, live=live("timeout", checked_at=now.isoformat()))
        past.append(
            Past(live_at=now, live_state="unknown", live_reason="timeout", archive_at=None, archive_state="unknown")
        )
        if failing_since(past[:-1], now, policy):
            break
        now += every
        while not is_due(CITED, last, START, now, pace):
            now += every
    enough = max(policy.span, (policy.strikes - 1) * policy.spacing)
    assert now - START <= enough + (policy.strikes + 1) * max(every, SLACK) + policy.spacing


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with closing(History(tmp_path / "history.db")) as opened:
        yield opened


def looks(history: History, days: int, state_on: Callable[[int], Row]) -> list[int]:
    """The days on which a daily `check --due` asks the one citation; `state_on` says how it is judged then."""
    found: list[int] = []
    last: Row | None = None
    for day in range(days):
        now = START + day * DAY
        if due([CITED], {"1": "cited"}, history, now, Pace()):
            found.append(day)
            fresh = state_on(day)
            at = now.strftime("%Y-%m-%dT%H:%M:%SZ")
            last = replace(fresh, live=replace(fresh.live, checked_at=at))
        assert last is not None
        made = report(last)
        ended = (now + timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
        made = replace(made, run=replace(made.run, id=f"run-{day}", finished_at=ended))
        history.begin_run(made.run, "o", {})
        history.finish_run(made, ["cited"], ["1"], [])
    return found


def test_a_citation_that_stays_well_is_asked_ever_more_rarely(history: History) -> None:
    found = looks(history, 130, lambda day: row(1, live=live("ok", confirmed=day > 0)))
    assert found == [0, 1, 2, 4, 8, 16, 32, 62, 92, 122]


def test_a_change_brings_it_back_at_once(history: History) -> None:
    def state(day: int) -> Row:
        return row(1, live=live("ok" if day < 30 else "timeout", confirmed=0 < day < 30))

    assert looks(history, 38, state) == [0, 1, 2, 4, 8, 16, 32, 33, 34, 35, 36, 37]


def test_a_flag_is_confirmed_after_a_day_and_then_watched(history: History) -> None:
    def state(day: int) -> Row:
        raised = replace(flag("dead-citation"), since="2026-01-01T04:05:00Z")
        return row(1, live=live("not-found", confirmed=day > 0), archive=archive("missing"), flags=(raised,))

    assert looks(history, 30, state) == [0, 1, 2, 4, 8, 15, 22, 29]


def test_a_new_flag_on_a_steady_citation_counts_as_a_change(history: History) -> None:
    def state(day: int) -> Row:
        moved = replace(flag("moved"), since="2026-01-17T04:05:00Z")
        return row(1, live=live("moved" if day >= 16 else "ok", confirmed=day > 0), flags=(moved,) if day >= 16 else ())

    assert looks(history, 22, state) == [0, 1, 2, 4, 8, 16, 17, 18, 20]


def test_each_follows_its_own_past(history: History) -> None:
    """Two citations of one address, one of them new in the list."""
    twice = [CITED, replace(CITED, number=2, title="Another work at the same address")]
    looks(history, 2, lambda day: row(1, live=live("ok", confirmed=day > 0)))
    owners = {**identities(twice), "1": "cited"}
    assert [each.number for each in due(twice, owners, history, START + DAY + HOUR, Pace())] == [2]
