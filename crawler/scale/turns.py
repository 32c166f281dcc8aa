"""Turns at a host: one visitor's pace for all processes that ask it, whichever shard or redirect leads them there.

Each request takes the host's next turn: an object in the store, which one process alone can create. Who has created it
sends within GRACE, or takes another; who finds it there waits GRACE and the host's delay from then. So no clocks are
compared, and a turn taken by a process that was killed, stopped or cut off costs others a wait and nobody a request too
soon. In its own row of turns a process waits for the delay alone.

A host may ask for a rest: the process that heard it takes a turn for that, with the seconds in it, and whoever finds it
taken waits so much longer.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from crawler.scale.store import Store

GRACE = 2.0
"""Seconds within which a turn that was taken is used."""


@dataclass(slots=True)
class _Row:
    """What is known of a host's turns: the last `number`, and the `earliest` time at which the next may be used."""

    number: int
    earliest: float
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Turns:
    """The turns of one run, under `folder` in the store, as one process takes them. `now` is a monotonic clock."""

    def __init__(self, store: Store, folder: str, now: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._folder = folder
        self._now = now
        self._rows: dict[str, _Row] = {}

    async def take(self, host: str, delay: float) -> None:
        """Returns when a request may be sent to `host`, `delay` seconds after the one before. Raises StoreError."""
        place = f"{self._folder}/{place_of(host)}"
        if host not in self._rows:
            number = await asyncio.to_thread(self._last, place)
            row = _Row(number, self._now())
            if number:
                row.earliest += await self._wait_behind(_name(place, number), delay)
            self._rows.setdefault(host, row)
        row = self._rows[host]
        async with row.lock:
            while not await self._taken(row, place, delay):
                pass

    def reached(self, host: str, earliest: float) -> None:
        """The last request may have reached the host late: the next is not sent before `earliest`."""
        row = self._rows[host]
        row.earliest = max(row.earliest, earliest)

    async def rest(self, host: str, seconds: float) -> None:
        """Nobody else sends to `host` for so long, but who has a turn already. Raises StoreError."""
        row, place = self._rows[host], f"{self._folder}/{place_of(host)}"
        async with row.lock:
            ours = False
            while not ours:
                turn = _name(place, row.number + 1)
                ours = await asyncio.to_thread(self._store.create, turn, str(seconds).encode())
                row.number += 1
            row.earliest = max(row.earliest, self._now() + seconds)

    async def _taken(self, row: _Row, place: str, delay: float) -> bool:
        """Tries for the next turn when it is time; False where somebody else had it, or it came too late for use."""
        await self._until(row.earliest - GRACE / 2)
        began = self._now()
        ours = await asyncio.to_thread(self._store.create, _name(place, row.number + 1), b"")
        row.number += 1
        if not ours:
            row.earliest = self._now() + await self._wait_behind(_name(place, row.number), delay)
            return False
        await self._until(row.earliest)
        sent = self._now()
        if sent - began > GRACE:
            row.earliest = max(row.earliest, began + GRACE)
            return False
        row.earliest = sent + delay
        return True

    async def _wait_behind(self, turn: str, delay: float) -> float:
        """Seconds from now after which a turn that somebody else has taken is over."""
        rest = await asyncio.to_thread(self._store.get, turn)
        return GRACE + delay + float(rest or 0)

    async def _until(self, moment: float) -> None:
        if (seconds := moment - self._now()) > 0:
            await asyncio.sleep(seconds)

    def _last(self, place: str) -> int:
        return max((int(name) for name in self._store.names(place)), default=0)


def _name(place: str, number: int) -> str:
    return f"{place}/{number:010}"


def place_of(host: str) -> str:
    """A host's name as one word that every store takes."""
    return sha256(host.encode("utf-8", "surrogatepass")).hexdigest()[:24]
