"""Several articles in one crawl: each address is asked for once, and each report is as if its article were alone."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.check.clock import utc_now
from crawler.check.job import Job, begun
from crawler.check.lock import only_run
from crawler.check.options import Options
from crawler.check.sharing import Sharing
from crawler.evidence.fetch import Fetch, Hop
from crawler.evidence.stored import read_facts
from crawler.evidence.warc import EvidenceFile
from crawler.references.document import load
from crawler.spiders.process import settings_of
from crawler.web.recorder import EvidenceLostError
from tests.program import Program
from tests.web.archive import HOST, Capture, archive_site
from tests.web.page import CITED, STORY, html_document, html_page, story_page
from tests.web.server import Web
from tests.web.site import NO_SUCH_PAGE, Answer, Request, Site, redirect, site

DAY = "20200101000000"
MENU = "".join(f'<a href="/{number}">Part {number}</a> ' for number in range(20))
FRONT = html_document("Coast Courier", MENU + "".join(f"<p>{text}</p>" for text in STORY))
FINE, MOVED, GONE = "https://fine.example/story", "https://moved.example/story", "https://gone.example/story"
OPEN, OTHER, LOST = "https://open.example/ferry", "https://open.example/other", "https://lost.example/story"
NEW_HOME = "https://new-home.example/2018/story"
SHOT = f"https://{HOST}/web/{DAY}/{GONE}"
NAMES = ("one", "two")

SHARED: list[Mapping[str, str]] = [
    {"title": CITED, "url": FINE},
    {"title": CITED, "url": MOVED},
    {"title": CITED, "url": GONE, "archive-url": SHOT, "access-date": "2020-01-02"},
    {"title": CITED, "url": LOST, "access-date": "2019-01-02"},
]
CITATIONS: Mapping[str, list[Mapping[str, str]]] = {
    "one": [*SHARED, {"title": CITED, "url": OPEN}],
    # The address of another title: what is beyond doubt for one article is in doubt for the other.
    "two": [{"title": f"{CITED}, again", "url": OTHER}, *SHARED, {"title": "Something else altogether", "url": FINE}],
}


def _sites() -> list[Site]:
    page = Answer(200, {}, story_page())
    captures = [
        Capture(GONE, DAY, body=story_page()),
        Capture(LOST, "20200601000000", status=301, headers={"Location": NEW_HOME}),
    ]
    return [
        site("fine.example", {"/story": page}),
        site("moved.example", {"/story": redirect(FINE, 301)}),
        site("gone.example", {"*": NO_SUCH_PAGE}),
        site("lost.example", {"*": NO_SUCH_PAGE}),
        site("new-home.example", {"/2018/story": page}),
        site("open.example", {"*": Answer(200, {}, FRONT)}),
        archive_site(captures),
    ]


@pytest.fixture(scope="module")
def own_web() -> Iterator[Web]:
    with Web(_sites()) as web:
        yield web


@pytest.fixture
def program(own_web: Web, make_program: Callable[[Web], Program]) -> Program:
    own_web.reset()
    made = make_program(own_web)
    for name in NAMES:
        _list(made, name, CITATIONS[name])
    return _with_list(made, NAMES)


def _list(program: Program, name: str, citations: Sequence[Mapping[str, str]]) -> None:
    numbered = [{"number": place, **each} for place, each in enumerate(citations, start=1)]
    path = program.folder / f"{name}.yaml"
    path.write_text(json.dumps({"article": {"title": name.title()}, "references": numbered}, indent=1), "utf-8")


def _with_list(program: Program, names: Sequence[str]) -> Program:
    tables = [f'[[articles]]\nname = "{name}"\nreferences = "{name}.yaml"\nreports = "{name}"\n' for name in names]
    (program.folder / "citewatch.toml").write_text("\n".join(tables), "utf-8")
    return program


def _latest(program: Program, name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((program.folder / name / "latest.json").read_text("utf-8"))
    return loaded


def _verdicts(program: Program, name: str) -> list[Any]:
    """The rows without what differs from run to run: the times, and where the proofs stand."""
    fleeting = ("checked_at", "evidence", "since")

    def lasting(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: lasting(each) for key, each in value.items() if key not in fleeting}
        return [lasting(each) for each in value] if isinstance(value, list) else value

    return [lasting(row) for row in _latest(program, name)["references"]]


def _asked(web: Web) -> Counter[str]:
    return Counter(f"{visit.host}{visit.target}" for visit in web.requests if visit.host != "control.example")


def _payload(program: Program, name: str, pointer: str) -> bytes:
    """The page that a verdict's pointer leads to, in the article's own folder."""
    path, _, offset = pointer.partition("#offset=")
    with (program.folder / name / path).open("rb") as file:
        file.seek(int(offset))
        record = next(iter(ArchiveIterator(file)))
        assert record.rec_type == "response"
        return bytes(record.content_stream().read())


def test_two_articles_are_one_crawl_and_each_report_is_as_if_alone(program: Program, own_web: Web) -> None:
    ended = program.check()
    assert ended.status == 1, ended.err
    asked = _asked(own_web)
    assert asked["fine.example/story"] == 2  # once for its own sake, once at the end of a redirect
    once = {address: count for address, count in asked.items() if address != "fine.example/story"}
    assert max(once.values()) == 1, once
    assert {"open.example/robots.txt", "gone.example/story", "new-home.example/2018/story"} <= once.keys()
    assert any("no-such-page" in address for address in once)
    together = {name: _verdicts(program, name) for name in NAMES}

    for name in NAMES:
        (program.folder / "alone").mkdir(exist_ok=True)
        alone = program.check(f"{name}.yaml", "--reports", f"alone/{name}")
        assert alone.status == 1, alone.err
        assert together[name] == _verdicts(program, f"alone/{name}")

    for name in NAMES:
        rows = _latest(program, name)["references"]
        assert {row["live"]["reason"] for row in rows} >= {"ok", "moved", "not-found"}
        pointers = {row["live"]["url"]: row["live"]["evidence"] for row in rows if row["live"]["evidence"]}
        assert _payload(program, name, pointers[FINE]) == story_page()
        plays = [row["archive"]["evidence"] for row in rows if row["archive"]["snapshot_url"] == SHOT]
        assert _payload(program, name, plays[0]) == story_page()
        before = (program.folder / name / "latest.json").read_bytes()
        again = program.run("report", "--reports", name, "--rejudge")
        assert "no verdict changed" in again.out, again.err
        assert (program.folder / name / "latest.json").read_bytes() == before


class _Pages:
    """The pages of all hosts: as many as are `allowed` are answered, the others wait until more are."""

    def __init__(self) -> None:
        self.allowed = 0
        self.answered = 0

    async def __call__(self, request: Request) -> Answer:
        while self.answered >= self.allowed:  # noqa: ASYNC110 - more are allowed from another thread
            await asyncio.sleep(0.01)
        self.answered += 1
        return Answer(200, {}, html_page(f"The work of {request.host}", *["Words enough to be cited once."] * 8))


def _recorded(program: Program, name: str) -> set[str]:
    path = program.folder / name / "history.db"
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(path)) as history:
        return {address for (address,) in history.execute("SELECT address FROM observations WHERE kind = 'live'")}
    return set()


def _runs(program: Program, name: str) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(program.folder / name / "history.db")) as history:
        return list(history.execute("SELECT id, state FROM runs ORDER BY id"))


def test_killed_in_the_middle_each_goes_on_and_nothing_recorded_is_asked_again(
    make_program: Callable[[Web], Program],
) -> None:
    pages = _Pages()
    hosts = [f"host-{number}.example" for number in range(12)]
    works = [{"title": f"The work of {host}", "url": f"https://{host}/work"} for host in hosts]
    with Web(Site(host=host, answer=pages) for host in hosts) as web:
        program = _with_list(make_program(web), NAMES)
        _list(program, "one", works[:9])
        _list(program, "two", works[3:])
        pages.allowed = 5
        with program.start("check", *program.network(), "-s", "CONCURRENT_REQUESTS=2") as process:
            while not (len(_recorded(program, "one")) >= 3 and _recorded(program, "two")):
                assert process.poll() is None
                time.sleep(0.02)
            process.send_signal(signal.SIGKILL)
            process.communicate()
        known = _recorded(program, "one")
        begun_runs = {name: _runs(program, name) for name in NAMES}
        # A kill can fall between the two: what is written down for one article may not be for the other.
        with closing(sqlite3.connect(program.folder / "two" / "history.db")) as history:
            history.execute("DELETE FROM observations")
            history.commit()
        (program.folder / "two" / "runs" / begun_runs["two"][0][0] / "evidence.warc.gz").unlink()
        web.reset()
        pages.allowed = 1_000
        ended = program.check("--json", "-s", "CONCURRENT_REQUESTS=2")
        asked = {f"https://{visit.host}{visit.target}" for visit in web.requests if visit.target == "/work"}
    assert ended.status in (0, 1), ended.err
    assert not known & asked
    assert asked >= {work["url"] for work in works[9:]}
    entries = json.loads(ended.out)
    assert [entry["name"] for entry in entries] == list(NAMES)
    for entry in entries:
        name = entry["name"]
        assert entry["report"] == _latest(program, name)
        assert (entry["problem"], entry["reports"]) == ("", name)
        assert [(run, "running") for run, _ in _runs(program, name)] == begun_runs[name]
        assert {row["live"]["reason"] for row in entry["report"]["references"]} == {"ok"}
        for row in entry["report"]["references"]:
            assert b"The work of host" in _payload(program, name, row["live"]["evidence"])


def test_one_that_cannot_be_judged_does_not_keep_the_others_from_it(program: Program, own_web: Web) -> None:
    _list(program, "three", CITATIONS["one"][:1])
    _list(program, "four", CITATIONS["one"][:1])
    _with_list(program, (*NAMES, "three", "four"))
    # Where its report belongs stands a folder: the evidence can be kept, the report cannot be written.
    (program.folder / "two" / "latest.json" / "mine").mkdir(parents=True)
    with only_run(program.folder / "three"):
        ended = program.check()
    assert ended.status == 3
    assert "Traceback" not in ended.err
    said = {line.partition(":")[0]: line for line in ended.err.splitlines()}
    assert "latest.json" in said["two"]
    assert "holds its lock" in said["three"]
    assert {"one", "four"} == {line.partition(":")[0] for line in ended.out.splitlines()}
    assert "one/latest.html" in ended.out
    assert [row["live"]["reason"] for row in _latest(program, "four")["references"]] == ["ok"]
    assert len(_latest(program, "one")["references"]) == 5
    assert not (program.folder / "three" / "latest.json").exists()
    assert max(count for address, count in _asked(own_web).items() if "robots" in address) == 1

    # What was in the way is gone: its run goes on from what it had seen.
    shutil.rmtree(program.folder / "two" / "latest.json")
    own_web.reset()
    _with_list(program, ("two",))
    assert program.check("--quiet").status == 1
    assert _asked(own_web) == {}
    assert len(_latest(program, "two")["references"]) == 6


def test_due_asks_what_is_due_in_any_of_them(program: Program, own_web: Web) -> None:
    _list(program, "one", CITATIONS["one"][:1])
    _list(program, "two", CITATIONS["one"][:2])
    _with_list(program, ("one",))
    assert program.check("--due").status in (0, 1)
    before = _latest(program, "one")
    _with_list(program, NAMES)
    own_web.reset()
    assert program.check("--due").status in (0, 1)
    assert _asked(own_web)["moved.example/story"] == 1
    assert [row["live"]["reason"] for row in _latest(program, "two")["references"]] == ["ok", "moved"]
    # What is due for the other alone stands here as it was last judged.
    after = _latest(program, "one")
    assert after["run"]["id"] != before["run"]["id"]
    assert [row["live"] for row in after["references"]] == [row["live"] for row in before["references"]]
    own_web.reset()
    ended = program.check("--due")
    assert own_web.requests == []
    assert ended.out.count("Nothing is due: nothing was asked.") == len(NAMES)


@pytest.fixture
def jobs(program: Program) -> Iterator[list[Job]]:
    """Both articles' jobs as a check begins them, without a network."""
    settings = settings_of({})
    with ExitStack() as rooms:
        begin = [
            begun(Options(references=path, reports=program.folder / path.stem), load(path), settings, utc_now)
            for path in (program.folder / f"{name}.yaml" for name in NAMES)
        ]
        yield [rooms.enter_context(each) for each in begin]


