"""What earlier runs said of a citation: all that strikes, confirmation and flags need to know of history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crawler.judge.verdict import Flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One earlier verdict. `live_at` and `archive_at` are when each was looked at (None: it was not)."""

    live_at: datetime | None
    live_state: str
    live_reason: str
    archive_at: datetime | None
    archive_state: str
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How many failing runs, how far apart, over which span, before "does not answer" becomes "dead, unreachable"."""

    strikes: int = 3
    spacing: timedelta = timedelta(days=1)
    span: timedelta = timedelta(days=14)


STRIKE_REASONS = frozenset({"timeout", "refused", "reset", "dns-error", "server-error"})
SLACK = timedelta(minutes=30)
"""cron's runs are not to the second: a run a little under a spacing later counts as that far apart."""


def moment(text: str) -> datetime:
    """RFC 3339 UTC as a datetime."""
    return datetime.fromisoformat(text).astimezone(UTC)


def failing_since(past: Sequence[Past], now: datetime, policy: Policy) -> datetime | None:
    """When the present row of failing runs began, if with this one they are enough for `unreachable`; else None.

    `past` is oldest first. Any other answer in between begins the row anew. A look that lies ahead of `now` was taken
    while the clock was wrong, and is no strike.
    """
    times: list[datetime] = []
    for verdict in past:
        if verdict.live_at is None or verdict.live_reason == "offline":
            continue
        if verdict.live_reason in STRIKE_REASONS or verdict.live_reason == "unreachable":
            times.append(verdict.live_at)
        else:
            times = []
    counted: list[datetime] = []
    for time in sorted(time for time in (*times, now) if time <= now):
        if not counted or time - counted[-1] >= policy.spacing - SLACK:
            counted.append(time)
    enough = len(counted) >= policy.strikes and counted[-1] - counted[0] >= policy.span - SLACK
    return counted[0] if enough else None


def seen_before(past: Sequence[tuple[datetime | None, str]], state: str, now: datetime, policy: Policy) -> bool:
    """Whether the same state was seen a spacing ago or more, and no other certain one since; `past` is oldest first."""
    for time, earlier in reversed(past):
        if time is None:
            continue
        if earlier == state and now - time >= policy.spacing - SLACK:
            return True
        if earlier not in (state, "unknown"):
            return False
    return False
