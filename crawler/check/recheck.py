"""When a citation is due again: soon while it is new or in doubt, then later and later while nothing changes.

It waits as long again as it has stood unchanged: a day, another, two, four, eight ..., never longer than the cap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from scrapy.settings import BaseSettings

from crawler.check.clock import stamp
from crawler.history.record import Row
from crawler.history.store import History
from crawler.judge.past import SLACK, STRIKE_REASONS, moment
from crawler.references.citation import Citation

WATCHED = timedelta(days=7)
"""What is flagged or suspect waits no longer than this: whoever acts on it wants to see that it worked."""

NO_TURN = frozenset({"rate-limited", "offline"})
"""Reasons of an archive verdict that say that a question is still open."""

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""No run was earlier, whatever a clock said; ten years of waiting before it is still a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The shortest and the longest wait, and the one before another strike or a confirmation counts."""

    first: timedelta = timedelta(days=1)
    most: timedelta = timedelta(days=30)
    spacing: timedelta = timedelta(days=1)


def pace_of(settings: BaseSettings) -> Pace:
    """From `CITEWATCH_RECHECK_DAYS`, `CITEWATCH_RECHECK_MAX_DAYS` and `CITEWATCH_STRIKE_SPACING_DAYS`."""
    return Pace(
        first=timedelta(days=settings.getfloat("CITEWATCH_RECHECK_DAYS")),
        most=timedelta(days=settings.getfloat("CITEWATCH_RECHECK_MAX_DAYS")),
        spacing=timedelta(days=settings.getfloat("CITEWATCH_STRIKE_SPACING_DAYS")),
    )


def due(
    citations: Iterable[Citation], owners: Mapping[str, str], history: History, now: datetime, pace: Pace
) -> tuple[Citation, ...]:
    """Those whose recheck is due; `owners` has each citation's identity by its label."""
    found = []
    for citation in citations:
        row = history.newest_row(owners[citation.label])
        since = steady_since(history, owners[citation.label], row, pace) if row else now
        if is_due(citation, row, since, now, pace):
            found.append(citation)
    return tuple(found)


def steady_since(history: History, identity: str, row: Row, pace: Pace) -> datetime:
    """Since when the citation has had its present health and flags, as far back as matters to the longest wait."""
    looked = looked_at(row) or _EARLIEST
    after = max(looked, _EARLIEST) - pace.most - timedelta(days=1)
    changes = [history.steady_since(identity, row.health, stamp(after)), *(flag.since for flag in row.flags)]
    return max((moment(change) for change in changes if change), default=looked)


def is_due(citation: Citation, row: Row | None, since: datetime, now: datetime, pace: Pace) -> bool:
    """Whether the citation, whose last row is `row`, is to be asked again; what was never asked is due at once."""
    if row is None or _changed(citation, row):
        return True
    if not has_address(citation):
        return False
    looked = looked_at(row)
    # A look that lies ahead was taken while the clock was wrong.
    return looked is None or not looked - SLACK <= now < next_check(row, looked, since, pace) - SLACK


def has_address(citation: Citation) -> bool:
    """Whether there is anything to ask."""
    return bool(citation.url or citation.archive_url)


def next_check(row: Row, looked: datetime, since: datetime, pace: Pace) -> datetime:
    """When a citation is due that was last looked at at `looked`, and has stood as it does since `since`."""
    if row.live.reason in STRIKE_REASONS or (row.live.state != "unknown" and not row.live.confirmed):
        return looked + min(pace.spacing, pace.most)
    watched = bool(row.flags) or row.health == "suspect"
    most = min(pace.most, WATCHED) if watched else pace.most
    return looked + min(max(pace.first, looked - since), most)


def looked_at(row: Row) -> datetime | None:
    """When the citation was last asked, its snapshot where it has no address; None where it is still to be asked."""
    at = row.archive.checked_at if row.live.reason == "no-url" else row.live.checked_at
    return None if at is None or row.archive.reason in NO_TURN else moment(at)


def _changed(citation: Citation, row: Row) -> bool:
    """Whether a person has changed the addresses since."""
    then = (row.citation.get("url", ""), row.citation.get("archive-url", ""))
    return then != (citation.url, citation.archive_url)
