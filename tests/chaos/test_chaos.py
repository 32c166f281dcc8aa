"""A few faults of each suite are survived, and one that is not is counted and ends with 1."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.chaos import __main__ as chaos
from tests.chaos.suite import SUITES, Faults, Task, Tried, faults_of, shares
from tests.program import ROOT

FORKED = ("kills", "disk", "history", "clock")
"""The suites whose processes are forked: not from the tests' own, in which threads run."""


@pytest.mark.timeout(600)
def test_a_few_faults_are_survived() -> None:
    words = [word for suite in FORKED for word in ("--suite", suite)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.chaos", "--faults", "8", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=550,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].endswith(" survived, 0 lost")
    assert all(f"{suite}: " in done.stdout for suite in FORKED)


@pytest.mark.parametrize("suite", SUITES)
def test_every_suite_has_its_module(suite: str) -> None:
    assert callable(faults_of(suite))


@pytest.mark.parametrize(
    ("faults", "expected"), [(1, [1, 1]), (4, [3, 1]), (100, [75, 25]), (1000, [750, 250])], ids=str
)
def test_each_suite_has_its_share(faults: int, expected: list[int]) -> None:
    assert list(shares(faults, {"a": 30, "b": 10}).values()) == expected


def test_a_full_run_tries_a_thousand_faults() -> None:
    assert sum(SUITES.values()) >= 1_000


def test_the_same_seed_makes_the_same_chance() -> None:
    one, other = (Task(1, seed, ROOT).chance.random() for seed in (7, 7))
    assert one == other
    assert one != Task(1, 8, ROOT).chance.random()


def _suite(*tried: Tried) -> Faults:
    def faults(_: Task) -> Iterator[Tried]:
        yield from tried

    return faults


@pytest.mark.parametrize(
    ("tried", "status", "said"),
    [
        ((Tried("a"), Tried("b")), 0, "In all: 2 faults tried, 2 survived, 0 lost"),
        ((Tried("a"), Tried("b", "a file")), 1, "In all: 2 faults tried, 1 survived, 1 lost"),
    ],
    ids=["all survived", "one lost"],
)
def test_what_was_lost_is_said_and_ends_with_1(
    tried: tuple[Tried, ...],
    status: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(chaos, "faults_of", lambda _: _suite(*tried))
    assert chaos.main(["--suite", "clock"]) == status
    out = capsys.readouterr().out
    assert out.splitlines()[-1] == said
    assert ("clock: LOST by b: a file" in out) == bool(status)
