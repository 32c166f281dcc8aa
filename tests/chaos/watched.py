"""`python -m tests.chaos.watched FILE MODULE WORDS...` runs a module, and notes in FILE where its sockets are led."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

LED = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
"""The interpreter's own events (PEP 578), raised before anything is sent, by whichever library."""


def watch(path: Path) -> None:
    """From now on each address that a socket is led to is a line of the file: `HOST PORT`."""
    notes = path.open("a", buffering=1, encoding="utf-8")

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event in LED and isinstance(arguments[1], tuple):
            notes.write(f"{arguments[1][0]} {arguments[1][1]}\n")

    sys.addaudithook(note)


def led_to(path: Path) -> set[tuple[str, int]]:
    """What a watched run has noted."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {(host, int(port)) for host, port in (line.rsplit(" ", 1) for line in lines)}


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
