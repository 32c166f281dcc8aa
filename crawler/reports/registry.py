"""Names every report file and the reporter that writes it: (Report) -> the file's text."""

from __future__ import annotations

from collections.abc import Callable

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
