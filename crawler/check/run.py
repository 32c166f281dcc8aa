"""The main job: loads the references, takes the locks, crawls what is not known, judges, and writes the reports.

Several articles are one crawl: what they have in common is asked for once, at the pace of one visitor.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

from scrapy.settings import Settings

from crawler.check.arrivals import Progress
from crawler.check.clock import Clock, utc_now
from crawler.check.crawling import Away, Crawled, crawl
from crawler.check.job import Job, begun
from crawler.check.options import Options
from crawler.check.outcome import BadInputError, NotJudgedError, Outcome
from crawler.check.plan import chosen
from crawler.check.setting_values import check_settings
from crawler.evidence.stored import EvidenceError
from crawler.history.record import Report
from crawler.history.schema import HistoryError
from crawler.references.citation import References
from crawler.references.document import load
from crawler.references.problem import ReferencesError
from crawler.reports.publish import PublishError
from crawler.spiders.process import settings_of
from crawler.web.recorder import EvidenceLostError

__all__ = ["Options", "check", "check_all"]

_STOPS = (NotJudgedError, HistoryError, PublishError, EvidenceError, EvidenceLostError, OSError)
"""What ends the check of one article, in its own words; other articles go on."""


def check(
    options: Options, *, clock: Clock = utc_now, progress: Progress | None = None, away: Away | None = None
) -> Report:
    """Checks, judges, records and reports. A process can call it once: Scrapy's reactor does not start twice.

    `progress` is told how many addresses are answered, of how many; `away` sends the crawl of the live web to other
    processes. A report with `network` degraded is not whole: what could not be asked stands as it was. Raises
    ReferencesError, BadInputError and SettingError before anything is asked or written, and NotJudgedError where the
    run could not judge.
    """
    (outcome,) = check_all([options], clock=clock, progress=progress, away=away)
    if outcome.report is None:
        raise NotJudgedError(outcome.problem)
    return outcome.report


def check_all(
    wanted: Sequence[Options],
    *,
    clock: Clock = utc_now,
    progress: Progress | None = None,
    away: Away | None = None,
) -> list[Outcome]:
    """The same for several articles in one crawl; the outcomes stand in the order of `wanted`.

    All have the same settings, and folders of their own. An article that cannot be judged (its folder is locked or
    cannot be written) does not keep the others from it. Raises what `check` raises before anything is asked, with the
    mistakes of all lists at once, and NotJudgedError where none could be judged for want of a network or on a signal.
    """
    lists = _lists(wanted)
    settings = settings_of(wanted[0].settings)
    check_settings(settings, wanted[0].settings)
    found: dict[int, Outcome] = {}
    with ExitStack() as rooms:
        jobs: dict[int, Job] = {}
        # In one order, so that of two runs which share folders one gets them all.
        for place in sorted(range(len(wanted)), key=lambda place: wanted[place].reports.resolve()):
            try:
                jobs[place] = rooms.enter_context(begun(wanted[place], lists[place], settings, clock))
            except (*_STOPS, BadInputError) as error:
                if isinstance(error, BadInputError) and len(wanted) == 1:
                    raise
                found[place] = _not_judged(wanted[place], error)
        found |= _judged(dict(sorted(jobs.items())), settings, progress, away)
    return [found[place] for place in range(len(wanted))]


def _lists(wanted: Sequence[Options]) -> list[References]:
    """The references of each. Raises ReferencesError or BadInputError with what is wrong in all of them."""
    lists, errors = [], []
    for options in wanted:
        try:
            references = load(options.references)
            chosen(references.references, options.only)
            lists.append(references)
        except (ReferencesError, BadInputError) as error:
            errors.append(error)
    if errors:
        raise errors[0] if len(errors) == 1 else BadInputError("\n".join(map(str, errors)))
    return lists


def _judged(
    jobs: dict[int, Job], settings: Settings, progress: Progress | None, away: Away | None
) -> dict[int, Outcome]:
    """Crawls for all, then ends each by itself."""
    if not jobs:
        return {}
    crawled = crawl(list(jobs.values()), settings, progress, away)
    return {place: _ended(job, crawled) for place, job in jobs.items()}


def _ended(job: Job, crawled: Crawled) -> Outcome:
    lost = crawled.lost.get(job.options.reports)
    if lost:
        return _not_judged(job.options, lost)
    try:
        return Outcome(options=job.options, report=job.finish(degraded=crawled.degraded))
    except _STOPS as error:
        return _not_judged(job.options, error)


def _not_judged(options: Options, error: Exception) -> Outcome:
    said = str(error)
    if isinstance(error, OSError) and error.strerror:
        place = error.filename or options.reports
        said = f"{place}: {error.strerror}. See that the disk has room and that the folder may be written."
    return Outcome(options=options, problem=said)
