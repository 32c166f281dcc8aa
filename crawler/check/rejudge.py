"""Judges a recorded run anew on its stored evidence, with today's rules and without network."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scrapy.settings import BaseSettings

from crawler.check.judging import Bench, make_report, policy_of
from crawler.check.notebook import evidence_path
from crawler.check.outcome import BadInputError
from crawler.check.seen import Seen
from crawler.evidence.stored import EvidenceError, read_facts
from crawler.history.record import Report
from crawler.history.store import History
from crawler.references.citation import Article, References


def recorded(history: History, reports: Path, run: str) -> Report:
    """A finished run as it was recorded ("" for the newest). Raises BadInputError where there is none."""
    report = history.report(run)
    if report is None:
        if run:
            raise BadInputError(f"{reports}: there is no finished run {run}; see {reports / 'runs'}.")
        raise BadInputError(f"{reports}: no run has finished there yet. {where_from(reports)}")
    return report


def where_from(reports: Path) -> str:
    """Where a folder without a finished run gets one: the stand-in's, where there is one, or a check."""
    stand_in = reports / "replay"
    if (stand_in / "history.db").exists():
        return f"The stand-in's runs are in {stand_in}: add --reports {stand_in}. Or run citewatch check."
    return "Run citewatch check first."


def rejudge(history: History, reports: Path, report: Report, settings: BaseSettings) -> Report:
    """The report with its verdicts made anew. Raises BadInputError where the run's evidence cannot be read."""
    seen = Seen()
    try:
        for kind, address, facts in read_facts(evidence_path(reports, report.run.id)):
            seen.take(kind, address, facts)
    except EvidenceError as error:
        raise BadInputError(str(error)) from error
    citations = tuple(row.cited for row in report.rows)
    labels = set(history.asked(report.run.id))
    asked = [citation for citation in citations if citation.label in labels]
    references = References(article=Article(), references=citations)
    anew = make_report(references, asked, seen, Bench(history, report.run, policy_of(settings)))
    return replace(anew, article=report.article)
