"""One citation's whole judgement: live, archive, content, health, flags and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from crawler.evidence.address import host_of, requested
from crawler.evidence.fetch import Fetch
from crawler.judge.archive import Holdings, fetch_of, judge_archive
from crawler.judge.content import judge_content
from crawler.judge.health import Judged, flags_of
from crawler.judge.instead import Today
from crawler.judge.live import Beside, judge_live
from crawler.judge.past import Past, Policy, moment, seen_before
from crawler.judge.suggestion import suggest
from crawler.judge.verdict import ArchiveVerdict, Content, Flag, LiveVerdict, Suggestion, Whereabouts
from crawler.judge.whereabouts import find_again
from crawler.references.citation import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that was seen: the live pages by the address requested, and what the archives showed.

    `probes` are the answers to made-up addresses (crawler.evidence.made_up), `fronts` the front pages, each by host
    (crawler.evidence.address.host_of).
    """

    live: Mapping[str, Fetch] = field(default_factory=dict)
    probes: Mapping[str, Fetch] = field(default_factory=dict)
    fronts: Mapping[str, Fetch] = field(default_factory=dict)
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
    moved_to: Whereabouts | None = None


def judge(citation: Citation, evidence: Evidence, past: Sequence[Past], policy: Policy, now: str) -> Judgement:
    """Judges `citation` on `evidence`. `past` is oldest first, `now` (RFC 3339 UTC) dates the flags that are raised."""
    fetch = evidence.live.get(requested(citation.url))
    host = host_of(citation.url)
    today = Today(live=fetch, probe=evidence.probes.get(host), front=evidence.fronts.get(host))
    archive = judge_archive(citation, evidence.archives, today)
    snapshot = fetch_of(citation, archive, evidence.archives)
    page_before = snapshot.page if snapshot and archive.state == "good" else None
    beside = Beside(before=page_before, probe=today.probe, front=today.front)
    live = judge_live(citation, fetch, past, policy, beside)
    if archive.checked_at:
        before = [(earlier.archive_at, earlier.archive_state) for earlier in past]
        archive = replace(archive, confirmed=seen_before(before, archive.state, moment(archive.checked_at), policy))
    content = judge_content(citation, live, fetch, archive, snapshot)
    dead = live.state == "dead"
    moved_to = find_again(citation, evidence.archives, evidence.live, page_before) if dead else None
    judged = Judged(citation=citation, live=live, archive=archive, content=content, moved_to=moved_to)
    return Judgement(
        live=live,
        archive=archive,
        content=content,
        health=judged.health,
        flags=flags_of(judged, past[-1].flags if past else (), now),
        suggestion=suggest(judged),
        moved_to=moved_to,
    )
