"""`citewatch schedule`: what it prints works as pasted."""

from __future__ import annotations

import os
import shlex
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from crawler.check.lock import only_run
from crawler.cli.notify import VARIABLE
from crawler.cli.schedule import schedule
from crawler.history.changes import changes
from crawler.history.store import History
from tests.program import Program
from tests.reports.samples import archive, flag, live, report, row

QUIETLY = ["--quiet", "-s"]
FOLDERS = ["plain", "with blanks", "50% off", "it's", "dollar$HOME", 'a "quoted" one']


def _as_cron_would(line: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Runs a crontab line as cron(8) does: five fields off, an escaped % taken back, /bin/sh, little environment."""
    command = line.split(maxsplit=5)[5].replace(r"\%", "%")
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}
    return subprocess.run(["/bin/sh", "-c", command], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", FOLDERS)
def test_the_cron_line_runs_as_printed(program: Program, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    folder = program.folder / name
    folder.mkdir()
    (folder / "references.yaml").write_text("references:\n- number: 1\n  title: A work\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    printed = schedule(Path("references.yaml"), Path("reports"))
    (line,) = [line for line in printed.splitlines() if line.startswith("17 4 * * *")]
    # With the lock held the line does all that it does but for the network, which a test must not touch.
    with only_run(folder / "reports"):
        ended = _as_cron_would(line, program.folder)
    assert ended.returncode == 3, ended.stderr
    assert "holds its lock" in ended.stderr
    assert str(folder / "reports") in ended.stderr
    assert "holds its lock" in (folder / "reports" / "citewatch.log").read_text("utf-8")


@pytest.mark.parametrize("name", FOLDERS)
def test_the_line_that_tells_people_runs_as_printed(
    program: Program, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = program.folder / name
    folder.mkdir()
    (folder / "references.yaml").write_text("references:\n- number: 1\n  title: A work\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv(VARIABLE, "json://127.0.0.1:9/")
    printed = schedule(Path("references.yaml"), Path("reports"))
    (line,) = [line for line in printed.splitlines() if line.startswith("17 4 * * *")]
    record(folder / "reports")
    with only_run(folder / "reports"):
        ended = _as_cron_would(line, program.folder)
    assert "holds its lock" in ended.stderr, "the check ran"
    assert f"{folder / '.config' / 'citewatch' / 'notify'}: No such file" in ended.stderr, "and then the message"
    assert ended.returncode == 2


def record(reports: Path) -> None:
    """A run that has something to tell."""
    gone = row(1, live=live("gone"), archive=archive("missing"), flags=(flag("dead-citation", new=True),))
    made = report(gone)
    with closing(History(reports / "history.db")) as history:
        history.begin_run(made.run, "o", made.article)
        history.finish_run(made, ["one"], ["1"], changes(None, gone, "one", made.run.finished_at))


@pytest.mark.parametrize("told", [False, True], ids=["to nobody", "to somebody"])
def test_one_line_counts_and_the_other_is_a_comment(monkeypatch: pytest.MonkeyPatch, *, told: bool) -> None:
    monkeypatch.setenv(VARIABLE, "mailto://me:secret@press.example" if told else " ")
    printed = schedule(Path("references.yaml"), Path("reports"))
    lines = [line for line in printed.splitlines() if "17 4 * * *" in line]
    assert [line.startswith("# ") for line in lines] == [told, not told]
    assert [" notify " in line for line in lines] == [False, True]
    (stop,) = [line for line in printed.splitlines() if "ExecStopPost=" in line]
    assert stop.startswith("# ") is not told
    assert "secret" not in printed


def test_the_words_of_the_service_are_one_each(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = program.folder / "with blanks and 50%"
    folder.mkdir()
    monkeypatch.chdir(folder)
    printed = schedule(Path("references.yaml"), Path("reports"))
    (start,) = [line for line in printed.splitlines() if line.startswith("ExecStart=")]
    words = [word.replace("%%", "%") for word in shlex.split(start.partition("=")[2])]
    assert words[1:] == [
        "check",
        str(folder / "references.yaml"),
        "--reports",
        str(folder / "reports"),
        *QUIETLY,
        f"LOG_FILE={folder}/reports/citewatch.log",
    ]
    assert os.access(words[0], os.X_OK)


def test_bad_references_are_said_before_anybody_schedules_them(program: Program) -> None:
    ended = program.run("schedule")
    assert ended.status == 2
    assert "references.yaml" in ended.err
