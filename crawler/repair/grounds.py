"""Why a repair is proposed: the verdicts, the snapshot, what was compared and where the evidence is, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from crawler.history.record import Row
from crawler.judge.verdict import ArchiveVerdict, LiveVerdict
from crawler.reports.flagged import seen
from crawler.reports.printable import printable, printable_address, shortened

LONGEST_COMPARED = 120
"""Characters of a compared text that are shown."""

_PLACES = {"live": "on the live page", "archive": "in the snapshot"}


def grounds(row: Row, changes: Mapping[str, str]) -> tuple[str, ...]:
    """The lines for a row of which `changes` (references.yaml's names to new values) are proposed; safe to print.

    Where neither the address nor the snapshot changes, the proposal rests on both as they are: the lines say so.
    """
    lines = [f"why: {_live(row.live)}"]
    if "url" in changes:
        lines.append(_way(row))
    if "archive-url" in changes or "archive-date" in changes:
        lines += _snapshot(row, changes.get("archive-url", ""))
    elif "url" not in changes:
        lines.append(_archive(row.archive))
    lines += _compared(row, changes.get("archive-url", ""))
    kept = [verdict.evidence for verdict in (row.live, row.archive) if verdict.evidence]
    if kept:
        lines.append(f"evidence: {', '.join(map(printable, dict.fromkeys(kept)))}")
    return tuple(lines)


def _live(live: LiveVerdict) -> str:
    return f"live {live.state}/{live.reason} ({', '.join(filter(None, (seen(live), live.checked_at)))}). " + printable(
        live.explanation
    )


def _way(row: Row) -> str:
    """How the new address was found: by the page's own redirects, or, where the page is dead, as was suggested."""
    if row.live.state == "dead" and row.suggestion is not None:
        return f"proof: {printable(row.suggestion.text)}"
    return "way: " + " -> ".join(f"{step.status or '?'} {printable_address(step.url)}" for step in row.live.hops)


def _snapshot(row: Row, address: str) -> Iterator[str]:
    """The snapshot that is proposed, and what is wrong with the one that stands there."""
    archive = row.archive
    other = next((each for each in archive.alternatives if each.snapshot_url == address), None)
    if other is not None:
        yield f"snapshot: {printable_address(address)}"
        yield f"captured: {printable(other.captured_at)} ({printable(other.source)}); it was played and judged good"
        if archive.state == "bad":
            yield f"instead of: {printable_address(archive.snapshot_url)}. {_archive(archive)}"
        return
    yield f"snapshot: {printable_address(address or archive.snapshot_url)}"
    yield f"captured: {printable(archive.captured_at or 'unknown')} ({printable(archive.source)}). {_archive(archive)}"


def _archive(archive: ArchiveVerdict) -> str:
    return f"archive {archive.state}/{archive.reason}. {printable(archive.explanation)}"


def _compared(row: Row, address: str) -> Iterator[str]:
    """What the verdicts rest on: of a snapshot that is offered in another's place, what that one shows."""
    other = next((each for each in row.archive.alternatives if each.snapshot_url == address), None)
    if other is not None and other.compared:
        yield f"compared: {printable(other.compared)}, in the snapshot"
    for part in fields(row.content):
        verdict = getattr(row.content, part.name)
        if verdict.verdict == "unknown" or not verdict.compared:
            continue
        score = "" if verdict.score is None else f" {verdict.score:.2f}"
        where = _PLACES.get(verdict.source, printable(verdict.source))
        yield f'compared: {part.name} {verdict.verdict}{score}, {where}: "{_short(verdict.compared)}"'


def _short(text: str) -> str:
    return shortened(text, LONGEST_COMPARED)
