"""history.db: runs, observations and verdicts. One process writes (the run's lock sees to that), any number read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pydantic import TypeAdapter

from crawler.history.record import Event, Report, Row, Run
from crawler.history.schema import HistoryError, migrate

_ROW: TypeAdapter[Row] = TypeAdapter(Row)
_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


class History:
    """An open history. Each method is a whole transaction; times are RFC 3339 UTC, so they sort as text."""

    def __init__(self, path: Path) -> None:
        """Opens or makes the database. Raises HistoryError where it cannot be read or written."""
        self.path = path
        with _explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=10, isolation_level=None)
            migrate(self._db, str(path))
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("PRAGMA foreign_keys = ON")

    def close(self) -> None:
        """Closes the database; everything said before is on disk."""
        self._db.close()

    def begin_run(self, run: Run, options: str, article: Mapping[str, str]) -> None:
        """Opens a run. `options` is what must be the same for a killed run to go on."""
        with _explained(self.path):
            self._db.execute(
                "INSERT INTO runs (id, started_at, state, web, network, options, article) "
                "VALUES (?, ?, 'running', ?, ?, ?, ?)",
                (run.id, run.started_at, run.web, run.network, options, json.dumps(dict(article))),
            )

    def unfinished_run(self, options: str, since: str) -> Run | None:
        """The newest run that was begun after `since` with the same options and never ended."""
        row = self._db.execute(
            "SELECT * FROM runs WHERE state = 'running' AND options = ? AND started_at >= ? "
            "ORDER BY started_at DESC LIMIT 1",
            (options, since),
        ).fetchone()
        return _run(row) if row else None

    def close_unfinished_runs(self, but: str) -> None:
        """Runs that never ended, but for one, are over: their evidence stays and is not judged as today's."""
        with _explained(self.path):
            self._db.execute("UPDATE runs SET state = 'closed' WHERE state = 'running' AND id != ?", (but,))

    def observe(self, run: str, kind: str, address: str, observed_at: str, evidence: bytes) -> None:
        """Records what one address showed. `kind` is live, play or search; a second time replaces the first."""
        with _explained(self.path):
            self._db.execute(
                "INSERT OR REPLACE INTO observations VALUES (?, ?, ?, ?, ?)",
                (run, kind, address, observed_at, evidence.decode("utf-8")),
            )

    def observations(self, run: str) -> Iterator[tuple[str, str, str]]:
        """Kind, address and evidence of all that a run observed."""
        yield from self._db.execute("SELECT kind, address, evidence FROM observations WHERE run = ?", (run,))

    def forget_observations(self, run: str) -> None:
        """Drops what a run saw; what was judged of it stays."""
        with _explained(self.path):
            self._db.execute("DELETE FROM observations WHERE run = ?", (run,))

    def newest_observation(self, kind: str, address: str, since: str) -> str | None:
        """The evidence last recorded for an address at `since` or later, in any run."""
        row = self._db.execute(
            "SELECT evidence FROM observations WHERE kind = ? AND address = ? AND observed_at >= ? "
            "ORDER BY observed_at DESC LIMIT 1",
            (kind, address, since),
        ).fetchone()
        return row[0] if row else None

    def finish_run(
        self, report: Report, identities: Iterable[str], asked: Iterable[str], events: Iterable[Event]
    ) -> None:
        """Records the verdicts and the flags' changes, and ends the run: all or nothing.

        `identities` are those of the rows, in order; `asked` are the labels of the footnotes that the run looked at.
        """
        run = report.run
        rows = [
            (run.id, place, identity, row.label, run.finished_at, _ROW.dump_json(row).decode("utf-8"))
            for place, (row, identity) in enumerate(zip(report.rows, identities, strict=True))
        ]
        happened = [(run.id, _EVENT.dump_json(event).decode("utf-8")) for event in events]
        with _explained(self.path), self._transaction():
            self._db.executemany("INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?, ?)", rows)
            self._db.execute("DELETE FROM events WHERE run = ?", (run.id,))
            self._db.executemany("INSERT INTO events (run, event) VALUES (?, ?)", happened)
            self._db.execute(
                "UPDATE runs SET state = 'finished', finished_at = ?, network = ?, asked = ? WHERE id = ?",
                (run.finished_at, run.network, json.dumps(list(asked)), run.id),
            )

    def asked(self, run: str) -> tuple[str, ...]:
        """The labels of the footnotes that a finished run looked at."""
        row = self._db.execute("SELECT asked FROM runs WHERE id = ?", (run,)).fetchone()
        return tuple(json.loads(row[0])) if row else ()

    def events(self, most: int, until: str = "") -> list[Event]:
        """The newest `most` flags raised and cleared, newest first; `until` (a run's id) leaves out what came later."""
        found = self._db.execute(
            "SELECT event FROM events WHERE ? = '' OR run <= ? ORDER BY id DESC LIMIT ?", (until, until, most)
        )
        return [_EVENT.validate_json(event) for (event,) in found]

    def rows(self, identity: str, before: str = "") -> list[Row]:
        """All rows of a citation in finished runs, oldest first; `before` (a run's id) leaves out that and later."""
        found = self._db.execute(
            "SELECT row FROM verdicts JOIN runs ON runs.id = run "
            "WHERE identity = ? AND (? = '' OR run < ?) AND state = 'finished' ORDER BY judged_at, run",
            (identity, before, before),
        )
        return [_ROW.validate_json(row) for (row,) in found]

    def timeline(self, label: str) -> list[tuple[str, Row]]:
        """When each row of the citation that now has this label was judged, and the row; oldest first."""
        newest = self._db.execute(
            "SELECT identity FROM verdicts JOIN runs ON runs.id = run WHERE label = ? AND state = 'finished' "
            "ORDER BY judged_at DESC, run DESC LIMIT 1",
            (label,),
        ).fetchone()
        found = self._db.execute(
            "SELECT judged_at, row FROM verdicts JOIN runs ON runs.id = run "
            "WHERE identity = ? AND state = 'finished' ORDER BY judged_at, run",
            newest or ("",),
        )
        return [(judged_at, _ROW.validate_json(row)) for judged_at, row in found]

    def report(self, run: str = "") -> Report | None:
        """A finished run as it was recorded, the newest where none is named."""
        found = self._db.execute(
            "SELECT * FROM runs WHERE state = 'finished' AND (id = ? OR ? = '') "
            "ORDER BY finished_at DESC, id DESC LIMIT 1",
            (run, run),
        ).fetchone()
        if found is None:
            return None
        rows = self._db.execute("SELECT row FROM verdicts WHERE run = ? ORDER BY place", (found[0],))
        return Report(
            run=_run(found),
            article=json.loads(found[7]),
            rows=tuple(_ROW.validate_json(row) for (row,) in rows),
        )

    def note(self, name: str) -> str:
        """A remembered word, "" where there is none."""
        row = self._db.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def take_note(self, name: str, value: str) -> None:
        """Remembers a word for the next run."""
        with _explained(self.path):
            self._db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


def _run(row: tuple[str, ...]) -> Run:
    return Run(id=row[0], started_at=row[1], finished_at=row[2] or "", web=row[4], network=row[5])


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise HistoryError(
            f"{path}: {error}. Nothing was changed; see that the disk has room and the file is yours."
        ) from error
