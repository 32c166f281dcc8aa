"""A disk that fills up in the middle of a run: a clear sentence, exit 3, nothing lost, and the next run goes on.

The disk is a limit on the size of a file, which the system enforces on evidence, history and reports alike.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.program import ROOT, Ended, Program

WORKS = [
    {"title": "The ferry at Sandholm", "url": "https://fine.example/article"},
    {"title": "A page that is gone", "url": "https://not-found.example/article"},
    {"title": "Gone for good", "url": "https://gone.example/article"},
]
LAUNCH = """
import resource
from crawler.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))
main()
"""


def _check(program: Program, limit: int) -> Ended:
    done = subprocess.run(
        [sys.executable, "-c", LAUNCH.format(limit), "check", *program.network()],
        cwd=program.folder,
        # Else Python would leave half a byte-code file behind, and everybody after it would stumble.
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("limit", [1_000, 5_000, 9_000, 20_000, 60_000])
def test_a_full_disk_is_said_and_costs_nothing(program: Program, limit: int) -> None:
    program.cite(WORKS)
    program.check("--only", "1")
    before = (program.reports / "latest.json").read_bytes()
    ended = _check(program, limit)
    assert ended.status == 3, (ended.out, ended.err)
    assert "Traceback" not in ended.err
    assert "disk" in ended.err or "room" in ended.err
    # Where the reports were written and history could not follow, the next run goes on under the same id.
    whole = program.latest()
    assert (program.reports / "latest.json").read_bytes() == before or len(whole["references"]) == len(WORKS)

    assert program.check().status in (0, 1)
    assert [row["live"]["reason"] for row in program.latest()["references"]] == ["ok", "not-found", "gone"]


def test_evidence_that_cannot_be_kept_is_no_verdict(program: Program) -> None:
    """The page is larger than what the disk still holds; history would fit."""
    program.cite([{"title": "Noise", "url": "https://endless.example/noise"}])
    ended = _check(program, 1_000_000)
    assert ended.status == 3, (ended.out, ended.err)
    assert "evidence.warc.gz" in ended.err
    assert "Traceback" not in ended.err
    assert not (program.reports / "latest.json").exists()
    assert program.check().status in (0, 1)
    assert program.rows()["1"]["live"]["reason"] == "protocol-error"
