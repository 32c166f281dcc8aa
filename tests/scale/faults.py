"""`python -m tests.scale.faults`: kills and stops the parts of a real cluster at work, and counts what that cost.

Nothing may be lost, no host may be asked faster than its delay (the server's own log says so), and no more may be asked
twice than was under way.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.program import Program
from tests.scale.machines import Machines, children, send
from tests.web.page import html_page
from tests.web.server import Web
from tests.web.site import Answer, Request, Site

DELAY = 0.4
"""Seconds between two requests to a host."""

CONNECTING = 0.15
"""Seconds that a connection and a busy machine may cost between sending, from which the delay counts, and the server's
log; an undisturbed crawl in one process shows as much.
"""

LEASE = 2.0
SETTINGS = (
    f"DOWNLOAD_DELAY={DELAY}",
    "DOWNLOAD_TIMEOUT=20",
    f"CITEWATCH_CLUSTER_LEASE={LEASE}",
    "CITEWATCH_CLUSTER_LOOK=0.2",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a fault cost: `lost` addresses without the right verdict, `twice` fetches that were repeated, and the
    `shortest` pause at any host in seconds, the delay being DELAY. Each of `hosts` has one fetch in flight at most.
    """

    fault: str
    statuses: tuple[int, ...]
    addresses: int
    lost: int
    twice: int
    hosts: int
    shortest: float
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.fault:42} exit {'+'.join(map(str, self.statuses)):5} {self.addresses:4} addresses, "
            f"{self.lost} lost, {self.twice} asked twice (at most {self.hosts} in flight), "
            f"shortest pause {self.shortest:.2f} s of {DELAY} s, {self.seconds:.0f} s"
        )


