"""The soft404 package (PyPI, 0.2.1 of 2017) as another checker: installed apart, since its model needs old names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

PINS = ("soft404==0.2.1", "scikit-learn==1.9.1", "parsel==1.12.1")
"""The newest that its model was seen to work with; soft404 itself names no upper bounds."""

MODEL = Path(__file__).with_name("soft404_model.py")
PATIENCE = 300
"""Seconds for the installation, and for all pages."""


class Soft404Error(RuntimeError):
    """The package cannot be had or run here; says why, in a line."""


def probabilities(pages: Sequence[str], home: Path | None = None) -> list[float]:
    """How likely each page is a soft 404, 0 to 1.

    The package is installed once into `home` (default: a folder of this user's under the system's temporary one).
    Raises Soft404Error where that fails.
    """
    python = _installed(home or Path(tempfile.gettempdir(), f"citewatch-soft404-{os.getuid()}"))
    said: list[float] = json.loads(_run([str(python), "-I", str(MODEL)], json.dumps(pages)))
    return said


def _installed(home: Path) -> Path:
    python, done = home / "bin" / "python", home / "installed"
    home.mkdir(mode=0o700, exist_ok=True)
    if home.stat().st_uid != os.getuid():
        raise Soft404Error(f"{home} belongs to somebody else; set TMPDIR to a folder of your own")
    if not done.exists():
        _run([sys.executable, "-m", "venv", str(home)])
        _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PINS])
        done.touch()
    return python


def _run(command: Sequence[str], given: str = "") -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    try:
        ended = subprocess.run(
            command, input=given, capture_output=True, text=True, timeout=PATIENCE, check=True, env=environment
        )
    except subprocess.CalledProcessError as error:
        raise Soft404Error((error.stderr.strip().splitlines() or ["no reason given"])[-1]) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Soft404Error(str(error)) from error
    return ended.stdout
