"""Runs a command in a forked child: the real one, but for the web, the clock, and the fault that strikes it."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import count
from pathlib import Path
from typing import IO, Any

import crawler.check.crawling
import crawler.check.run
import crawler.check.together
import crawler.cli.checking
from crawler.cli import main
from crawler.history.record import Report, Run
from crawler.judge.judgement import Evidence, judge
from crawler.judge.past import Policy
from crawler.references.document import parse
from crawler.reports.registry import REPORTS
from tests.chaos.answers import LIVE, Web, references
from tests.chaos.points import Points, Strike
from tests.judge.cases import AT

BEGAN = datetime(2026, 3, 1, 6, tzinfo=UTC)
CRASHED = 70
MIDDLE = 6
"""After so many looks at the clock it jumps, if it is to: some answers have come by then, others have not."""
PATIENCE = 60.0
"""Seconds after which a command hangs; a loaded machine needs some."""

_NO_RUN = Run(id="none", started_at=AT, finished_at=AT, web="live", network="ok")

Prepare = Callable[[], object]


@dataclass(frozen=True)
class Ended:
    """How a command ended: minus the signal's number where one killed it. `asked` is what the web was asked."""

    status: int
    out: str
    err: str
    asked: tuple[str, ...] = ()
    points: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All that it said."""
        return self.out + self.err


@dataclass
class Stage:
    """A folder with references.yaml, and what the clock says in it.

    `pause` is for how many seconds an observation waits for others: what is written when is not left to chance.
    `within` is by how much the clock jumps in the middle of a run.
    """

    folder: Path
    now: datetime = BEGAN
    prepare: Prepare = field(default=lambda: None)
    pause: float = 0.0
    within: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        _warm_up()
        self.folder = self.folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.list.write_text(references(), encoding="utf-8")

    @property
    def list(self) -> Path:
        return self.folder / "references.yaml"

    @property
    def reports(self) -> Path:
        return self.folder / "reports"

    @property
    def history(self) -> Path:
        return self.reports / "history.db"

    def later(self, **span: float) -> None:
        """Sets the clock, on or back."""
        self.now += timedelta(**span)

    def run(self, *words: str, strike: Strike | None = None, after: float | None = None) -> Ended:
        """The command, struck by `strike`, or killed `after` so many seconds."""
        with _files() as (out, err, asked, points):
            child = os.fork()
            if child == 0:
                _perform(self, words, strike, (out, err, asked, points))
            status = _wait(child, after)
            return Ended(status, _read(out), _read(err), _lines(asked), _lines(points))


@cache
def _warm_up() -> None:
    """Reads the judge's data and the templates once, so that no child has to."""
    cited = parse(references()).references
    for citation in cited:
        judge(citation, Evidence(live=LIVE), (), Policy(), AT)
    for reporter in REPORTS.values():
        reporter(Report(run=_NO_RUN, article={}, rows=()))


@contextmanager
def _files() -> Iterator[tuple[IO[bytes], ...]]:
    with (
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
        tempfile.TemporaryFile() as asked,
        tempfile.TemporaryFile() as points,
    ):
        yield out, err, asked, points


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def _lines(file: IO[bytes]) -> tuple[str, ...]:
    return tuple(_read(file).splitlines())


def _wait(child: int, after: float | None) -> int:
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    until = time.monotonic() + PATIENCE
    while True:
        found, status = os.waitpid(child, os.WNOHANG if after is None else 0)
        if found:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.002)


def _perform(stage: Stage, words: tuple[str, ...], strike: Strike | None, files: tuple[IO[bytes], ...]) -> None:
    """In the child; never comes back."""
    status = CRASHED
    try:
        out, err, asked, points = files
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w", encoding="utf-8"), os.fdopen(2, "w", encoding="utf-8")
        os.chdir(stage.folder)
        _set(stage, asked.fileno())
        stage.prepare()
        Points(stage.folder, strike, _noting(points.fileno())).install()
        main(list(words), prog_name="citewatch")
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else CRASHED
    except BaseException:  # noqa: BLE001 - whatever it is, the parent is to hear of it
        traceback.print_exc()
    finally:
        os._exit(_flushed(status))


def _flushed(status: int) -> int:
    """As Python itself ends: 120 where what was said cannot be written."""
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except OSError:
        return 120
    return status


def _set(stage: Stage, asked: int) -> None:
    """Puts the prepared web and the clock in the place of the real ones."""
    together: Any = crawler.check.together
    together.PAUSE = stage.pause
    crawling: Any = crawler.check.crawling
    crawling.NetworkRun = partial(Web, told=asked)
    program: Any = crawler.check.run
    checking: Any = crawler.cli.checking
    checking.check = partial(program.check, clock=_clock(stage))


def _clock(stage: Stage) -> Callable[[], datetime]:
    readings = count()

    def read() -> datetime:
        return stage.now + stage.within if next(readings) >= MIDDLE else stage.now

    return read


def _noting(file: int) -> Callable[[int, str], None]:
    write = os.write

    def note(number: int, name: str) -> None:
        write(file, f"{number} {name}\n".encode())

    return note
