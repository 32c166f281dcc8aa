"""What the last verdicts ask of a source as it stands now, wherever it stands: in references.yaml or in an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crawler.archives.address import parse, snapshot_named
from crawler.archives.snapshot import MalformedArchiveAddressError, NotAnArchiveError
from crawler.evidence.address import requested
from crawler.history.record import Row
from crawler.judge.health import Judged
from crawler.judge.suggestion import suggest
from crawler.judge.verdict import Whereabouts
from crawler.references.citation import Citation, from_mapping
from crawler.references.dates import iso_date


class ChangedSinceError(ValueError):
    """The source names another snapshot than the one that was judged; the message says which."""


def judged_citation(row: Row) -> Citation:
    """The citation as it was when it was judged."""
    return from_mapping(row.citation, number=row.number, group=row.group, cited_by=row.cited_by)


def wanted_changes(row: Row, stated: Citation) -> Mapping[str, str]:
    """The parameters to change in `stated`, which cites the row's address, under references.yaml's names.

    An archive address never comes without its date. Raises ChangedSinceError where `stated` names a snapshot that was
    not judged.
    """
    judged = _judged(row, stated)
    suggestion = row.suggestion if _holds(row, stated) else suggest(judged)
    changes = dict(suggestion.changes) if suggestion else {}
    if "archive-url" in changes and row.live.state == "alive" and not stated.url_status:
        changes["url-status"] = "live"
    if "url" in changes and stated.url_status not in ("", "live"):
        changes["url-status"] = "live"
    if day := _missing_date(judged, stated.archive_date):
        changes.setdefault("archive-date", day)
    before = {
        "url": stated.url,
        "archive-url": stated.archive_url,
        "archive-date": stated.archive_date,
        "url-status": stated.url_status,
    }
    return {key: new for key, new in changes.items() if new and before.get(key, "") != new}


def _missing_date(judged: Judged, stated: str) -> str:
    """The day of the good snapshot that the source names, where it states none or another whole day; else ""."""
    named, day = judged.citation.archive_url, (judged.archive.captured_at or "")[:10]
    if not named or judged.archive.state != "good":
        return ""
    if not stated:
        return day
    read = iso_date(stated)
    return day if len(read) == len(day) and read != day and _is_captured_on(named, day) else ""


def _is_captured_on(named: str, day: str) -> bool:
    """Whether the address itself names the day: an archive may have played a capture near the one asked for."""
    meant = snapshot_named(named)
    return meant is not None and meant.timestamp[:8] == day.replace("-", "")


def was_judged(row: Row) -> bool:
    """Whether a run has looked at the row's address or its snapshot at all."""
    return row.live.checked_at is not None or row.archive.checked_at is not None


def is_lost(row: Row, stated: Citation) -> bool:
    """Whether the page is gone and no archive has it: what `{{dead link}}` says of a source without a snapshot."""
    return not stated.archive_url and shows_nowhere(row)


def shows_nowhere(row: Row) -> bool:
    """Whether the page is gone, no known snapshot shows the work, and nobody knows where it went."""
    none_good = row.archive.state in ("missing", "bad") and not row.archive.alternatives
    elsewhere = row.suggestion is not None and "url" in row.suggestion.changes
    return row.live.state == "dead" and none_good and not elsewhere


def beyond_repair(row: Row) -> str:
    """Why nothing can be named in place of a page that is gone; "" where it is not gone, or something may be."""
    if shows_nowhere(row):
        return "no snapshot in the archives that were asked shows the work: look in others, or find another source"
    if row.live.state == "dead" and row.archive.state == "unknown":
        return "the page is gone, and it is not known yet whether a snapshot shows it"
    return ""


def same_snapshot(one: str, other: str) -> bool:
    """Whether two addresses name the same capture, however they are spelled."""
    if one == other:
        return True
    try:
        first, second = parse(one), parse(other)
    except (MalformedArchiveAddressError, NotAnArchiveError):
        return False
    if not first.timestamp or (first.archive, first.timestamp) != (second.archive, second.timestamp):
        return False
    return _host_and_path(first.original) == _host_and_path(second.original)


def _judged(row: Row, stated: Citation) -> Judged:
    """The verdicts as they hold for the source: of the snapshot that it names, where that is a known one."""
    before, archive = judged_citation(row), row.archive
    named = stated.archive_url
    if named and not same_snapshot(named, before.archive_url):
        others = (other for other in archive.alternatives if same_snapshot(named, other.snapshot_url))
        good = next(others, None)
        if good is not None:
            archive = replace(archive, state="good", reason="ok", captured_at=good.captured_at)
        elif not (archive.state == "good" and same_snapshot(named, archive.snapshot_url)):
            raise ChangedSinceError(f"it names a snapshot that was not judged ({named})")
    # A date without an address is a promise that only references.yaml can make: the article itself has the address.
    date = stated.archive_date if stated.archive_url else ""
    citation = replace(before, archive_url=named, archive_date=date, url_status=stated.url_status, url=stated.url)
    return Judged(citation=citation, live=row.live, archive=archive, content=row.content, moved_to=_moved_to(row))


def _moved_to(row: Row) -> Whereabouts | None:
    """Where a dead page's work was found; of one that is alive its redirects tell."""
    if row.live.state != "dead" or row.suggestion is None or "url" not in row.suggestion.changes:
        return None
    return Whereabouts(url=row.suggestion.changes["url"], proof=row.suggestion.text)


def _holds(row: Row, stated: Citation) -> bool:
    """Whether what was suggested then holds: the source stands as it was judged."""
    before = judged_citation(row)
    same = (stated.url, stated.archive_url, stated.url_status) == (before.url, before.archive_url, before.url_status)
    return same and (bool(stated.archive_url) or stated.archive_date == before.archive_date)


def _host_and_path(original: str) -> str:
    return requested(original).partition("://")[2].removeprefix("www.").rstrip("/")
