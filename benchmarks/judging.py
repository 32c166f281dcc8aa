"""What judging a page costs: CPU from its bytes to its verdict, by median, beside what parsing it alone costs.

`python -m benchmarks judging`.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

from lxml import html as lxml_html

from benchmarks.pages import SITE, news_page, sentence
from benchmarks.table import keep
from crawler.evidence.fetch import Fetch, Hop
from crawler.evidence.reading import read_page
from crawler.judge.live import judge_live
from crawler.references.citation import Citation

TARGET = 1.5
"""Milliseconds by median that a page of 20 KB may cost, facts and verdict."""

PAGES = 120
TRIES = 9
"""So many pages of one shape are judged, each for the first time: what the judge keeps of texts that it has met would
make a second time cheaper. The quickest counts: what disturbs the machine only ever adds.
"""

ABOUT = "CPU of one judged page, from its bytes to its verdict: milliseconds by median, and the multiple of parsing it."
_AT = "2026-03-01T06:00:00Z"


@dataclass(frozen=True, slots=True)
class Sample:
    """One page to judge: the citation, its address, the answer's status and body."""

    kind: str
    citation: Citation
    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU in milliseconds by median, of parsing alone and of judging, and the one as a multiple of the other."""

    pages: int
    kilobytes: float
    parsing_ms: float
    facts_ms: float
    judging_ms: float
    ratio: float


def samples(count: int = PAGES, seed: int = 7) -> Iterator[Sample]:
    """Pages as news sites make them: the cited work, its rewritten title, a soft 404 and a 404, by turns."""
    random = Random(seed)  # noqa: S311 - the same pages each time
    for number in range(count):
        title, other = sentence(random, 8), sentence(random, 8)
        cited = Citation(
            number=number + 1,
            title=title,
            url=f"{SITE}/2014/03/{number}",
            author=("Holm, Ada",),
            date="2014-03-06",
            work="Coast Courier",
        )
        kind = ("work", "work", "rewritten", "soft-404", "not-found")[number % 5]
        shown = {"work": title, "rewritten": other}.get(kind, "Page not found")
        texts = [sentence(random, 75) for _ in range(22)] if kind in ("work", "rewritten") else ["Sorry about that."]
        body = news_page(random, shown, texts, links=45 if len(texts) > 1 else 290)
        yield Sample(kind, cited, 404 if kind == "not-found" else 200, body)


def verdict(sample: Sample) -> str:
    """The reason of the verdict: everything from bytes on."""
    url = sample.citation.url
    page = read_page(sample.body, url=url, content_type="text/html; charset=utf-8")
    fetch = Fetch(address=url, asked_at=_AT, hops=(Hop(url=url, status=sample.status),), page=page)
    return judge_live(sample.citation, fetch).reason


def measure(rounds: Sequence[Sequence[Sample]]) -> Cost:
    """What pages cost, from rounds of pages of the same shapes. The data files are read before, once in a process."""
    for sample in samples(5, seed=0):
        verdict(sample)
    parsing = _median(rounds, lambda sample: lxml_html.fromstring(sample.body))
    facts = _median(
        rounds, lambda sample: read_page(sample.body, url=sample.citation.url, content_type="text/html; charset=utf-8")
    )
    judging = _median(rounds, verdict)
    return Cost(
        pages=len(rounds[0]),
        kilobytes=round(statistics.mean(len(sample.body) for sample in rounds[0]) / 1000, 1),
        parsing_ms=round(parsing, 3),
        facts_ms=round(facts, 3),
        judging_ms=round(judging, 3),
        ratio=round(judging / parsing, 1),
    )


def _median(rounds: Sequence[Sequence[Sample]], work: Callable[[Sample], Any]) -> float:
    return statistics.median(min(_once(work, sample) for sample in alike) for alike in zip(*rounds, strict=True))


def _once(work: Callable[[Sample], Any], sample: Sample) -> float:
    before = time.process_time()
    work(sample)
    return (time.process_time() - before) * 1000


def measure_all(*, full: bool = False) -> None:  # noqa: ARG001 - every part takes it; this one is small
    """Prints the figures and keeps them. On a busy machine the times double; the ratio to bare parsing stays."""
    cost = measure([list(samples(seed=seed)) for seed in range(7, 7 + TRIES)])
    keep("judging", ABOUT, [{**asdict(cost), "target_ms": TARGET}])
