"""The verdict on a citation's snapshot: the one it names; only where it names none, the best one found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from crawler.archives.address import current, parse, snapshot_named
from crawler.archives.catalogue import archives
from crawler.archives.snapshot import MalformedArchiveAddressError, NotAnArchiveError, Snapshot
from crawler.archives.timestamp import to_iso
from crawler.archives.wanted import wanted_date
from crawler.evidence.address import requested
from crawler.evidence.fetch import Fetch
from crawler.evidence.landing import landed
from crawler.evidence.search import Search, played_at, sought
from crawler.judge.instead import NOTHING_KNOWN, Today
from crawler.judge.snapshot import NOT_CHECKED, Played, judge_snapshot, what_it_shows
from crawler.judge.verdict import Alternative, ArchiveVerdict, Step
from crawler.references.citation import Citation

_FAILED: Mapping[str, str] = {
    "rate-limited": (
        f"The archive's index had enough of our questions and is asked again in the next run: {NOT_CHECKED}."
    ),
    "excluded": "The archive does not show this address to anybody.",
    "archive-unreachable": f"The archive's index could not be asked: {NOT_CHECKED}.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What the archives showed in a run: played snapshots by the address played, searches by the address searched."""

    plays: Mapping[str, Fetch] = field(default_factory=dict)
    searches: Mapping[str, Search] = field(default_factory=dict)


def judge_archive(citation: Citation, holdings: Holdings, today: Today = NOTHING_KNOWN) -> ArchiveVerdict:
    """Judges the named snapshot, or the best one found, and lists the other good ones as alternatives.

    `today` is what the site answers now, which a worthless snapshot may show as well.
    """
    good = _good_captures(citation, holdings, today)
    if citation.archive_url.strip():
        verdict = _judge_named(citation, holdings, today)
        others = tuple(found for found in good if found.snapshot_url != verdict.snapshot_url)
        return replace(verdict, alternatives=others)
    if not sought(citation):
        return _bare("unknown", "no-url", "Without a usable address there is nothing to look for in an archive.", 1.0)
    return replace(_judge_found(citation, holdings, today), alternatives=good[1:])


def _judge_named(citation: Citation, holdings: Holdings, today: Today) -> ArchiveVerdict:
    address = citation.archive_url.strip()
    try:
        snapshot = current(parse(address))
    except (MalformedArchiveAddressError, NotAnArchiveError) as error:
        words = f"The footnote's archive address names no snapshot: {error}."
        return replace(_bare("bad", "malformed-archive-url", words, 0.95), url=address, snapshot_url=address)
    archive = archives()[snapshot.archive]
    named = replace(_bare("unknown", "unclear", f"The archive has not been asked: {NOT_CHECKED}.", 0.0), url=address)
    named = replace(named, snapshot_url=address, source=archive.name, requested_at=wanted_date(citation))
    if archive.trust != "trusted":
        reason = "distrusted-host" if archive.trust == "distrusted" else "unplayable"
        words = f"{archive.name} cannot be relied on. {archive.reason}"
        return replace(named, state="bad", reason=reason, explanation=words, confidence=0.99)
    fetch = holdings.plays.get(played_at(snapshot))
    return _told(named, judge_snapshot(citation, snapshot, fetch, today), fetch) if fetch else named


