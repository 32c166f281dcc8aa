"""Starts a module of this very program in a process of its own, which runs nothing of the folder that it stands in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import crawler


def command_of(module: str) -> list[str]:
    """The command. Without -P Python would look for modules in the working directory first: whoever writes there would
    have their `pypdf.py` run.
    """
    return [sys.executable, "-P", "-m", module]


def environment() -> dict[str, str]:
    """Our own, in which the process finds this very program, installed or not. An empty part of PYTHONPATH means the
    working directory, and is left out.
    """
    own, theirs = str(Path(crawler.__file__).parent.parent), os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [own, *theirs]))}
