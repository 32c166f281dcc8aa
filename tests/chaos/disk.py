"""Disks that are full, fail, or may not be written: a clear word, a sane exit status, and nothing lost."""

from __future__ import annotations

import os
import resource
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler.check.outcome import BAD_INPUT, NEWLY_FLAGGED, NOT_JUDGED, NOTHING_NEW
from tests.chaos.kills import lost
from tests.chaos.points import How, Strike
from tests.chaos.rehearsal import Ended, Stage
from tests.chaos.scenes import SCENES, Scene, scene
from tests.chaos.standing import Files, differences, files, left_behind, torn, unsound
from tests.chaos.suite import Task, Tried

SMALLEST, LARGEST = 9_000, 300_000
"""Bytes that a file may have on a disk that fills up: from less than the evidence to more than the history."""

NOBODY = 65_534
_REFUSALS: tuple[How, ...] = ("full", "error", "denied", "readonly")
_FAULT_OF_OURS = ("Traceback", "fault of citewatch")


def faults(task: Task) -> Iterator[Tried]:
    """Refusals at each operation, once or from there on; files that may not grow; places that are not as expected."""
    scenes = {name: scene(name, task.folder) for name in SCENES}
    chance = task.chance
    repaired = scenes["a repair"].after
    yield from _circumstances(scenes["a second check"], repaired, max(1, task.faults // 4))
    strikes = [
        (played, Strike(how, number, lasts=lasts))
        for played in scenes.values()
        for number in range(1, len(played.points) + 1)
        for how in _REFUSALS
        for lasts in (True, False)
    ]
    for place in range(task.faults * 3 // 4):
        if place % 4 == 0:
            played, limit = chance.choice(list(scenes.values())), chance.randrange(SMALLEST, LARGEST)
            yield Tried(f"{played.name} where no file may have over {limit} bytes", _small(played, limit))
        else:
            played, strike = chance.choice(strikes)
            yield Tried(
                f"{strike.how}{' for good' if strike.lasts else ''} of {played.name} at {played.points[strike.at - 1]}",
                _refused(played, strike),
            )


def _refused(played: Scene, strike: Strike) -> str:
    stage = played.anew()
    ended = stage.run(*played.words, strike=strike)
    return said_badly(played, ended, stage) or lost(played, stage, ended)


def _small(played: Scene, limit: int) -> str:
    stage = played.anew()
    stage.prepare = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    ended = stage.run(*played.words)
    stage.prepare = lambda: None
    return said_badly(played, ended, stage) or lost(played, stage, ended)


def said_badly(played: Scene, ended: Ended, stage: Stage) -> str:
    """Where a command crashed, kept silent, or said that all is well though it is not; "" for none of it."""
    crashed = [mark for mark in _FAULT_OF_OURS if mark in ended.text]
    if crashed or ended.status not in (played.end, NOT_JUDGED, BAD_INPUT):
        return f"ended with {ended.status}: {ended.text.strip()[-400:]}"
    if ended.status == played.end:
        return differences({name: text for name, text in files(stage).items() if not _old(played, name)}, played.after)
    if played.words[0] == "check" and ended.status != NOT_JUDGED and ended.asked:
        return f"a check ended with {ended.status}: {ended.err.strip()[-300:]}"
    return "" if ended.err.strip() else f"ended with {ended.status} without a word"


def _old(played: Scene, name: str) -> bool:
    """Of a run that was to make room: what cannot be removed is left for the next time."""
    return name.startswith("reports/runs/") and not any(
        each.startswith(name.rpartition("/")[0]) for each in played.after
    )


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What is wrong with some `places` in the folder; `change` makes one of them so."""

    places: tuple[str, ...]
    change: Callable[[Path], None]


def _is_file(*places: str) -> Circumstance:
    return Circumstance(places, _make_file)


def _make_file(path: Path) -> None:
    _remove(path)
    path.write_text("not what is expected here", encoding="utf-8")


def _is_folder(*places: str) -> Circumstance:
    return Circumstance(places, _make_folder)


def _make_folder(path: Path) -> None:
    _remove(path)
    (path / "somebody's").mkdir(parents=True)


def _leads_nowhere(*places: str) -> Circumstance:
    return Circumstance(places, _make_link)


def _make_link(path: Path) -> None:
    _remove(path)
    path.symlink_to("/nowhere/at/all")


def _may(mode: int, *places: str) -> Circumstance:
    return Circumstance(places, lambda path: path.chmod(mode))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


_READ_ONLY, _CLOSED = 0o555, 0o000
CIRCUMSTANCES: Mapping[str, Circumstance] = {
    "reports/ is read-only": _may(_READ_ONLY, "reports"),
    "reports/ is closed to us": _may(_CLOSED, "reports"),
    "reports/runs is read-only": _may(_READ_ONLY, "reports/runs"),
    "reports/runs is closed to us": _may(_CLOSED, "reports/runs"),
    "history.db is read-only": _may(_READ_ONLY, "reports/history.db"),
    "history.db is closed to us": _may(_CLOSED, "reports/history.db"),
    "the lock is closed to us": _may(_CLOSED, "reports/.lock"),
    "references.yaml is closed to us": _may(_CLOSED, "references.yaml"),
    "the folder is read-only": _may(_READ_ONLY, "."),
    "latest.json is read-only": _may(_READ_ONLY, "reports/latest.json"),
    "reports/ is a file": _is_file("reports"),
    "reports/runs is a file": _is_file("reports/runs"),
    "history.db is a folder": _is_folder("reports/history.db"),
    "the lock is a folder": _is_folder("reports/.lock"),
    "latest.json is a folder": _is_folder("reports/latest.json"),
    "latest.html and the feed are folders": _is_folder("reports/latest.html", "reports/feed.xml"),
    "references.yaml is a folder": _is_folder("references.yaml"),
    "reports/ leads nowhere": _leads_nowhere("reports"),
    "history.db leads nowhere": _leads_nowhere("reports/history.db"),
    "the lock leads nowhere": _leads_nowhere("reports/.lock"),
}
_COMMANDS = (
    ("check",),
    ("check", "--quiet"),
    ("report",),
    ("report", "--rejudge"),
    ("repair", "--write"),
    ("history", "3"),
    ("notify", "--dry-run"),
)


def _circumstances(played: Scene, repaired: Files, most: int) -> Iterator[Tried]:
    """Each command in each, spread so that a short run sees something of all."""
    pairs = [(words, name) for words in _COMMANDS for name in CIRCUMSTANCES]
    for place in range(min(most, len(pairs))):
        words, name = pairs[place * len(pairs) // most if most < len(pairs) else place]
        wholes = (played.before, played.after, repaired)
        yield Tried(f"{' '.join(words)} where {name}", _in_circumstance(played, words, CIRCUMSTANCES[name], wholes))


def _in_circumstance(played: Scene, words: tuple[str, ...], circumstance: Circumstance, wholes: Sequence[Files]) -> str:
    stage = played.anew()
    _own(stage.folder)
    for place in circumstance.places:
        circumstance.change(stage.folder / place)
    stage.prepare = _become_nobody
    ended = stage.run(*words)
    _put_back(played, stage, circumstance.places)
    wrong = _wrong(ended, words) or torn(stage, wholes) or unsound(stage)
    if wrong:
        return wrong
    after = stage.run("check")
    return _wrong(after, ("check",), NOTHING_NEW, NEWLY_FLAGGED) or unsound(stage) or left_behind(stage)


def _own(folder: Path) -> None:
    """Root may write everywhere, so the command runs as somebody else, whose folder this becomes."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        folder.parent.chmod(0o755)


def _become_nobody() -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def _put_back(played: Scene, stage: Stage, places: Sequence[str]) -> None:
    """Takes the obstacle away; where another thing stood in the place, what stood there before comes back."""
    for place in places:
        path, original = stage.folder / place, played.base / place
        if path.is_symlink() or path.is_file() != original.is_file() or (path / "somebody's").exists():
            _remove(path)
            shutil.copytree(original, path) if original.is_dir() else shutil.copy(original, path)
        for beside in (path, *path.parent.glob(f"{path.name}-*")):
            beside.chmod(0o755)
    _own(stage.folder)


def _wrong(ended: Ended, words: tuple[str, ...], *statuses: int) -> str:
    crashed = [mark for mark in _FAULT_OF_OURS if mark in ended.text]
    if crashed or ended.status not in (statuses or (NOTHING_NEW, NEWLY_FLAGGED, BAD_INPUT, NOT_JUDGED)):
        return f"{' '.join(words)} ended with {ended.status}: {ended.text.strip()[-400:]}"
    if ended.status in (BAD_INPUT, NOT_JUDGED) and not ended.err.strip():
        return f"{' '.join(words)} ended with {ended.status} without a word"
    return ""
