"""The commands that are disturbed, each with what stands before it, and how it ends where nothing disturbs it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.chaos.answers import CITATIONS, LIVE
from tests.chaos.points import Strike
from tests.chaos.rehearsal import Stage
from tests.chaos.standing import Files, files, history

HALFWAY = 70
"""At this operation the run of "resumed" was killed: some addresses are recorded, some are not."""


@dataclass(frozen=True)
class Scene:
    """A command. `base` is its folder as it is before, `before` and `after` are its files, `end` the status.

    It is played in one `folder` always: a run that was cut off goes on where its references lie.
    """

    name: str
    base: Path
    folder: Path
    now: datetime
    pause: float
    words: tuple[str, ...]
    points: tuple[str, ...]
    before: Files
    after: Files
    history: Mapping[str, list[tuple[object, ...]]]
    end: int

    @property
    def wrong(self) -> str:
        """What is amiss even where nothing disturbs it; "" where all is well."""
        states = [row[3] for row in self.history["runs"]]
        rows, seen = self.history["verdicts"], self.history["observations"]
        sound = self.end in (0, 1) and "running" not in states and "finished" in states
        whole = len(rows) >= len(CITATIONS) and len(seen) >= len(LIVE)
        return "" if sound and whole else f"it ended with {self.end}, runs {states}, {len(rows)} rows, {len(seen)} seen"

    def anew(self) -> Stage:
        """The folder as it is before the command."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.base, self.folder)
        return Stage(self.folder, now=self.now, pause=self.pause)


def _first(stage: Stage) -> None:
    stage.run("check")
    stage.later(days=1)


def _nothing(_: Stage) -> None:
    """The folder is as a user's first run finds it."""


def _twice(stage: Stage) -> None:
    _first(stage)
    _first(stage)


def _halfway(stage: Stage) -> None:
    _first(stage)
    stage.run("check", strike=Strike("kill", HALFWAY))


HASTE = 60.0
"""Seconds for which observations wait for each other where answers come fast: all of these go to the disk at once."""

_HASTY = frozenset({"a check in haste"})
_KEEP_ONE = ("check", "-s", "CITEWATCH_KEEP_RUNS=1")
SCENES: Mapping[str, tuple[Callable[[Stage], None], tuple[str, ...]]] = {
    "a first check": (_nothing, ("check",)),
    "a second check": (_first, ("check",)),
    "a check in haste": (_first, ("check",)),
    "a check that goes on": (_halfway, ("check",)),
    "a check that removes old runs": (_twice, _KEEP_ONE),
    "a report": (_first, ("report",)),
    "a report judged anew": (_first, ("report", "--rejudge")),
    "a repair": (_first, ("repair", "--write")),
}


def scene(name: str, folder: Path) -> Scene:
    """The scene of this name, played in `folder`/played."""
    prepare, words = SCENES[name]
    base, place = folder / name.replace(" ", "-"), folder / "played"
    shutil.rmtree(place, ignore_errors=True)
    stage = Stage(place)
    prepare(stage)
    stage.pause = HASTE if name in _HASTY else 0.0
    shutil.copytree(place, base)
    before = files(stage)
    ended = stage.run(*words)
    return Scene(
        name=name,
        base=base,
        folder=place,
        now=stage.now,
        pause=stage.pause,
        words=words,
        points=ended.points,
        before=before,
        after=files(stage),
        history=history(stage),
        end=ended.status,
    )
