"""`python -m tests.chaos`: tries the faults of every suite, and exits with 1 if anything was lost."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.chaos.suite import SUITES, Task, Tried, faults_of, shares

MEMORY = "/dev/shm"  # noqa: S108 - a folder of a name that nobody can guess is made in it
ROOM = 200_000_000
"""Bytes that the folders of all suites need at most."""


def main(words: Sequence[str]) -> int:
    """Runs what the words ask for and gives the exit status."""
    asked = _options().parse_args(words)
    chosen = {name: SUITES[name] for name in asked.suite or SUITES}
    tried: list[Tried] = []
    for name, faults in shares(asked.faults or sum(chosen.values()), chosen).items():
        tried += _tried(name, faults, asked.seed)
    print(f"In all: {_counts(tried)}")  # noqa: T201 - a command prints
    return int(any(each.lost for each in tried))


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    options.add_argument("--faults", type=int, metavar="N", help="try about N faults; without it, all of a full run")
    options.add_argument("--suite", action="append", choices=list(SUITES), help="this suite only; repeatable")
    options.add_argument("--seed", type=int, default=1, help="which faults chance chooses (default: 1)")
    return options


def _tried(name: str, faults: int, seed: int) -> list[Tried]:
    began = time.monotonic()
    tried = []
    with tempfile.TemporaryDirectory(prefix=f"chaos-{name}-", dir=_quick(), ignore_cleanup_errors=True) as folder:
        for each in faults_of(name)(Task(faults, seed, Path(folder))):
            tried.append(each)
            if each.lost:
                print(f"{name}: LOST by {each.fault}: {each.lost}", flush=True)  # noqa: T201 - as above
    print(f"{name}: {_counts(tried)} ({time.monotonic() - began:.0f} s)", flush=True)  # noqa: T201 - as above
    return tried


def _quick() -> str | None:
    """Where files are in memory, if there is such a place: what a disk would lose is counted, not left to it."""
    return MEMORY if os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free > ROOM else None


def _counts(tried: Sequence[Tried]) -> str:
    lost = sum(bool(each.lost) for each in tried)
    return f"{len(tried)} faults tried, {len(tried) - lost} survived, {lost} lost"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
