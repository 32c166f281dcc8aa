"""Spoils history.db in ways that disks, people and other programs do: a clear word, the file left alone, no crash."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from crawler.check.outcome import BAD_INPUT, NEWLY_FLAGGED, NOT_JUDGED, NOTHING_NEW
from crawler.history.schema import STEPS
from tests.chaos.rehearsal import Ended, Stage
from tests.chaos.scenes import Scene, scene
from tests.chaos.standing import done, left_behind, unreadable, unsound, unwitnessed
from tests.chaos.suite import Task, Tried

Spoil = Callable[[Path, random.Random], str]
"""Spoils the file, and says how; the same chance spoils it in the same way."""

PAGE = 4096
_COMMANDS = (("check",), ("check",), ("report",), ("history", "3"), ("notify", "--dry-run"), ("repair",))


def faults(task: Task) -> Iterator[Tried]:
    """Bytes, pages and lengths that are wrong in the history or its log, other versions, other programs' files."""
    ended, cut_off = (scene(name, task.folder) for name in ("a second check", "a check that goes on"))
    chance = task.chance
    names = list(_SPOILT)
    for place in range(task.faults):
        name = names[place % len(names)]
        words = ("check",) if place < len(names) else chance.choice(_COMMANDS)
        played = cut_off if name in _OF_THE_LOG else ended
        stage = played.anew()
        how = _SPOILT[name](stage.history, chance)
        lost = _lost(played, stage, name) if words == ("check",) else _said(played, stage, words)
        yield Tried(f"{' '.join(words)} where {name}{how}", lost)


def _said(played: Scene, stage: Stage, words: tuple[str, ...]) -> str:
    """What another command makes of it: an answer or a clear word, and never a change of what people read."""
    broken, spoilt = unsound(stage), _bytes(stage.history)
    ended = stage.run(*words)
    if "Traceback" in ended.text or ended.status not in (NOTHING_NEW, BAD_INPUT, NOT_JUDGED):
        return f"ended with {ended.status}: {ended.text.strip()[-500:]}"
    if ended.status and not ended.err.strip():
        return f"ended with {ended.status} without a word"
    if broken and _bytes(stage.history) != spoilt:
        return "the damaged file was changed"
    return unreadable(stage) or _afterwards(played, stage, spoilt=bool(broken or ended.status))


def _lost(played: Scene, stage: Stage, name: str) -> str:
    broken, spoilt = unsound(stage), _bytes(stage.history)
    known = done(stage) if name in _OF_THE_LOG else set()
    ended = stage.run("check")
    return (
        _badly(ended)
        or _as_expected(ended, name)
        or ("the damaged file was changed" if broken and _bytes(stage.history) != spoilt else "")
        or unreadable(stage)
        or _whole(ended, stage, known)
        or _afterwards(played, stage, spoilt=ended.status == NOT_JUDGED)
    )


def _badly(ended: Ended) -> str:
    if "Traceback" in ended.text or ended.status not in (NOTHING_NEW, NEWLY_FLAGGED, NOT_JUDGED):
        return f"the check ended with {ended.status}: {ended.text.strip()[-500:]}"
    if ended.status == NOT_JUDGED and "history.db" not in ended.err:
        return f"not a word of history.db: {ended.err.strip()[-300:]}"
    return ""


def _as_expected(ended: Ended, name: str) -> str:
    known = {**dict.fromkeys(_MUST_STOP, True), **dict.fromkeys(_MUST_GO_ON, False)}
    stopped = ended.status == NOT_JUDGED
    return "" if known.get(name, stopped) == stopped else f"the check ended with {ended.status}: {ended.err[-300:]}"


def _whole(ended: Ended, stage: Stage, known: set[str]) -> str:
    """A history that could be used is sound, and a run that went on asked nothing that stood in it."""
    if ended.status == NOT_JUDGED:
        return ""
    again = sorted(known & set(ended.asked))
    return unsound(stage) or unwitnessed(stage) or (f"asked again: {again[:2]}" if again else "")


def _afterwards(played: Scene, stage: Stage, *, spoilt: bool) -> str:
    """With a backup in its place, or with what the run made of it, the next run judges."""
    if spoilt:
        for path in stage.reports.glob("history.db*"):
            path.unlink()
        for path in (played.base / "reports").glob("history.db*"):
            shutil.copy(path, stage.reports / path.name)
    after = stage.run("check")
    if after.status not in (NOTHING_NEW, NEWLY_FLAGGED):
        return f"the next check ended with {after.status}: {after.text.strip()[-300:]}"
    return unsound(stage) or left_behind(stage)


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _flip(path: Path, chance: random.Random) -> str:
    whole = bytearray(path.read_bytes())
    places = [chance.randrange(len(whole)) for _ in range(chance.choice((1, 1, 3, 30)))]
    for place in places:
        whole[place] ^= 1 << chance.randrange(8)
    path.write_bytes(whole)
    return f" at {', '.join(map(str, places[:3]))}"


