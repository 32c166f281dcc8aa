"""Shows a report at the end of a run: one table, the counts, and where to read on."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from crawler.history.record import Report, Row
from crawler.reports.flagged import news, what_to_do
from crawler.reports.passage import label
from crawler.reports.printable import printable, shortened
from crawler.reports.summary import archives_asked, notices, sentence

STYLE_OF = {
    "healthy": "green",
    "alive": "green",
    "good": "green",
    "rescued": "cyan",
    "at-risk": "yellow",
    "missing": "yellow",
    "suspect": "magenta",
    "dead": "bold red",
    "bad": "red",
    "unknown": "dim",
}
TITLE_LENGTH = 60


def summary_table(report: Report, where: str = "") -> RenderableType:
    """Notices, a row for each footnote, the counts, and `where` the reports are ("" says nothing); from 80 columns."""
    opening = [Text(notice, style="bold yellow") for notice in notices(report)]
    return Group(*opening, _table(report), *_closing(report, where))


def _table(report: Report) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    table.add_column("#", justify="right", max_width=8, overflow="fold")
    table.add_column("Title", ratio=5, min_width=14, overflow="fold")
    table.add_column("Live", max_width=12, overflow="fold")
    table.add_column("Archive", max_width=12, overflow="fold")
    table.add_column("Health", min_width=7, no_wrap=True)
    table.add_column("What to do", ratio=5, min_width=14, overflow="fold")
    for row in report.rows:
        table.add_row(*_cells(row))
    return table


def _cells(row: Row) -> tuple[Text, ...]:
    # Text, never str: rich would read [brackets] in a str as its markup.
    return (
        Text(label(row)),
        Text(shortened(str(row.citation.get("title", "")), TITLE_LENGTH) or "(no title)"),
        _verdict(row.live.state, row.live.reason),
        _verdict(row.archive.state, row.archive.reason),
        Text(row.health, style=STYLE_OF.get(row.health, "")),
        Text(printable(what_to_do(row)) or "—"),
    )


def _verdict(state: str, reason: str) -> Text:
    # With spaces for hyphens a long reason wraps between its words in a narrow column.
    words = state if reason == "ok" else f"{state}: {reason.replace('-', ' ')}"
    return Text(words, style=STYLE_OF.get(state, ""))


def _closing(report: Report, where: str) -> tuple[Text, ...]:
    lines = [f"{sentence(report)}. {news(report)}.", f"{archives_asked(report)}."]
    if where:
        lines.append(f"The report: {printable(where)}")
    return tuple(Text(line, overflow="fold") for line in lines)
