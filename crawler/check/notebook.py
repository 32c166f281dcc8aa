"""Writes down what a run sees, an address at a time: first as evidence in the WARC, then as done in history.

A kill between the two costs nothing: what only the evidence has is taken up from there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from crawler.check.seen import Kept, Seen, is_open, remembered
from crawler.check.shelf import Shelf
from crawler.check.together import Together
from crawler.check.unchanged import with_own_records
from crawler.evidence.fetch import FETCH, Fetch
from crawler.evidence.search import SEARCH, Search
from crawler.evidence.stored import mend, read_facts
from crawler.evidence.warc import EvidenceFile
from crawler.history.database import MOVE_AWAY
from crawler.history.record import Observation, Run
from crawler.history.schema import HistoryError
from crawler.history.store import History
from crawler.references.citation import Citation
from crawler.web.recorder import EvidenceLostError

T = TypeVar("T")


class Notebook:
    """The record of one run that is under way. `seen` is all of it, read back from history where it is wanted."""

    def __init__(self, history: History, run: Run, reports: Path) -> None:
        self.evidence_path = evidence_path(reports, run.id)
        try:
            mend(self.evidence_path)
            self._file = EvidenceFile(self.evidence_path)
        except OSError as error:
            raise EvidenceLostError(self.evidence_path, error) from error
        self._history = history
        self._run = run
        self._together = Together(history, run.id, self._file)
        live, plays = (Shelf(partial(self._read, kind, FETCH)) for kind in ("live", "play"))
        searches = Shelf(partial(self._read, "search", SEARCH))
        self._shelves: Mapping[str, Shelf[Any]] = {"live": live, "play": plays, "search": searches}
        self.seen = Seen(live=live, plays=plays, searches=searches)

    def recall(self, citations: Iterable[Citation], archives: Kept) -> None:
        """Takes up what this run had seen before it was cut off, and what the archives said not long ago.

        What only says that a question had no turn is asked anew.
        """
        stored = {
            (kind, address): is_open(kind, facts) for kind, address, facts in self._history.observations(self._run.id)
        }
        kept = set()
        for kind, address, facts in read_facts(self.evidence_path):
            kept.add((kind, address))
            if (kind, address) not in stored:
                # The kill came before its commit.
                self._take_up(kind, address, facts)
        for (kind, address), is_left in stored.items():
            if is_left:
                continue
            self._shelves[kind].take_note(address)
            if (kind, address) not in kept:
                # Its record was cut off; the facts are known all the same.
                facts = self._history.observation(self._run.id, kind, address) or ""
                self._keep(address, kind, facts.encode("utf-8"))
        for kind, item in remembered(self._history, self.seen, citations, archives):
            self.write(item, kind)
        self._together.commit()

    def _read(self, kind: str, form: TypeAdapter[T], address: str) -> T:
        try:
            return form.validate_json(self._together.read(kind, address) or b"")
        except ValidationError as error:
            said = f"history.db cannot give back what this run has seen of {address}"
            raise HistoryError(f"{said} ({error.error_count()} faults): {MOVE_AWAY}") from error

    def _take_up(self, kind: str, address: str, facts: str) -> None:
        if not is_open(kind, facts):
            self.seen.take(kind, address, facts)
            self._together.add(Observation(kind, address, json.loads(facts)["asked_at"], facts.encode("utf-8")))

    def write(self, item: Fetch | Search, kind: str) -> None:
        """Writes down one observation; `kind` is live, play or search. It is on the disk soon after, with others."""
        if isinstance(item, Fetch) and item.unchanged_since:
            item = with_own_records(item, self._run.id, self.evidence_path.parents[2], self.adopt)
        facts = self.seen.add(item, kind)
        self._keep(item.address, kind, facts)
        self._together.add(Observation(kind, item.address, item.asked_at, facts))

    def count(self, service: str) -> None:
        """Counts a request to an archive's `service`."""
        self._together.count(service)

    def adopt(self, exchange: bytes) -> str:
        """Takes over an exchange of another evidence file, and gives the pointer to it; "" for b"".

        Raises EvidenceLostError.
        """
        if not exchange:
            return ""
        try:
            offset = self._file.append(exchange)
        except OSError as error:
            raise EvidenceLostError(self.evidence_path, error) from error
        return f"runs/{self._run.id}/evidence.warc.gz#offset={offset}"

    def _keep(self, address: str, kind: str, facts: bytes) -> None:
        try:
            self._file.record_facts(address, kind, facts)
        except OSError as error:
            raise EvidenceLostError(self.evidence_path, error) from error

    def commit(self) -> None:
        """Everything written is on the disk when this returns. Raises HistoryError and EvidenceLostError."""
        self._together.commit()

    def close(self) -> None:
        """Puts on the disk what is not there yet, and lets go of the evidence file."""
        try:
            self._together.commit()
        finally:
            self._file.close()


def evidence_path(reports: Path, run: str) -> Path:
    """Where a run's evidence stands."""
    return reports.resolve() / "runs" / run / "evidence.warc.gz"
