"""Runs that share an archive's limits: over real sockets, against an archive that counts and punishes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from tests.program import Program
from tests.web.archive import HOST, Capture, archive_site
from tests.web.archive.machine import TOO_MANY
from tests.web.page import CITED, story_page
from tests.web.server import Web
from tests.web.site import Answer, Request, Site, site

LIMIT = 6
QUICK = (
    f"CITEWATCH_CDX_PER_MINUTE={LIMIT}",
    "CITEWATCH_ARCHIVE_PATIENCE=3",
    "DOWNLOAD_TIMEOUT=60",
    "CITEWATCH_RETRY_AFTER_LIMIT=1",
    'DOWNLOAD_SLOTS={"wayback-cdx": {"concurrency": 1, "delay": 0.01}}',
)
"""The limit is small, within it the index is asked as fast as it answers, and a slow machine loses no answer."""

STORY = story_page()


def _address(number: int) -> str:
    return f"https://cited.example/{number}"


def _cites(numbers: Sequence[int]) -> list[dict[str, Any]]:
    return [{"title": CITED, "url": _address(number), "access-date": "2020-01-02"} for number in numbers]


@dataclass
class _Strict:
    """An archive that answers 429 to whoever asks its index more than `limit` times in a minute, and remembers."""

    limit: int = LIMIT
    asked: list[str] = field(default_factory=list)
    played: list[str] = field(default_factory=list)
    punished: int = 0
    times: list[float] = field(default_factory=list)

    def site(self) -> Site:
        captures = [
            Capture(_address(number), "20200101000000", body=STORY.replace(b"</body>", b"<!--%d--></body>" % number))
            for number in range(40)
        ]
        well = archive_site(captures)
        assert well.answer
        answer = well.answer

        async def strict(request: Request) -> Answer:
            if not request.path.startswith("/cdx/"):
                self.played.append(request.target)
                return await answer(request)
            now = time.monotonic()
            self.times.append(now)
            self.asked.append(request.query["url"])
            if sum(now - at < 60 for at in self.times) > self.limit:
                self.punished += 1
                return TOO_MANY
            return await answer(request)

        return Site(host=HOST, answer=strict)

    def forget(self) -> None:
        """A minute goes by."""
        for each in (self.asked, self.played, self.times):
            each.clear()


@pytest.fixture
def archive() -> _Strict:
    return _Strict()


Make = Callable[..., Program]


@pytest.fixture
def make(archive: _Strict, tmp_path: Path) -> Iterator[Make]:
    """Programs in folders of their own, on one machine: they share what is kept of the archives' limits."""
    with Web([archive.site(), site("cited.example", {"*": Answer(200, {}, STORY)})]) as web:

        def program(name: str, numbers: Sequence[int], *settings: str, state: str = "state") -> Program:
            folder = tmp_path / name
            folder.mkdir(exist_ok=True)
            environment = {"XDG_STATE_HOME": str(tmp_path / state)}
            made = Program(folder, web, (*QUICK, *settings), environment)
            made.cite(_cites(numbers))
            return made

        yield program


def _archive_reasons(program: Program) -> list[str]:
    return [row["archive"]["reason"] for row in program.latest()["references"]]


def test_two_runs_at_once_ask_together_what_the_archive_allows_one(make: Make, archive: _Strict) -> None:
    programs = [make("one", range(1, 7)), make("other", range(7, 13))]
    running = [program.start("check", *program.network()) for program in programs]
    ended = [process.communicate(timeout=100) for process in running]
    assert [process.returncode in (0, 1) for process in running] == [True, True], ended
    assert (len(archive.asked), archive.punished) == (LIMIT, 0)
    reasons = [reason for program in programs for reason in _archive_reasons(program)]
    assert sorted(reasons) == ["ok"] * LIMIT + ["rate-limited"] * LIMIT
    rows = [row for program in programs for row in program.latest()["references"]]
    assert {row["live"]["reason"] for row in rows} == {"ok"}, "the live verdict stands on its own"
    requests = [program.latest()["run"]["archive_requests"] for program in programs]
    assert sum(each["index"] for each in requests) == LIMIT
    assert sum(each["playback"] for each in requests) == len(archive.played) == LIMIT


