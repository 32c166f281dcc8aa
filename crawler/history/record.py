"""What one run recorded: the run itself and a row for each footnote. The reports are written from this alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.judge.verdict import ArchiveVerdict, Content, Flag, LiveVerdict, Suggestion
from crawler.references.citation import Citation, CitedBy, from_mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRequests:
    """How often a run asked the archives, second tries and redirects included: their index, and to play a snapshot."""

    index: int = 0
    playback: int = 0

    @property
    def total(self) -> int:
        """Both together."""
        return self.index + self.playback


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run. Times are RFC 3339 UTC; `web` is live or replay; `network` is ok, degraded or offline."""

    id: str
    started_at: str
    finished_at: str
    web: str
    network: str
    archive_requests: ArchiveRequests = ArchiveRequests()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One footnote of a report. `citation` has references.yaml's names."""

    number: int
    group: str
    citation: Mapping[str, object]
    cited_by: tuple[CitedBy, ...]
    live: LiveVerdict
    archive: ArchiveVerdict
    content: Content
    health: str
    flags: tuple[Flag, ...]
    suggestion: Suggestion | None

    @property
    def label(self) -> str:
        """The footnote as people write it: `12`, or `note:2` in a group."""
        return f"{self.group}:{self.number}" if self.group else str(self.number)

    @property
    def cited(self) -> Citation:
        """The citation as it was when the run judged it."""
        return from_mapping(self.citation, number=self.number, group=self.group, cited_by=self.cited_by)


@dataclass(frozen=True, slots=True)
class Observation:
    """What one address showed. `kind` is live, play or search; `at` RFC 3339 UTC; `evidence` its facts as JSON."""

    kind: str
    address: str
    at: str
    evidence: bytes


@dataclass(frozen=True, slots=True)
class Standing:
    """How a citation stood at the end of one run. `at` is RFC 3339 UTC."""

    at: str
    health: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A flag raised or cleared. `what` is raised or cleared, `at` RFC 3339 UTC, `identity` the citation's."""

    at: str
    what: str
    flag: str
    identity: str
    label: str
    title: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole run, rows in footnote order. `article` has references.yaml's names (`title`, `url` ...).

    `courses` has for each row's label how the citation stood in the last runs, oldest first, this one the last.
    """

    run: Run
    article: Mapping[str, str]
    rows: tuple[Row, ...]
    courses: Mapping[str, tuple[Standing, ...]] = field(default_factory=dict)
