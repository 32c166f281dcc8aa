"""The main job: loads the references, takes the lock, crawls what is not known, judges, and writes the report."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import Any

from scrapy.settings import Settings

from crawler.check.follow_up import follow_up
from crawler.check.judging import Bench, make_report, policy_of
from crawler.check.lock import only_run
from crawler.check.network import Crawl, NetworkRun
from crawler.check.notebook import Notebook
from crawler.check.outcome import NotJudgedError
from crawler.check.plan import by_turn, chosen, due
from crawler.check.pruning import prune
from crawler.check.recording import record_report
from crawler.check.seen import Kept, Seen, left_over, live_addresses
from crawler.check.setting_values import check_settings
from crawler.evidence.fetch import Fetch
from crawler.evidence.made_up import is_made_up
from crawler.evidence.search import Search
from crawler.history.identity import identities
from crawler.history.record import Report, Run
from crawler.history.schema import HistoryError
from crawler.history.store import History
from crawler.references.citation import Citation, References
from crawler.references.document import load
from crawler.reports.publish import PublishError
from crawler.spiders.archive import ArchiveSpider
from crawler.spiders.live import LiveSpider
from crawler.spiders.our_network import lost_network
from crawler.spiders.process import InterruptedWorkError, settings_of
from crawler.web.recorder import EvidenceLostError

RESUMABLE = timedelta(hours=24)
"""A run that was cut off longer ago than this is closed: its evidence is not today's."""

NOTHING_KEPT = timedelta(days=7)
"""For how long an archive's word that it has nothing is not asked for again, where its answers are kept for longer."""

DEGRADED = "The network was lost during the run: what could not be asked keeps its last verdict."
INTERRUPTED = "The run was interrupted: what was seen is kept, and the next run goes on from there."

Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user asks of a check. `settings` are Scrapy settings; `only` is "" for all footnotes."""

    references: Path
    reports: Path
    only: str = ""
    due: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The same for two runs with the same options, so that the second may go on where the first was cut off."""
        stated = {**asdict(self), "references": str(self.references.resolve()), "reports": "", "due": False}
        return hashlib.sha256(json.dumps(stated, sort_keys=True, default=str).encode()).hexdigest()


def stamp(moment: datetime) -> str:
    """A time as RFC 3339 UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def utc_now() -> datetime:
    """The clock of a real run."""
    return datetime.now(UTC)


def check(options: Options, *, clock: Clock = utc_now, progress: Progress | None = None) -> Report:
    """Checks, judges, records and reports. A process can call it once: Scrapy's reactor does not start twice.

    `progress` is told how many addresses are answered, of how many. A report with `network` degraded is not whole: what
    could not be asked stands as it was. Raises ReferencesError, BadInputError and
    SettingError before anything is asked or written, and NotJudgedError where the run could not judge.
    """
    references = load(options.references)
    chosen(references.references, options.only)
    settings = settings_of(options.settings)
    check_settings(settings, options.settings)
    with only_run(options.reports):
        try:
            with closing(History(options.reports / "history.db")) as history:
                report = _Job(options, references, settings, history, clock, progress).done()
        except (HistoryError, PublishError, EvidenceLostError) as error:
            raise NotJudgedError(str(error)) from error
    return report


@dataclass(frozen=True, slots=True)
class _Job:
    """One check, with all that its steps need."""

    options: Options
    references: References
    settings: Settings
    history: History
    clock: Clock
    progress: Progress | None

    def done(self) -> Report:
        """The whole of it. The report is written before the run is ended, so a kill between costs nothing."""
        begun, asked = self._begin(), self._asked()
        with closing(Notebook(self.history, begun, self.options.reports)) as notebook:
            notebook.recall(asked, self._kept())
            network = self._crawl(asked, notebook, begun)
        run = replace(
            begun,
            finished_at=stamp(self.clock()),
            network="degraded" if network.degraded else "ok",
            archive_requests=self.history.archive_requests(begun.id),
        )
        bench = Bench(self.history, run, policy_of(self.settings))
        report = make_report(self.references, asked, notebook.seen, bench)
        record_report(self.options.reports, self.history, report, self.references.references, asked)
        prune(self.options.reports, self.history, report, self.settings.getint("CITEWATCH_KEEP_RUNS"))
        return report

    def _kept(self) -> Kept:
        now, days = self.clock(), timedelta(days=self.settings.getfloat("CITEWATCH_ARCHIVE_CACHE_DAYS"))
        return Kept(since=stamp(now - days), nothing_since=stamp(now - min(days, NOTHING_KEPT)))

    def _by_turn(self, asked: Sequence[Citation]) -> Sequence[Citation]:
        owners = identities(self.references.references)
        rows = {each.label: self.history.newest_row(owners[each.label]) for each in asked}
        last = {label: row for label, row in rows.items() if row}
        return by_turn(asked, last, left_over(self.history, asked))

    def _asked(self) -> Sequence[Citation]:
        citations = chosen(self.references.references, self.options.only)
        if not self.options.due:
            return citations
        rows = {label: self.history.rows(owner) for label, owner in identities(self.references.references).items()}
        return due(citations, {label: found[-1] for label, found in rows.items() if found}, self.clock())

    def _begin(self) -> Run:
        """The run that was cut off not long ago, with the same options; else a new one."""
        now = self.clock()
        found = self.history.unfinished_run(self.options.digest, stamp(now - RESUMABLE))
        self.history.close_unfinished_runs(but=found.id if found else "")
        if found:
            return found
        run = Run(
            id=_free_id(self.options.reports, now),
            started_at=stamp(now),
            finished_at="",
            web=self.settings["CITEWATCH_WEB"],
            network="ok",
        )
        article = {key: value for key, value in asdict(self.references.article).items() if value}
        self.history.begin_run(run, self.options.digest, article)
        return run

    def _crawl(self, asked: Sequence[Citation], notebook: Notebook, run: Run) -> NetworkRun:
        """Asks what is not known and records each answer as it comes. Raises NotJudgedError where nothing was asked."""
        seen = notebook.seen
        total = len(live_addresses(asked, Seen())) + sum(bool(each.url or each.archive_url) for each in asked)
        arrivals = count(1)
        in_turn = self._by_turn(asked)

        def sink(item: Fetch | Search, kind: str) -> None:
            notebook.write(replace(item, asked_at=stamp(self.clock())), kind)
            if self.progress and not is_made_up(item.address):
                self.progress(next(arrivals), total)

        def plan() -> Sequence[Crawl]:
            known = {"plays": seen.plays, "searches": seen.searches}
            return (
                Crawl(
                    LiveSpider,
                    "live",
                    {"addresses": live_addresses(asked, seen), "citations": asked, "seen": seen.live},
                ),
                Crawl(ArchiveSpider, "play", {"citations": in_turn, **known}),
            )

        self.settings.set("CITEWATCH_EVIDENCE", str(notebook.evidence_path))
        count_request = partial(self.history.count_archive_request, run.id)
        network = NetworkRun(self.settings, sink, plan, count_request, then=follow_up(in_turn, seen))
        try:
            network.run()
        except InterruptedWorkError:
            raise NotJudgedError(INTERRUPTED) from None
        if network.offline:
            raise NotJudgedError(lost_network(self.settings))
        return network


def _free_id(reports: Path, now: datetime) -> str:
    first = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    taken = {path.name for path in (reports / "runs").glob(f"{first}*")}
    return next(name for name in chain([first], (f"{first}-{n:03}" for n in count(2))) if name not in taken)
