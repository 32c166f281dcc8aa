"""Sets the clock back and forward between runs and within them: no strike too many, no time that lies ahead."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from crawler.check.outcome import NEWLY_FLAGGED, NOTHING_NEW
from tests.chaos.answers import HOST
from tests.chaos.points import Strike
from tests.chaos.rehearsal import BEGAN, Ended, Stage
from tests.chaos.standing import done, left_behind, unreadable, unsound
from tests.chaos.suite import Task, Tried

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SLACK = timedelta(minutes=30)
"""cron's runs are not to the second."""

STRIKES, SPAN = 3, 14 * DAY
NOTHING_FOR, CAPTURE_FOR = 7 * DAY, 30 * DAY
"""For how long an archive's answers may stand, that it has nothing and that it has something."""

DEAD, SILENT = "3", "4"
"""The footnotes whose page is gone, and whose server does not answer."""

SEARCH = f"search {HOST}/0"

STEPS = (MINUTE, timedelta(hours=1), DAY, 2 * DAY, 7 * DAY, 20 * DAY, 400 * DAY)
NAMED: dict[str, tuple[timedelta, ...]] = {
    "back by a minute": (DAY, -MINUTE, DAY),
    "back to the second of an earlier run": (DAY, DAY, -2 * DAY),
    "back before the first run": (DAY, -400 * DAY, DAY),
    "ahead by years and back": (DAY, 4000 * DAY, -4000 * DAY, DAY),
    "ahead by years, twice, and back": (4000 * DAY, DAY, -4001 * DAY, DAY),
    "ahead by the strikes' span and back": (20 * DAY, DAY, -21 * DAY, MINUTE),
    "stands still": (timedelta(0), timedelta(0), timedelta(0)),
    "back at each run": (-DAY, -DAY, -DAY, -DAY, -DAY),
    "to 1970, as without a battery": (-20_000 * DAY, DAY, 20_000 * DAY),
    "by daylight saving, as where somebody sets it by hand": (timedelta(hours=1), -timedelta(hours=1), DAY),
}


@dataclass
class Seen:
    """What the runs so far have done, as the clock told it."""

    times: list[datetime] = field(default_factory=list)
    asked: dict[str, list[datetime]] = field(default_factory=dict)
    runs: list[str] = field(default_factory=list)


def faults(task: Task) -> Iterator[Tried]:
    """Some runs each, with jumps between them; every third with a jump within a run, every fifth with a kill."""
    chance = task.chance
    for place in range(task.faults):
        named = list(NAMED.items())[place : place + 1]
        name, jumps = named[0] if named else _some(chance)
        within = chance.choice(STEPS) * chance.choice((1, -1)) if place % 3 == 2 else timedelta(0)
        killed = chance.randrange(20, 120) if place % 5 == 4 else 0
        added = f", {_days(within)} within the last run" * bool(within) + ", after a kill" * bool(killed)
        folder = task.folder / "clock"
        shutil.rmtree(folder, ignore_errors=True)
        yield Tried(f"a clock that goes {name}{added}", _lost(Stage(folder), jumps, within, killed))


def _some(chance: random.Random) -> tuple[str, tuple[timedelta, ...]]:
    jumps = tuple(chance.choice(STEPS) * chance.choice((1, 1, -1)) for _ in range(chance.randrange(3, 7)))
    return f"by {', '.join(map(_days, jumps))}", jumps


def _days(span: timedelta) -> str:
    return f"{span / DAY:+.2f} d"


def _lost(stage: Stage, jumps: Sequence[timedelta], within: timedelta, killed: int) -> str:
    seen = Seen()
    for number, jump in enumerate((timedelta(0), *jumps)):
        stage.now += jump
        last = number == len(jumps)
        if last and killed:
            stage.run("check", *_KEEP, strike=Strike("kill", killed))
        stage.within = within if last else timedelta(0)
        known = done(stage)
        ended = stage.run("check", *_KEEP)
        wrong = _wrong(stage, ended, seen, known, unsteady=last and bool(within or killed))
        if wrong:
            return f"run {number + 1}: {wrong}"
    return _due(stage)


