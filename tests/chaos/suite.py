"""What a suite of faults is: a function that tries some faults in a folder of its own and says what came of each."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tried:
    """One fault. `fault` names it so that somebody can repeat it; `lost` says what it cost, "" where all survived."""

    fault: str
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What a suite is to do: try about `faults` faults (at least one), choosing by `seed`, writing into `folder` only.

    The same task gives the same faults in the same order; `folder` exists and is empty.
    """

    faults: int
    seed: int
    folder: Path

    @property
    def chance(self) -> random.Random:
        """Chance that the seed decides, anew at each call."""
        return random.Random(self.seed)  # noqa: S311 - moments and bytes, not secrets


Faults = Callable[[Task], Iterator[Tried]]
"""Every suite's module has a function `faults` of this signature. It raises nothing for what the program does wrong."""

SUITES: dict[str, int] = {
    "kills": 250,
    "signals": 20,
    "disk": 200,
    "history": 150,
    "clock": 120,
    "credentials": 100,
    "network": 80,
    "forgery": 150,
    "hostile": 120,
}
"""The suites, each a module of this package, and how many faults a full run tries of each: their share of any run."""


def faults_of(suite: str) -> Faults:
    """The function of the suite's module."""
    found: Faults = import_module(f"tests.chaos.{suite}").faults
    return found


def shares(faults: int, suites: dict[str, int]) -> dict[str, int]:
    """How many of `faults` each suite tries: at least one, by its share, and together no fewer than `faults`."""
    whole = sum(suites.values())
    return {name: max(1, -(-faults * share // whole)) for name, share in suites.items()}
