"""Names every report file and the reporter that writes it: (Report) -> the file's text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from crawler.history.record import Report
from crawler.reports import flags_json, junit, latest_csv, latest_html, latest_json, latest_md, prometheus

Reporter = Callable[[Report], str]

REPORTS: dict[str, Reporter] = {
    "latest.md": latest_md.render,
    "latest.html": latest_html.render,
    "latest.csv": latest_csv.render,
    "flags.json": flags_json.render,
    "citewatch.prom": prometheus.render,
    "junit.xml": junit.render,
    "latest.json": latest_json.render,
}
"""In the order in which they are put in place: latest.json last, so that who waits for it finds the others."""

_IN_PIECES: dict[str, Callable[[Report], Iterator[str]]] = {
    "latest.md": latest_md.in_pieces,
    "latest.html": latest_html.in_pieces,
    "latest.csv": latest_csv.in_pieces,
    "latest.json": latest_json.in_pieces,
}


def in_pieces(name: str, report: Report) -> Iterable[str]:
    """The text of a report in pieces, so that one of many footnotes never stands in memory whole."""
    return _IN_PIECES[name](report) if name in _IN_PIECES else (REPORTS[name](report),)
