"""One citation's whole judgement: live, archive, content, health, flags and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from crawler.archives.address import parse
from crawler.archives.snapshot import MalformedArchiveAddressError, NotAnArchiveError
from crawler.evidence.address import requested
from crawler.evidence.fetch import Fetch
from crawler.judge.archive import Holdings, judge_archive, played_at
from crawler.judge.content import judge_content
from crawler.judge.health import Judged, flags_of
from crawler.judge.live import judge_live
from crawler.judge.past import Past, Policy, moment, seen_before
from crawler.judge.suggestion import suggest
from crawler.judge.verdict import ArchiveVerdict, Content, Flag, LiveVerdict, Suggestion
from crawler.references.citation import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that was seen: the live pages by the address requested, and what the archives showed."""

    live: Mapping[str, Fetch] = field(default_factory=dict)
    archives: Holdings = field(default_factory=Holdings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a row of the report says of its citation."""

    live: LiveVerdict
    archive: ArchiveVerdict
    content: Content
    health: str
    flags: tuple[Flag, ...]
    suggestion: Suggestion | None


def judge(citation: Citation, evidence: Evidence, past: Sequence[Past], policy: Policy, now: str) -> Judgement:
    """Judges `citation` on `evidence`. `past` is oldest first, `now` (RFC 3339 UTC) dates the flags that are raised."""
    fetch = evidence.live.get(requested(citation.url))
    live = judge_live(citation, fetch, past, policy)
    archive = judge_archive(citation, evidence.archives)
    if archive.checked_at:
        before = [(earlier.archive_at, earlier.archive_state) for earlier in past]
        archive = replace(archive, confirmed=seen_before(before, archive.state, moment(archive.checked_at), policy))
    content = judge_content(citation, live, fetch, archive, evidence.archives.plays.get(_played_at(archive)))
    judged = Judged(citation=citation, live=live, archive=archive, content=content)
    return Judgement(
        live=live,
        archive=archive,
        content=content,
        health=judged.health,
        flags=flags_of(judged, past[-1].flags if past else (), now),
        suggestion=suggest(judged),
    )


def _played_at(archive: ArchiveVerdict) -> str:
    try:
        return played_at(parse(archive.snapshot_url))
    except (MalformedArchiveAddressError, NotAnArchiveError):
        return ""
