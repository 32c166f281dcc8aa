"""What several articles share in one crawl: each answer is asked for once, and written down for each that wants it.

An article gets what a crawl of its own would have asked for: its addresses, its snapshots, and what is asked of a host
where one of its own pages leaves doubt. Its evidence is copied into its own folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

from crawler.archives.budget import INDEX, service_of
from crawler.check.exchanges import read_exchange, with_records
from crawler.check.job import Job
from crawler.check.seen import Seen
from crawler.check.shelf import Spool
from crawler.check.wishes import Wish, Wishes
from crawler.evidence.address import host_of, is_root
from crawler.evidence.fetch import FETCH, Fetch
from crawler.evidence.made_up import is_made_up
from crawler.evidence.search import SEARCH, Search
from crawler.history.schema import HistoryError
from crawler.web.recorder import EvidenceLostError

Item = Fetch | Search


class Sharing:
    """`seen` is all that any of the jobs knows; `evidence` the file to which the crawl writes what comes.

    That file has no name, so a kill leaves nothing of it behind; it lies where temporary files do (`TMPDIR`). `lost`
    says of the jobs that cannot be written any more why; the others go on.
    """

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = tuple(jobs)
        self._file = TemporaryFile(prefix="citewatch-")  # noqa: SIM115 - `close` closes it
        self.evidence = Path(f"/dev/fd/{self._file.fileno()}")
        self._spools = (Spool(FETCH), Spool(FETCH), Spool(SEARCH))
        self.seen = Seen(*self._spools)
        self.lost: dict[Path, Exception] = {}
        self._wishes = [Wishes(job.asked, job.notebook.seen, job.settings, job.strikes()) for job in jobs]
        self._wanted: dict[Wish, dict[int, None]] = {}
        self._on_host: dict[str, list[int]] = {}
        self._folders: dict[Wish, Path] = {}
        for place, job in enumerate(jobs):
            self._take_up(place, self._wishes[place].first())
            for host in self._wishes[place].hosts:
                self._on_host.setdefault(host, []).append(place)
            self._learn(job)
        self.spread()

    def close(self) -> None:
        """Lets go of the crawl's file."""
        self._file.close()
        for spool in self._spools:
            spool.close()

    def take(self, item: Item, kind: str) -> None:
        """Writes a fresh answer down for each job that wants it. Raises where none of them can be written any more."""
        try:
            self.seen.keep(item, kind)
        except OSError as error:
            raise EvidenceLostError(self.evidence, error) from error
        for place in self._wanting(item.address, kind):
            if self._gives(place, item, kind):
                for service in _asked(item):
                    self._on_paper(place, partial(self._jobs[place].notebook.count, service))
        if len(self.lost) == len(self._jobs):
            raise next(iter(self.lost.values()))

    def kept(self, readers: Sequence[Callable[[str], Fetch | None]], address: str) -> Fetch | None:
        """What any of the jobs that want an address has read of it before, the newest; `readers` are the jobs'."""
        places = self._wanting(address, "live")
        found = [(fetch, place) for place in places if (fetch := readers[place](address))]
        if not found:
            return None
        fetch, owner = max(found, key=lambda pair: pair[0].asked_at)
        self._folders["live", address] = self._jobs[owner].options.reports.resolve()
        return fetch

    def follow(self) -> None:
        """Lets each job say which of the addresses it wants to which captured redirects lead."""
        for place, wishes in enumerate(self._wishes):
            self._take_up(place, wishes.follow())

    def spread(self) -> None:
        """Gives each job what the others know and it wants: before the crawl, and at its end.

        In an order in which each answer finds the wish for it: the index's answers name plays, those and what is cited
        say where a page has gone, and pages leave the doubts that made-up addresses settle.
        """
        for items, kind in _parts(self.seen):
            self._spread(items, kind)
        self.follow()
        self._spread(self.seen.live, "live")

    def _spread(self, items: Mapping[str, Item], kind: str) -> None:
        for address in list(items):
            for place in self._wanting(address, kind):
                if not self._jobs[place].notebook.seen.has(address, kind):
                    self._gives(place, items[address], kind)

    def _take_up(self, place: int, wishes: Iterable[Wish]) -> None:
        for wish in wishes:
            self._wanted.setdefault(wish, {})[place] = None

    def _wanting(self, address: str, kind: str) -> list[int]:
        """The places of the jobs that want an address."""
        found = dict(self._wanted.get((kind, address), {}))
        if kind == "live" and (is_made_up(address) or is_root(address)):
            host = host_of(address)
            doubting = (place for place in self._on_host.get(host, ()) if self._wishes[place].doubts(host))
            found |= dict.fromkeys(doubting)
        return list(found)

    def _learn(self, job: Job) -> None:
        for items, kind in _parts(job.notebook.seen):
            for address, item in items.items():
                if not self.seen.has(address, kind):
                    self.seen.keep(item, kind)
                    self._folders[kind, address] = job.options.reports.resolve()

    def _gives(self, place: int, item: Item, kind: str) -> bool:
        """Whether the job that wants the item has it now."""
        job, folder = self._jobs[place], self._folders.get((kind, item.address))
        if isinstance(item, Search):
            self._take_up(place, self._wishes[place].hear(item))

        def write() -> None:
            job.notebook.write(with_records(item, lambda record: self._moved(record, folder, job)), kind)

        return self._on_paper(place, write)

    def _on_paper(self, place: int, write: Callable[[], None]) -> bool:
        """Whether the job could be written; one that could not is not tried again."""
        reports = self._jobs[place].options.reports
        if reports in self.lost:
            return False
        try:
            write()
        except (EvidenceLostError, HistoryError) as error:
            self.lost[reports] = error
        return reports not in self.lost

    def _moved(self, record: str, folder: Path | None, job: Job) -> str:
        """The pointer to the same exchange in the job's own evidence; "" where the exchange is no more."""
        path, _, offset = record.partition("#offset=")
        if not path.startswith("runs/"):
            return job.notebook.adopt(read_exchange(self._file.fileno(), int(offset)))
        if folder is None or folder == job.options.reports.resolve():
            return record
        with suppress(OSError):
            file = os.open(folder / path, os.O_RDONLY)
            try:
                return job.notebook.adopt(read_exchange(file, int(offset)))
            finally:
                os.close(file)
        return ""


def _parts(seen: Seen) -> tuple[tuple[Mapping[str, Item], str], ...]:
    return (seen.searches, "search"), (seen.plays, "play"), (seen.live, "live")


def _asked(item: Item) -> list[str]:
    """The services of archives that were asked for this answer, as far as its evidence shows it."""
    if isinstance(item, Search):
        return [INDEX.name] if item.record else []
    services = (service_of(hop.url) for hop in item.hops if hop.record)
    return [service.name for service in services if service]
