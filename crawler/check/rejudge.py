"""Judges a recorded run anew on its stored evidence, with today's rules and without network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter
from scrapy.settings import BaseSettings

from crawler.check.judging import Bench, make_report, policy_of
from crawler.check.notebook import evidence_path
from crawler.check.outcome import BadInputError
from crawler.check.seen import Seen
from crawler.check.shelf import Shelf
from crawler.evidence.fetch import FETCH
from crawler.evidence.search import SEARCH
from crawler.evidence.stored import EvidenceError, facts_at, places_of_facts
from crawler.history.record import Report
from crawler.history.store import History
from crawler.references.citation import Article, References

T = TypeVar("T")


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
    citations = tuple(row.cited for row in report.rows)
    labels = set(history.asked(report.run.id))
    asked = [citation for citation in citations if citation.label in labels]
    references = References(article=Article(), references=citations)
    try:
        seen = _stored(evidence_path(reports, report.run.id))
        anew = make_report(references, asked, seen, Bench(history, report.run, policy_of(settings)))
    except EvidenceError as error:
        raise BadInputError(str(error)) from error
    return replace(anew, article=report.article)


def _stored(path: Path) -> Seen:
    """What an evidence file keeps, read from it where it is wanted; of two records of one address the last counts."""
    places: dict[tuple[str, str], int] = {}

    def shelf(kind: str, form: TypeAdapter[T]) -> Shelf[T]:
        return Shelf(lambda address: form.validate_json(facts_at(path, places[kind, address])))

    live, plays, searches = shelf("live", FETCH), shelf("play", FETCH), shelf("search", SEARCH)
    shelves: Mapping[str, Shelf[Any]] = {"live": live, "play": plays, "search": searches}
    for kind, address, offset in places_of_facts(path):
        places[kind, address] = offset
        shelves[kind].take_note(address)
    return Seen(live=live, plays=plays, searches=searches)
