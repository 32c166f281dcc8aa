"""`python -m crawler.scale.fork_server`: crawls shards, each in a process of its own that is forked from this one.

A shard is a line of JSON on standard input, how it ended is a line on standard output; the next shard is sent after
that. Scrapy's reactor starts once in a process, and a process takes a second to have the program and the word lists: a
fork has them already. Neither this process nor its crawl outlives the worker that started it.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import threading
import traceback

from crawler.check.word_lists import read_word_lists
from crawler.scale.child import worked
from crawler.scale.shard import Ended, load

_STDIN = 0


def main() -> None:
    """Works until standard input ends."""
    # Ctrl-C reaches the worker too, which ends the crawl in an orderly way.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    read_word_lists()
    gc.freeze()  # what is here now is nobody's garbage: looking through it would make each fork copy it
    theirs, ours = os.pipe()
    while line := _line():
        crawl = os.fork()
        if not crawl:
            os.close(ours)
            _crawl(line, theirs)
        _, status = os.waitpid(crawl, 0)
        if status:
            _say(Ended("fault", f"its process ended with {os.waitstatus_to_exitcode(status)}"))


def _crawl(line: str, server: int) -> None:
    """What the fork does; `server` is a pipe that closes when the process that it was forked from ends."""
    status = 1
    try:
        threading.Thread(target=_end_with, args=(_STDIN, server), daemon=True).start()
        _say(worked(load(line)))
        status = 0
    except BaseException:  # noqa: BLE001 - the process ends here, whatever it was
        traceback.print_exc()
    finally:
        os._exit(status)


def _say(ended: Ended) -> None:
    print(ended.dump(), flush=True)  # noqa: T201 - the worker reads it


def _line() -> str:
    """The next line of standard input, "" at its end. Nothing stands behind it before it is answered."""
    line = b""
    while not line.endswith(b"\n") and (more := os.read(_STDIN, 1 << 16)):
        line += more
    return line.decode()


def _end_with(*pipes: int) -> None:
    """Ends this process when one of the pipes is closed at its other end."""
    closed = select.poll()
    for pipe in pipes:
        closed.register(pipe, 0)
    closed.poll()
    os._exit(0)


if __name__ == "__main__":
    main()
