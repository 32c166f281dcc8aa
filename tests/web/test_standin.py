"""`make run` without a live web: 21 rows, every health, many reasons, and no doubt that it is a stand-in."""

from __future__ import annotations

import csv
import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from crawler.judge.verdict import HEALTHS
from crawler.reports.latest_json import load_schema
from tests.program import ROOT
from tests.web.norinco import EXPECTED

Ran = tuple[subprocess.CompletedProcess[str], Path]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("standin")
    shutil.copyfile(ROOT / "references.yaml", folder / "references.yaml")
    ended = subprocess.run(
        [sys.executable, "-m", "tests.web.standin", "--web", "replay"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended, folder


@pytest.fixture(scope="module")
def report(ran: Ran) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ran[1] / "reports/replay/latest.json").read_text(encoding="utf-8"))
    return loaded


def test_it_ends_well_and_says_in_its_first_line_what_it_is(ran: Ran) -> None:
    ended, _ = ran
    assert ended.returncode == 0, ended.stderr
    assert "STAND-IN" in ended.stdout.splitlines()[0]
    assert ended.stderr == ""


@pytest.mark.parametrize("number", EXPECTED)
def test_each_footnote_comes_to_what_the_stand_in_made_of_it(report: dict[str, Any], number: int) -> None:
    row = report["references"][number - 1]
    assert row["number"] == number
    found = (row["live"]["reason"], f"{row['archive']['state']}/{row['archive']['reason']}", row["health"])
    assert found == EXPECTED[number], row["live"]["explanation"]


def test_every_health_and_at_least_fourteen_reasons(report: dict[str, Any]) -> None:
    assert {row["health"] for row in report["references"]} == set(HEALTHS)
    assert len({row["live"]["reason"] for row in report["references"]}) >= 14


def test_the_report_is_of_its_schema(report: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(load_schema()).validate(report)


def test_every_report_says_that_it_is_a_stand_in(ran: Ran, report: dict[str, Any]) -> None:
    replay = ran[1] / "reports/replay"
    assert report["run"]["web"] == "replay"
    for name in ("latest.md", "latest.html", "feed.xml", "flags.json"):
        assert "made up" in (replay / name).read_text(encoding="utf-8"), name
    with (replay / "latest.csv").open(encoding="utf-8", newline="") as file:
        assert {row["web"] for row in csv.DictReader(file)} == {"replay"}


def test_it_writes_to_its_own_folder_only(ran: Ran) -> None:
    _, folder = ran
    assert {path.name for path in folder.iterdir()} == {"references.yaml", "reports"}
    assert {path.name for path in (folder / "reports").iterdir()} == {"replay"}
    assert (folder / "references.yaml").read_bytes() == (ROOT / "references.yaml").read_bytes()


def test_there_is_a_history_and_something_new(report: dict[str, Any]) -> None:
    flags = [flag for row in report["references"] for flag in row["flags"]]
    assert {flag["new"] for flag in flags} == {True, False}
    assert any(row["live"]["confirmed"] for row in report["references"])


def test_a_second_run_at_the_same_time_leaves_the_first_alone(tmp_path: Path) -> None:
    (tmp_path / "reports/replay").mkdir(parents=True)
    folder = os.open(tmp_path / "reports", os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        done = subprocess.run(
            [sys.executable, "-m", "tests.web.standin", "--web", "replay"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    finally:
        os.close(folder)
    assert done.returncode == 1
    assert "Another stand-in run is at work" in done.stdout
    assert done.stderr == ""
