"""The crawls that a worker has under way, each in a process forked from a fork server (crawler.scale.fork_server).

A server that has nothing to do is kept for a while, for the next shard.
"""

from __future__ import annotations

import atexit
import os
import select
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress

from crawler.own_process import command_of, environment
from crawler.scale.shard import Ended, load_end

LOOK = 1.0
"""Seconds between two looks whether the run is over."""

IDLE = 10.0
"""Seconds after which a server without work is ended: it holds some 100 MB."""

STOPPED = Ended("stopped")

_free: list[_ForkServer] = []
_lock = threading.Lock()


def crawled(shard: str, is_over: Callable[[], bool]) -> Ended:
    """Has a shard, a line of JSON, crawled; stopped when `is_over` says so."""
    server = _taken() or _ForkServer()
    ended = server.crawled(shard, is_over)
    if ended is None:
        server.end()
        return STOPPED if is_over() else Ended("fault", "its process ended without a word")
    _put_back(server)
    return ended


class _ForkServer:
    """A process that crawls one shard after another."""

    def __init__(self) -> None:
        command, about = command_of("crawler.scale.fork_server"), environment()
        self._process = subprocess.Popen(  # noqa: S603 - this program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=about, bufsize=0
        )
        self.dismissal: threading.Timer | None = None

    def crawled(self, shard: str, is_over: Callable[[], bool]) -> Ended | None:
        """How the shard ended; None where the server has ended, or the run is over."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            return None
        with suppress(BrokenPipeError):
            _write(stdin.fileno(), f"{shard}\n".encode())
        said, answer = b"", select.poll()
        answer.register(stdout, select.POLLIN)
        while not said.endswith(b"\n"):
            if answer.poll(LOOK * 1000):
                more = os.read(stdout.fileno(), 1 << 16)
                if not more:
                    return None
                said += more
            elif is_over():
                return None
        return load_end(said.decode())

    def is_there(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def end(self) -> None:
        """Ends it, and the crawl that it has under way."""
        self._process.kill()
        with self._process:
            pass


def _write(pipe: int, data: bytes) -> None:
    waiting = memoryview(data)
    while waiting:
        waiting = waiting[os.write(pipe, waiting) :]


def _taken() -> _ForkServer | None:
    with _lock:
        while _free:
            server = _free.pop()
            if server.dismissal:
                server.dismissal.cancel()
            if server.is_there():
                return server
            server.end()
    return None


def _put_back(server: _ForkServer) -> None:
    server.dismissal = threading.Timer(IDLE, _dismiss, [server])
    server.dismissal.daemon = True
    with _lock:
        _free.append(server)
    server.dismissal.start()


def _dismiss(server: _ForkServer) -> None:
    """Ends it, where it still has nothing to do."""
    with _lock:
        if server not in _free:
            return
        _free.remove(server)
    server.end()


@atexit.register
def _dismiss_all() -> None:
    while _free:
        _dismiss(_free[-1])
