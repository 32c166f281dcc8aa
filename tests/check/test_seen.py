"""What the archives said not long ago is not asked again; what they failed to say is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.archives.address import parse
from crawler.archives.captures import Capture
from crawler.archives.replay import raw
from crawler.check.notebook import Notebook
from crawler.check.seen import Kept, Seen, is_open, left_over, live_addresses, remembered
from crawler.evidence.fetch import FETCH, Failure, Fetch, Hop
from crawler.evidence.page import Page, Text
from crawler.evidence.search import SEARCH, Search
from crawler.history.record import Observation, Run
from crawler.history.store import History
from crawler.references.citation import Citation

URL = "https://cited.example/story"
NAMED = f"https://web.archive.org/web/20200101000000/{URL}"
PLAYED = raw(parse(NAMED))
FOUND_CITATION = Citation(number=1, title="The keepers of the light", url=URL)
CITATION = replace(FOUND_CITATION, archive_url=NAMED)
KEPT = Kept(since="2026-01-01T00:00:00Z", nothing_since="2026-01-24T00:00:00Z", until="2026-02-01T00:00:00Z")
COMING = "2038-01-19T03:14:07Z"
NEW, MIDDLE, OLD = "2026-01-30T00:00:00Z", "2026-01-10T00:00:00Z", "2025-12-31T00:00:00Z"
TEXT = "The keepers of the light have left the tower. " * 20
WORK = Page(
    kind="html", titles=(Text(source="title", text="The keepers of the light"),), text=TEXT, text_length=len(TEXT)
)
UNCLEAR = Page(kind="html", text="Some words.", text_length=11)
RUN = Run(id="20260130T000000Z", started_at=NEW, finished_at="", web="live", network="ok")
CAPTURE = Capture(original=URL, timestamp="20200101000000", mimetype="text/html", status=200, digest="A", length=9)
MEMENTO = {"memento-datetime": "Wed, 01 Jan 2020 00:00:00 GMT", "content-type": "text/html"}


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with closing(History(tmp_path / "history.db")) as opened:
        opened.begin_run(replace(RUN, id="earlier"), "o", {})
        yield opened


def _remembered(history: History, citation: Citation, *items: Search | Fetch) -> list[str]:
    """The kinds of the items that are taken up."""
    for item in items:
        kind = "search" if isinstance(item, Search) else "play"
        facts = SEARCH.dump_json(item) if isinstance(item, Search) else FETCH.dump_json(item)
        history.observe_all("earlier", [Observation(kind, item.address, item.asked_at, facts)])
    seen = Seen()
    found = [kind for kind, _ in remembered(history, seen, [citation], KEPT)]
    assert len(found) == len(seen.searches) + len(seen.plays)
    return found


def _search(asked_at: str = NEW, **more: object) -> Search:
    return replace(Search(address=URL, asked_at=asked_at), **more)  # type: ignore[arg-type]


SEARCHES = {
    "captures": (_search(captures=(CAPTURE,)), True),
    "captures of long ago": (_search(OLD, captures=(CAPTURE,)), False),
    "captures of a while ago": (_search(MIDDLE, captures=(CAPTURE,)), True),
    "nothing, said twice": (_search(empty=2), True),
    "nothing, said twice a while ago": (_search(MIDDLE, empty=2), False),
    "nothing, said once": (_search(empty=1), False),
    "captures of a time to come": (_search(COMING, captures=(CAPTURE,)), False),
    "nothing, said twice in a time to come": (_search(COMING, empty=2), False),
    "no turn": (_search(failure="rate-limited"), False),
    "no turn for the second question": (_search(failure="rate-limited", empty=1), False),
    "down": (_search(failure="archive-unreachable"), False),
    "excluded": (_search(failure="excluded"), True),
    "excluded a while ago": (_search(MIDDLE, failure="excluded"), False),
}


@pytest.mark.parametrize(("search", "stands"), SEARCHES.values(), ids=list(SEARCHES))
def test_which_answers_of_the_index_stand(history: History, search: Search, stands: bool) -> None:  # noqa: FBT001 - a column
    assert _remembered(history, FOUND_CITATION, search) == (["search"] if stands else [])


def _play(asked_at: str = NEW, status: int = 200, **more: object) -> Fetch:
    page = WORK
    hop = Hop(url=PLAYED, status=status, headers=MEMENTO)
    return replace(Fetch(address=PLAYED, asked_at=asked_at, hops=(hop,), page=page), **more)  # type: ignore[arg-type]


def _own(status: int, **headers: str) -> tuple[Hop, ...]:
    """The archive's own answer, which plays nothing."""
    return (Hop(url=PLAYED, status=status, headers=headers),)


def _failed(kind: str) -> Fetch:
    return _play(failure=Failure(kind=kind, detail="", url=PLAYED), page=None)


