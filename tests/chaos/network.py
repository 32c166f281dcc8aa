"""Our own network goes away in the middle of a run, and comes back or not: no citation pays for it.

Each verdict is held against that of an undisturbed run: it is the same, or kept from before, or, where there was none
before, `offline`. A run that could not ask everything says so by its exit status.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from tests.chaos.cut import MODES, NAMES, NOT_HERE, Cut, CutWeb
from tests.chaos.suite import Task, Tried
from tests.program import Ended, Program
from tests.web.archive import Capture, archive_site
from tests.web.names import NO_SUCH_NAME, Name
from tests.web.page import html_page, story_page
from tests.web.site import Answer, Site, redirect, site

TITLE = "The keepers of the light"
SETTINGS = (
    "DOWNLOAD_TIMEOUT=1",
    "DNS_TIMEOUT=1",
    "RETRY_TIMES=0",
    "CITEWATCH_CONTROL_SPACING=0.1",
    "CITEWATCH_OUTAGE_PATIENCE=3",
)
AT_ONCE = 2
"""Runs at one time: they mostly wait."""

STORY = Answer(200, {"Content-Type": "text/html; charset=utf-8"}, story_page())
OTHER = Answer(
    200, {"Content-Type": "text/html; charset=utf-8"}, html_page("Tide tables", *["High water at noon."] * 9)
)
WORK = {"/work": STORY}
CAPTURED = "20200101000000"


def _sites() -> Iterator[Site]:
    """One host of each kind whose verdict an outage might change."""
    yield from (site(f"signed-{number}.example", WORK) for number in range(2))
    yield from (site(f"unsigned-{number}.example", WORK) for number in range(2))
    yield site("other-work.example", {"/work": OTHER, "/": OTHER})
    yield site("missing.example", {"/": STORY})
    yield site("missing-unsigned.example", {"/": STORY})
    yield site("to-https.example", {"/work": redirect("https://signed-0.example/work", 301)})
    yield site("self-signed.example", WORK, certificate="self-signed")
    yield Site(host="refuses.example", name=Name((("@", "A", NOT_HERE),)))
    yield Site(host="gone.example", name=NO_SUCH_NAME)
    originals = ("https://kept.example/work", "https://missing.example/work")
    yield archive_site(Capture(each, CAPTURED, body=story_page()) for each in originals)
    yield site("kept.example", WORK)


CITED: tuple[Mapping[str, Any], ...] = tuple(
    {"title": TITLE, **each}
    for each in (
        {"url": "https://signed-0.example/work"},
        {"url": "http://unsigned-0.example/work"},
        {"url": "https://missing.example/work"},
        {"url": "http://missing-unsigned.example/work"},
        {"url": "http://other-work.example/work"},
        {"url": "https://refuses.example/work"},
        {"url": "https://gone.example/work"},
        {"url": "https://self-signed.example/work"},
        {"url": "http://to-https.example/work"},
        {
            "url": "https://kept.example/work",
            "archive-url": f"https://web.archive.org/web/{CAPTURED}/https://kept.example/work",
            "archive-date": "2020-01-01",
        },
        {"url": "https://signed-1.example/work"},
        {"url": "http://unsigned-1.example/work"},
    )
)


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What a run finds while nothing is wrong: its rows, its folder, and how many events its network saw."""

    rows: Mapping[str, Any]
    folder: Path
    events: Mapping[str, int]


def faults(task: Task) -> Iterator[Tried]:
    """Cuts of every mode at moments that chance chooses, half of them in the first run of all."""
    with ExitStack() as rooms:
        webs: SimpleQueue[CutWeb] = SimpleQueue()
        for _ in range(AT_ONCE):
            webs.put(rooms.enter_context(CutWeb(_sites())))
        whole = _undisturbed(task.folder / "undisturbed", webs)
        numbers = count()

        def try_cut(cut: Cut) -> Tried:
            web, number = webs.get(), next(numbers)
            try:
                return _try(web, cut, whole, task.folder / str(number))
            finally:
                webs.put(web)

        pool = rooms.enter_context(ThreadPoolExecutor(AT_ONCE))
        yield from pool.map(try_cut, _cuts(task, whole))


def _undisturbed(folder: Path, webs: SimpleQueue[CutWeb]) -> Undisturbed:
    events = {}
    web = webs.get()
    for mode in ("reset", "SERVFAIL"):
        shutil.rmtree(folder, ignore_errors=True)
        web.lose(Cut(mode, 10**9))
        program = _program(folder, web)
        ended = program.check()
        if ended.status not in (0, 1):
            raise RuntimeError(f"an undisturbed run ended with {ended}")
        events[mode] = web.cut.seen
    webs.put(web)
    return Undisturbed(program.rows(), folder, events)


def _program(folder: Path, web: CutWeb) -> Program:
    folder.mkdir(exist_ok=True)
    program = Program(folder, web, SETTINGS)
    program.cite(CITED)
    return program


def _cuts(task: Task, whole: Undisturbed) -> Iterator[Cut]:
    chance = task.chance
    modes = list(MODES)
    for number in range(task.faults):
        if number % len(modes) == 0:
            chance.shuffle(modes)
        mode = modes[number % len(modes)]
        events = whole.events["SERVFAIL" if mode in NAMES else "reset"]
        begin = chance.randint(0, events)
        length = chance.choice([1, 1, 2, 3, chance.randint(4, 12), chance.randint(10, 60)])
        yield Cut(mode, begin, length)


def _try(web: CutWeb, cut: Cut, whole: Undisturbed, folder: Path) -> Tried:
    again = cut.begin % 2 == 0
    if again:
        shutil.copytree(whole.folder, folder)
    web.lose(cut)
    program = _program(folder, web)
    ended = program.check()
    when = "a second run" if again else "the first run"
    name = f"{cut.mode} for {cut.length} events after {cut.begin}, in {when}"
    lost = _worsened(program, ended, whole.rows, again=again)
    if not cut.took_place:
        name = f"{name} (which was over before)"
    return Tried(name, lost)


def _worsened(program: Program, ended: Ended, before: Mapping[str, Any], *, again: bool) -> str:
    if ended.status not in (0, 1, 3):
        return f"exit status {ended.status}: {ended.err[-300:]}"
    if not (program.reports / "latest.json").exists():
        return "" if ended.status == 3 else "no report"
    allowed = () if again else ("offline",)
    now = program.rows()
    lost = [
        f"[{label}] {side} {_of(before[label], side)} became {_of(row, side)}"
        for label, row in now.items()
        for side in ("live", "archive")
        if _of(row, side) != _of(before[label], side) and row[side]["reason"] not in allowed
    ]
    if set(now) != set(before):
        lost.append(f"footnotes {sorted(set(before) ^ set(now))}")
    offline = any(row[side]["reason"] == "offline" for row in now.values() for side in ("live", "archive"))
    if offline and ended.status != 3:
        lost.append(f"not all was asked, and the exit status is {ended.status}")
    return "; ".join(lost)


def _of(row: Mapping[str, Any], side: str) -> tuple[str, str]:
    return row[side]["state"], row[side]["reason"]
