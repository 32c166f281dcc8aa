"""The crawl of a check: what is asked for one article or several, in which order, and where the answers go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from hashlib import sha256
from itertools import chain, zip_longest
from pathlib import Path
from platform import node
from tempfile import gettempdir
from typing import Any

from scrapy.settings import Settings

from crawler.archives.budget import service_of
from crawler.check.arrivals import Arrivals, Progress
from crawler.check.clock import stamp
from crawler.check.follow_up import IsStruck, follow_up
from crawler.check.job import AHEAD, Job
from crawler.check.network import Carry, Crawl, NetworkRun, Sink
from crawler.check.outcome import NotJudgedError
from crawler.check.pruning import AWAY
from crawler.check.seen import Seen, live_addresses
from crawler.check.sharing import Sharing
from crawler.check.sure import sure_of
from crawler.check.unchanged import reader
from crawler.check.word_lists import read_word_lists
from crawler.evidence.fetch import Fetch
from crawler.history.schema import HistoryError
from crawler.references.citation import Citation
from crawler.spiders.archive import ArchiveSpider
from crawler.spiders.live import LiveSpider
from crawler.spiders.our_network import lost_network
from crawler.spiders.process import InterruptedWorkError, uncounted
from crawler.web.recorder import EvidenceLostError

INTERRUPTED = "The run was interrupted: what was seen is kept, and the next run goes on from there."


@dataclass(frozen=True, slots=True)
class Crawled:
    """How a crawl went: whether our own network was lost on the way, and which reports' folders could not be written.

    `lost` says of those folders why.
    """

    degraded: bool
    lost: Mapping[Path, Exception]


Take = Callable[[Fetch], None]
Carrier = Callable[[Crawl, Take], Awaitable[int]]
"""Carries a crawl out in other processes, as `Carry`, and hands each page to the Take."""

Away = Callable[[Path, str, Settings], AbstractContextManager[Carrier]]
"""Gives, for a folder that is this run's to use, its name and the settings, who carries crawls of the live web out
elsewhere (crawler.scale).
"""


def crawl(jobs: Sequence[Job], settings: Settings, progress: Progress | None, away: Away | None = None) -> Crawled:
    """Asks what is not known and records each answer as it comes, for each job that wants it.

    `progress` is told how many addresses are answered, of how many. `away` sends the crawl of the live web to other
    processes. Where there is nothing to ask, our own network is left alone too. Raises NotJudgedError where nothing
    could be asked.
    """
    if not any(job.asked for job in jobs):
        return Crawled(degraded=False, lost={})
    return _alone(jobs[0], settings, progress, away) if len(jobs) == 1 else _together(jobs, settings, progress, away)


def _alone(job: Job, settings: Settings, progress: Progress | None, away: Away | None) -> Crawled:
    notebook = job.notebook
    settings.set("CITEWATCH_EVIDENCE", str(notebook.evidence_path))
    counted = notebook.count
    asked = _Asked(job.asked, job.in_turn(), notebook.seen, _reader(job), job.strikes())
    arrivals = Arrivals([job], notebook.write, progress)
    try:
        with _carrying([job], settings, away, arrivals.elsewhere) as carry:
            network = _network(settings, asked, arrivals.here, counted, carry=carry)
            degraded = _run(network, settings)
    except (HistoryError, EvidenceLostError) as error:
        return Crawled(degraded=True, lost={job.options.reports: error})
    return Crawled(degraded=degraded, lost={})


def _together(jobs: Sequence[Job], settings: Settings, progress: Progress | None, away: Away | None) -> Crawled:
    with closing(Sharing(jobs)) as sharing:
        settings.set("CITEWATCH_EVIDENCE", str(sharing.evidence))
        citations = [citation for job in jobs for citation in job.asked]
        kept = partial(sharing.kept, [_reader(job) for job in jobs])
        asked = _Asked(citations, _in_turn(jobs), sharing.seen, kept, _struck(jobs))
        arrivals = Arrivals(jobs, sharing.take, progress)
        try:
            with _carrying(jobs, settings, away, arrivals.elsewhere) as carry:
                network = _network(settings, asked, arrivals.here, uncounted, sharing.follow, carry=carry)
                degraded = _run(network, settings)
            sharing.spread()
        except (HistoryError, EvidenceLostError) as error:
            said = NotJudgedError(str(error).replace(str(sharing.evidence), f"A temporary file in {gettempdir()}"))
            return Crawled(degraded=True, lost={job.options.reports: said for job in jobs} | sharing.lost)
        return Crawled(degraded=degraded, lost=sharing.lost)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The citations that a crawl is about, the same in the order in which the archives are asked, and what is known.

    `kept` gives what an earlier run has read of an address, `is_struck` says which failures are one too many.
    """

    citations: Sequence[Citation]
    in_turn: Sequence[Citation]
    seen: Seen
    kept: Callable[[str], Fetch | None]
    is_struck: IsStruck


