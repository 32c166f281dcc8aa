"""The title and the text of a PDF's first pages, read in a process of its own that a hostile file cannot outlive."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass

from crawler.own_process import command_of, environment

MAX_PAGES = 8
"""Pages read: a report's title, authors and summary stand on the first few."""

MAX_TEXT = 20_000
"""Characters kept, as of an HTML page (crawler.evidence.reading)."""

SECONDS = 3
"""CPU time that one file may take."""

MEMORY = 192 * 1024 * 1024
"""Bytes of memory that one file may take."""

_MOST_WAITED = 4 * SECONDS
"""Wall-clock time: a busy machine may withhold a processor for as long as that."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """What could be read: "" and () where nothing could. `whole` says that `text` is all that the file says."""

    title: str = ""
    author: str = ""
    date: str = ""
    text: str = ""
    whole: bool = False


def read_pdf(body: bytes) -> Pdf:
    """The facts of a PDF; an empty Pdf where it is broken, encrypted, only pictures, or takes too long.

    A file that is cut off is read as far as its pages can be put together.
    """
    command, about = command_of("crawler.evidence.pdf_process"), environment()
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=_MOST_WAITED, check=True, env=about)  # noqa: S603 - our own module
        return Pdf(**json.loads(done.stdout))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError):
        # Whatever a reading ends with (out of memory, out of time, a fault of the library), there is no text.
        return Pdf()
