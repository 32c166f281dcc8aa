"""pywb as an archive on loopback: `with playing(folder, warc) as port:` plays what a WARC holds."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.pywb.environment import program
from tests.web.sockets import LOOPBACK

COLLECTION = "was"
HOST = "swap.stanford.edu"
"""A host of the catalogue whose addresses have pywb's form; `--connect-to` leads there."""

TIMEMAP = f"http://{HOST}/{COLLECTION}/timemap/link/"
PATIENCE = 60.0


@contextmanager
def playing(folder: Path, *warcs: Path) -> Iterator[int]:
    """The port on which pywb plays the WARCs, in a collection made in `folder`."""
    _manage(folder, "init", COLLECTION)
    _manage(folder, "add", COLLECTION, *map(str, warcs))
    port = _free_port()
    words = [program("wayback"), "--bind", LOOPBACK, "--port", str(port), "--directory", str(folder)]
    with (folder / "pywb.log").open("wb") as log, subprocess.Popen(words, stdout=log, stderr=log) as served:
        try:
            _wait_for(port, served, folder / "pywb.log")
            yield port
        finally:
            served.terminate()


def connect_to(port: int) -> tuple[str, str]:
    """The option that leads to it."""
    return "--connect-to", f"{HOST}:80:{LOOPBACK}:{port}"


def _manage(folder: Path, *words: str) -> None:
    subprocess.run([program("wb-manager"), *words], cwd=folder, check=True, capture_output=True)


def _free_port() -> int:
    with socket.create_server((LOOPBACK, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _wait_for(port: int, served: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and served.poll() is None:
        try:
            socket.create_connection((LOOPBACK, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"pywb does not serve: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
