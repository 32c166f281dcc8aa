"""pywb's own virtual environment, made once: its brotlipy would take the place of the brotli that Scrapy needs."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCK = HERE / "requirements.lock"
FOLDER = HERE.parent.parent / ".venv-pywb"
INSTALLED = FOLDER / "installed"


def program(name: str) -> Path:
    """The path of one of pywb's programs (`wayback`, `wb-manager`); makes the environment where there is none."""
    make()
    return FOLDER / "bin" / name


def make() -> None:
    """Makes the environment anew unless it is that of today's requirements.lock. Two at a time wait for each other."""
    with LOCK.open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        digest = hashlib.sha256(lock.read()).hexdigest()
        if not INSTALLED.exists() or INSTALLED.read_text(encoding="ascii") != digest:
            _install()
            INSTALLED.write_text(digest, encoding="ascii")


def _install() -> None:
    sys.stderr.write(f"Installing pywb, a web archive for the tests, into {FOLDER.name} (once) ...\n")
    shutil.rmtree(FOLDER, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(FOLDER)], check=True)
    (FOLDER / ".gitignore").write_text("*\n", encoding="ascii")
    python = FOLDER / "bin" / "python"
    quiet = ("--quiet", "--disable-pip-version-check")
    subprocess.run([python, "-m", "pip", "install", *quiet, "--require-hashes", "-r", str(LOCK)], check=True)


if __name__ == "__main__":
    make()
