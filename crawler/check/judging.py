"""From what was seen to the report: a row for each footnote, those that were not asked as they were last judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import TypeVar

from scrapy.settings import BaseSettings

from crawler.check.seen import Seen
from crawler.evidence.fetch import Fetch
from crawler.history.identity import identities
from crawler.history.record import Report, Row, Run
from crawler.history.store import History
from crawler.judge.health import Judged, flags_of
from crawler.judge.judgement import Evidence, Judgement, judge
from crawler.judge.live import judge_live
from crawler.judge.past import Past, Policy, moment
from crawler.judge.suggestion import suggest
from crawler.judge.verdict import ArchiveVerdict, Flag, LiveVerdict
from crawler.references.citation import Citation, References, as_mapping

Verdict = TypeVar("Verdict", LiveVerdict, ArchiveVerdict)


def policy_of(settings: BaseSettings) -> Policy:
    """The strikes' rules from `CITEWATCH_STRIKES`, `CITEWATCH_STRIKE_SPACING_DAYS` and `CITEWATCH_STRIKE_SPAN_DAYS`."""
    return Policy(
        strikes=settings.getint("CITEWATCH_STRIKES"),
        spacing=timedelta(days=settings.getfloat("CITEWATCH_STRIKE_SPACING_DAYS")),
        span=timedelta(days=settings.getfloat("CITEWATCH_STRIKE_SPAN_DAYS")),
    )


@dataclass(frozen=True, slots=True)
class Bench:
    """What the judging of a run rests on besides the evidence."""

    history: History
    run: Run
    policy: Policy


def make_report(references: References, asked: Iterable[Citation], seen: Seen, bench: Bench) -> Report:
    """Judges the citations that were asked about, and lets the others stand."""
    labels = {citation.label for citation in asked}
    evidence, owners = seen.evidence(), identities(references.references)
    rows = []
    for citation in references.references:
        earlier = bench.history.rows(owners[citation.label], before=bench.run.id)
        rows.append(_row(citation, evidence if citation.label in labels else None, earlier, bench))
    article = {key: value for key, value in asdict(references.article).items() if value}
    return Report(run=bench.run, article=article, rows=tuple(rows))


def is_struck(citation: Citation, fetch: Fetch, earlier: Sequence[Row], policy: Policy) -> bool:
    """Whether what asking the address left, after these rows (oldest first), makes the page a dead one."""
    return judge_live(citation, fetch, [_past(row, citation) for row in earlier], policy).state == "dead"


def _row(citation: Citation, evidence: Evidence | None, earlier: Sequence[Row], bench: Bench) -> Row:
    """The citation's row: each half as it was judged now, or, where it was not asked, as it stood."""
    past = [_past(row, citation) for row in earlier]
    last = earlier[-1] if earlier else None
    fresh = judge(citation, evidence or Evidence(), past, bench.policy, bench.run.finished_at)
    judged = _as_it_stood(citation, fresh, last)
    if bench.run.network == "degraded":
        judged = replace(judged, live=_lost(judged.live), archive=_lost(judged.archive))
    stands = last is not None and evidence is None and (judged.live, judged.archive) == (last.live, last.archive)
    flags = past[-1].flags if past else ()
    return Row(
        number=citation.number,
        group=citation.group,
        citation=as_mapping(citation),
        cited_by=citation.cited_by,
        live=judged.live,
        archive=judged.archive,
        content=judged.content,
        health=judged.health,
        flags=_old(flags, bench.run.finished_at) if stands else flags_of(judged, flags, bench.run.finished_at),
        suggestion=last.suggestion if stands and last else suggest(judged),
    )


def _as_it_stood(citation: Citation, fresh: Judgement, last: Row | None) -> Judged:
    """What was judged now; a half that was not asked now as in the last row, if that is on the same address."""
    judged = Judged(
        citation=citation, live=fresh.live, archive=fresh.archive, content=fresh.content, moved_to=fresh.moved_to
    )
    if last and _not_asked(fresh.live) and last.live.checked_at and _same(last, citation, "url"):
        judged = replace(judged, live=last.live, content=last.content)
    if last and _not_asked(fresh.archive) and last.archive.checked_at and _same(last, citation, "url", "archive-url"):
        judged = replace(judged, archive=last.archive)
    return judged


def _not_asked(verdict: LiveVerdict | ArchiveVerdict) -> bool:
    return verdict.checked_at is None and verdict.reason == "unclear"


def _lost(verdict: Verdict) -> Verdict:
    """What could not be asked because our own network went away says so, until a run can ask it."""
    if not _not_asked(verdict):
        return verdict
    words = "Our own network was lost before this could be asked: snapshot not checked yet."
    if isinstance(verdict, LiveVerdict):
        words = "Our own network was lost before this could be asked."
    return replace(verdict, reason="offline", explanation=words)


def _old(flags: Iterable[Flag], now: str) -> tuple[Flag, ...]:
    return tuple(replace(flag, since=min(flag.since, now), new=False) for flag in flags)


def _same(row: Row, citation: Citation, *keys: str) -> bool:
    """Whether the row was judged on the addresses that the citation still has."""
    now = as_mapping(citation)
    return all(row.citation.get(key) == now.get(key) for key in keys)


def _past(row: Row, citation: Citation) -> Past:
    """What the row says of the citation as it is now: nothing of an address that a person has changed since."""
    same_url, same_archive = _same(row, citation, "url"), _same(row, citation, "archive-url")
    flags = row.flags if same_url else ()
    return Past(
        live_at=moment(row.live.checked_at) if row.live.checked_at and same_url else None,
        live_state=row.live.state,
        live_reason=row.live.reason,
        archive_at=moment(row.archive.checked_at) if row.archive.checked_at and same_url and same_archive else None,
        archive_state=row.archive.state,
        flags=flags if same_archive else tuple(flag for flag in flags if flag.flag != "bad-archive-url"),
    )
