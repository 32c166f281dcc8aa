"""The crawls that a worker has under way, each in a process forked from a fork server (crawler.scale.fork_server).

A server that has nothing to do is kept for a while, for the next shard.
"""

from __future__ import annotations

import atexit
import os
import select
import signal
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress

from crawler.own_process import command_of, environment
from crawler.scale.shard import Ended, load_end

LOOK = 1.0
"""Seconds between two looks whether the run is over."""

IDLE = 15.0
"""Seconds after which a server without work is ended: it holds some 100 MB."""

STOPPED = Ended("stopped")

_CHUNK = 1 << 16

_free: list[_ForkServer] = []
_lock = threading.Lock()


def crawled(shard: str, is_over: Callable[[], bool]) -> Ended:
    """Has a shard, a line of JSON, crawled; stopped when `is_over` says so."""
    server = _taken() or _ForkServer()
    try:
        ended = server.crawled(shard, is_over)
    except BaseException:
        server.end()
        raise
    if ended is None:
        status = server.end()
        words = f"its process ended with {status}, before it could say how it went: see what it printed"
        return STOPPED if is_over() else Ended("fault", words)
    _put_back(server)
    return ended


class _ForkServer:
    """A process that crawls one shard after another, with its crawls in a process group of their own."""

    def __init__(self) -> None:
        command, about, pipe = command_of("crawler.scale.fork_server"), environment(), subprocess.PIPE
        self._process = subprocess.Popen(  # noqa: S603 - this program
            command, stdin=pipe, stdout=pipe, env=about, bufsize=0, process_group=0
        )
        self.dismissal: threading.Timer | None = None

    def crawled(self, shard: str, is_over: Callable[[], bool]) -> Ended | None:
        """How the shard ended; None where the server has ended, or the run is over."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            return None
        os.set_blocking(stdin.fileno(), False)
        waiting, said, ready = memoryview(f"{shard}\n".encode()), b"", select.poll()
        ready.register(stdout, select.POLLIN)
        ready.register(stdin, select.POLLOUT)
        while not said.endswith(b"\n"):
            events = dict(ready.poll(LOOK * 1000))
            if not events and is_over():
                return None
            if stdin.fileno() in events:
                waiting = waiting[_written(stdin.fileno(), waiting) :]
                if not waiting:
                    ready.unregister(stdin)
            if stdout.fileno() in events:
                more = os.read(stdout.fileno(), _CHUNK)
                if not more:
                    with suppress(subprocess.TimeoutExpired):
                        self._process.wait(LOOK)
                    return None
                said += more
        return load_end(said.decode(errors="replace"))

    def is_there(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def end(self) -> int:
        """Ends it, and the crawl that it has under way; gives the status with which it ended."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        with self._process:
            return self._process.wait()


def _written(pipe: int, data: memoryview) -> int:
    """How much of it the pipe took: all of it where nobody reads any more, who will say so himself."""
    try:
        return os.write(pipe, data[:_CHUNK])
    except BlockingIOError:
        return 0
    except BrokenPipeError:
        return len(data)


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
    with _lock:
        servers, _free[:] = _free[:], []
    for server in servers:
        server.end()
