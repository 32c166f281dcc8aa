"""What one judged page of 20 KB costs, step by step, each alone and at its quickest: where a citation's time goes.

`python -m benchmarks steps`. What is left between their sum and a crawl's cost is Scrapy, Twisted and the network.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from lxml import html as lxml_html

from benchmarks.table import Row, keep
from benchmarks.work import body, title
from crawler.check.notebook import Notebook
from crawler.evidence.fetch import Fetch, Hop
from crawler.evidence.reading import read_page
from crawler.evidence.warc import EvidenceFile
from crawler.history.record import Run
from crawler.history.store import History
from crawler.judge.doubt import in_doubt
from crawler.judge.judgement import Evidence, judge
from crawler.judge.past import Policy
from crawler.references.citation import Citation

ABOUT = "What one page of 20 KB costs, step by step: the quickest of many tries, and the share of the sum."
TRIES = 200
_AT = "2026-03-01T06:00:00Z"
_URL = "http://h1.example/p/3"
_HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Date", "Sun, 01 Mar 2026 06:00:00 GMT"), ("ETag", '"1"')]
_RUN = Run(id="20260301T060000Z", started_at=_AT, finished_at="", web="replay", network="ok")


def measure(*, full: bool = False) -> None:  # noqa: ARG001 - every part takes it; this one is small
    """Every step of a citation's way."""
    with tempfile.TemporaryDirectory(prefix="citewatch-bench-") as name:
        taken = {what: _quickest(step) for what, step in _steps(Path(name))}
    beside = taken.pop(_PARSING)
    total = sum(taken.values())
    rows: list[Row] = [{"step": what, "ms": ms, "share in %": 100 * ms / total} for what, ms in taken.items()]
    keep("steps", ABOUT, [*rows, {"step": "all", "ms": total, "share in %": 100.0}, {"step": _PARSING, "ms": beside}])


_PARSING = "beside it: lxml parses the page alone"


def _steps(folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    page = body(3)
    cited = Citation(number=1, title=title(3), url=_URL, author=("Holm, Ada",), date="2014-03-06", work="Coast Courier")
    facts = read_page(page, url=_URL, content_type="text/html; charset=utf-8")
    fetch = Fetch(address=_URL, asked_at=_AT, hops=(Hop(url=_URL, status=200, headers=dict(_HEADERS)),), page=facts)
    evidence = Evidence(live={_URL: fetch})
    yield _PARSING, lambda: lxml_html.fromstring(page)
    yield "read the page's facts", lambda: read_page(page, url=_URL, content_type="text/html; charset=utf-8")
    with closing(EvidenceFile(folder / "evidence.warc.gz")) as file:
        asked, answered = ("GET /p/3 HTTP/1.1", _HEADERS), ("200 OK", _HEADERS)
        yield (
            "write the exchange as WARC",
            lambda: file.record_exchange(_URL, asked, answered, page, "127.0.0.1"),
        )
    with closing(History(folder / "history.db")) as history:
        history.begin_run(_RUN, "", {})
        with closing(Notebook(history, _RUN, folder)) as notebook:
            yield "write the facts down, in evidence and history", lambda: notebook.write(fetch, "live")
    yield "is it in doubt?", lambda: in_doubt(cited, fetch)
    yield "judge the citation", lambda: judge(cited, evidence, [], Policy(), _AT)


def _quickest(step: Callable[[], object]) -> float:
    step()
    return min(_once(step) for _ in range(TRIES)) * 1000


def _once(step: Callable[[], object]) -> float:
    before = time.perf_counter()
    step()
    return time.perf_counter() - before
