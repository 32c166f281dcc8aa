"""The program's own processes: what they are started with, and what they do not run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

import crawler
from crawler.own_process import command_of, environment

HERE = str(Path(crawler.__file__).parent.parent)
PATHS = {
    "nothing": (None, [HERE]),
    "empty": ("", [HERE]),
    "a folder": ("/srv/modules", [HERE, "/srv/modules"]),
    "the working directory by an empty part": (f"/srv/modules{os.pathsep}", [HERE, "/srv/modules"]),
}


@pytest.mark.parametrize(("theirs", "expected"), PATHS.values(), ids=list(PATHS))
def test_where_modules_are_looked_for(theirs: str | None, expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    if theirs is None:
        monkeypatch.delenv("PYTHONPATH", raising=False)
    else:
        monkeypatch.setenv("PYTHONPATH", theirs)
    assert environment()["PYTHONPATH"].split(os.pathsep) == expected


def test_the_rest_of_the_environment_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWATCH_TRIAL", "1")
    assert environment()["CITEWATCH_TRIAL"] == "1"


def test_nothing_of_the_working_directory_is_run(tmp_path: Path) -> None:
    left = "from pathlib import Path\nPath(__file__).with_name('was-run').touch()\n"
    for name in ("json.py", "pypdf.py", "crawler/__init__.py", "crawler/evidence/__init__.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(left)
    command = command_of("crawler.evidence.pdf_process")
    subprocess.run(command, input=b"%PDF-1.4", cwd=tmp_path, env=environment(), capture_output=True, check=False)
    assert not list(tmp_path.rglob("was-run"))
