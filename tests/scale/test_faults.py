"""A cluster of real Dask workers: the same verdicts as one machine's, whatever is killed on the way."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.program import Program
from tests.scale.conftest import SMALL
from tests.scale.faults import CONNECTING, DELAY, Scene, a_worker_killed
from tests.scale.machines import Machines, children, send
from tests.scale.mixed import cite, verdicts
from tests.web.server import Web

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def machines() -> Iterator[Machines]:
    with Machines(4) as started:
        yield started


def test_four_workers_give_the_verdicts_of_one_machine(
    machines: Machines, mixed_web: Web, alone: Program, tmp_path: Path
) -> None:
    program = Program(tmp_path / "program", mixed_web, SMALL)
    program.folder.mkdir()
    cite(program)
    mixed_web.reset()
    assert program.check("--cluster", machines.address).status == 1
    assert verdicts(program) == verdicts(alone)


def _both(scene: Scene) -> tuple[int, ...]:
    """A crawl is killed, then a worker."""
    return a_worker_killed(scene, first=lambda: send(signal.SIGKILL, *children(scene.busy_worker())))


def test_kills_lose_nothing_and_hurry_nobody(machines: Machines, tmp_path: Path) -> None:
    cost = Scene(machines, tmp_path, hosts=4, pages=4).cost(_both)
    assert (cost.statuses[-1] in (0, 1), cost.lost) == (True, 0)
    assert cost.twice <= cost.hosts * 2
    assert cost.shortest >= DELAY - CONNECTING
