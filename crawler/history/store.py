"""history.db: runs and verdicts. One process writes (the run's lock sees to that), any number read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import TypeAdapter

from crawler.history.database import Database
from crawler.history.observations import ENDLESS, Observations
from crawler.history.record import Event, Report, Row, Run, Standing

_ROW: TypeAdapter[Row] = TypeAdapter(Row)
_EVENT: TypeAdapter[Event] = TypeAdapter(Event)
_ARTICLE: TypeAdapter[Mapping[str, str]] = TypeAdapter(Mapping[str, str])
_LABELS: TypeAdapter[tuple[str, ...]] = TypeAdapter(tuple[str, ...])

_ROWS = "SELECT judged_at, row FROM verdicts JOIN runs ON runs.id = run WHERE state = 'finished'"
_EVENTS = "SELECT event FROM events JOIN runs ON runs.id = run"
_NUMBERED = "SELECT events.id, event FROM events JOIN runs ON runs.id = run"
_TOLD = "told-up-to"

_BEFORE_LAST_RUN = """
SELECT COALESCE(MAX(id), 0) FROM events
WHERE run != (SELECT id FROM runs WHERE state = 'finished' ORDER BY rowid DESC LIMIT 1)
"""
_PLACE = "COALESCE((SELECT rowid FROM runs WHERE id = ?), 9223372036854775807)"
"""Where a run stands in the order in which runs were made; one that is not known comes after all."""

_STANDINGS = """
SELECT identity, judged_at, json_extract(row, '$.health')
FROM (SELECT id, rowid AS made FROM runs
      WHERE state = 'finished' AND made < COALESCE((SELECT rowid FROM runs WHERE id = ?), 9223372036854775807)
      ORDER BY made DESC LIMIT ?)
JOIN verdicts ON run = id ORDER BY made
"""

_STEADY = """
SELECT MIN(judged_at) FROM verdicts JOIN runs ON runs.id = run
WHERE state = 'finished' AND identity = ?1 AND judged_at >= ?3 AND judged_at > COALESCE(
    (SELECT MAX(judged_at) FROM verdicts JOIN runs ON runs.id = run
     WHERE state = 'finished' AND identity = ?1 AND judged_at >= ?3 AND json_extract(row, '$.health') != ?2), '')
