"""Publishes the reports of several articles as a folder of plain files: an index, and each article's report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler.history.record import Report
from crawler.reports.flagged import newly_flagged, news
from crawler.reports.html_page import render_page
from crawler.reports.publish import Content, put_in_place
from crawler.reports.registry import in_pieces

FILES = ("latest.html", "latest.csv", "latest.json", "latest.md", "flags.json")
"""What of a report is for readers elsewhere; the evidence stays where it is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of the site. `folder` is the name of its folder there, `feed` the text of its feed.xml."""

    report: Report
    feed: str
    folder: str

    @property
    def title(self) -> str:
        """How the index calls it."""
        return self.report.article.get("title") or self.report.article.get("url") or "An article"

    @property
    def new(self) -> str:
        """What its last run flagged anew; "" where nothing is new."""
        return news(self.report) if newly_flagged(self.report) else ""


def write_site(reports: Iterable[tuple[Report, str]], folder: Path) -> list[Path]:
    """Writes the site of these reports, each with its feed's text, and returns the paths, the index last.

    Each file is replaced whole, and all or none. Raises PublishError.
    """
    entries = _entries(list(reports))
    texts: dict[Path, Content] = {
        folder / entry.folder / name: text for entry in entries for name, text in _texts(entry).items()
    }
    index: dict[Path, Content] = {folder / "index.html": render_index(entries)}
    put_in_place({**texts, **index}, folder)
    return [*texts, *index]


def render_index(entries: Sequence[Entry]) -> str:
    """The index as one page that fetches nothing: each article's health, and the way to its report."""
    return render_page("site.template.html", entries=entries)


def _texts(entry: Entry) -> Mapping[str, Content]:
    return {"feed.xml": entry.feed, **{name: in_pieces(name, entry.report) for name in FILES}}


def _entries(reports: Sequence[tuple[Report, str]]) -> list[Entry]:
    """Articles by their titles, each with a folder of its own."""
    taken: set[str] = set()
    entries = []
    for report, feed in sorted(reports, key=lambda pair: pair[0].article.get("title", "").casefold()):
        folder = _folder(report.article.get("title", ""), taken)
        taken.add(folder.casefold())
        entries.append(Entry(report, feed, folder))
    return entries


def _folder(title: str, taken: set[str]) -> str:
    name = re.sub(r"[^\w-]+", "_", title).strip("_")[:80] or "article"
    number = next(number for number in range(1, len(taken) + 2) if _numbered(name, number).casefold() not in taken)
    return _numbered(name, number)


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"
