"""What is known before the crawl: this run's own observations, and what the archives said not long ago."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from crawler.archives.address import parse
from crawler.archives.replay import raw
from crawler.archives.snapshot import MalformedArchiveAddressError, NotAnArchiveError, Snapshot
from crawler.archives.wanted import wanted_date
from crawler.evidence.address import requested
from crawler.evidence.fetch import FETCH, Fetch
from crawler.evidence.search import SEARCH, Search, sought
from crawler.history.store import History
from crawler.judge.archive import Holdings
from crawler.judge.judgement import Evidence
from crawler.judge.snapshot import judge_snapshot
from crawler.references.citation import Citation


@dataclass(slots=True)
class Seen:
    """Everything observed, by address; it grows while the run goes on."""

    live: dict[str, Fetch] = field(default_factory=dict)
    plays: dict[str, Fetch] = field(default_factory=dict)
    searches: dict[str, Search] = field(default_factory=dict)

    def take(self, kind: str, address: str, evidence: str | bytes) -> None:
        """Adds a recorded observation."""
        if kind == "search":
            self.searches[address] = SEARCH.validate_json(evidence)
        else:
            self._fetches(kind)[address] = FETCH.validate_json(evidence)

    def add(self, item: Fetch | Search, kind: str) -> bytes:
        """Adds a fresh observation, and gives it in the form that history records."""
        if isinstance(item, Search):
            self.searches[item.address] = item
            return SEARCH.dump_json(item)
        self._fetches(kind)[item.address] = item
        return FETCH.dump_json(item)

    def evidence(self) -> Evidence:
        """All of it, for the judge."""
        return Evidence(live=self.live, archives=Holdings(plays=self.plays, searches=self.searches))

    def _fetches(self, kind: str) -> dict[str, Fetch]:
        return {"live": self.live, "play": self.plays}[kind]


def remembered(
    history: History, seen: Seen, citations: Iterable[Citation], since: str
) -> Iterator[tuple[str, Fetch | Search]]:
    """The archives' definite answers of `since` (RFC 3339 UTC) or later, added to `seen` and given with their kind."""
    for citation in citations:
        original = requested(sought(citation))
        found = history.newest_observation("search", original, since) if original not in seen.searches else None
        if found and _says_something(search := SEARCH.validate_json(found)):
            seen.searches[original] = search
            yield "search", search
        for snapshot in _snapshots(citation, seen.searches):
            address = requested(raw(snapshot))
            found = history.newest_observation("play", address, since) if address not in seen.plays else None
            if found and judge_snapshot(citation, snapshot, fetch := FETCH.validate_json(found)).state != "unknown":
                seen.plays[address] = fetch
                yield "play", fetch


def _snapshots(citation: Citation, searches: Mapping[str, Search]) -> Iterator[Snapshot]:
    """The snapshots that may be played for a citation: the named one, and those that a search found."""
    with suppress(MalformedArchiveAddressError, NotAnArchiveError):
        yield parse(citation.archive_url)
    search = searches.get(requested(sought(citation)))
    yield from search.candidates(wanted_date(citation)) if search else ()


def _says_something(search: Search) -> bool:
    return not search.failure and (bool(search.captures) or search.empty > 1)


def live_addresses(citations: Iterable[Citation], seen: Seen) -> list[str]:
    """The cited addresses that are still to be asked, each once."""
    wanted = dict.fromkeys(requested(citation.url) for citation in citations if citation.url.strip())
    return [address for address in wanted if address not in seen.live]
