"""Hostile pages, and hostile words in every field: memory and time stay bounded, and nothing gets through to a reader.

A run reads pages made to cost it everything: each citation is judged nevertheless, and the memory of the whole process
tree is measured. Another reads words that a terminal, a spreadsheet or a browser would obey, and all that it writes is
read again by parsers made for it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.chaos.hostile_pages import hostile_sites
from tests.chaos.suite import Task, Tried
from tests.chaos.tree import Watch
from tests.chaos.words import FIELDS, WORDS, faults_of_words
from tests.program import Program
from tests.web.server import Web
from tests.web.site import Site

MEMORY = 400 * 1_000_000
"""Bytes that the whole process tree may take."""

SECONDS = 20.0
"""How long one hostile page may take on a busy machine; dozens are read at a time."""

SETTINGS = ("DOWNLOAD_TIMEOUT=2", "RETRY_TIMES=0")


def faults(task: Task) -> Iterator[Tried]:
    """Hostile words in every field, then hostile pages, each host again until there are as many as asked for."""
    words = max(1, min(len(WORDS), task.faults // (2 * len(FIELDS))))
    yield from faults_of_words(task, words)
    named = list(hostile_sites())
    task.chance.shuffle(named)
    wanted = max(1, task.faults - words * len(FIELDS))
    yield from _read(task.folder / "pages", named[:wanted], -(-wanted // len(named)))


def _read(folder: Path, named: Sequence[tuple[str, Site]], times: int) -> Iterator[Tried]:
    """One run over all of them, `times` addresses at each."""
    folder.mkdir()
    places = [f"{'a' * 60}{nth}" for nth in range(times)]
    cited = [(name, f"https://{each.host}/{place}") for place in places for name, each in named]
    with Web(each for _, each in named) as web:
        program = Program(folder, web, SETTINGS)
        quote = {"title": "The keepers", "author": "Doe, Jane", "date": "2020-01-01", "quote": "and the sea went on"}
        program.cite([{**quote, "url": address} for _, address in cited])
        began = time.monotonic()
        with program.start("check", *program.network()) as process, Watch(process.pid) as watch:
            _, err = process.communicate(timeout=3_000)
        took = time.monotonic() - began
        web._doors.faults.clear()  # a visitor who has had enough goes while we still speak
    sound = process.returncode in (0, 1) and "Traceback" not in err
    rows = list(program.rows().values()) if sound else []
    for number, (name, _) in enumerate(cited):
        yield Tried(name, _judged(rows[number]["live"]["state"]) if rows else f"{process.returncode}: {err[-300:]}")
    enough = "" if watch.peak < MEMORY else f"{watch.peak / 1e6:.0f} MB"
    yield Tried(f"the memory of {len(cited)} hostile pages ({watch.peak // 1_000_000} MB)", enough)
    limit = 30 + SECONDS * len(cited) / 16
    yield Tried(f"the time of {len(cited)} hostile pages", "" if took < limit else f"{took:.0f} seconds")


def _judged(state: str) -> str:
    return "" if state in ("alive", "dead", "unknown") else f"its state is {state!r}"
