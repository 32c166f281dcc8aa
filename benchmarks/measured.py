"""Runs a command and says what it cost: CPU seconds of it and its children, peak memory of all of them, wall clock."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LOOKS = 0.05
"""Seconds between two looks at the memory of a command that has children."""

PRINTED = "printed.txt"
_PAGE = os.sysconf("SC_PAGE_SIZE")
_MB = 1_000_000


class FailedError(Exception):
    """A measured command ended badly; the message says which, how, and its last words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """CPU and wall clock in seconds, peak memory in megabytes (10^6 bytes)."""

    cpu: float
    wall: float
    peak_mb: float
    status: int


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None, well: Sequence[int] = (0, 1)
) -> Cost:
    """Runs it to its end. What it prints goes to `folder`/PRINTED. FailedError: a status not in `well`."""
    began = time.monotonic()
    with (folder / PRINTED).open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 - the commands are ours
            command, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})}
        )
    peak = _Peak(process.pid)
    peak.start()
    _, ended, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(ended)
    peak.over.set()
    peak.join()
    if process.returncode not in well:
        raise FailedError(f"{command[0]} ended with {process.returncode}:\n{last_words(folder)}")
    # ru_maxrss (kilobytes) begins with what this process had when it forked, so it is the last resort.
    largest = peak.bytes or usage.ru_maxrss * 1024
    return Cost(cpu=usage.ru_utime + usage.ru_stime, wall=wall, peak_mb=largest / _MB, status=process.returncode)


def last_words(folder: Path) -> str:
    """The end of what the last command in the folder printed."""
    return (folder / PRINTED).read_text(errors="replace")[-2_000:]


class _Peak(threading.Thread):
    """Adds up the memory of a process and its children, again and again."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self.over = threading.Event()
        self.bytes = 0

    def run(self) -> None:
        while not self.over.wait(LOOKS):
            self.bytes = max(self.bytes, sum(_resident(each) for each in _tree(self._process)))


def _tree(process: int) -> Iterator[int]:
    yield process
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from _tree(int(child))
    except OSError:  # it has ended, or this is not Linux
        return


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0
