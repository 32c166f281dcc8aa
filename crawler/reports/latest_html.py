"""latest.html: the report as one file that fetches nothing, for a screen of any size, in light or dark, or on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crawler.evidence.address import pieces
from crawler.history.record import Report, Row
from crawler.judge.verdict import ContentVerdict
from crawler.reports.citation_template import template_lines
from crawler.reports.flagged import (
    Flagged,
    by_footnote,
    extent,
    flagged,
    meaning_of,
    seen,
    standing_in,
    unflagged_deaths,
    what_to_do,
)
from crawler.reports.html_page import page_in_pieces
from crawler.reports.over_time import over_time, spans, spell
from crawler.reports.passage import REPLACES, anchor, label, passage_link, paste_lines
from crawler.reports.places import places
from crawler.reports.printable import link, printable, printable_address
from crawler.reports.summary import archives_asked

MANY = 200
"""Footnotes from which on a browser that runs the script lays each one out only when it is to be seen."""

AT_ONCE = 150
"""Lines of a list that a browser that runs the script makes at once; the rest follows while it has nothing to do."""

FEW = 30
"""Footnotes that a sentence names."""

HEALTH_MEANINGS = {
    "dead": "gone, no good snapshot named",
    "rescued": "gone, a snapshot shows it",
    "suspect": "does not answer as it should",
    "at-risk": "alive, not safely archived",
    "unknown": "cannot tell",
    "healthy": "alive",
}


def render(report: Report) -> str:
    """The report as one HTML page: what is new, what is still flagged, the article's sections, then each footnote.

    Footnote 12 is at `#fn-12`. A Content-Security-Policy forbids every request and all but the page's own style and
    script. Without the script everything is shown; with it the footnotes can be filtered, sorted and copied.
    """
    return "".join(in_pieces(report))


def in_pieces(report: Report) -> Iterator[str]:
    """The same in pieces."""
    entries, lazy = flagged(report), len(report.rows) >= MANY
    return page_in_pieces(
        "latest.template.html",
        **_SPELLED,
        report=report,
        lazy=lazy,
        at_once=AT_ONCE if lazy else MANY,
        article=printable(report.article.get("title", "")),
        asked=archives_asked(report),
        new=_list(entry for entry in entries if entry.flag.new),
        standing=_list(entry for entry in entries if not entry.flag.new),
        unflagged=unflagged_deaths(report),
        standing_in=standing_in(report),
        few=FEW,
        past=over_time(report),
        places=places(report),
        reasons=sorted({reason for row in report.rows for reason in reasons(row)}),
        hosts=sorted({host(row) for row in report.rows} - {""}),
    )


def reasons(row: Row) -> tuple[str, ...]:
    """What the footnote can be filtered by: why live and archive were judged as they were, and its flags."""
    return tuple(dict.fromkeys((row.live.reason, row.archive.reason, *(flag.flag for flag in row.flags))))


def host(row: Row) -> str:
    """The host of the cited address without its `www.`, "" where there is none."""
    return printable(pieces(row.live.url or "").hostname or "").removeprefix("www.")


def contents(row: Row) -> list[tuple[str, ContentVerdict]]:
    """The fields that were held against a page, with what came of it."""
    fields = ("title", "author", "date", "quote")
    verdicts: list[tuple[str, ContentVerdict]] = [(name, getattr(row.content, name)) for name in fields]
    return [(name, found) for name, found in verdicts if found.verdict != "unknown" or found.compared]


def _list(entries: Iterable[Flagged]) -> dict[str, object]:
    """Flags by their footnotes, and how many they are."""
    found = tuple(entries)
    return {"entries": by_footnote(found), "extent": extent([each.row.label for each in found])}


def _percent(share: float) -> str:
    return f"{share:.0%}"


_SPELLED = {
    "anchor": anchor,
    "contents": contents,
    "host": host,
    "label": label,
    "link": link,
    "meaning_of": meaning_of,
    "meanings": HEALTH_MEANINGS,
    "passage_link": passage_link,
    "paste_lines": paste_lines,
    "percent": _percent,
    "printable_address": printable_address,
    "reasons_of": reasons,
    "replaces": REPLACES,
    "seen": seen,
    "spans": spans,
    "spell": spell,
    "template_lines": template_lines,
    "what_to_do": what_to_do,
}
"""What the template calls to put a value into words."""
