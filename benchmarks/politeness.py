"""The polite run against its lower bound: the slowest host's count times its delay, plus one answer's latency.

`python -m benchmarks politeness [--full]`: citations dealt out to hosts after Zipf; a fifth of all on one host.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator

from benchmarks.checking import check
from benchmarks.table import Row, keep
from benchmarks.web import Web, serving
from benchmarks.work import Work

ABOUT = (
    "The polite run: one request at a time to a host, a delay between two. The bound is the largest host's "
    "citations times the delay (its robots.txt goes before); `crawl` is from the first request to the last as "
    "the server saw them, `command` the whole of `citewatch check`, its start and its reports included."
)
CITATIONS, FULL_CITATIONS = 400, 500
HOSTS, DELAY, FULL_DELAY = 100, 0.25, 2.0


def measure(*, full: bool = False) -> None:
    """Both distributions."""
    count, delay = (FULL_CITATIONS, FULL_DELAY) if full else (CITATIONS, DELAY)
    rows: list[Row] = []
    with serving() as web:
        for name, hosts in (("Zipf", zipf(count)), ("a fifth on one host", one_large(count))):
            rows.append({"hosts": name, **_measured(web, Work(hosts=hosts, snapshots=False), delay)})
    keep("politeness", ABOUT, rows)


def zipf(count: int, hosts: int = HOSTS) -> tuple[int, ...]:
    """The host of each citation: the n-th host has a share in proportion to 1/n. Well mixed, as an article is."""
    weights = [1 / (host + 1) for host in range(hosts)]
    shares = [max(1, round(count * weight / sum(weights))) for weight in weights]
    return tuple(_mixed(shares, count))


def one_large(count: int, hosts: int = HOSTS) -> tuple[int, ...]:
    """A fifth of all on the first host, the others even."""
    return tuple(0 if number % 5 == 0 else (number - number // 5) % (hosts - 1) + 1 for number in range(count))


def _mixed(shares: list[int], count: int) -> Iterator[int]:
    """Each host's citations spread evenly over the list."""
    places = sorted((place / share, host) for host, share in enumerate(shares) for place in range(share))
    yield from (host for _, host in places[:count])


def _measured(web: Web, work: Work, delay: float) -> Row:
    reports = web.folder / "reports"
    shutil.rmtree(reports, ignore_errors=True)
    most = Counter(work.hosts).most_common(1)[0][1]
    web.counts()
    cost = check(web, work, reports, {"DOWNLOAD_DELAY": delay})
    seen = web.counts()
    # robots.txt is asked first and kept apart from the first page by the same delay.
    bound = most * delay
    return {
        "citations": work.count,
        "largest host": most,
        "delay s": delay,
        "bound s": bound,
        "slowest host s": seen["longest_span"],
        "slowest host to bound": seen["longest_span"] / bound,
        "crawl s": seen["seconds"],
        "crawl to bound": seen["seconds"] / bound,
        "command s": cost.wall,
        "command to bound": cost.wall / bound,
        "shortest pause s": seen["shortest_pause"],
    }
