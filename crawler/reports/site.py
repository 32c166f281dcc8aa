"""Publishes the reports of several articles as a folder of plain files: an index, and each article's report."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from crawler.history.record import Report
from crawler.reports.flagged import newly_flagged, news
from crawler.reports.html_page import render_page
from crawler.reports.publish import Content, put_in_place
from crawler.reports.registry import in_pieces
from crawler.reports.summary import counts

FILES = ("latest.html", "latest.csv", "latest.json", "latest.md", "flags.json")
"""What of a report is for readers elsewhere; the evidence stays where it is."""

FOLDERS = "site.json"
"""Beside the index: which article has which folder, so that the next site leaves each where it is."""


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

    Each file is replaced whole, and all or none; then the files of articles that are no longer among them go. Raises
    PublishError.
    """
    before = _read_folders(folder / FOLDERS)
    entries = _entries(list(reports), before)
    texts: dict[Path, Content] = {
        folder / entry.folder / name: text for entry in entries for name, text in _texts(entry).items()
    }
    known: dict[Path, Content] = {
        folder / FOLDERS: json.dumps({entry.folder: _identity(entry.report) for entry in entries}, indent=2)
    }
    index: dict[Path, Content] = {folder / "index.html": render_index(sorted(entries, key=_worst_first))}
    put_in_place({**texts, **known, **index}, folder)
    for gone in before.keys() - {entry.folder for entry in entries}:
        _withdraw(folder / gone)
    return [*texts, *known, *index]


def render_index(entries: Sequence[Entry]) -> str:
    """The index as one page that fetches nothing: each article's health, and the way to its report."""
    return render_page("site.template.html", entries=entries)


def _texts(entry: Entry) -> Mapping[str, Content]:
    return {"feed.xml": entry.feed, **{name: in_pieces(name, entry.report) for name in FILES}}


def _worst_first(entry: Entry) -> tuple[int, str]:
    return (-counts(entry.report)["dead"], entry.title.casefold())


def _entries(reports: Sequence[tuple[Report, str]], before: Mapping[str, str]) -> list[Entry]:
    """Each article with a folder of its own: the one that it had, else its title, else that and a sign of its address.

    So a new article takes nobody's folder, whatever it is called.
    """
    had = {identity: folder for folder, identity in before.items()}
    names = Counter(_name(report).casefold() for report, _ in reports if _identity(report) not in had)
    taken = {folder.casefold() for folder in before}
    entries = []
    for report, feed in reports:
        name, identity = _name(report), _identity(report)
        alone = names[name.casefold()] == 1 and name.casefold() not in taken
        folder = had.pop(identity, "") or _free(name if alone else f"{name}-{_sign(identity)}", taken)
        taken.add(folder.casefold())
        entries.append(Entry(report, feed, folder))
    return entries


def _name(report: Report) -> str:
    return re.sub(r"[^\w-]+", "_", report.article.get("title", "")).strip("_")[:80] or "article"


def _identity(report: Report) -> str:
    """What an article is known by from one site to the next."""
    return report.article.get("url", "") or report.article.get("title", "")


def _sign(identity: str) -> str:
    return hashlib.sha256(identity.encode(errors="replace")).hexdigest()[:8]


def _free(name: str, taken: set[str]) -> str:
    """Two reports of one article differ by a number."""
    numbered = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(each for each in numbered if each.casefold() not in taken)


def _read_folders(path: Path) -> dict[str, str]:
    """The folders that an earlier site wrote, each with its article's identity; none where that cannot be told."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    listed = found.items() if isinstance(found, dict) else ()
    return {folder: str(identity) for folder, identity in listed if re.fullmatch(r"[\w-]+", folder)}


def _withdraw(folder: Path) -> None:
    """Takes away what a site writes, and the folder where nothing else is in it."""
    try:
        for name in (*FILES, "feed.xml"):
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()
    except OSError:
        return  # It went before, or somebody else's file is in it.