class Scene:
    """A cluster that works on some pages of each of some hosts, and a program that sends it there."""

    def __init__(self, machines: Machines, folder: Path, *, hosts: int = 6, pages: int = 5) -> None:
        self.machines = machines
        self.hosts, self.pages = hosts, hosts * pages
        self._shard = max(1, self.pages // (2 * len(machines.workers)))
        self._web = Web(Site(host=f"host-{number}.example", answer=_answer) for number in range(hosts))
        self._program = Program(folder, self._web, SETTINGS)
        self._program.cite(
            [
                {"title": f"Page {page} of host-{number}.example", "url": f"https://host-{number}.example/page-{page}"}
                for page in range(pages)
                for number in range(hosts)
            ]
        )

    def cost(self, fault: Fault) -> Cost:
        """Runs the check with the fault, and counts what it cost."""
        began = time.monotonic()
        with self._web:
            statuses = fault(self)
            asked = list(self._web.requests)
        pages = Counter((each.host, each.target) for each in asked if each.target.startswith("/page-"))
        times: dict[str, list[float]] = {}
        for each in asked:
            if each.host.startswith("host-"):
                times.setdefault(each.host, []).append(each.at)
        found = self._program.rows().values() if statuses[-1] in (0, 1) else ()
        return Cost(
            fault=fault.__name__.replace("_", " "),
            statuses=statuses,
            addresses=self.pages,
            lost=self.pages - sum(row["live"]["reason"] == "ok" for row in found),
            twice=sum(count - 1 for count in pages.values()),
            hosts=self.hosts,
            shortest=min(later - earlier for at in times.values() for earlier, later in pairwise(at)),
            seconds=time.monotonic() - began,
        )

    def begin(self) -> subprocess.Popen[str]:
        """Starts the check on the cluster, with about two shards for each worker."""
        words = ("--cluster", self.machines.address, "-s", f"CITEWATCH_CLUSTER_SHARD={self._shard}")
        return self._program.start("check", *self._program.network(), *words)

    def busy_worker(self) -> subprocess.Popen[bytes]:
        """A worker whose crawl is under way, when some pages have been asked for."""
        while not (self._asked() >= self.pages // 5 and (busy := self.machines.busy())):
            time.sleep(0.02)
        return busy[0]

    def taken_over(self) -> bool:
        """Whether a shard is in other hands than at first."""
        return any(self._program.reports.glob("cluster/*/leases/*/00000002"))

    def _asked(self) -> int:
        return sum(each.target.startswith("/page-") for each in self._web.requests)


Fault = Callable[[Scene], tuple[int, ...]]
"""Runs the check and does something to the cluster meanwhile; gives the exit statuses of the runs that it took."""


def nothing(scene: Scene) -> tuple[int, ...]:
    """For comparison."""
    return (_ended(scene.begin()),)


def a_worker_killed(scene: Scene, first: Callable[[], None] = lambda: None) -> tuple[int, ...]:
    """Another one comes in its place; `first` is done before."""
    check = scene.begin()
    first()
    send(signal.SIGKILL, scene.busy_worker())
    scene.machines.start_worker()
    return (_ended(check),)


def a_worker_s_crawl_killed(scene: Scene) -> tuple[int, ...]:
    """The worker itself goes on."""
    check = scene.begin()
    send(signal.SIGKILL, *children(scene.busy_worker()))
    return (_ended(check),)


def a_worker_cut_off_until_another_took_over(scene: Scene) -> tuple[int, ...]:
    """It comes back in the middle of what it was doing."""
    check = scene.begin()
    worker = scene.busy_worker()
    stopped = [*children(worker), worker]
    send(signal.SIGSTOP, *stopped)
    while not scene.taken_over() and check.poll() is None:
        time.sleep(0.05)
    send(signal.SIGCONT, *stopped)
    return (_ended(check),)


def a_slow_worker(scene: Scene) -> tuple[int, ...]:
    """It runs for one moment in four."""
    check = scene.begin()
    crawls = children(scene.busy_worker())
    while check.poll() is None:
        send(signal.SIGSTOP, *crawls)
        time.sleep(0.3)
        send(signal.SIGCONT, *crawls)
        time.sleep(0.1)
    return (_ended(check),)


def the_scheduler_killed(scene: Scene) -> tuple[int, ...]:
    """The run ends; the next one, on a cluster that was started anew, goes on."""
    check = scene.begin()
    scene.busy_worker()
    send(signal.SIGKILL, scene.machines.scheduler)
    first = _ended(check)
    scene.machines.start_scheduler()
    scene.machines.start_worker()
    return first, _ended(scene.begin())


def the_coordinator_killed(scene: Scene) -> tuple[int, ...]:
    """The workers end what they have begun, while the next run already goes on."""
    check = scene.begin()
    scene.busy_worker()
    check.kill()
    return _ended(check), _ended(scene.begin())


FAULTS: tuple[Fault, ...] = (
    nothing,
    a_worker_killed,
    a_worker_s_crawl_killed,
    a_worker_cut_off_until_another_took_over,
    a_slow_worker,
    the_scheduler_killed,
    the_coordinator_killed,
)


def cost_of(fault: Fault, workers: int = 2) -> Cost:
    """Tries one fault on a cluster of its own."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder, Machines(workers) as machines:
        place = Path(folder, "program")
        place.mkdir()
        return Scene(machines, place).cost(fault)


async def _answer(request: Request) -> Answer:
    name = request.target.removeprefix("/page-")
    return Answer(200, {}, html_page(f"Page {name} of {request.host}", "Words enough to be a page. " * 20))


def _ended(check: subprocess.Popen[str]) -> int:
    with check:
        _, err = check.communicate(timeout=300)
    if check.returncode not in (0, 1) and err:
        sys.stderr.write(err[-2000:])
    return check.returncode


def main(words: Sequence[str]) -> int:
    """Tries the faults whose names contain one of the words, all without words; 1 where anything was lost."""
    costs = []
    for fault in FAULTS:
        if not words or any(word in fault.__name__ for word in words):
            costs.append(cost_of(fault))
            print(costs[-1], flush=True)  # noqa: T201 - a command prints
    return int(any(cost.lost or cost.twice > cost.hosts or cost.shortest < DELAY - CONNECTING for cost in costs))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
