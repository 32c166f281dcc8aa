"""What is known before the crawl: this run's own observations, and what the archives said not long ago."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from http import HTTPStatus

from crawler.archives.address import snapshot_named
from crawler.archives.snapshot import Snapshot
from crawler.archives.wanted import wanted_date
from crawler.evidence.address import host_of, is_root, requested
from crawler.evidence.fetch import FETCH, Fetch
from crawler.evidence.made_up import is_made_up
from crawler.evidence.search import SEARCH, Search, played_at, sought
from crawler.history.observations import ENDLESS
from crawler.history.store import History
from crawler.judge.archive import Holdings
from crawler.judge.judgement import Evidence
from crawler.judge.snapshot import Played, judge_snapshot
from crawler.references.citation import Citation


@dataclass(frozen=True, slots=True)
class Kept:
    """How old an answer of an archive may be that is not asked for again, as the times (RFC 3339 UTC) since which it
    stands: `since` for captures, `nothing_since` for the word that there is nothing to see, which a capture made
    tomorrow would belie. What was said after `until` was said while the clock was wrong.
    """

    since: str
    nothing_since: str
    until: str = ENDLESS


@dataclass(slots=True)
class Seen:
    """Everything observed, by address; it grows while the run goes on. A run's own stands on shelves (shelf.py)."""

    live: MutableMapping[str, Fetch] = field(default_factory=dict)
    plays: MutableMapping[str, Fetch] = field(default_factory=dict)
    searches: MutableMapping[str, Search] = field(default_factory=dict)

    def take(self, kind: str, address: str, evidence: str | bytes) -> None:
        """Adds a recorded observation."""
        if kind == "search":
            self.searches[address] = SEARCH.validate_json(evidence)
        else:
            self._fetches(kind)[address] = FETCH.validate_json(evidence)

    def add(self, item: Fetch | Search, kind: str) -> bytes:
        """Adds a fresh observation, and gives it in the form that history records."""
        self.keep(item, kind)
        return SEARCH.dump_json(item) if isinstance(item, Search) else FETCH.dump_json(item)

    def keep(self, item: Fetch | Search, kind: str) -> None:
        """Adds an observation."""
        if isinstance(item, Search):
            self.searches[item.address] = item
        else:
            self._fetches(kind)[item.address] = item

    def has(self, address: str, kind: str) -> bool:
        """Whether anything is known of an address."""
        return address in (self.searches if kind == "search" else self._fetches(kind))

    def evidence(self) -> Evidence:
        """All of it, for the judge."""
        # In the order of the addresses, so that stored evidence says the same whatever came first.
        by_address = sorted(self.live)
        return Evidence(
            live=self.live,
            probes=_OfHosts({host_of(address): address for address in by_address if is_made_up(address)}, self.live),
            fronts=_OfHosts({host_of(address): address for address in by_address if is_root(address)}, self.live),
            archives=Holdings(plays=self.plays, searches=self.searches),
        )

    def _fetches(self, kind: str) -> MutableMapping[str, Fetch]:
        return {"live": self.live, "play": self.plays}[kind]


class _OfHosts(Mapping[str, Fetch]):
    """One answer a host, of those in `live`."""

    def __init__(self, addresses: Mapping[str, str], live: Mapping[str, Fetch]) -> None:
        self._addresses = addresses
        self._live = live

    def __getitem__(self, host: str) -> Fetch:
        return self._live[self._addresses[host]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._addresses)

    def __len__(self) -> int:
        return len(self._addresses)


def remembered(
    history: History, seen: Seen, citations: Iterable[Citation], kept: Kept
) -> Iterator[tuple[str, Fetch | Search]]:
    """The archives' answers that are still good, added to `seen` and given with their kind: never a failure."""
    for citation in citations:
        original = requested(sought(citation))
        known = original in seen.searches
        found = None if known else history.newest_observation("search", original, kept.since, kept.until)
        if found and _search_stands(search := SEARCH.validate_json(found), kept):
            seen.searches[original] = search
            yield "search", search
        for snapshot in snapshots(citation, seen.searches):
            address = played_at(snapshot)
            known = address in seen.plays
            found = None if known else history.newest_observation("play", address, kept.since, kept.until)
            fetch = FETCH.validate_json(found) if found else None
            if fetch and _play_stands(judge_snapshot(citation, snapshot, fetch), fetch, kept):
                seen.plays[address] = fetch
                yield "play", fetch


def is_open(kind: str, evidence: str) -> bool:
    """Whether a recorded observation says only that a question had no turn, or was asked too soon."""
    if kind == "search":
        return SEARCH.validate_json(evidence).failure == "rate-limited"
    return kind == "play" and FETCH.validate_json(evidence).status == HTTPStatus.TOO_MANY_REQUESTS


def left_over(history: History, citations: Iterable[Citation]) -> frozenset[str]:
    """The labels of the citations for which the index was to be asked and had no turn when it last came to it."""
    labels = []
    for citation in citations:
        found = history.newest_observation("search", requested(sought(citation)), "")
        if found and is_open("search", found):
            labels.append(citation.label)
    return frozenset(labels)


def snapshots(citation: Citation, searches: Mapping[str, Search]) -> Iterator[Snapshot]:
    """The snapshots that may be played for a citation: the named one, and those that a search found."""
    named = snapshot_named(citation.archive_url)
    if named:
        yield named
    search = searches.get(requested(sought(citation)))
    if search:
        yield from search.candidates(wanted_date(citation))
        yield from search.leads(wanted_date(citation))


def _search_stands(search: Search, kept: Kept) -> bool:
    if search.failure == "excluded":
        return search.asked_at >= kept.nothing_since
    if search.failure or not (search.captures or search.empty > 1):
        return False
    return bool(search.captures) or search.asked_at >= kept.nothing_since


def _play_stands(played: Played, fetch: Fetch, kept: Kept) -> bool:
    """Whether the archive answered, and not too long ago."""
    if fetch.failure is not None:
        return fetch.failure.kind in ("redirect-loop", "unsupported-scheme")
    cut_off = not fetch.intact and played.state == "unknown"
    if cut_off or played.reason in ("archive-unreachable", "rate-limited"):
        return False
    return played.reason not in ("excluded", "unplayable") or fetch.asked_at >= kept.nothing_since


def live_addresses(citations: Iterable[Citation], seen: Seen) -> list[str]:
    """The cited addresses that are still to be asked, each once."""
    wanted = dict.fromkeys(requested(citation.url) for citation in citations if citation.url.strip())
    return [address for address in wanted if address not in seen.live]