ERROR = "x-archive-wayback-runtime-error"
PLAYS = {
    "the work": (_play(), True),
    "the work, played long ago": (_play(OLD), False),
    "the work, played a while ago": (_play(MIDDLE), True),
    "a captured error": (_play(status=404), True),
    "what does not show whether it is the work": (_play(page=UNCLEAR), True),
    "half of it, which shows the work": (_play(intact=False, truncated=True), True),
    "half of it, which does not": (_play(intact=False, truncated=True, page=UNCLEAR), False),
    "no such snapshot": (_play(hops=_own(404)), True),
    "no such snapshot a while ago": (_play(MIDDLE, hops=_own(404)), False),
    "excluded": (_play(hops=_own(403, **{ERROR: "AdministrativeAccessControlException: no"})), True),
    "excluded a while ago": (
        _play(MIDDLE, hops=_own(403, **{ERROR: "AdministrativeAccessControlException: no"})),
        False,
    ),
    "too many requests": (_play(hops=_own(429)), False),
    "unavailable": (_play(hops=_own(503)), False),
    "a page of the archive's own": (_play(hops=_own(200)), False),
    "a captured circle": (_failed("redirect-loop"), True),
    "a captured way to no page": (_failed("unsupported-scheme"), True),
    "no answer in time": (_failed("timeout"), False),
    "no connection": (_failed("refused"), False),
    "a broken answer": (_failed("protocol"), False),
}


@pytest.mark.parametrize(("play", "stands"), PLAYS.values(), ids=list(PLAYS))
def test_which_plays_stand(history: History, play: Fetch, stands: bool) -> None:  # noqa: FBT001 - a column of the table
    assert _remembered(history, CITATION, play) == (["play"] if stands else [])


def test_what_the_index_found_earlier_leads_to_what_was_played(history: History) -> None:
    assert _remembered(history, FOUND_CITATION, _search(captures=(CAPTURE,)), _play()) == ["search", "play"]
    assert _remembered(history, Citation(number=2, url="https://other.example/"), _play()) == []


OPEN = {
    "no turn": ("search", SEARCH.dump_json(_search(failure="rate-limited")), True),
    "down": ("search", SEARCH.dump_json(_search(failure="archive-unreachable")), False),
    "found": ("search", SEARCH.dump_json(_search(captures=(CAPTURE,))), False),
    "a play that had no turn": ("play", FETCH.dump_json(_play(hops=_own(429))), True),
    "a play": ("play", FETCH.dump_json(_play()), False),
    "a live page that is blocked": ("live", FETCH.dump_json(_play(hops=_own(429))), False),
}


@pytest.mark.parametrize(("kind", "facts", "expected"), OPEN.values(), ids=list(OPEN))
def test_what_had_no_turn_is_still_open(kind: str, facts: bytes, expected: bool) -> None:  # noqa: FBT001 - a column
    assert is_open(kind, facts.decode()) is expected


def test_a_run_that_goes_on_asks_anew_what_had_no_turn(history: History, tmp_path: Path) -> None:
    history.begin_run(RUN, "o", {})
    with closing(Notebook(history, RUN, tmp_path)) as notebook:
        notebook.write(_search(failure="rate-limited"), "search")
        notebook.write(_play(), "play")
        notebook.write(_play(address=URL, hops=_own(429)), "live")
    with closing(Notebook(history, RUN, tmp_path)) as again:
        again.recall([FOUND_CITATION], KEPT)
        assert (set(again.seen.searches), set(again.seen.plays), set(again.seen.live)) == (set(), {PLAYED}, {URL})


def test_a_run_that_goes_on_takes_up_what_only_its_evidence_has(history: History, tmp_path: Path) -> None:
    history.begin_run(RUN, "o", {})
    with closing(Notebook(history, RUN, tmp_path)) as notebook:
        notebook.write(_play(), "play")
        notebook.write(_search(failure="rate-limited"), "search")
    history.forget_observations(RUN.id)
    with closing(Notebook(history, RUN, tmp_path)) as again:
        again.recall([FOUND_CITATION], KEPT)
        assert (set(again.seen.searches), set(again.seen.plays)) == (set(), {PLAYED})
    assert [(kind, address) for kind, address, _ in history.observations(RUN.id)] == [("play", PLAYED)]


def test_the_citations_whose_search_was_left_over(history: History) -> None:
    history.begin_run(RUN, "o", {})
    others = [Citation(number=number, url=f"https://cited.example/{number}") for number in (2, 3)]
    for run, number, failure in (("earlier", 2, "rate-limited"), (RUN.id, 2, ""), (RUN.id, 3, "rate-limited")):
        search = replace(
            _search(MIDDLE if run == "earlier" else NEW, failure=failure), address=f"https://cited.example/{number}"
        )
        history.observe_all(run, [Observation("search", search.address, search.asked_at, SEARCH.dump_json(search))])
    assert left_over(history, [CITATION, *others]) == {"3"}


def test_live_addresses_are_asked_once_and_not_again() -> None:
    citations = [
        Citation(number=number, url=url) for number, url in enumerate((URL, URL, " ", "https://b.example/"), 1)
    ]
    assert live_addresses(citations, Seen()) == [URL, "https://b.example/"]
    assert live_addresses(citations, Seen(live={URL: _play(address=URL)})) == ["https://b.example/"]
