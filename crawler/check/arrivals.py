"""What a crawl finds, as it comes: dated by the run's clock, handed on, and counted for whoever watches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count

from crawler.check.clock import stamp
from crawler.check.job import Job
from crawler.check.network import Item, Sink
from crawler.check.seen import Seen, live_addresses

Progress = Callable[[int, int], None]


class Arrivals:
    """For `jobs`; `write` takes what comes, `progress` is told how many addresses are answered, of how many."""

    def __init__(self, jobs: Sequence[Job], write: Sink, progress: Progress | None) -> None:
        citations = [citation for job in jobs for citation in job.asked]
        self._write = write
        self._progress = progress
        self._clock = jobs[0].clock
        self._began = min(job.run.started_at for job in jobs)
        self._cited = frozenset(live_addresses(citations, Seen()))
        self._total = len(self._cited) + sum(bool(each.url or each.archive_url) for each in citations)
        self._arrivals = count(1)

    def here(self, item: Item, kind: str) -> None:
        """Takes what this process has asked: just now, whatever the machine's clock says."""
        self._hand_on(item, kind, stamp(self._clock()))

    def elsewhere(self, item: Item) -> None:
        """Takes a page that another process has asked for, maybe while no run was there to take it.

        The time that it says stands where it lies within the run: that machine's clock may be wrong.
        """
        self._hand_on(item, "live", min(max(item.asked_at, self._began), stamp(self._clock())))

    def _hand_on(self, item: Item, kind: str, asked_at: str) -> None:
        self._write(replace(item, asked_at=asked_at), kind)
        if self._progress and (kind != "live" or item.address in self._cited):
            self._progress(next(self._arrivals), self._total)
