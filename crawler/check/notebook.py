"""Writes down what a run sees, an address at a time: first as evidence in the WARC, then as done in history.

A kill between the two costs one question asked again, never an answer that stands only in memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from crawler.check.seen import Kept, Seen, is_open, remembered
from crawler.evidence.fetch import Fetch
from crawler.evidence.search import Search
from crawler.evidence.stored import mend, read_facts
from crawler.evidence.warc import EvidenceFile
from crawler.history.record import Run
from crawler.history.store import History
from crawler.references.citation import Citation
from crawler.web.recorder import EvidenceLostError


class Notebook:
    """The record of one run that is under way. `seen` is all that it holds."""

    def __init__(self, history: History, run: Run, reports: Path) -> None:
        self.evidence_path = evidence_path(reports, run.id)
        mend(self.evidence_path)
        self._file = EvidenceFile(self.evidence_path)
        self._history = history
        self._run = run
        self.seen = Seen()

    def recall(self, citations: Iterable[Citation], archives: Kept) -> None:
        """Takes up what this run had seen before it was cut off, and what the archives said not long ago.

        What only says that a question had no turn is asked anew.
        """
        kept = {(kind, address) for kind, address, _ in read_facts(self.evidence_path)}
        for kind, address, evidence in self._history.observations(self._run.id):
            if is_open(kind, evidence):
                continue
            self.seen.take(kind, address, evidence)
            if (kind, address) not in kept:
                # Its record was cut off; the facts are known all the same.
                self._keep(address, kind, evidence.encode("utf-8"))
        for kind, item in remembered(self._history, self.seen, citations, archives):
            self.write(item, kind)

    def write(self, item: Fetch | Search, kind: str) -> None:
        """Writes down one observation; `kind` is live, play or search."""
        facts = self.seen.add(item, kind)
        self._keep(item.address, kind, facts)
        self._history.observe(self._run.id, kind, item.address, item.asked_at, facts)

    def _keep(self, address: str, kind: str, facts: bytes) -> None:
        try:
            self._file.record_facts(address, kind, facts)
        except OSError as error:
            raise EvidenceLostError(self.evidence_path, error) from error

    def close(self) -> None:
        """Lets go of the evidence file."""
        self._file.close()


def evidence_path(reports: Path, run: str) -> Path:
    """Where a run's evidence stands."""
    return reports.resolve() / "runs" / run / "evidence.warc.gz"