def _answer(sharing: Sharing, address: str) -> Fetch:
    """An answer as the crawl records it."""
    file = EvidenceFile(sharing.evidence)
    offset = file.record_exchange(address, ("GET / HTTP/1.1", []), ("200 OK", []), b"as it came")
    file.close()
    hop = Hop(url=address, status=200, record=f"dev/fd/0#offset={offset}")
    return Fetch(address=address, asked_at="2026-03-01T06:00:00Z", hops=(hop,))


def _fill_disk_under(job: Job) -> None:
    """From now on nothing more can be written to the job's evidence."""
    full = os.open("/dev/full", os.O_WRONLY)
    os.dup2(full, job.notebook._file._file)
    os.close(full)


def test_a_folder_that_is_lost_in_the_middle_is_left_behind(jobs: list[Job]) -> None:
    first, second = jobs
    with closing(Sharing(jobs)) as sharing:
        sharing.take(_answer(sharing, FINE), "live")
        _fill_disk_under(second)
        sharing.take(_answer(sharing, GONE), "live")
        assert list(sharing.lost) == [second.options.reports]
        sharing.take(_answer(sharing, MOVED), "live")
        assert set(first.notebook.seen.live) == {FINE, GONE, MOVED}
        assert set(second.notebook.seen.live) == {FINE}
        _fill_disk_under(first)
        with pytest.raises(EvidenceLostError):
            sharing.take(_answer(sharing, LOST), "live")


def test_each_gets_what_it_cites_and_nothing_else(jobs: list[Job]) -> None:
    first, second = jobs
    with closing(Sharing(jobs)) as sharing:
        for address in (OPEN, OTHER, FINE):
            sharing.take(_answer(sharing, address), "live")
        assert set(first.notebook.seen.live) == {OPEN, FINE}
        assert set(second.notebook.seen.live) == {OTHER, FINE}
        assert set(sharing.seen.live) == {OPEN, OTHER, FINE}
    for job in jobs:
        stored = {address for _, address, _ in read_facts(job.notebook.evidence_path)}
        assert stored == set(job.notebook.seen.live)
        record = job.notebook.seen.live[FINE].hops[0].record
        assert record.startswith(f"runs/{job.run.id}/evidence.warc.gz#offset=")
