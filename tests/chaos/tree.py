"""The memory of a process and all its descendants, as Linux tells it."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from typing import Self

PAGE = 4_096


def memory(pid: int) -> int:
    """Bytes of the process's tree that are its own (shared pages counted in proportion), 0 where it has gone."""
    return sum(_own(each) for each in _tree(pid))


def _tree(pid: int) -> set[int]:
    found, waiting = set(), [pid]
    while waiting:
        each = waiting.pop()
        found.add(each)
        with suppress(OSError):
            for task in Path(f"/proc/{each}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
    return found


def _own(pid: int) -> int:
    """The process's proportional set size; its resident set size where that is not told."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    return 0


class Watch:
    """Measures a process's tree again and again while it is entered; `peak` is the most that was seen, in bytes."""

    def __init__(self, pid: int, every: float = 0.05) -> None:
        self.peak = 0
        self._pid = pid
        self._every = every
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._measure, daemon=True)

    def _measure(self) -> None:
        while not self._over.wait(self._every):
            self.peak = max(self.peak, memory(self._pid))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
