"""latest.csv: one row a footnote (RFC 4180, UTF-8 without a byte order mark), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from crawler.history.record import Report, Row
from crawler.reports.flagged import what_to_do
from crawler.reports.printable import printable

COLUMNS = (
    "web",
    "number",
    "group",
    "title",
    "url",
    "health",
    "flags",
    "new_flags",
    "live_state",
    "live_reason",
    "live_explanation",
    "live_confidence",
    "live_confirmed",
    "live_final_url",
    "live_status",
    "live_checked_at",
    "archive_state",
    "archive_reason",
    "archive_explanation",
    "archive_confidence",
    "archive_confirmed",
    "snapshot_url",
    "captured_at",
    "archive_checked_at",
    "what_to_do",
    "run",
    "live_url",
    "archive_url",
    "archive_final_url",
    "archive_status",
    "archive_source",
    "other_snapshot",
)
"""New columns go to the end: whoever counts them finds the old ones where they were."""

FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet take a cell for a formula; the last four are the full-width forms."""


def render(report: Report) -> str:
    """The footnotes as CSV with a header row and CRLF line ends; `web` says live or replay (made up) in each row."""
    return "".join(in_pieces(report))


def in_pieces(report: Report) -> Iterator[str]:
    """The same in pieces, a line each."""
    yield _line(COLUMNS)
    for row in report.rows:
        values = _values(report, row)
        yield _line([cell(values[column]) for column in COLUMNS])


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue()


def cell(value: object) -> str:
    """The value as a cell: "" for None, and a text that begins like a formula behind an apostrophe."""
    if value is None:
        return ""
    text = printable(str(value))
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text


def _values(report: Report, row: Row) -> dict[str, object]:
    return {
        "web": report.run.web,
        "number": row.number,
        "group": row.group,
        "title": row.citation.get("title"),
        "url": row.citation.get("url"),
        "health": row.health,
        "flags": " ".join(flag.flag for flag in row.flags),
        "new_flags": " ".join(flag.flag for flag in row.flags if flag.new),
        **_live(row),
        **_archive(row),
        "what_to_do": what_to_do(row),
        "run": report.run.id,
    }


def _live(row: Row) -> dict[str, object]:
    return {
        "live_state": row.live.state,
        "live_reason": row.live.reason,
        "live_explanation": row.live.explanation,
        "live_confidence": row.live.confidence,
        "live_confirmed": str(row.live.confirmed).lower(),
        "live_final_url": row.live.final_url,
        "live_status": row.live.status,
        "live_checked_at": row.live.checked_at,
        "live_url": row.live.url,
    }


def _archive(row: Row) -> dict[str, object]:
    return {
        "archive_state": row.archive.state,
        "archive_reason": row.archive.reason,
        "archive_explanation": row.archive.explanation,
        "archive_confidence": row.archive.confidence,
        "archive_confirmed": str(row.archive.confirmed).lower(),
        "snapshot_url": row.archive.snapshot_url,
        "captured_at": row.archive.captured_at,
        "archive_checked_at": row.archive.checked_at,
        "archive_url": row.citation.get("archive-url"),
        "archive_final_url": row.archive.final_url,
        "archive_status": row.archive.status,
        "archive_source": row.archive.source,
        "other_snapshot": next((other.snapshot_url for other in row.archive.alternatives), None),
    }
