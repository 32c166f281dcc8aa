"""One article's part in a check: its lists and its lock, what it asks for, and at the end its verdicts and reports."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from itertools import chain, count
from pathlib import Path

from scrapy.settings import Settings

from crawler.check.clock import Clock, stamp
from crawler.check.follow_up import IsStruck
from crawler.check.judging import Bench, is_struck, make_report, policy_of
from crawler.check.lock import only_run
from crawler.check.notebook import Notebook
from crawler.check.options import Options
from crawler.check.outcome import BadInputError
from crawler.check.plan import by_turn, chosen
from crawler.check.pruning import clear_away, prune
from crawler.check.recheck import due, pace_of
from crawler.check.recording import record_report
from crawler.check.run_settings import remember
from crawler.check.seen import Kept, left_over
from crawler.evidence.address import requested
from crawler.evidence.fetch import Fetch
from crawler.history.identity import identities
from crawler.history.record import Report, Run
from crawler.history.schema import HistoryError
from crawler.history.store import History
from crawler.references.citation import Citation, References
from crawler.web.recorder import EvidenceLostError

RESUMABLE = timedelta(hours=24)
"""A run that was cut off longer ago than this is closed: its evidence is not today's."""

AHEAD = timedelta(days=1)
"""A time that lies further ahead was recorded while the clock was wrong; corrections of hours are usual."""

NOTHING_KEPT = timedelta(days=7)
"""For how long an archive's word that it has nothing is not asked for again, where its answers are kept for longer."""

_RUNS = {"live": "checks of the live web", "replay": "stand-in runs, whose outcomes are made up"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A check of one article that is under way: `asked` are the citations that it is about."""

    options: Options
    references: References
    settings: Settings
    clock: Clock
    history: History
    run: Run
    asked: Sequence[Citation]
    notebook: Notebook

    def in_turn(self) -> Sequence[Citation]:
        """What is asked, in the order in which the archives are to be asked."""
        owners = identities(self.references.references)
        rows = {each.label: self.history.newest_row(owners[each.label]) for each in self.asked}
        last = {label: row for label, row in rows.items() if row}
        return by_turn(self.asked, last, left_over(self.history, self.asked))

    def strikes(self) -> IsStruck:
        """Says of its citations whether with one more failure their strikes are enough for a dead page."""
        owners, policy = identities(self.references.references), policy_of(self.settings)

        def struck(citation: Citation, fetch: Fetch) -> bool:
            earlier = self.history.rows(owners[citation.label], before=self.run.id)
            return is_struck(citation, fetch, earlier, policy)

        return struck

    def finish(self, *, degraded: bool) -> Report:
        """Judges and records. The report is written before the run is ended, so a kill between costs nothing."""
        self.notebook.commit()
        run = replace(
            self.run,
            # No earlier than it began, though the clock may have been set back.
            finished_at=max(stamp(self.clock()), self.run.started_at),
            network="degraded" if degraded else "ok",
            archive_requests=self.history.archive_requests(self.run.id),
        )
        bench = Bench(self.history, run, policy_of(self.settings))
        report = make_report(self.references, self.asked, self.notebook.seen, bench)
        remember(self.history, run.id, self.settings)
        record_report(self.options.reports, self.history, report, self.references.references, self.asked)
        prune(self.options.reports, self.history, report, self.settings.getint("CITEWATCH_KEEP_RUNS"))
        clear_away(self.options.reports)
        return report


@contextmanager
def begun(options: Options, references: References, settings: Settings, clock: Clock) -> Iterator[Job]:
    """The job, with its folder locked, on the run that was cut off or a new one, and with what is known already.

    Raises BadInputError, NotJudgedError, HistoryError, EvidenceLostError or EvidenceError where that cannot be.
    """
    with only_run(options.reports), closing(History(options.reports / "history.db")) as history:
        history.verify()
        _keep_apart(options.reports, history.web(), settings["CITEWATCH_WEB"])
        run = _begin(options, references, settings, history, clock())
        asked = _asked(options, references, settings, history, clock())
        with _closed(Notebook(history, run, options.reports)) as notebook:
            notebook.recall(asked, _kept(settings, clock()))
            if options.due:
                asked = _with_seen(references, asked, notebook.seen.live)
            yield Job(
                options=options,
                references=references,
                settings=settings,
                clock=clock,
                history=history,
                run=run,
                asked=asked,
                notebook=notebook,
            )


@contextmanager
def _closed(notebook: Notebook) -> Iterator[Notebook]:
    """Closes it. What cannot be put on the disk then was said when it was to be judged, and is asked again."""
    try:
        yield notebook
    finally:
        with suppress(HistoryError, EvidenceLostError):
            notebook.close()


def _keep_apart(reports: Path, before: str, web: str) -> None:
    """Raises BadInputError where the folder has the runs of the other web: what was made up is nobody's past."""
    if before == web or before not in _RUNS:
        return
    one = {"live": "a check of the live web", "replay": "a stand-in run"}[web]
    raise BadInputError(
        f"{reports} is the folder of {_RUNS[before]}; {one} needs a folder of its own: name another with --reports. "
        "Nothing was asked."
    )


def _begin(options: Options, references: References, settings: Settings, history: History, now: datetime) -> Run:
    """The run that was cut off not long ago, with the same options; else a new one."""
    found = history.unfinished_run(options.digest, stamp(now - RESUMABLE), stamp(now + AHEAD))
    history.close_unfinished_runs(but=found.id if found else "")
    if found:
        return found
    clear_away(options.reports)
    run = Run(
        id=_free_id(options.reports, history, now),
        started_at=stamp(now),
        finished_at="",
        web=settings["CITEWATCH_WEB"],
        network="ok",
    )
    article = {key: value for key, value in asdict(references.article).items() if value}
    history.begin_run(run, options.digest, article)
    return run


def _asked(
    options: Options, references: References, settings: Settings, history: History, now: datetime
) -> Sequence[Citation]:
    citations = chosen(references.references, options.only)
    if not options.due:
        return citations
    return due(citations, identities(references.references), history, now, pace_of(settings))


def _with_seen(references: References, asked: Sequence[Citation], live: Container[str]) -> Sequence[Citation]:
    """Also those that a run which was cut off had asked about, though they are not due for that."""
    labels = {citation.label for citation in asked}
    return [each for each in references.references if each.label in labels or requested(each.url) in live]


def _kept(settings: Settings, now: datetime) -> Kept:
    days = timedelta(days=settings.getfloat("CITEWATCH_ARCHIVE_CACHE_DAYS"))
    nothing = min(days, NOTHING_KEPT)
    return Kept(since=stamp(now - days), nothing_since=stamp(now - nothing), until=stamp(now + AHEAD))


def _free_id(reports: Path, history: History, now: datetime) -> str:
    first = stamp(now).replace("-", "").replace(":", "")
    taken = {path.name for path in (reports / "runs").glob(f"{first}*")}
    names = chain([first], (f"{first}-{n:03}" for n in count(2)))
    return next(name for name in names if name not in taken and not history.knows(name))
