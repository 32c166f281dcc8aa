"""A run that was killed: the next one goes on under its id, asks nothing twice, and loses nothing."""

from __future__ import annotations

import asyncio
import random
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from crawler.evidence.stored import read_facts
from tests.program import Program
from tests.web.page import html_page
from tests.web.server import Web
from tests.web.site import Answer, Request, Site

HOSTS = 24
SOME = 5
"""How many addresses are answered and recorded when a run is cut off."""

KILLS = 15
FEW_AT_A_TIME = ("-s", "CONCURRENT_REQUESTS=2")


class _Pages:
    """The pages of all hosts: as many as are `allowed` are answered, the others wait until more are."""

    def __init__(self) -> None:
        self.allowed = HOSTS
        self.answered = 0

    async def __call__(self, request: Request) -> Answer:
        while self.answered >= self.allowed:  # noqa: ASYNC110 - more are allowed from another thread
            await asyncio.sleep(0.01)
        self.answered += 1
        text = ["Words enough to be a page that somebody could have cited once."] * 8
        return Answer(200, {}, html_page(f"The work of {request.host}", *text))

    def allow(self, more: int) -> None:
        self.allowed = self.answered + more


@pytest.fixture
def pages() -> _Pages:
    return _Pages()


@pytest.fixture
def program(make_program: Callable[[Web], Program], pages: _Pages) -> Program:
    web = Web(Site(host=f"host-{number}.example", answer=pages) for number in range(HOSTS))
    made = make_program(web)
    made.cite([{"title": f"The work of {host}", "url": f"https://{host}/work"} for host in web.sites if "host" in host])
    return made


def _runs(program: Program) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(program.reports / "history.db")) as history:
        return list(history.execute("SELECT id, state FROM runs ORDER BY id"))


def _observed(program: Program, run: str) -> Counter[str]:
    with closing(sqlite3.connect(program.reports / "history.db")) as history:
        found = history.execute("SELECT address FROM observations WHERE run = ? AND kind = 'live'", (run,))
        return Counter(address for (address,) in found)


def _recorded(program: Program) -> int:
    """How many observations the history has, of all runs."""
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(program.reports / "history.db")) as history:
        return int(history.execute("SELECT count(*) FROM observations WHERE kind = 'live'").fetchone()[0])
    return 0


def _cut_off(program: Program, pages: _Pages, how: signal.Signals = signal.SIGKILL) -> tuple[int, str]:
    """Ends a run of which SOME addresses are recorded while the next ones are asked; its status, and what it said."""
    pages.allow(SOME)
    with program.start("check", *program.network(), *FEW_AT_A_TIME) as process:
        while _recorded(program) < SOME:
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(how)
        _, err = process.communicate(timeout=60)
    return process.returncode, err


def _kill_at_random(program: Program, pages: _Pages, chance: random.Random) -> None:
    """Kills a run that has begun a moment after some page was answered, whichever comes next then."""
    pages.allow(chance.randrange(HOSTS // KILLS + 2))
    awaited = pages.allowed
    with program.start("check", *program.network(), *FEW_AT_A_TIME) as process:
        while pages.answered < awaited and process.poll() is None:
            time.sleep(0.01)
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0, 0.2))
        process.kill()
        process.communicate()


def _finish(program: Program, pages: _Pages) -> int:
    pages.allow(10 * HOSTS)
    return program.check(*FEW_AT_A_TIME).status


