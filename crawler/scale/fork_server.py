"""`python -m crawler.scale.fork_server`: crawls shards, each in a process of its own that is forked from this one.

A shard is a line of JSON on standard input, how it ended is a line on standard output; the next shard is sent after
that. Scrapy's reactor starts once in a process, and a process takes a second to have the program and the word lists: a
fork has them already. Neither this process nor its crawl outlives the worker that started it.
"""

from __future__ import annotations

import gc
import os
import select
import sys
import threading
import traceback

from crawler.check.word_lists import read_word_lists
from crawler.scale.child import worked
from crawler.scale.shard import Ended, load

_STDIN, _STDOUT = 0, 1


def main() -> None:
    """Works until standard input ends."""
    read_word_lists()
    gc.freeze()  # what is here now is nobody's garbage: looking through it would make each fork copy it
    theirs, ours = os.pipe()
    while line := _line():
        answer, to_us = os.pipe()
        crawl = os.fork()
        if not crawl:
            os.close(ours)
            os.dup2(to_us, _STDOUT)
            _crawl(line, theirs)
        os.close(to_us)
        said = _all_of(answer)
        _, status = os.waitpid(crawl, 0)
        # One line for each shard, whatever became of its process.
        sys.stdout.write(said.partition("\n")[0] or _without_a_word(status).dump())
        sys.stdout.write("\n")
        sys.stdout.flush()


def _without_a_word(status: int) -> Ended:
    return Ended(
        "fault", f"its process ended with {os.waitstatus_to_exitcode(status)}, before it could say how it went"
    )


def _crawl(line: str, server: int) -> None:
    """What the fork does; `server` is a pipe that closes when the process that it was forked from ends."""
    status = 1
    try:
        threading.Thread(target=_end_with, args=(_STDIN, server), daemon=True).start()
        print(worked(load(line)).dump(), flush=True)  # noqa: T201 - the server reads it
        status = 0
    except BaseException:  # noqa: BLE001 - the process ends here, whatever it was
        traceback.print_exc()
    finally:
        os._exit(status)


def _line() -> str:
    """The next line of standard input, "" at its end. Nothing stands behind it before it is answered."""
    line = b""
    while not line.endswith(b"\n") and (more := os.read(_STDIN, 1 << 16)):
        line += more
    return line.decode()


def _all_of(pipe: int) -> str:
    """What comes through a pipe until it is closed at its other end."""
    said = b""
    while more := os.read(pipe, 1 << 16):
        said += more
    os.close(pipe)
    return said.decode(errors="replace")


def _end_with(*pipes: int) -> None:
    """Ends this process when one of the pipes is closed at its other end."""
    closed = select.poll()
    for pipe in pipes:
        closed.register(pipe, 0)
    closed.poll()
    os._exit(0)


if __name__ == "__main__":
    main()
