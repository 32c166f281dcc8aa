"""Real checks in processes of their own, killed at random moments or stopped by SIGTERM or Ctrl-C: the next goes on."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from crawler.check.outcome import NEWLY_FLAGGED, NOT_JUDGED, NOTHING_NEW
from crawler.evidence.stored import EvidenceError, read_facts
from tests.chaos.suite import Task, Tried
from tests.program import ROOT, Program
from tests.web.page import html_page
from tests.web.server import Web
from tests.web.site import Answer, Request, Site

HOSTS = 16
ROUND = 6
"""So many processes are cut off, then one ends in peace."""

LIMIT = 5.0
"""Seconds within which a signal ends a run, where the program starts in USUAL."""

USUAL = 1.0

IN_FLIGHT = 3
"""Requests that a cut-off run may have under way: what was answered and not yet written down is asked again."""

_HOW = (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL, signal.SIGINT)


def faults(task: Task) -> Iterator[Tried]:
    """Rounds of runs that are cut off between two answers or within one; each fault is one of them."""
    chance = task.chance
    limit = LIMIT * max(1.0, _start() / USUAL)
    with Web(Site(host=f"host-{number}.example", answer=_page) for number in range(HOSTS)) as web:
        for first in range(0, task.faults, ROUND):
            folder = task.folder / str(first)
            folder.mkdir()
            yield from _round(Program(folder, web), limit, chance, min(ROUND, task.faults - first))


def _start() -> float:
    """Seconds that the program takes to start: what a busy machine takes longer for, is not the program's fault."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "crawler", "--version"], check=True, capture_output=True, cwd=ROOT)
    return time.monotonic() - began


async def _page(request: Request) -> Answer:
    text = ["Words enough to be a page that somebody could have cited once."] * 8
    return Answer(200, {}, html_page(f"The work of {request.host}", *text))


def _round(program: Program, limit: float, chance: random.Random, most: int) -> Iterator[Tried]:
    web = _web_of(program)
    program.cite([{"title": f"The work of {host}", "url": f"https://{host}/work"} for host in web.sites])
    web.reset()
    for number in range(most):
        how, after = _HOW[number % len(_HOW)], chance.randrange(HOSTS * 2)
        lost = _cut_off(program, how, after, chance.uniform(0, 0.2), limit) or _sound(program)
        if number == most - 1:
            lost = lost or _finished(program, most)
        yield Tried(f"{how.name} after {after} more requests", lost)


def _web_of(program: Program) -> Web:
    if program.web is None:
        raise TypeError("these programs have a web")
    return program.web


def _cut_off(program: Program, how: signal.Signals, after: int, moment: float, limit: float) -> str:
    """Waits for so many requests, or for the end of the run, and a moment more."""
    web = _web_of(program)
    before = len(web.requests)
    with program.start("check", *program.network(), "-s", "CONCURRENT_REQUESTS=2") as process:
        while len(web.requests) < before + after and process.poll() is None:
            time.sleep(0.005)
        with suppress(subprocess.TimeoutExpired):
            process.wait(moment)
        began, over = time.monotonic(), process.poll() is not None
        process.send_signal(how)
        _, err = process.communicate(timeout=60)
        took = time.monotonic() - began
    if over or how == signal.SIGKILL:
        return ""
    # Before the program has begun it cannot know of signals; Python itself then ends with the signal's number.
    known = (NOT_JUDGED, NOTHING_NEW, NEWLY_FLAGGED, *((-how,) if len(web.requests) == before else ()))
    if process.returncode not in known or "fault of citewatch" in err:
        return f"ended with {process.returncode}: {err.strip()[-300:]}"
    return f"it took {took:.1f} s to end, of {limit:.1f}" if took > limit else ""


def _sound(program: Program) -> str:
    if not (program.reports / "history.db").exists():
        return ""
    with closing(sqlite3.connect(program.reports / "history.db")) as db:
        found = db.execute("PRAGMA integrity_check").fetchone()[0]
    latest = program.reports / "latest.json"
    if latest.exists():
        program.latest()
    return "" if found == "ok" else f"integrity_check: {found}"


def _finished(program: Program, cut_off: int) -> str:
    """What the run that ends in peace leaves: each address once, asked no oftener than needed, and its evidence."""
    web, ended = _web_of(program), program.check("-s", "CONCURRENT_REQUESTS=2")
    if ended.status not in (NOTHING_NEW, NEWLY_FLAGGED):
        return f"the next run ended with {ended.status}: {ended.err.strip()[-300:]}"
    with closing(sqlite3.connect(program.reports / "history.db")) as db:
        states = Counter(state for (state,) in db.execute("SELECT state FROM runs"))
        run = db.execute("SELECT id FROM runs WHERE state = 'finished' ORDER BY rowid DESC").fetchone()[0]
        query = "SELECT address FROM observations WHERE run = ? AND kind = 'live'"
        observed = sorted(address for (address,) in db.execute(query, (run,)))
    cited = sorted(f"https://{host}/work" for host in web.sites)
    asked = sum(visit.target == "/work" for visit in web.requests)
    allowed = HOSTS * states["finished"] + IN_FLIGHT * cut_off
    if states["running"] or states["closed"]:
        return f"a run was left behind: {dict(states)}"
    if not set(cited) <= set(observed) or len(observed) != len(set(observed)):
        return f"observed: {len(observed)}, cited: {len(cited)}"
    if asked > allowed:
        return f"{asked} requests for {HOSTS} addresses in {states['finished']} runs, cut off {cut_off} times"
    return _witnessed(program.reports / "runs" / run / "evidence.warc.gz", cited)


def _witnessed(path: Path, cited: list[str]) -> str:
    try:
        kept = sorted({address for kind, address, _ in read_facts(path) if kind == "live"})
    except EvidenceError as error:
        return str(error)
    return "" if set(cited) <= set(kept) else f"in the evidence: {len(kept)} of {len(cited)}"