def test_killed_at_random_moments_each_address_is_recorded_once(program: Program, pages: _Pages) -> None:
    chance = random.Random(4711)  # noqa: S311 - moments, not secrets
    assert program.web is not None
    with program.web:
        for _ in range(KILLS):
            _kill_at_random(program, pages, chance)
        assert _finish(program, pages) in (0, 1)
        asked = Counter(visit.host for visit in program.web.requests if visit.target == "/work")
    finished = [run for run, state in _runs(program) if state == "finished"]
    interrupted = [run for run, state in _runs(program) if state == "running"]
    assert interrupted == []
    last = _observed(program, finished[-1])
    assert sorted(last) == [f"https://host-{number}.example/work" for number in sorted(range(HOSTS), key=str)]
    assert set(last.values()) == {1}
    # Each finished run asks an address once; each kill costs at most the requests in flight.
    assert sum(asked.values()) <= HOSTS * len(finished) + 3 * KILLS
    with closing(sqlite3.connect(program.reports / "history.db")) as history:
        assert history.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_killed_run_goes_on_under_its_id(program: Program, pages: _Pages) -> None:
    assert program.web is not None
    with program.web:
        _cut_off(program, pages)
        (began, state), *more = _runs(program)
        assert (state, more) == ("running", [])
        assert _finish(program, pages) in (0, 1)
        assert program.latest()["run"]["id"] == began
        asked = Counter(visit.host for visit in program.web.requests if visit.target == "/work")
    assert set(asked) == {f"host-{number}.example" for number in range(HOSTS)}
    assert max(asked.values()) <= 2


def test_a_changed_citation_is_asked_anew_and_the_rest_is_not(program: Program, pages: _Pages) -> None:
    assert program.web is not None
    with program.web:
        _cut_off(program, pages)
        run = _runs(program)[0][0]
        seen = set(_observed(program, run))
        kept = [{"title": "x", "url": address} for address in sorted(seen)]
        program.cite([*kept, {"title": "y", "url": "https://host-1.example/other"}])
        program.web.reset()
        assert _finish(program, pages) in (0, 1)
        asked = [
            f"https://{visit.host}{visit.target}" for visit in program.web.requests if visit.target != "/robots.txt"
        ]
    assert program.latest()["run"]["id"] == run
    assert not seen & set(asked)
    assert "https://host-1.example/other" in asked


def test_other_options_begin_a_new_run(program: Program, pages: _Pages) -> None:
    assert program.web is not None
    with program.web:
        _cut_off(program, pages)
        pages.allow(HOSTS)
        assert program.check("--only", "1-3").status in (0, 1)
    states = [state for _, state in _runs(program)]
    assert states == ["closed", "finished"]


def test_a_run_cut_off_long_ago_is_closed(program: Program, pages: _Pages) -> None:
    assert program.web is not None
    with program.web:
        _cut_off(program, pages)
        with closing(sqlite3.connect(program.reports / "history.db")) as history:
            history.execute("UPDATE runs SET started_at = '2020-01-01T00:00:00Z'")
            history.commit()
        assert _finish(program, pages) in (0, 1)
    assert [state for _, state in _runs(program)] == ["closed", "finished"]


def _evidence(program: Program) -> Path:
    return program.reports / "runs" / _runs(program)[0][0] / "evidence.warc.gz"


def test_evidence_cut_in_the_middle_of_a_record_is_mended(program: Program, pages: _Pages) -> None:
    assert program.web is not None
    with program.web:
        _cut_off(program, pages)
        stored = _evidence(program)
        stored.write_bytes(stored.read_bytes()[:-7])
        assert _finish(program, pages) in (0, 1)
    live = {address for kind, address, _ in read_facts(_evidence(program)) if kind == "live"}
    assert len(live) == HOSTS
    before = (program.reports / "latest.json").read_bytes()
    ended = program.run("report", "--rejudge")
    assert ended.status == 0, ended.err
    assert (program.reports / "latest.json").read_bytes() == before


def test_ctrl_c_ends_with_3_and_the_next_run_goes_on(program: Program, pages: _Pages) -> None:
    assert program.web is not None
    with program.web:
        status, err = _cut_off(program, pages, signal.SIGINT)
        assert status == 3, err
        assert "Traceback" not in err
        assert _finish(program, pages) in (0, 1)
    assert [state for _, state in _runs(program)] == ["finished"]
