"""What runs have seen: each address's evidence, how often archives were asked, and words kept for the next run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pydantic import ValidationError

from crawler.evidence.fetch import FETCH
from crawler.evidence.search import SEARCH
from crawler.history.database import Database
from crawler.history.record import ArchiveRequests, Observation

ENDLESS = "9999-12-31T23:59:59Z"
"""After every time."""

_COUNT = """
INSERT INTO archive_requests VALUES (?, ?, ?)
ON CONFLICT (run, service) DO UPDATE SET count = count + excluded.count
"""
_NONE: Mapping[str, int] = {}
_ASK_ANEW = "ask-anew "
"""The note, with an address behind it, of the time up to which the indexes' answers about it count for nothing."""


class Observations:
    """The part of an open history that is written while a run goes on."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def observe_all(self, run: str, observations: Iterable[Observation], requests: Mapping[str, int] = _NONE) -> None:
        """Records what addresses showed, and counts the requests to archives by service: all or none.

        What is recorded of an address a second time replaces the first.
        """
        rows = [(run, each.kind, each.address, each.at, each.evidence.decode("utf-8")) for each in observations]
        counts = [(run, service, count) for service, count in requests.items()]
        with self._db.transaction():
            self._db.write_each("INSERT OR REPLACE INTO observations VALUES (?, ?, ?, ?, ?)", rows)
            self._db.write_each(_COUNT, counts)

    def observations(self, run: str) -> Iterator[tuple[str, str, str]]:
        """Kind, address and evidence of all that a run observed; what cannot be read counts as never seen.

        They are read as they are asked for: nothing may be recorded meanwhile.
        """
        found = self._db.each("SELECT kind, address, evidence FROM observations WHERE run = ?", run)
        yield from (row for row in found if _is_readable(row[0], row[2]))

    def observation(self, run: str, kind: str, address: str) -> str | None:
        """What a run recorded of one address; None where it did not."""
        rows = self._db.all(
            "SELECT evidence FROM observations WHERE run = ? AND kind = ? AND address = ?", run, kind, address
        )
        return rows[0][0] if rows else None

    def forget_observations(self, run: str) -> None:
        """Drops what a run saw; what was judged of it stays."""
        self._db.write("DELETE FROM observations WHERE run = ?", run)

    def newest_observation(self, kind: str, address: str, since: str, until: str = ENDLESS) -> str | None:
        """The evidence last recorded for an address from `since` to `until`, in any run; None where it is unreadable.

        Without `until`, what was recorded while the clock ran ahead would stay the newest until that time has come.
        """
        if kind == "search":
            since = max(since, self.note(f"{_ASK_ANEW}{address}"))
        rows = self._db.all(
            "SELECT evidence FROM observations WHERE kind = ? AND address = ? AND observed_at BETWEEN ? AND ? "
            "ORDER BY observed_at DESC LIMIT 1",
            kind,
            address,
            since,
            until,
        )
        return rows[0][0] if rows and _is_readable(kind, rows[0][0]) else None

    def forget_search(self, address: str, until: str) -> None:
        """What the archives' indexes said of an address up to `until` is no answer any more; it stays as evidence."""
        self.take_note(f"{_ASK_ANEW}{address}", until)

    def archive_requests(self, run: str) -> ArchiveRequests:
        """How often a run has asked the archives so far."""
        counts = dict(self._db.all("SELECT service, count FROM archive_requests WHERE run = ?", run))
        return ArchiveRequests(index=counts.get("index", 0), playback=counts.get("playback", 0))

    def note(self, name: str) -> str:
        """A remembered word, "" where there is none."""
        rows = self._db.all("SELECT value FROM notes WHERE name = ?", name)
        return rows[0][0] if rows else ""

    def take_note(self, name: str, value: str) -> None:
        """Remembers a word for the next run."""
        self._db.write("INSERT OR REPLACE INTO notes VALUES (?, ?)", name, value)


def _is_readable(kind: str, evidence: str) -> bool:
    try:
        (SEARCH if kind == "search" else FETCH).validate_json(evidence)
    except ValidationError:
        return False
    return True