def _network(
    settings: Settings,
    asked: _Asked,
    sink: Sink,
    counted: Callable[[str], None],
    followed: Callable[[], None] = lambda: None,
    *,
    carry: Carry | None,
) -> NetworkRun:
    """`followed` is called when it is known where captured redirects lead, and before that is asked."""
    ask_the_archive, follow = follow_up(asked.in_turn, asked.seen, asked.is_struck)

    def follow_known() -> Sequence[Crawl]:
        followed()
        return [each for wanted in follow() for each in _live(wanted.arguments, carry)]

    plan, steps = partial(_pages_and_snapshots, asked, carry), (ask_the_archive, follow_known)
    return NetworkRun(settings, sink, plan, counted, then=steps, is_sure=sure_of(asked.citations))


def _pages_and_snapshots(asked: _Asked, carry: Carry | None) -> Sequence[Crawl]:
    """What is asked first: the cited pages, and the archives for what the citations name."""
    seen = asked.seen
    pages = {
        "addresses": live_addresses(asked.citations, seen),
        "citations": asked.citations,
        "seen": seen.live,
        "kept": asked.kept,
    }
    snapshots = {"citations": asked.in_turn, "plays": seen.plays, "searches": seen.searches}
    return (*_live(pages, carry), Crawl(ArchiveSpider, "play", snapshots))


def _live(pages: Mapping[str, Any], carry: Carry | None) -> Sequence[Crawl]:
    """The crawl of the live web. The archives have one visitor, here, also where a citation's own address is theirs."""
    if carry is None:
        return (Crawl(LiveSpider, "live", pages),)
    ours, theirs = (
        {
            **pages,
            "addresses": [each for each in pages["addresses"] if bool(service_of(each)) is archives],
            "citations": [
                each for each in pages.get("citations", ()) if bool(service_of(each.url.strip())) is archives
            ],
        }
        for archives in (True, False)
    )
    return (Crawl(LiveSpider, "live", ours), Crawl(LiveSpider, "live", theirs, carry))


@contextmanager
def _carrying(jobs: Sequence[Job], settings: Settings, away: Away | None, take: Take) -> Iterator[Carry | None]:
    """Who carries the crawl out elsewhere, under a name that is the same when the runs of these jobs are taken up."""
    if away is None:
        yield None
        return
    stated = [node(), *(f"{job.options.reports.resolve()} {job.run.id}" for job in jobs)]
    name = f"{jobs[0].run.id}-{sha256(repr(stated).encode()).hexdigest()[:12]}"
    with away(jobs[0].options.reports / AWAY, name, settings) as carrier:
        yield lambda crawl: carrier(crawl, take)


def _struck(jobs: Sequence[Job]) -> IsStruck:
    """Each citation is judged by the history of its own article: labels are the same in several."""
    strikes = [(job, job.strikes()) for job in jobs]
    owners = {id(citation): is_struck for job, is_struck in strikes for citation in job.asked}
    return lambda citation, fetch: owners[id(citation)](citation, fetch)


def _reader(job: Job) -> Callable[[str], Fetch | None]:
    now, days = job.clock(), job.settings.getfloat("CITEWATCH_UNCHANGED_DAYS")
    return reader(job.history, stamp(now - timedelta(days=days)), stamp(now + AHEAD))


def _run(network: NetworkRun, settings: Settings) -> bool:
    """Whether our own network was lost on the way. Raises NotJudgedError where it was never there, or on a signal."""
    read_word_lists()
    try:
        network.run()
    except InterruptedWorkError:
        raise NotJudgedError(INTERRUPTED) from None
    if network.offline:
        raise NotJudgedError(lost_network(settings))
    return network.degraded


def _in_turn(jobs: Iterable[Job]) -> list[Citation]:
    """By turns one of each article, so that none waits for the whole of another where the archives' budget is short."""
    rounds = zip_longest(*(job.in_turn() for job in jobs))
    return [citation for citation in chain.from_iterable(rounds) if citation is not None]