"""


class History(Observations):
    """An open history. Each method is a whole transaction; times are RFC 3339 UTC, so they sort as text."""

    def __init__(self, path: Path) -> None:
        """Opens or makes the database. Raises HistoryError where it cannot be read or written."""
        super().__init__(Database(path))

    def close(self) -> None:
        """Closes the database; everything said before is on disk."""
        self._db.close()

    def verify(self) -> None:
        """Raises HistoryError where the file is damaged: to write into it would make that worse."""
        self._db.verify()

    def begin_run(self, run: Run, options: str, article: Mapping[str, str]) -> None:
        """Opens a run. `options` is what must be the same for a killed run to go on."""
        self._db.write(
            "INSERT INTO runs (id, started_at, state, web, network, options, article) "
            "VALUES (?, ?, 'running', ?, ?, ?, ?)",
            run.id,
            run.started_at,
            run.web,
            run.network,
            options,
            json.dumps(dict(article)),
        )

    def knows(self, run: str) -> bool:
        """Whether a run had this id, though its folder may be gone."""
        return bool(self._db.all("SELECT 1 FROM runs WHERE id = ?", run))

    def web(self) -> str:
        """Which web the newest run was on, `live` or `replay`, whether it ended or not; "" before any run."""
        rows = self._db.all("SELECT web FROM runs ORDER BY rowid DESC LIMIT 1")
        return str(rows[0][0]) if rows else ""

    def unfinished_run(self, options: str, since: str, until: str = ENDLESS) -> Run | None:
        """The newest run with the same options that was begun from `since` to `until`, and never ended."""
        rows = self._db.all(
            "SELECT * FROM runs WHERE state = 'running' AND options = ? AND started_at BETWEEN ? AND ? "
            "ORDER BY rowid DESC LIMIT 1",
            options,
            since,
            until,
        )
        return self._run(rows[0]) if rows else None

    def ended_runs(self) -> list[str]:
        """The ids of all runs that are over, oldest first."""
        return [run for (run,) in self._db.all("SELECT id FROM runs WHERE state != 'running' ORDER BY rowid")]

    def close_unfinished_runs(self, but: str) -> None:
        """Runs that never ended, but for one, are over: their evidence stays and is not judged as today's."""
        self._db.write("UPDATE runs SET state = 'closed' WHERE state = 'running' AND id != ?", but)

    def finish_run(
        self, report: Report, identities: Iterable[str], asked: Iterable[str], events: Iterable[Event]
    ) -> None:
        """Records the verdicts and the flags' changes, and ends the run: all or nothing.

        `identities` are those of the rows, in order; `asked` are the labels of the footnotes that the run looked at.
        """
        run = report.run
        rows = (
            (run.id, place, identity, row.label, run.finished_at, _ROW.dump_json(row).decode("utf-8"))
            for place, (row, identity) in enumerate(zip(report.rows, identities, strict=True))
        )
        happened = [(run.id, _EVENT.dump_json(event).decode("utf-8")) for event in events]
        with self._db.transaction():
            self._db.write_each("INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?, ?)", rows)
            self._db.write("DELETE FROM events WHERE run = ?", run.id)
            self._db.write_each("INSERT INTO events (run, event) VALUES (?, ?)", happened)
            self._db.write(
                "UPDATE runs SET state = 'finished', finished_at = ?, network = ?, asked = ? WHERE id = ?",
                run.finished_at,
                run.network,
                json.dumps(list(asked)),
                run.id,
            )

    def asked(self, run: str) -> tuple[str, ...]:
        """The labels of the footnotes that a finished run looked at."""
        rows = self._db.all("SELECT asked FROM runs WHERE id = ?", run)
        return self._db.read(_LABELS, rows[0][0]) if rows else ()

    def events(self, most: int, until: str = "") -> list[Event]:
        """The newest `most` flags raised and cleared, newest first; `until` (a run's id) leaves out what came later."""
        found = self._db.all(
            f"{_EVENTS} WHERE ? = '' OR runs.rowid <= {_PLACE} ORDER BY events.id DESC LIMIT ?",
            until,
            until,
            most,
        )
        return [self._db.read(_EVENT, event) for (event,) in found]

    def untold_events(self) -> dict[int, Event]:
        """The flags raised and cleared that nobody was told of, oldest first, by a number that grows.

        Where nobody was ever told, those of the last run: nobody wants to be told of a year at once.
        """
        told = self.note(_TOLD)
        since = int(told) if told else self._db.all(_BEFORE_LAST_RUN)[0][0]
        found = self._db.all(f"{_NUMBERED} WHERE runs.state = 'finished' AND events.id > ? ORDER BY events.id", since)
        return {number: self._db.read(_EVENT, event) for number, event in found}

    def take_told(self, number: int) -> None:
        """Remembers that people were told of all events up to this one."""
        self.take_note(_TOLD, str(number))

    def rows(self, identity: str, before: str = "") -> list[Row]:
        """The rows of a citation in finished runs, oldest first; `before` (a run's id) leaves out that and later ones.

        The order is that in which the runs were made, whatever the clock said; a thousand are enough for any rule.
        """
        found = self._db.all(
            f"{_ROWS} AND identity = ? AND (? = '' OR runs.rowid < {_PLACE}) ORDER BY runs.rowid DESC LIMIT 1000",
            identity,
            before,
            before,
        )
        return [self._db.read(_ROW, row) for _, row in reversed(found)]

    def standings(self, before: str, runs: int) -> dict[str, list[Standing]]:
        """How each citation stood in the last `runs` finished runs before the run `before`, oldest first."""
        found = self._db.all(_STANDINGS, before, runs)
        standings: dict[str, list[Standing]] = {}
        for identity, judged_at, health in found:
            standings.setdefault(identity, []).append(Standing(judged_at, health))
        return standings

    def steady_since(self, identity: str, health: str, after: str) -> str:
        """Since when runs have judged a citation to be of this health and no other, looking back to `after`; or ""."""
        return self._db.all(_STEADY, identity, health, after)[0][0] or ""

    def newest_row(self, identity: str, before: str = "") -> Row | None:
        """The row of a citation in the newest finished run that has one; `before` as for `rows`."""
        found = self._db.all(
            f"{_ROWS} AND identity = ? AND (? = '' OR runs.rowid < {_PLACE}) ORDER BY runs.rowid DESC LIMIT 1",
            identity,
            before,
            before,
        )
        return self._db.read(_ROW, found[0][1]) if found else None

    def timeline(self, label: str) -> list[tuple[str, Row]]:
        """When each row of the citation that now has this label was judged, and the row; oldest first."""
        newest = self._db.all(
            "SELECT identity FROM verdicts JOIN runs ON runs.id = run WHERE label = ? AND state = 'finished' "
            "ORDER BY runs.rowid DESC LIMIT 1",
            label,
        )
        found = self._db.all(f"{_ROWS} AND identity = ? ORDER BY runs.rowid", newest[0][0]) if newest else []
        return [(judged_at, self._db.read(_ROW, row)) for judged_at, row in found]

    def report(self, run: str = "") -> Report | None:
        """A finished run as it was recorded, the newest where none is named."""
        found = self._db.all(
            "SELECT * FROM runs WHERE state = 'finished' AND (id = ? OR ? = '') ORDER BY rowid DESC LIMIT 1", run, run
        )
        if not found:
            return None
        rows = self._db.all("SELECT row FROM verdicts WHERE run = ? ORDER BY place", found[0][0])
        return Report(
            run=self._run(found[0]),
            article=self._db.read(_ARTICLE, found[0][7]),
            rows=tuple(self._db.read(_ROW, row) for (row,) in rows),
        )

    def _run(self, row: tuple[str, ...]) -> Run:
        for time in filter(None, row[1:3]):
            self._db.read_time(time)
        return Run(
            id=row[0],
            started_at=row[1],
            finished_at=row[2] or "",
            web=row[4],
            network=row[5],
            archive_requests=self.archive_requests(row[0]),
        )
