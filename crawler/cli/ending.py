"""How a command ends: one clear message and an exit status for whatever went wrong; a crash exits 3, never 0 or 1."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar

import click

from crawler.check.outcome import BAD_INPUT, NOT_JUDGED, NOTHING_NEW, BadInputError, NotJudgedError
from crawler.cli.source import SourceError, UnreachableSourceError
from crawler.history.schema import HistoryError
from crawler.references.amend import AmendError
from crawler.references.importers import UnknownFormatError
from crawler.references.problem import FootnotesError, ReferencesError
from crawler.reports.publish import PublishError
from crawler.spiders.process import InterruptedWorkError, SettingError

Command = TypeVar("Command", bound=Callable[..., Any])

STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (UnreachableSourceError, NOT_JUDGED),
    (SourceError, BAD_INPUT),
    (ReferencesError, BAD_INPUT),
    (BadInputError, BAD_INPUT),
    (SettingError, BAD_INPUT),
    (FootnotesError, BAD_INPUT),
    (UnknownFormatError, BAD_INPUT),
    (AmendError, BAD_INPUT),
    (NotJudgedError, NOT_JUDGED),
    (HistoryError, NOT_JUDGED),
    (PublishError, NOT_JUDGED),
)
"""What was expected to go wrong: its own words are the message. The first that fits counts."""


def ends_well(command: Command) -> Command:
    """The command, ended by `sys.exit` with its return value or with what its error means."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        with suppress(ValueError):  # only a process's main thread may say so
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            sys.exit(command(*args, **kwargs) or NOTHING_NEW)
        except (InterruptedWorkError, KeyboardInterrupt):
            _fail("Interrupted.", NOT_JUDGED)
        except BrokenPipeError:
            # Nobody reads on; what was recorded stands. Python would complain once more when it closes the pipe.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(NOT_JUDGED)
        except click.ClickException:
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours must not look like a verdict
            _fail(*_explained(error))

    return run  # type: ignore[return-value]


def _explained(error: Exception) -> tuple[str, int]:
    """What to say of it, and the exit status; prints the traceback of what nobody expected."""
    for kind, status in STATUSES:
        if isinstance(error, kind):
            return str(error), status
    if isinstance(error, OSError) and error.strerror:
        return _refusal(error), NOT_JUDGED
    traceback.print_exception(error)
    return "This is a fault of citewatch itself; please report the lines above.", NOT_JUDGED


def _refusal(error: OSError) -> str:
    """What the system would not do; it is seldom a fault of ours."""
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror}. See that the disk has room and that the file may be read and written."


def _fail(message: str, status: int) -> None:
    with suppress(BrokenPipeError):
        click.echo(message, err=True)
    sys.exit(status)
