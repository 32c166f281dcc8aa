"""latest.md: the report for a terminal or a wiki page, where nothing quoted from a page can act as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from crawler.history.record import Report, Row
from crawler.judge.verdict import ArchiveVerdict, LiveVerdict, Step
from crawler.reports.flagged import by_footnote, meaning_of, newly_flagged, news, seen, unflagged_deaths, what_to_do
from crawler.reports.passage import REPLACES, label, paste_lines
from crawler.reports.printable import link, printable, printable_address, shortened
from crawler.reports.summary import archives_asked, notices, sentence

MARKUP = re.compile(r"[\\`*_{}\[\]|~#!$]|:(?=//)|(?<=www)\.(?=.)", re.IGNORECASE)
ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{0,30}://|www\.)[^\s`<>\"|\\]*[^\s`<>\"|\\.,;:!?')\]\u2026\u2019\u201d]", re.IGNORECASE
)
"""What GitHub may link on sight, without the punctuation behind it, or anything that ends a code span or a cell."""

HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
TITLE_LENGTH = 80
NOTHING = "—"


def render(report: Report) -> str:
    """The report as Markdown: notices, summary, what is newly flagged, a table of all, then each flagged footnote."""
    return "".join(in_pieces(report))


def in_pieces(report: Report) -> Iterator[str]:
    """The same in pieces, a line or a few each."""
    held = ""
    for line in chain(_opening(report), _newly(report), _table(report), _sections(report)):
        if line.strip():
            yield held
            held = ""
        held += f"{line}\n"
    # Nothing empty stands at the end.
    yield held.rstrip() + "\n"


def escaped(text: str) -> str:
    """The printable text so that Markdown shows it as it stands: no markup, no HTML, no link, no table cell ends.

    An address in it is a code span: copied from the source or from the page, it is the address.
    """
    pieces: list[str] = []
    shown, position = printable(text), 0
    for found in ADDRESS.finditer(shown):
        pieces += (_plain(shown[position : found.start()]), f"`{found[0]}`")
        position = found.end()
    return "".join((*pieces, _plain(shown[position:])))


def _plain(text: str) -> str:
    return MARKUP.sub(r"\\\g<0>", "".join(HTML.get(character, character) for character in text))


def address(url: str) -> str:
    """An address as a link if it is http or https, else as it stands."""
    target = link(url)
    return f"<{target}>" if target else _code(printable_address(url)) or NOTHING


def _opening(report: Report) -> Iterator[str]:
    title = escaped(report.article.get("title", "")) or "the article"
    # The notices come before the heading: whoever reads only the first line must read them.
    for notice in notices(report):
        yield f"> **{notice}**"
        yield ""
    yield f"# Citations of {title}"
    yield ""
    yield f"{sentence(report)}. {news(report)}."
    yield ""
    if kept := unflagged_deaths(report):
        yield kept
        yield ""
    run = report.run
    yield f"Run {escaped(run.id)}, {escaped(run.started_at)} to {escaped(run.finished_at)}, network {run.network}."
    yield f"{archives_asked(report)}."
    yield ""


def _newly(report: Report) -> Iterator[str]:
    yield "## Newly flagged"
    yield ""
    footnotes = by_footnote(newly_flagged(report))
    for row, entries in footnotes:
        flags = ", ".join(f"`{entry.flag.flag}`" for entry in entries)
        said = " ".join(dict.fromkeys(entry.meaning for entry in entries))
        ground = " ".join(dict.fromkeys(entry.ground for entry in entries))
        yield f"- **{escaped(label(row))}** {_title(row)}: {flags}. {escaped(said)} {escaped(ground)}".rstrip()
        if advice := what_to_do(row):
            yield f"  - What to do: {escaped(advice)}"
    if not footnotes:
        yield "Nothing."
    yield ""


def _table(report: Report) -> Iterator[str]:
    yield "## All footnotes"
    yield ""
    yield "| # | Title | Live | Archive | Health | What to do |"
    yield "| ---: | --- | --- | --- | --- | --- |"
    for row in report.rows:
        live, archive = row.live, row.archive
        cells = (
            escaped(label(row)),
            _title(row),
            f"{live.state}, {live.reason}",
            f"{archive.state}, {archive.reason}",
            row.health,
            escaped(what_to_do(row)) or NOTHING,
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _sections(report: Report) -> Iterator[str]:
    rows = [row for row in report.rows if row.flags]
    if rows:
        yield "## Flagged footnotes"
        yield ""
    if any(paste_lines(row.suggestion) for row in rows):
        yield REPLACES
        yield ""
    for row in rows:
        yield from _section(row)


def _section(row: Row) -> Iterator[str]:
    yield f"### {escaped(label(row))}. {_title(row)}"
    yield ""
    for flag in row.flags:
        since = f"since {escaped(flag.since)}{', new' if flag.new else ''}"
        yield f"- `{flag.flag}` {since}: {meaning_of(row, flag.flag)}"
    yield from _verdict("Live", row.live, row.live.url)
    yield from _verdict("Archive", row.archive, row.archive.snapshot_url)
    yield from _suggestion(row)
    yield ""


def _verdict(name: str, verdict: LiveVerdict | ArchiveVerdict, url: str) -> Iterator[str]:
    often = seen(verdict)
    yield f"- **{name}: {verdict.state}, {verdict.reason}.** {escaped(verdict.explanation)}"
    yield f"  - address: {address(url)}"
    yield f"  - confidence {verdict.confidence:.0%}{f', {often}' if often else ''}"
    if len(verdict.hops) > 1:
        yield f"  - hops: {' → '.join(_hop(step) for step in verdict.hops)}"
    if verdict.checked_at:
        yield f"  - checked {escaped(verdict.checked_at)}"
    if verdict.evidence:
        yield f"  - evidence: {_code(printable(verdict.evidence))}"


def _suggestion(row: Row) -> Iterator[str]:
    yield f"- **What to do:** {escaped(what_to_do(row)) or NOTHING}"
    for line in paste_lines(row.suggestion):
        yield f"  - {_code(line)}"


def _hop(step: Step) -> str:
    return f"{address(step.url)} ({step.status or 'no answer'})"


def _code(line: str) -> str:
    # A code span shows everything but its own fence as it stands, and there is none of nothing.
    return f"`{line.replace('`', chr(0x2019))}`" if line else ""


def _title(row: Row) -> str:
    return escaped(shortened(str(row.citation.get("title", "")), TITLE_LENGTH)) or "(no title)"