def test_what_was_left_over_comes_first_next_time(make: Make, archive: _Strict) -> None:
    first = make("one", range(1, 11), "CITEWATCH_ARCHIVE_CACHE_DAYS=0")
    first.check()
    asked = list(archive.asked)
    assert len(asked) == LIMIT
    archive.forget()
    later = make("one", range(1, 11), "CITEWATCH_ARCHIVE_CACHE_DAYS=0", state="a minute later")
    later.check()
    assert len(archive.asked) == LIMIT
    assert not set(archive.asked[:4]) & set(asked)
    assert set(archive.asked[4:]) < set(asked)
    assert archive.punished == 0


def test_until_its_turn_comes_what_is_known_stays_and_nothing_is_asked(make: Make, archive: _Strict) -> None:
    program = make("one", range(1, 11))
    program.check()
    archive.forget()
    program.check()
    assert (archive.asked, archive.played) == ([], [])
    assert _archive_reasons(program).count("ok") == LIMIT
    assert program.latest()["run"]["archive_requests"] == {"index": 0, "playback": 0}


def test_a_429_that_one_run_got_keeps_all_others_away(make: Make, archive: _Strict) -> None:
    archive.limit = 2
    make("one", range(1, 7)).check()
    assert (len(archive.asked), archive.punished) == (3, 1), "the limit that we know is too high here"
    other = make("other", range(7, 13), "CITEWATCH_CDX_PER_MINUTE=0")
    other.check()
    assert (len(archive.asked), archive.punished) == (3, 1)
    assert set(_archive_reasons(other)) == {"rate-limited"}


def test_the_second_question_about_what_was_never_captured_is_counted_and_has_its_turn(
    make: Make, archive: _Strict
) -> None:
    program = make("one", [*range(1, 4), 90])
    program.check()
    assert _archive_reasons(program) == ["ok", "ok", "ok", "no-capture"]
    assert len(archive.asked) == 5
    assert archive.punished == 0


def test_a_run_that_is_ended_while_it_waits_ends_and_goes_on_later_under_its_count(
    make: Make, archive: _Strict
) -> None:
    program = make("one", range(1, 11), "CITEWATCH_ARCHIVE_PATIENCE=3600")
    with program.start("check", *program.network()) as running:
        while len(archive.played) < LIMIT:
            assert running.poll() is None
            time.sleep(0.05)
        running.terminate()
        _, said = running.communicate(timeout=100)
    assert running.returncode == 3, said
    assert (len(archive.asked), archive.punished) == (LIMIT, 0)
    archive.forget()
    going_on = make("one", range(1, 11), "CITEWATCH_ARCHIVE_PATIENCE=3600", state="a minute later")
    assert going_on.check().status in (0, 1)
    assert _archive_reasons(going_on) == ["ok"] * 10
    assert len(set(archive.asked)) == len(archive.asked) == 4
    assert going_on.latest()["run"]["archive_requests"]["index"] == 10


def test_where_nothing_can_be_kept_the_run_says_so_once_and_keeps_to_the_limit(
    make: Make, archive: _Strict, tmp_path: Path
) -> None:
    (tmp_path / "no folder").write_text("")
    ended = make("one", range(1, 11), state="no folder").check()
    assert ended.status in (0, 1)
    assert ended.err.count("Other runs cannot see what this one asks of the archives") == 1
    assert (len(archive.asked), archive.punished) == (LIMIT, 0)


def test_requests_are_counted_and_told(make: Make, archive: _Strict) -> None:
    program = make("one", range(1, 4))
    ended = program.check()
    asked = program.latest()["run"]["archive_requests"]
    assert asked == {"index": len(archive.asked), "playback": len(archive.played)} == {"index": 3, "playback": 3}
    line = "Archives asked: 3 index questions, 3 plays (2.0 a footnote)."
    assert line in " ".join(ended.out.split())
    assert line in (program.reports / "latest.md").read_text(encoding="utf-8")
    before = (program.reports / "latest.json").read_bytes()
    assert program.run("report", "--rejudge").status == 0
    assert (program.reports / "latest.json").read_bytes() == before


def test_only_some_footnotes_are_asked_about(make: Make, archive: _Strict) -> None:
    program = replace(make("one", range(1, 11)), settings=QUICK)
    program.check("--only", "2,9")
    assert archive.asked == [_address(2), _address(9)]
