"""A second run over pages that have not changed: they are not sent again, and the verdicts and their proof stand."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.check.unchanged import reader, with_own_records
from crawler.evidence.fetch import FETCH, Fetch, Hop
from crawler.history.record import Observation, Run
from crawler.history.store import History
from tests.program import Program
from tests.web.page import html_page
from tests.web.server import Web
from tests.web.site import Answer, Request, redirect, site

DAY = "Fri, 07 Mar 2014 12:00:00 GMT"
WORDS = ["Words enough to be a page that somebody could have cited once."] * 8


def _page(title: str) -> bytes:
    return html_page(title, *WORDS)


async def _marked(request: Request) -> Answer:
    if request.headers.get("if-none-match") == '"1"':
        return Answer(304, {"ETag": '"1"'})
    return Answer(200, {"ETag": '"1"', "Last-Modified": DAY}, _page("The marked work"))


async def _dated(request: Request) -> Answer:
    if request.headers.get("if-modified-since") == DAY:
        return Answer(304)
    return Answer(200, {"Last-Modified": DAY}, _page("The dated work"))


async def _changing(request: Request) -> Answer:
    """The work at first, then a page that says that it is gone."""
    if request.nth == 1:
        return Answer(200, {"ETag": '"1"'}, _page("The changing work"))
    return Answer(200, {"ETag": '"2"'}, html_page("Page not found", "Sorry, this page does not exist any more."))


async def _confused(request: Request) -> Answer:
    """Answers any condition with a 304 for something else."""
    if "if-none-match" in request.headers:
        return Answer(304, {"ETag": '"of another"'})
    return Answer(200, {"ETag": '"1"'}, _page("The confused work"))


async def _stubborn(request: Request) -> Answer:
    """A page at first, then a 304 that nobody asked for: it has given no mark."""
    return Answer(200, {}, _page("The stubborn work")) if request.nth == 1 else Answer(304)


CITED = {
    "marked": "https://marked.example/work",
    "dated": "https://dated.example/work",
    "redirected": "https://marked.example/old",
    "changing": "https://changing.example/work",
    "confused": "https://confused.example/work",
    "stubborn": "https://stubborn.example/work",
    "plain": "https://plain.example/work",
}
SITES = (
    site("marked.example", {"/work": _marked, "/other": _marked, "/old": redirect("/other", 301)}),
    site("dated.example", {"/work": _dated}),
    site("changing.example", {"/work": _changing}),
    site("confused.example", {"/work": _confused}),
    site("stubborn.example", {"/work": _stubborn}),
    site("plain.example", {"/work": Answer(200, {}, _page("The plain work"))}),
)


@pytest.fixture
def program(make_program: Callable[[Web], Program]) -> Program:
    made = make_program(Web(SITES))
    titles = {"redirected": "The marked work"}
    made.cite([{"title": titles.get(name, f"The {name} work"), "url": url} for name, url in CITED.items()])
    return made


def _live(program: Program) -> dict[str, tuple[str, str]]:
    rows = program.latest()["references"]
    return {name: (row["live"]["state"], row["live"]["reason"]) for name, row in zip(CITED, rows, strict=True)}


def _conditions(web: Web) -> dict[str, list[str]]:
    """The conditions of each request for a page, by its address."""
    found: dict[str, list[str]] = {}
    for each in web.requests:
        if each.target in ("/work", "/old", "/other"):
            names = [name for name in ("if-none-match", "if-modified-since") if name in each.headers]
            found.setdefault(f"https://{each.host}{each.target}", []).append(" ".join(names))
    return found


def test_a_second_run_asks_what_has_changed(program: Program) -> None:
    web = program.web
    assert web is not None
    with web:
        assert program.check().status in (0, 1)
        first = program.latest()["run"]["id"]
        assert set(_live(program).values()) == {("alive", "ok"), ("alive", "moved")}
        assert not any("if-" in condition for asked in _conditions(web).values() for condition in asked)
        before = len(web.requests)
        assert program.check().status == 1
        second = program.latest()["run"]["id"]
        web.requests[:before] = []
        asked = _conditions(web)
    live = _live(program)
    expected = dict.fromkeys(("marked", "dated", "confused", "plain"), ("alive", "ok"))
    assert {name: live[name] for name in expected} == expected
    assert live["redirected"] == ("alive", "moved")
    assert live["changing"] == ("dead", "soft-404")
    assert live["stubborn"] == ("unknown", "protocol-error")
    assert asked[CITED["marked"]] == ["if-none-match if-modified-since"]
    assert asked[CITED["dated"]] == ["if-modified-since"]
    assert asked[CITED["redirected"]] == [""]
    assert asked["https://marked.example/other"] == ["if-none-match if-modified-since"]
    assert asked[CITED["confused"]] == ["if-none-match", ""]
    assert asked[CITED["stubborn"]] == asked[CITED["plain"]] == [""]

    # The second run's proof is its own: the first one's may go.
    shutil.rmtree(program.reports / "runs" / first)
    proof = program.latest()["references"][0]["live"]["evidence"]
    name, _, offset = proof.partition("#offset=")
    assert name == f"runs/{second}/evidence.warc.gz"
    with (program.reports / name).open("rb") as file:
        file.seek(int(offset))
        record = next(iter(ArchiveIterator(file)))
        assert record.http_headers.get_statuscode() == "200"
        assert b"The marked work" in record.content_stream().read()
    assert program.run("report", "--rejudge").status == 0
    assert _live(program) == live


def test_zero_days_ask_for_each_page_whole(program: Program) -> None:
    web = program.web
    assert web is not None
    with web:
        program.check("-s", "CITEWATCH_UNCHANGED_DAYS=0")
        program.check("-s", "CITEWATCH_UNCHANGED_DAYS=0")
        assert not any("if-" in condition for asked in _conditions(web).values() for condition in asked)


RUN = Run(id="r2", started_at="2026-03-08T06:00:00Z", finished_at="", web="live", network="ok")
POINTER = "runs/r1/evidence.warc.gz#offset=3"


def _fetch(asked_at: str, unchanged_since: str = "") -> Fetch:
    hops = (Hop(url="http://a.example/", status=200, record=POINTER),)
    return Fetch(address="http://a.example/", asked_at=asked_at, hops=hops, unchanged_since=unchanged_since)


YOUNG = {
    "read in time": (_fetch("2026-03-02T06:00:00Z"), True),
    "read long ago": (_fetch("2026-02-20T06:00:00Z"), False),
    "unchanged since in time": (_fetch("2026-03-05T06:00:00Z", "2026-03-02T06:00:00Z"), True),
    "read in a time to come": (_fetch("2038-01-19T06:00:00Z"), False),
    "unchanged for too long": (_fetch("2026-03-05T06:00:00Z", "2026-02-20T06:00:00Z"), False),
}


@pytest.mark.parametrize(("fetch", "young"), YOUNG.values(), ids=list(YOUNG))
def test_how_old_a_copy_may_be(fetch: Fetch, young: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a column
    with closing(History(tmp_path / "history.db")) as history:
        history.begin_run(RUN, "o", {})
        history.observe_all(RUN.id, [Observation("live", fetch.address, fetch.asked_at, FETCH.dump_json(fetch))])
        read = reader(history, "2026-03-01T06:00:00Z", "2026-03-10T06:00:00Z")
        assert read(fetch.address) == (fetch if young else None)
        assert read("http://b.example/") is None


def test_where_an_earlier_run_s_evidence_is_gone_the_answer_stands_without_a_record(tmp_path: Path) -> None:
    taken: list[bytes] = []

    def adopt(exchange: bytes) -> str:
        taken.append(exchange)
        return ""

    found = with_own_records(_fetch("2026-03-08T06:00:00Z"), "r2", tmp_path, adopt)
    assert ([hop.record for hop in found.hops], taken) == ([""], [b""])
    assert with_own_records(found, "r2", tmp_path, adopt) == found
    own = _fetch("2026-03-08T06:00:00Z")
    assert with_own_records(own, "r1", tmp_path, adopt) == own
