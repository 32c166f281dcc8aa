"""A Dask cluster of real processes on loopback: a scheduler and workers, each of which can be killed or stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from socket import socket
from typing import Self

import psutil

from tests.program import ROOT

DASK = str(Path(sys.executable).parent / "dask")
FORK_SERVER = "crawler.scale.fork_server"
NOTICES_AFTER = "3s"
"""How long a worker may be silent before the scheduler gives its work to others."""


class Machines:
    """`with Machines(2) as machines:` a scheduler at `machines.address` and so many workers of one thread each."""

    def __init__(self, workers: int) -> None:
        self._wanted = workers
        self.workers: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        with ExitStack() as rooms:
            self._folder = Path(rooms.enter_context(tempfile.TemporaryDirectory(prefix="machines-")))
            with closing(socket()) as free:
                free.bind(("127.0.0.1", 0))
                self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
            rooms.callback(self._end)
            self.start_scheduler()
            for _ in range(self._wanted):
                self.start_worker()
            self._rooms = rooms.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._rooms.close()

    def start_scheduler(self) -> None:
        """Starts it at the same address as ever, and waits until it listens."""
        port = self.address.rpartition(":")[2]
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        while not _listens(int(port)):
            assert self.scheduler.poll() is None, "the scheduler has ended"
            time.sleep(0.05)

    def start_worker(self) -> None:
        """Starts another worker; it comes when it is ready."""
        words = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        self.workers.append(self._start("worker", self.address, *words))

    def busy(self) -> list[subprocess.Popen[bytes]]:
        """The workers that have a crawl under way."""
        return [worker for worker in self.workers if worker.poll() is None and children(worker)]

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        place = Path(tempfile.mkdtemp(dir=self._folder))
        with (place / "said").open("wb") as said:
            return subprocess.Popen([DASK, *words], cwd=place, env=_environment(place), stdout=said, stderr=said)

    def _end(self) -> None:
        for process in [*self.workers, self.scheduler]:
            for each in [*children(process), process]:
                each.kill()
            process.wait()


def children(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The crawls that a worker has under way."""
    try:
        servers = [each for each in psutil.Process(process.pid).children() if FORK_SERVER in each.cmdline()]
        return [crawl for server in servers for crawl in server.children()]
    except psutil.Error:
        return []


def send(how: signal.Signals, *processes: subprocess.Popen[bytes] | psutil.Process) -> None:
    """Sends the signal to each that is still there."""
    for process in processes:
        try:
            os.kill(process.pid, how)
        except ProcessLookupError:
            continue


def _environment(place: Path) -> Mapping[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "XDG_STATE_HOME": str(place / "state"),
        "TMPDIR": str(place),
        "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": NOTICES_AFTER,
    }


def _listens(port: int) -> bool:
    with closing(socket()) as door:
        return door.connect_ex(("127.0.0.1", port)) == 0