def _fill(path: Path, chance: random.Random) -> str:
    whole = bytearray(path.read_bytes())
    page = chance.randrange(max(1, len(whole) // PAGE))
    whole[page * PAGE : (page + 1) * PAGE] = chance.choice((bytes(PAGE), chance.randbytes(PAGE)))
    path.write_bytes(whole[: max(len(whole), PAGE)])
    return f" (page {page + 1})"


def _swap(path: Path, chance: random.Random) -> str:
    """Two pages change places, as where a disk wrote to the wrong one."""
    whole = bytearray(path.read_bytes())
    one, other = (chance.randrange(max(1, len(whole) // PAGE)) * PAGE for _ in range(2))
    first, second = bytes(whole[one : one + PAGE]), bytes(whole[other : other + PAGE])
    whole[one : one + PAGE], whole[other : other + PAGE] = second, first
    path.write_bytes(whole)
    return f" ({one // PAGE + 1} and {other // PAGE + 1})"


def _cut(path: Path, chance: random.Random) -> str:
    length = chance.randrange(1, path.stat().st_size)
    path.write_bytes(path.read_bytes()[:length])
    return f" after byte {length}"


def _empty(path: Path, _: random.Random) -> str:
    path.write_bytes(b"")
    return ""


def _garbage(path: Path, chance: random.Random) -> str:
    path.write_bytes(chance.randbytes(path.stat().st_size))
    return ""


def _away(path: Path, _: random.Random) -> str:
    path.unlink()
    return ""


def _newer(path: Path, chance: random.Random) -> str:
    version = len(STEPS) + chance.randrange(1, 99)
    _execute(path, f"PRAGMA user_version = {version}")
    return f" ({version})"


def _older(path: Path, _: random.Random) -> str:
    """As the first version left it: without what later steps have added."""
    _execute(path, "DROP TABLE archive_requests", "PRAGMA user_version = 1")
    return ""


def _foreign(path: Path, _: random.Random) -> str:
    path.unlink()
    _execute(path, "CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)")
    return ""


def _garble(table: str, column: str) -> Spoil:
    """Text that SQLite finds in order and nobody can read."""

    def spoil(path: Path, chance: random.Random) -> str:
        (text,) = chance.choice(_rows(path, f"SELECT {column} FROM {table} WHERE {column} != ''"))  # noqa: S608 - ours
        place = chance.randrange(len(text))
        wrong = text[:place] + chance.choice(("\x00", "", "{", "é", '"')) + text[place + 1 :]
        _execute(path, f"UPDATE {table} SET {column} = ? WHERE {column} = ?", values=(wrong, text))  # noqa: S608 - ours
        return f" ({column} of {table}, character {place})"

    return spoil


def _rows(path: Path, query: str) -> list[tuple[str]]:
    with closing(sqlite3.connect(path)) as db:
        return list(db.execute(query))


def _execute(path: Path, *statements: str, values: tuple[str, ...] = ()) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement, values)


def _log(spoil: Spoil) -> Spoil:
    """The same to the log of what was written last, which a killed run leaves."""
    return lambda path, chance: spoil(path.with_name(f"{path.name}-wal"), chance)


def _index(spoil: Spoil) -> Spoil:
    return lambda path, chance: spoil(path.with_name(f"{path.name}-shm"), chance)


_SPOILT: Mapping[str, Spoil] = {
    "bits of the history are flipped": _flip,
    "a page of the history is overwritten": _fill,
    "two pages of the history changed places": _swap,
    "the history is cut off": _cut,
    "the history is empty": _empty,
    "the history is noise": _garbage,
    "the history is gone": _away,
    "the history is from a newer version": _newer,
    "the history is from an older version": _older,
    "the history is another program's": _foreign,
    "a run's article is garbled": _garble("runs", "article"),
    "a run's footnotes are garbled": _garble("runs", "asked"),
    "a run's time is garbled": _garble("runs", "started_at"),
    "a verdict is garbled": _garble("verdicts", "row"),
    "an observation is garbled": _garble("observations", "evidence"),
    "an event is garbled": _garble("events", "event"),
    "bits of the log are flipped": _log(_flip),
    "the log is cut off": _log(_cut),
    "the log is noise": _log(_garbage),
    "the log is empty": _log(_empty),
    "the log is gone": _log(_away),
    "the log's index is noise": _index(_garbage),
    "the log's index is cut off": _index(_cut),
}
_OF_THE_LOG = frozenset(name for name in _SPOILT if "the log" in name)
_MUST_STOP = ("the history is noise", "the history is from a newer version", "the history is another program's")
_MUST_GO_ON = ("the history is from an older version", "the history is gone", "the history is empty", *_OF_THE_LOG)
