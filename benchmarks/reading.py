"""What reading an article costs, in each format, and what writing a report of many footnotes costs.

`python -m benchmarks reading [--full]`: articles of 50 footnotes; a report of 1,000 footnotes, of 5,000 with --full.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.articles import ARTICLES, notes, references
from benchmarks.judging import samples
from benchmarks.table import Row, keep
from crawler.check.judging import Bench, make_report
from crawler.check.seen import Seen
from crawler.evidence.fetch import Fetch, Hop
from crawler.evidence.reading import read_page
from crawler.history.record import Report, Run
from crawler.history.store import History
from crawler.judge.past import Policy
from crawler.references.importers import IMPORTERS
from crawler.reports.publish import publish

ABOUT = (
    "CPU of reading one article of so many footnotes, by format, and of writing all reports of one run: JSON, "
    "Markdown, HTML, CSV, feed and the others."
)
FOOTNOTES, TRIES = 50, 5
REPORTED, FULL_REPORTED = 1_000, 5_000
_AT = "2026-03-01T06:00:00Z"
_RUN = Run(id="20260301T060000Z", started_at=_AT, finished_at=_AT, web="replay", network="ok")


def measure(*, full: bool = False) -> None:
    """Every importer, then judging and reporting."""
    cited = notes(FOOTNOTES)
    rows = [_imported(name, make(cited)) for name, make in ARTICLES.items()]
    keep("reading", ABOUT, [*rows, *_reported(FULL_REPORTED if full else REPORTED)])


def _imported(name: str, article: str) -> Row:
    found = len(IMPORTERS[name](article, f"article.{name}").references.references)
    if found != FOOTNOTES:
        raise RuntimeError(f"the {name} importer found {found} of {FOOTNOTES} footnotes: the article is at fault")
    seconds = min(_cpu(lambda: IMPORTERS[name](article, f"article.{name}")) for _ in range(TRIES))
    return {
        "what": f"import {name}",
        "footnotes": FOOTNOTES,
        "KB": len(article) / 1000,
        "CPU ms": seconds * 1000,
        "articles a second": 1 / seconds,
        "footnotes a second": FOOTNOTES / seconds,
    }


def _reported(count: int) -> list[Row]:
    listed, seen = references(notes(count)), Seen()
    pages = [
        read_page(each.body, url=each.citation.url, content_type="text/html; charset=utf-8") for each in samples(20)
    ]
    for place, citation in enumerate(listed.references):
        hops = (Hop(url=citation.url, status=404 if place % 10 == 0 else 200),)
        seen.live[citation.url] = Fetch(address=citation.url, asked_at=_AT, hops=hops, page=pages[place % len(pages)])
    with tempfile.TemporaryDirectory(prefix="citewatch-bench-") as name:
        folder, made = Path(name), list[Report]()
        with closing(History(folder / "history.db")) as history:
            bench = Bench(history, _RUN, Policy())
            judging = _cpu(lambda: made.append(make_report(listed, listed.references, seen, bench)))
        publishing = _cpu(lambda: publish(made[0], folder))
    return [_row("judge all", count, judging), _row("write all reports", count, publishing)]


def _row(what: str, count: int, seconds: float) -> Row:
    return {"what": what, "footnotes": count, "CPU ms": seconds * 1000, "footnotes a second": count / seconds}


def _cpu(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before
