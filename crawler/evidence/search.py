"""What the archives' indexes said of an address: the captures they know, or why they did not say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from pydantic import TypeAdapter

from crawler.archives.address import build, parse, snapshot_named
from crawler.archives.captures import Capture, rank
from crawler.archives.cdx import LIMIT
from crawler.archives.replay import raw
from crawler.archives.snapshot import CannotBuildError, Snapshot
from crawler.archives.timemap import Memento, nearest, snapshot_of
from crawler.archives.timestamp import as_timestamp, from_datetime, period
from crawler.evidence.address import fault, requested
from crawler.references.citation import Citation

CANDIDATES = 5
"""How many captures are played before the search for a good one goes another way: the nearest come first."""

FURTHER = 3
"""How many more are played from the other years: what was bad once was mostly bad all around that time."""

LEADS = 3
"""How many captured redirects are followed."""

ELSEWHERE = 3
"""How many mementos of other archives are played."""

WEB_BEGAN = "1991"

_REDIRECT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The indexes' answers of one run for `address`. `asked_at` is RFC 3339 UTC.

    `failure` is "" where the last question was answered, else `rate-limited`, `excluded` or `archive-unreachable`,
    with the archive's words in `detail`. `empty` counts the empty answers: only two mean that there is no capture.
    `captures` are the Wayback Machine's, `near` the dates (ISO 8601) near which they were asked for; `mementos` are
    those of other archives, None until they were asked.
    """

    address: str
    asked_at: str
    captures: tuple[Capture, ...] = ()
    failure: str = ""
    detail: str = ""
    empty: int = 0
    record: str = ""
    near: tuple[str, ...] = ()
    mementos: tuple[Memento, ...] | None = None

    def candidates(self, wanted: str | None) -> tuple[Snapshot, ...]:
        """What is worth playing, the nearest to `wanted` (ISO 8601; None: the newest) first.

        First the captures, then the captured redirects, which may lead to one, then what other archives have.
        """
        elsewhere = filter(None, map(snapshot_of, nearest(self.mementos or (), wanted, ELSEWHERE)))
        ranked = rank(self.captures, wanted)
        pages = _worth_playing(tuple(_snapshots(each for each in ranked if not _is_redirect(each))))
        leads = islice(_snapshots(each for each in ranked if _is_redirect(each)), LEADS)
        found: dict[str, Snapshot] = {}
        for snapshot in chain(pages, leads, elsewhere):
            found.setdefault(played_at(snapshot), snapshot)
        return tuple(found.values())

    def leads(self, since: str | None) -> tuple[Snapshot, ...]:
        """Captured redirects that may tell where the page went: the first ones after `since` (ISO 8601), and the last.

        A redirect from before that day led to the page that was cited.
        """
        since = since or WEB_BEGAN
        after = from_datetime(period(as_timestamp(since))[0])
        later = rank([each for each in self.captures if _is_redirect(each) and each.timestamp >= after], since)
        return tuple(_snapshots(dict.fromkeys((*later[: LEADS - 1], *later[-1:]))))

    def covers(self, wanted: str | None) -> bool:
        """Whether the captures near `wanted` are among those known: the index gives so many at a time."""
        if wanted is None or wanted in self.near or len(self.captures) < LIMIT:
            return True
        first, last = map(from_datetime, period(as_timestamp(wanted)))
        stamps = [capture.timestamp for capture in self.captures]
        return min(stamps) <= first and last <= max(stamps)

    @property
    def is_doubtful(self) -> bool:
        """Whether all that is known is one empty answer: the index is not always whole."""
        return self.empty == 1 and not self.failure and not self.captures

    def may_hide_pages(self) -> bool:
        """Whether so many redirects stand in the answer that captured pages may have had no room."""
        pages = sum(not _is_redirect(capture) for capture in self.captures)
        return len(self.captures) >= LIMIT and pages < CANDIDATES


def _worth_playing(ranked: Sequence[Snapshot]) -> tuple[Snapshot, ...]:
    """The first ones, and of the rest some that lie as far from each other as they can, in the order given."""
    first, rest = ranked[:CANDIDATES], sorted(ranked[CANDIDATES:], key=lambda each: each.timestamp)
    last = len(rest) - 1
    chosen = {*first, *(rest[round(last * step / (FURTHER - 1))] for step in range(FURTHER) if rest)}
    return tuple(each for each in ranked if each in chosen)


def _is_redirect(capture: Capture) -> bool:
    return capture.status is not None and capture.status // 100 == _REDIRECT


def _snapshots(captures: Iterable[Capture]) -> Iterator[Snapshot]:
    """Where the Wayback Machine plays them; what no browser asks for (`dns:` and the like) is left out."""
    for capture in captures:
        try:
            yield parse(build("wayback", capture.original, capture.timestamp))
        except CannotBuildError:
            continue


def sought(citation: Citation) -> str:
    """The address to look for in an archive: the cited one, else the one that the named snapshot is of.

    "" where there is none, or none that anybody could have captured.
    """
    address = citation.url.strip()
    if not address:
        named = snapshot_named(citation.archive_url)
        address = named.original if named else ""
    return "" if fault(address) else address


def played_at(snapshot: Snapshot) -> str:
    """The address that is asked for to play a snapshot, in bytes as captured; it names the observation in history."""
    return requested(raw(snapshot))


SEARCH: TypeAdapter[Search] = TypeAdapter(Search)
"""Writes a Search as JSON and reads it back."""
