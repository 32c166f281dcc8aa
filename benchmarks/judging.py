"""What judging a page costs: CPU from its bytes to its verdict, by median, beside what parsing it alone costs.

`python -m benchmarks.judging` prints the figures and writes them to benchmarks/judging.json.
"""

from __future__ import annotations

import json
import platform
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

from lxml import html as lxml_html

from crawler.evidence.fetch import Fetch, Hop
from crawler.evidence.reading import read_page
from crawler.judge.live import judge_live
from crawler.references.citation import Citation

TARGET = 1.5
"""Milliseconds by median that a page of 20 KB may cost, facts and verdict."""

PAGES = 120
TRIES = 3
"""Each page is judged so often, and the quickest counts: what disturbs the machine only ever adds."""

RESULT = Path(__file__).with_name("judging.json")
_AT = "2026-03-01T06:00:00Z"
_SITE = "https://courier.example"
_WORDS = """
harbour ferry strike island council budget minister report water school night morning agreement crew
captain potato piano letter river station the of and to in a was by on with for at from that this had been not but
""".split()  # noqa: SIM905 - a list of them would fill the screen


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
        title, other = _sentence(random, 8), _sentence(random, 8)
        cited = Citation(
            number=number + 1,
            title=title,
            url=f"{_SITE}/2014/03/{number}",
            author=("Holm, Ada",),
            date="2014-03-06",
            work="Coast Courier",
        )
        kind = ("work", "work", "rewritten", "soft-404", "not-found")[number % 5]
        shown = {"work": title, "rewritten": other}.get(kind, "Page not found")
        texts = [_sentence(random, 75) for _ in range(22)] if kind in ("work", "rewritten") else ["Sorry about that."]
        body = _page(random, shown, texts, links=45 if len(texts) > 1 else 290)
        yield Sample(kind, cited, 404 if kind == "not-found" else 200, body)


def verdict(sample: Sample) -> str:
    """The reason of the verdict: everything from bytes on."""
    url = sample.citation.url
    page = read_page(sample.body, url=url, content_type="text/html; charset=utf-8")
    fetch = Fetch(address=url, asked_at=_AT, hops=(Hop(url=url, status=sample.status),), page=page)
    return judge_live(sample.citation, fetch).reason


def measure(chosen: Sequence[Sample]) -> Cost:
    """What these pages cost. The data files are read before, as they are once in a process."""
    for sample in chosen[:5]:
        verdict(sample)
    parsing = _median(chosen, lambda sample: lxml_html.fromstring(sample.body))
    facts = _median(
        chosen, lambda sample: read_page(sample.body, url=sample.citation.url, content_type="text/html; charset=utf-8")
    )
    judging = _median(chosen, verdict)
    return Cost(
        pages=len(chosen),
        kilobytes=round(statistics.mean(len(sample.body) for sample in chosen) / 1000, 1),
        parsing_ms=round(parsing, 3),
        facts_ms=round(facts, 3),
        judging_ms=round(judging, 3),
        ratio=round(judging / parsing, 1),
    )


def _median(chosen: Sequence[Sample], work: Callable[[Sample], Any]) -> float:
    return statistics.median(min(_once(work, sample) for _ in range(TRIES)) for sample in chosen)


def _once(work: Callable[[Sample], Any], sample: Sample) -> float:
    before = time.process_time()
    work(sample)
    return (time.process_time() - before) * 1000


def _sentence(random: Random, words: int) -> str:
    return f"{' '.join(random.choice(_WORDS) for _ in range(words)).capitalize()}."


def _page(random: Random, title: str, texts: Sequence[str], links: int) -> bytes:
    """A page of about 20 KB with the head, menus, teasers and footer of a news site."""
    menu = "".join(f'<li class="menu-item"><a href="/s/{at}">{_sentence(random, 2)}</a></li>' for at in range(links))
    teasers = "".join(
        f'<div class="teaser"><a href="/a/{at}"><img src="/i/{at}.jpg" alt=""><h3>{_sentence(random, 6)}</h3></a>'
        f'<time datetime="2019-05-0{at % 9 + 1}">May</time><p>{_sentence(random, 14)}</p></div>'
        for at in range(14)
    )
    facts = {"@type": "NewsArticle", "headline": title, "datePublished": "2014-03-06", "author": {"name": "Ada Holm"}}
    matter = "".join(f"<p>{text} <a href='/x'>{_sentence(random, 3)}</a></p>" for text in texts)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Coast Courier</title>'
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="Coast Courier">'
        f'<meta name="author" content="Ada Holm"><link rel="canonical" href="{_SITE}/2014"><style>{".a{b:c}" * 60}'
        f'</style><script>{"var a = 1;" * 90}</script><script type="application/ld+json">{json.dumps(facts)}</script>'
        f'</head><body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1><p class="byline">By '
        f"Ada Holm</p>{matter}</article><aside>{teasers}</aside></main><footer>{_sentence(random, 40)}</footer></body>"
    ).encode()


def main() -> None:
    """Prints the figures and keeps them. On a busy machine the times double; the ratio to bare parsing stays."""
    cost = measure(list(samples()))
    result = {**asdict(cost), "target_ms": TARGET, "python": platform.python_version(), "machine": platform.machine()}
    text = json.dumps(result, indent=2)
    RESULT.write_text(text + "\n", encoding="utf-8")
    print(text)  # noqa: T201 - the figures are what it is run for


if __name__ == "__main__":
    main()
