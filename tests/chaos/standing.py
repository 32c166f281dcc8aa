"""What must hold after a fault: every report whole, the history sound, nothing seen twice, nothing left behind."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from xml.etree import ElementTree as ET

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawler.evidence.stored import EvidenceError, read_facts
from tests.chaos.rehearsal import Ended, Stage

Files = Mapping[str, str]

_UNSEEN = re.compile(r"(?:^|/)(?:\.lock|history\.db(?:-\w+)?|evidence\.warc\.gz|\.[^/]*\.tmp)$")
_OFFSET = re.compile(r"#offset=\d+")
_PROOF = re.compile(r"runs/(?P<run>[^/\"]+)/evidence\.warc\.gz#offset=(?P<offset>\d+)")
_TABLES = {
    "runs": "SELECT id, started_at, finished_at, state, web, network, article, asked FROM runs ORDER BY rowid",
    "observations": "SELECT run, kind, address, observed_at, evidence FROM observations",
    "verdicts": "SELECT run, place, identity, label, judged_at, row FROM verdicts",
    "events": "SELECT run, event FROM events ORDER BY id",
    "notes": "SELECT * FROM notes",
}


def files(stage: Stage) -> Files:
    """The text of each file that a person reads, by its path; where an answer stands in the evidence is left out."""
    found = sorted(path for path in stage.folder.rglob("*") if path.is_file())
    names = {path.relative_to(stage.folder).as_posix(): path for path in found}
    return {name: _steady(path.read_text("utf-8")) for name, path in names.items() if not _UNSEEN.search(name)}


def _steady(text: str) -> str:
    return _OFFSET.sub("", text)


def history(stage: Stage) -> Mapping[str, list[tuple[object, ...]]]:
    """All that the history knows, table by table, read from a copy so that the next run finds what it would find."""
    if not stage.history.exists():
        return {name: [] for name in _TABLES}
    with tempfile.TemporaryDirectory() as folder, closing(_copied(stage.history, Path(folder))) as db:
        made = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        rows = {name: list(db.execute(query)) if name in made else [] for name, query in _TABLES.items()}
    return {
        name: [tuple(_plain(value) if isinstance(value, str) else value for value in row) for row in found]
        for name, found in rows.items()
    }


def _plain(text: str) -> str:
    """JSON says the same however it is spaced."""
    with suppress(ValueError):
        text = json.dumps(json.loads(text)) if text.startswith("{") else text
    return _steady(text)


def _copied(path: Path, folder: Path) -> sqlite3.Connection:
    for suffix in ("", "-wal"):
        source = path.with_name(path.name + suffix)
        if source.exists():
            shutil.copy(source, folder / source.name)
    return sqlite3.connect(folder / path.name)


def unsound(stage: Stage) -> str:
    """What SQLite finds wrong with the history, "" for nothing."""
    if not stage.history.exists():
        return ""
    try:
        with tempfile.TemporaryDirectory() as folder, closing(_copied(stage.history, Path(folder))) as db:
            found = [row[0] for row in db.execute("PRAGMA integrity_check")]
            dangling = list(db.execute("PRAGMA foreign_key_check"))
    except sqlite3.DatabaseError as error:
        return f"integrity_check: {error}"
    return "" if found == ["ok"] and not dangling else f"integrity_check: {found[:3]}, {dangling[:3]}"


def torn(stage: Stage, wholes: Iterable[Files]) -> str:
    """A file that is none of those that stand whole in one of `wholes`, "" where there is none."""
    known = list(wholes)
    for name, text in files(stage).items():
        if all(whole.get(name) != text for whole in known):
            return f"{name} is half-written or nobody's ({len(text)} characters)"
    return ""


def unreadable(stage: Stage) -> str:
    """A report of the last run that is not whole, or not of one run with the others; "" where there is none."""
    try:
        latest = json.loads((stage.reports / "latest.json").read_text("utf-8"))
        flags = json.loads((stage.reports / "flags.json").read_text("utf-8"))
        for name in ("feed.xml", "junit.xml"):
            ET.parse(stage.reports / name)  # noqa: S314 - of our own writing
        table = list(csv.reader((stage.reports / "latest.csv").read_text("utf-8").splitlines()))
        page = (stage.reports / "latest.html").read_text("utf-8")
    except (OSError, ValueError, ET.ParseError) as error:
        return f"a report cannot be read: {error}"
    whole = page.rstrip().endswith("</html>") and len(table) > len(latest["references"])
    return "" if whole and flags["run"]["id"] == latest["run"]["id"] else "the reports are not whole, or not of one run"


def done(stage: Stage) -> set[str]:
    """What the unfinished run has recorded, as the stand-in web tells it: it must not be asked again."""
    kept = history(stage)
    running = {row[0] for row in kept["runs"] if row[3] == "running"}
    return {f"{row[1]} {row[2]}" for row in kept["observations"] if row[0] in running}


def left_behind(stage: Stage) -> str:
    """Temporary files that nobody will ever remove, "" for none."""
    found = sorted(path.name for path in stage.folder.rglob("*.tmp"))
    return f"temporary files left: {', '.join(found[:3])}" if found else ""


def unwitnessed(stage: Stage) -> str:
    """An observation of a run whose evidence is kept that does not stand in it, or whose proof stands nowhere."""
    rows = history(stage)["observations"]
    for path in sorted(stage.reports.glob("runs/*/evidence.warc.gz")):
        try:
            kept = {(kind, address): facts for kind, address, facts in read_facts(path)}
        except EvidenceError as error:
            return str(error)
        missing = {(row[1], row[2]) for row in rows if row[0] == path.parent.name} - set(kept)
        if missing:
            return f"{path.parent.name}: not in the evidence: {sorted(missing, key=str)[:2]}"
        astray = [found[0] for facts in kept.values() for found in _PROOF.finditer(facts) if not _stands(stage, found)]
        if astray:
            return f"nothing stands at {astray[0]}, to which the evidence of {path.parent.name} points"
    return ""


def _stands(stage: Stage, proof: re.Match[str]) -> bool:
    """Whether a record of what came over the wire begins there; a run that made room took its own with it."""
    path = stage.reports / "runs" / proof["run"] / "evidence.warc.gz"
    if not path.exists():
        return True
    with path.open("rb") as file:
        file.seek(int(proof["offset"]))
        with suppress(ArchiveLoadFailed, OSError):
            record = next(iter(ArchiveIterator(file)), None)
            return record is not None and record.rec_type == "response"
    return False


def asked_twice(ended: Ended) -> str:
    """What one run asked more than once, "" for nothing."""
    found = [address for address, times in Counter(ended.asked).items() if times > 1]
    return f"asked twice in one run: {found[:2]}" if found else ""


def differences(ours: Mapping[str, object], theirs: Mapping[str, object]) -> str:
    """The names under which the two differ, "" for none."""
    names = sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name))
    return f"not as after an undisturbed run: {', '.join(names[:4])}" if names else ""
