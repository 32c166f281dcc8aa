"""Records observations in history in groups: a commit waits for the disk, whether it holds one of them or fifty.

A run that asks politely has each on the disk at once; one that asks fast, within PAUSE. A kill costs what came since.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from math import inf

from crawler.evidence.warc import EvidenceFile
from crawler.history.record import Observation
from crawler.history.schema import HistoryError
from crawler.history.store import History
from crawler.web.recorder import EvidenceLostError

PAUSE = 0.1
"""Seconds for which an observation may wait for others."""

MOST = 200
"""How many wait at most, where no event loop runs that would remind of them."""


class Together:
    """The observations of `run` on their way to the disk: the evidence `file` first, for history rests on it."""

    def __init__(
        self, history: History, run: str, file: EvidenceFile, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._history = history
        self._run = run
        self._file = file
        self._clock = clock
        self._waiting: dict[tuple[str, str], Observation] = {}
        self._counts: Counter[str] = Counter()
        self._last = -inf
        self._alarm: asyncio.TimerHandle | None = None
        self._wrong: Exception | None = None

    def add(self, observation: Observation) -> None:
        """Takes one; it is on the disk within PAUSE. Raises what a commit since the last call raised."""
        self._waiting[observation.kind, observation.address] = observation
        self._commit_in_time()

    def read(self, kind: str, address: str) -> bytes | str | None:
        """What was taken of an address, as JSON, whether it is on the disk or not; None for nothing."""
        waiting = self._waiting.get((kind, address))
        return waiting.evidence if waiting else self._history.observation(self._run, kind, address)

    def count(self, service: str) -> None:
        """Counts a request to an archive's `service`, in the same way."""
        self._counts[service] += 1
        self._commit_in_time()

    def commit(self) -> None:
        """Everything taken is on the disk when this returns. Raises HistoryError and EvidenceLostError."""
        if self._alarm:
            self._alarm.cancel()
            self._alarm = None
        if self._waiting or self._counts:
            try:
                self._file.sync()
            except OSError as error:
                raise EvidenceLostError(self._file.path, error) from error
            self._history.observe_all(self._run, self._waiting.values(), self._counts)
            self._waiting, self._counts = {}, Counter()
            self._last = self._clock()

    def _commit_in_time(self) -> None:
        if self._wrong:
            raise self._wrong
        if self._clock() - self._last >= PAUSE or len(self._waiting) >= MOST:
            self.commit()
        else:
            self._set_alarm()

    def _set_alarm(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return  # whoever adds without one commits at the end
        self._alarm = self._alarm or loop.call_later(PAUSE, self._in_time)

    def _in_time(self) -> None:
        """The alarm has nobody to raise to: the next who adds is told."""
        self._alarm = None
        try:
            self.commit()
        except (HistoryError, EvidenceLostError) as error:
            self._wrong = error