_KEEP = ("-s", "CITEWATCH_KEEP_RUNS=2")
"""Old runs make room: then only the history knows their ids."""


def _wrong(stage: Stage, ended: Ended, seen: Seen, known: set[str], *, unsteady: bool) -> str:
    if ended.status not in (NOTHING_NEW, NEWLY_FLAGGED) or "Traceback" in ended.text:
        return f"ended with {ended.status}: {ended.text.strip()[-400:]}"
    if wrong := unreadable(stage) or unsound(stage) or left_behind(stage):
        return wrong
    latest = json.loads((stage.reports / "latest.json").read_text("utf-8"))
    now = stage.now + max(stage.within, timedelta(0))
    seen.times.append(stage.now)
    return (
        _run(latest["run"], seen)
        or _ahead(latest, now)
        or _judged(latest, seen, stage.within)
        or ("" if unsteady else _kept_too_long(ended, seen, stage.now))
        or (f"asked again: {sorted(known & set(ended.asked))}" if known & set(ended.asked) else "")
    )


def _run(run: dict[str, Any], seen: Seen) -> str:
    if run["id"] in seen.runs:
        return f"the id {run['id']} was that of an earlier run"
    seen.runs.append(run["id"])
    return f"it ended before it began: {run}" if run["finished_at"] < run["started_at"] else ""


def _ahead(latest: dict[str, Any], now: datetime) -> str:
    """A time in the report that lies ahead of the clock."""
    for row in latest["references"]:
        for flag in row["flags"]:
            if _moment(flag["since"]) > now:
                return f"footnote {row['number']}: {flag['flag']} since {flag['since']}, and it is {now}"
    return ""


def _judged(latest: dict[str, Any], seen: Seen, within: timedelta) -> str:
    """A death by strikes that the runs do not bear out, or a confirmation by none."""
    rows = {str(row["number"]): row for row in latest["references"]}
    silent = rows[SILENT]["live"]
    if silent["reason"] == "unreachable" and not _enough(seen.times, abs(within)):
        return f"unreachable after runs at {[str(time) for time in seen.times]}"
    before = [time for time in seen.times[:-1] if time <= seen.times[-1] - DAY + SLACK + abs(within)]
    if rows[DEAD]["live"]["confirmed"] and not before:
        return f"confirmed by none of the runs at {[str(time) for time in seen.times]}"
    return ""


def _enough(times: Sequence[datetime], within: timedelta) -> bool:
    """Whether there were as many failing runs, as far apart and over as long a time, none of them ahead of the last."""
    now = times[-1] + within
    strikes: list[datetime] = []
    for time in sorted(time for time in times if time <= now):
        if not strikes or time - strikes[-1] >= DAY - SLACK - within:
            strikes.append(time)
    return len(strikes) >= STRIKES and strikes[-1] - strikes[0] >= SPAN - SLACK - within


def _kept_too_long(ended: Ended, seen: Seen, now: datetime) -> str:
    """An archive's answer that is used though it is too old, or from a time to come."""
    limits = {SEARCH: NOTHING_FOR}
    for question in {*seen.asked, *ended.asked}:
        limit = limits.get(question, CAPTURE_FOR)
        answered = seen.asked.setdefault(question, [])
        fresh = any(now - limit - DAY <= time <= now + DAY for time in answered)
        if question not in ended.asked and not question.startswith("live") and not fresh:
            return f"not asked, though last asked at {[str(time) for time in answered]}: {question}"
        if question in ended.asked:
            answered.append(now)
    return ""


def _due(stage: Stage) -> str:
    """What is due can be told, whatever the clock said before."""
    stage.now = BEGAN + timedelta(days=60)
    stage.within = timedelta(0)
    ended = stage.run("check", "--due")
    if ended.status not in (NOTHING_NEW, NEWLY_FLAGGED) or "Traceback" in ended.text:
        return f"--due ended with {ended.status}: {ended.text.strip()[-400:]}"
    return ""


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
