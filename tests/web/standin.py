"""`make run`: checks the 21 footnotes on the live web where there is one, else on the stand-in web, and says which.

On the stand-in web the outcomes are made up and the machinery is real: sockets, TLS, DNS, Scrapy, spiders, judge,
history, reports. The runs of the days before are made by the same program with a given clock.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.web.norinco import SITES
from tests.web.server import Web

REFERENCES = Path("references.yaml")
REPORTS = Path("reports")
REPLAY = REPORTS / "replay"
EARLIER_DAYS = (16, 8)
"""Together with today they are three failing runs over more than the span of strikes: footnote 8 becomes dead."""

SEEN_EARLIER = "2-8,10-12,14-17,19,20"
"""The days before did not look at all footnotes, so that today has something new to tell."""

HASTE = {
    "DOWNLOAD_DELAY": "0.05",
    "DOWNLOAD_TIMEOUT": "2",
    "RETRY_TIMES": "1",
    "CITEWATCH_RETRY_DELAY": "0.1",
    "CITEWATCH_CDX_PER_MINUTE": "0",
    "CITEWATCH_REPLAY_PER_MINUTE": "0",
    "CITEWATCH_WEB": "replay",
}
"""Nobody else is on the stand-in web, so it need not be spared."""


def main() -> int:
    """Exits 0 when a report was written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--web", choices=("auto", "live", "replay"), default="auto")
    web = parser.parse_args().web
    if web != "replay":
        say("Checking the footnotes of references.yaml on the live web.")
        status = _citewatch("check", str(REFERENCES), "--reports", str(REPORTS))
        if status in (0, 1) or web == "live":
            return 0 if status in (0, 1) else status
        say("The live web could not be checked (the reason stands above), so here is the stand-in web instead.")
    return stand_in()


def stand_in() -> int:
    """The stand-in run, from an empty reports/replay, if no other is at work there."""
    REPORTS.mkdir(exist_ok=True)
    folder = os.open(REPORTS, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return _stand_in()
    except BlockingIOError:
        say(f"Another stand-in run is at work in {REPLAY}: wait until it has ended.")
        return 1
    finally:
        os.close(folder)


def _stand_in() -> int:
    began = time.monotonic()
    say("STAND-IN RUN: what happens to the footnotes below is made up, on loopback; the machinery is real.")
    _clear(REPLAY)
    # What the stand-in archive is asked is not held against the real one's limits.
    os.environ["XDG_STATE_HOME"] = str((REPLAY / "state").resolve())
    references = REPLAY / REFERENCES.name
    shutil.copyfile(REFERENCES, references)
    with Web(SITES) as web:
        options = [*web.options(), *(word for name, value in HASTE.items() for word in ("-s", f"{name}={value}"))]
        say(f"1. Filling in the missing addresses from the stand-in article, in a copy ({references}).")
        if _citewatch("sync", str(references), "--write", *options, quiet=True):
            return 1
        for step, days in enumerate(EARLIER_DAYS, start=2):
            say(f"{step}. A run as of {days} days ago, so that there is a history.")
            if not _ran(_earlier(days, references, options)):
                return 1
        say("4. Today's run.")
        status = _citewatch("check", str(references), "--reports", str(REPLAY), *options)
    seconds = time.monotonic() - began
    say(f"Done in {seconds:.0f} s. Open {REPLAY / 'latest.html'} in a browser, or read latest.md beside it.")
    return 0 if _ran(status) else 1


def say(text: str) -> None:
    """Tells what is being done."""
    print(text, flush=True)  # noqa: T201 - a command speaks


def _ran(status: int) -> bool:
    return status in (0, 1)


def _citewatch(*words: str, quiet: bool = False) -> int:
    command = [sys.executable, "-m", "crawler", *words]
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL if quiet else None).returncode


def _earlier(days: int, references: Path, options: Sequence[str]) -> int:
    command = [
        sys.executable,
        "-m",
        "tests.web.earlier",
        str(days),
        str(references),
        str(REPLAY),
        SEEN_EARLIER,
        *options,
    ]
    return subprocess.run(command, check=False).returncode


def _clear(folder: Path) -> None:
    """Takes away the last stand-in run; nothing else is kept in that folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


if __name__ == "__main__":
    sys.exit(main())
