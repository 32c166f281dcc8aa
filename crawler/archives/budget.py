"""What an archive service allows: so many requests a minute, and none while it asks to be left alone. Arithmetic only.

Times are seconds of any clock that all who share a state read alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

WINDOW = 61.0
"""Seconds in which a minute's requests may begin. The second over the minute is for the way: requests that were sent
evenly do not arrive so.
"""

SHORTEST_STOP = 60.0
"""Seconds. Who goes on asking the Wayback Machine's index after a 429 within a minute is blocked for an hour."""

LONGEST_STOP = 86_400.0
"""Seconds: no answer, however it is meant, stops a service for longer than a day."""

SOON_AGAIN = 3_600.0
"""Seconds after the end of a stop within which the next 429 counts as a repeated one."""


@dataclass(frozen=True, slots=True)
class Service:
    """One service of an archive: `key` names it in the shared budget, `setting` its limit a minute, `name` in reports.

    The key has the host that is asked, so that all of its names are one.
    """

    key: str
    name: str
    setting: str


INDEX = Service("web.archive.org/cdx", "index", "CITEWATCH_CDX_PER_MINUTE")
PLAYBACK = Service("web.archive.org/web", "playback", "CITEWATCH_REPLAY_PER_MINUTE")
SAVING = Service("web.archive.org/save", "save", "CITEWATCH_SAVE_PER_MINUTE")

_HOSTS = re.compile(r"(?:(?:www|web|web-beta|wayback|replay|liveweb)\.)?archive\.org|(?:www\.)?waybackmachine\.org")
_PATHS = ((INDEX, re.compile(r"/+(?:web/+timemap|cdx)(?:/|$)")), (SAVING, re.compile(r"/+save(?:/+(?!status/)|$)")))
_PLAYED = re.compile(r"/+web/")


def service_of(address: str) -> Service | None:
    """The service that a request for `address` asks; None where there is no shared limit."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    if not _HOSTS.fullmatch(host.rstrip(".")):
        return None
    named = next((service for service, path in _PATHS if path.match(parts.path)), None)
    return named or (PLAYBACK if _PLAYED.match(parts.path) else None)


@dataclass(frozen=True, slots=True)
class Spent:
    """What is known of one service: when each of the last requests began, and the stop that it asked for last.

    `stopped_at` is None where it never asked for one; `stop` is its length, `stops` how many came soon after each
    other.
    """

    begun: tuple[float, ...] = ()
    stopped_at: float | None = None
    stop: float = 0.0
    stops: int = 0

    @property
    def stopped_until(self) -> float:
        """When the last stop ends or has ended."""
        return float("-inf") if self.stopped_at is None else self.stopped_at + self.stop


def as_of(spent: Spent, now: float) -> Spent:
    """The same, without what no longer counts; the newest request stays, for a limit of less than one a minute.

    What lies ahead of `now` is a clock that was set back (or a machine that was started anew): it counts as of now, so
    that nobody waits longer than if it had just happened.
    """
    counts = tuple(at for at in spent.begun if at + WINDOW > now) or spent.begun[-1:]
    begun = tuple(min(at, now) for at in counts)
    stopped_at = None if spent.stopped_at is None else min(spent.stopped_at, now)
    return replace(spent, begun=begun, stopped_at=stopped_at)


def wait(spent: Spent, per_minute: float, now: float) -> float:
    """The seconds until a request may begin, 0 for now; a `per_minute` of 0 or less is no limit.

    A stop holds whatever the limit is. `spent` is as of `now`.
    """
    earliest = max(now, spent.stopped_until)
    most, period = _bounds(per_minute)
    if most and len(spent.begun) >= most:
        earliest = max(earliest, spent.begun[-most] + period)
    return earliest - now


def begin(spent: Spent, per_minute: float, now: float) -> Spent:
    """A request begins. What no limit asks for is not counted."""
    if per_minute <= 0:
        return spent
    return replace(spent, begun=(*spent.begun, now))


def stop(spent: Spent, begun: float, asked: float | None, now: float) -> Spent:
    """The service answered 429 to a request that had begun at `begun`; it may ask to wait for `asked` seconds.

    It is left alone for that long and at least for a minute, for twice as long each time that it soon says so again. An
    answer to a request from before the stop adds no new one.
    """
    wish = min(max(asked or 0.0, 0.0), LONGEST_STOP)
    if spent.stopped_at is not None and begun <= spent.stopped_at:
        until = max(spent.stopped_until, now + wish)
        return replace(spent, stop=min(until - spent.stopped_at, LONGEST_STOP))
    again = now <= spent.stopped_until + SOON_AGAIN
    stops = spent.stops + 1 if again else 1
    ours = SHORTEST_STOP * 2 ** min(stops - 1, 20)
    return replace(spent, stopped_at=now, stop=min(max(wish, ours), LONGEST_STOP), stops=stops)


def _bounds(per_minute: float) -> tuple[int, float]:
    """How many requests (0: any number) may begin in how many seconds; a limit below one stretches the window."""
    if per_minute <= 0:
        return 0, WINDOW
    return max(1, int(per_minute)), WINDOW * max(1.0, 1.0 / per_minute)
