"""From what was seen to the report: a row for each footnote, those that were not asked as they were last judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from scrapy.settings import BaseSettings

from crawler.check.seen import Seen
from crawler.history.record import Report, Row, Run
from crawler.history.store import History
from crawler.judge.health import Judged, flags_of, health_of
from crawler.judge.judgement import Evidence, Judgement, judge
from crawler.judge.past import Past, Policy, moment
from crawler.judge.verdict import Flag
from crawler.references.citation import Citation, References, as_mapping


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
    evidence = seen.evidence()
    rows = tuple(
        _row(citation, evidence if citation.label in labels else None, bench) for citation in references.references
    )
    article = {key: value for key, value in asdict(references.article).items() if value}
    return Report(run=bench.run, article=article, rows=rows)


def _row(citation: Citation, evidence: Evidence | None, bench: Bench) -> Row:
    run = bench.run
    earlier = [row for row in bench.history.rows(citation.identity, before=run.id) if _same_addresses(row, citation)]
    if evidence is None and earlier:
        return _standing(earlier[-1], citation)
    past = [_past(row) for row in earlier]
    judgement = judge(citation, evidence or Evidence(), past, bench.policy, run.finished_at)
    if run.network == "degraded":
        judgement = _lost(judgement)
    row = Row(
        number=citation.number,
        group=citation.group,
        citation=as_mapping(citation),
        cited_by=citation.cited_by,
        live=judgement.live,
        archive=judgement.archive,
        content=judgement.content,
        health=judgement.health,
        flags=judgement.flags,
        suggestion=judgement.suggestion,
    )
    return _keeping_unasked(row, earlier[-1], citation, run) if earlier else row


def _lost(judgement: Judgement) -> Judgement:
    """What could not be asked because our own network went away says so, until a run can ask it."""
    words = "Our own network was lost before this could be asked."
    live, archive = judgement.live, judgement.archive
    if live.checked_at is None and live.reason == "unclear":
        live = replace(live, reason="offline", explanation=words)
    if archive.checked_at is None and archive.reason == "unclear":
        archive = replace(archive, reason="offline", explanation=words)
    return replace(judgement, live=live, archive=archive, health=health_of(live, archive))


def _same_addresses(row: Row, citation: Citation) -> bool:
    """A citation whose addresses a person has changed starts anew; what was said was said of another address."""
    now = as_mapping(citation)
    return all(row.citation.get(key) == now.get(key) for key in ("url", "archive-url"))


def _standing(row: Row, citation: Citation) -> Row:
    """The last row as it was, under today's number, with no flag new."""
    flags = tuple(Flag(flag=flag.flag, since=flag.since, new=False) for flag in row.flags)
    return replace(
        row,
        number=citation.number,
        group=citation.group,
        citation=as_mapping(citation),
        cited_by=citation.cited_by,
        flags=flags,
    )


def _keeping_unasked(row: Row, last: Row, citation: Citation, run: Run) -> Row:
    """Where this run could not ask one side (lost network), that side stands as it was last judged."""
    live = row.live if row.live.checked_at or not last.live.checked_at else last.live
    archive = row.archive if row.archive.checked_at or not last.archive.checked_at else last.archive
    if live is row.live and archive is row.archive:
        return row
    content = row.content if live is row.live else last.content
    judged = Judged(citation=citation, live=live, archive=archive, content=content)
    flags = flags_of(judged, last.flags, run.finished_at)
    return replace(row, live=live, archive=archive, content=content, health=health_of(live, archive), flags=flags)


def _past(row: Row) -> Past:
    return Past(
        live_at=moment(row.live.checked_at) if row.live.checked_at else None,
        live_state=row.live.state,
        live_reason=row.live.reason,
        archive_at=moment(row.archive.checked_at) if row.archive.checked_at else None,
        archive_state=row.archive.state,
        flags=row.flags,
    )
