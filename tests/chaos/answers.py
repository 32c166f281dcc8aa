"""A list of citations and what the web answers to each, prepared: the program records and reports as after a crawl."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scrapy.settings import BaseSettings

from crawler.archives.address import snapshot_named
from crawler.archives.captures import Capture
from crawler.archives.snapshot import Snapshot
from crawler.check.network import Crawl
from crawler.evidence.fetch import Fetch
from crawler.evidence.search import Search, played_at, sought
from crawler.evidence.warc import EvidenceFile
from crawler.references.citation import Citation
from crawler.references.document import parse
from crawler.web.recorder import EvidenceLostError
from tests.judge.cases import AT, STORY, failed, fetch, html

HOST = "https://courier.example"
KEPT = "https://web.archive.org/web/20200101000000/"
KEPT_AT = {"20200101": "Wed, 01 Jan 2020 00:00:00 GMT", "20200102": "Thu, 02 Jan 2020 03:04:05 GMT"}
TITLES = (
    "Ferry strike ends after eleven days at sea",
    "The piano that went to the islands",
    "Harbour office moves to the old mill",
    "Dried fish and stored potatoes",
    "A lighthouse keeper retires",
    "What the agreement of Thursday costs",
)
CITATIONS: tuple[Mapping[str, str], ...] = (
    {"title": TITLES[0], "url": f"{HOST}/0"},
    {"title": TITLES[1], "url": f"{HOST}/1", "archive-url": f"{KEPT}{HOST}/1", "archive-date": "2020-01-01"},
    {"title": TITLES[2], "url": f"{HOST}/2", "archive-url": f"{KEPT}{HOST}/2", "archive-date": "2020-01-01"},
    {"title": TITLES[3], "url": f"{HOST}/3", "access-date": "2019-05-01"},
    {"title": TITLES[4], "url": f"{HOST}/4", "access-date": "2020-01-01"},
    {"title": TITLES[5]},
)
GONE = (2, 4)
"""Which of them the live web no longer has."""

SILENT = 3
"""Which of them does not answer."""


def references(citations: Sequence[Mapping[str, str]] = CITATIONS) -> str:
    """The text of references.yaml; JSON is YAML."""
    numbered = [{"number": place, **each} for place, each in enumerate(citations, start=1)]
    return json.dumps({"article": {"title": "The ferries"}, "references": numbered}, indent=1)


def _page(place: int, address: str, **headers: str) -> Fetch:
    shown = {name.replace("_", "-"): value for name, value in headers.items()}
    return fetch(html(TITLES[place], STORY, STORY), url=address, headers=shown)


def _capture(place: int, snapshot: Snapshot) -> Fetch:
    return _page(place, played_at(snapshot), memento_datetime=KEPT_AT[snapshot.timestamp[:8]])


def _live() -> Iterator[Fetch]:
    for place, citation in enumerate(CITATIONS):
        address = citation.get("url", "")
        if place == SILENT:
            yield failed("timeout", url=address)
        elif place in GONE:
            yield fetch(html("404 Not Found", "Nothing is here."), url=address, status=404)
        elif address:
            yield _page(place, address)


def _searches() -> Iterator[Search]:
    capture = Capture(
        original=f"{HOST}/4", timestamp="20200102030405", mimetype="text/html", status=200, digest="D", length=900
    )
    yield Search(address=f"{HOST}/0", asked_at=AT, empty=2, near=("2020-01-01",))
    yield Search(address=f"{HOST}/3", asked_at=AT, failure="archive-unreachable", detail="nobody answered")
    yield Search(address=f"{HOST}/4", asked_at=AT, captures=(capture,), near=("2020-01-01",))


def _plays() -> Iterator[Fetch]:
    for citation in parse(references()).references:
        named = snapshot_named(citation.archive_url)
        if named:
            yield _capture(citation.number - 1, named)
    (found,) = [each for each in SEARCHES.values() if each.captures]
    for snapshot in found.candidates("2020-01-01"):
        yield _capture(4, snapshot)


LIVE = {each.address: each for each in _live()}
SEARCHES = {each.address: each for each in _searches()}
PLAYS = {each.address: each for each in _plays()}


@dataclass
class Web:
    """Stands where crawler.check.network.NetworkRun does: the same arguments, and the answers at once, in order.

    `told` is a file descriptor that takes each address asked, a line each: what a kill cuts off stands there too.
    """

    settings: BaseSettings
    sink: Callable[[Fetch | Search, str], None]
    plan: Callable[[], Sequence[Crawl]]
    count: Callable[[str], None]
    then: Sequence[Callable[[], Sequence[Crawl]]] = ()
    is_sure: Callable[[Fetch], bool] | None = None
    told: int = -1
    offline = False
    degraded = False

    def run(self) -> None:
        """Answers what is asked. Raises EvidenceLostError as the recorder of a crawl does."""
        path = Path(self.settings["CITEWATCH_EVIDENCE"])
        try:
            self._file = EvidenceFile(path)
            for crawl in self.plan():
                self._answer(crawl)
        except OSError as error:
            raise EvidenceLostError(path, error) from error
        self._file.close()

    def _answer(self, crawl: Crawl) -> None:
        if crawl.kind == "live":
            for address in crawl.arguments["addresses"]:
                self._give(LIVE[address], "live")
            return
        for citation in crawl.arguments["citations"]:
            self._archive(citation, crawl.arguments)

    def _archive(self, citation: Citation, known: Mapping[str, Any]) -> None:
        named = snapshot_named(citation.archive_url)
        wanted = [played_at(named)] if named else []
        if not named and sought(citation) in SEARCHES:
            search = SEARCHES[sought(citation)]
            if search.address not in known["searches"]:
                self._give(search, "search")
            wanted = [played_at(snapshot) for snapshot in search.candidates("2020-01-01")]
        for address in wanted:
            if address not in known["plays"]:
                self._give(PLAYS[address], "play")

    def _give(self, item: Fetch | Search, kind: str) -> None:
        if isinstance(item, Fetch) and item.hops:
            offset = self._file.record_exchange(item.address, ("GET / HTTP/1.1", []), ("200 OK", []), b"as it came")
            record = f"{'/'.join(Path(self.settings['CITEWATCH_EVIDENCE']).parts[-3:])}#offset={offset}"
            item = replace(item, hops=tuple(replace(hop, record=record) for hop in item.hops))
        if self.told >= 0:
            os.pwritev(self.told, [f"{kind} {item.address}\n".encode()], os.fstat(self.told).st_size)
        self.sink(item, kind)