def _judge_found(citation: Citation, holdings: Holdings, today: Today) -> ArchiveVerdict:
    wanted = wanted_date(citation)
    search = holdings.searches.get(requested(citation.url))
    if search is None:
        return replace(
            _bare("unknown", "unclear", f"The archive has not been asked: {NOT_CHECKED}.", 0.0), requested_at=wanted
        )
    about = replace(
        _bare("unknown", "unclear", f"No capture could be played: {NOT_CHECKED}.", 0.5),
        url=citation.url,
        requested_at=wanted,
        source=archives()["wayback"].name,
        checked_at=search.asked_at,
        evidence=search.record or None,
    )
    if search.candidates(wanted):
        played = _played(citation, search, holdings)
        return _best(citation, played, about, today)
    if search.captures:
        words = "All that the Wayback Machine's index lists are captured errors."
        return replace(about, state="bad", reason="error-capture", explanation=words, confidence=0.9)
    if search.failure:
        return replace(about, reason=search.failure, explanation=_FAILED[search.failure], confidence=0.95)
    if search.empty > 1:
        words = "The Wayback Machine's index, asked twice and in two ways, knows no capture of this address."
        return replace(about, state="missing", reason="no-capture", explanation=words, confidence=0.9)
    words = f"The archive's index gave one empty answer, which is not proof: {NOT_CHECKED}."
    return replace(about, explanation=words)


def _best(
    citation: Citation, played: Iterable[tuple[Snapshot, Fetch]], about: ArchiveVerdict, today: Today
) -> ArchiveVerdict:
    """The first good capture; where none is good, what the nearest one that was played showed."""
    told = [
        _told(
            replace(
                about, url=snapshot.address, snapshot_url=snapshot.address, source=archives()[snapshot.archive].name
            ),
            judge_snapshot(citation, snapshot, fetch, today),
            fetch,
        )
        for snapshot, fetch in played
    ]
    good = [verdict for verdict in told if verdict.state == "good"]
    unsure = [verdict for verdict in told if verdict.state == "unknown"]
    return next(iter((*good, *unsure, *told)), about)


def _played(citation: Citation, search: Search, holdings: Holdings) -> list[tuple[Snapshot, Fetch]]:
    """The candidates that were played, each where captured redirects led."""
    candidates = search.candidates(wanted_date(citation))
    played = [(snapshot, holdings.plays.get(played_at(snapshot))) for snapshot in candidates]
    return [(landed(snapshot, fetch), fetch) for snapshot, fetch in played if fetch is not None]


def _good_captures(citation: Citation, holdings: Holdings, today: Today) -> tuple[Alternative, ...]:
    search = holdings.searches.get(requested(sought(citation)))
    if search is None:
        return ()
    tried = _played(citation, search, holdings)
    judged = [(shot, fetch, judge_snapshot(citation, shot, fetch, today)) for shot, fetch in tried]
    found = (
        Alternative(
            snapshot_url=shot.address,
            captured_at=played.captured_at or to_iso(shot.timestamp),
            source=archives()[shot.archive].name,
            compared=what_it_shows(citation, fetch),
        )
        for shot, fetch, played in judged
        if played.state == "good"
    )
    return tuple({each.snapshot_url: each for each in found}.values())


def fetch_of(citation: Citation, verdict: ArchiveVerdict, holdings: Holdings) -> Fetch | None:
    """What playing the snapshot left that the verdict is about; None where it was not played."""
    named = snapshot_named(verdict.snapshot_url)
    fetch = holdings.plays.get(played_at(named)) if named else None
    search = holdings.searches.get(requested(sought(citation)))
    if fetch is not None or search is None:
        return fetch
    played = _played(citation, search, holdings)
    return next((each for shot, each in played if shot.address == verdict.snapshot_url), None)


def _told(verdict: ArchiveVerdict, played: Played, fetch: Fetch) -> ArchiveVerdict:
    return replace(
        verdict,
        state=played.state,
        reason=played.reason,
        explanation=played.explanation,
        confidence=played.confidence,
        captured_at=played.captured_at,
        final_url=fetch.final_url,
        status=fetch.status,
        hops=tuple(Step(url=hop.url, status=hop.status) for hop in fetch.hops),
        checked_at=fetch.asked_at,
        evidence=fetch.final.record or None if fetch.final else None,
        signals=played.signals,
    )


def _bare(state: str, reason: str, explanation: str, confidence: float) -> ArchiveVerdict:
    return ArchiveVerdict(state=state, reason=reason, explanation=explanation, confidence=confidence)
