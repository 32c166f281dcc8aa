"""The log of `citewatch check` for cron: a line a record, rotated by size; nothing quoted in it acts on a terminal."""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from scrapy.settings import BaseSettings

from crawler.check.outcome import BadInputError, Outcome
from crawler.check.setting_values import check_settings
from crawler.cli.ending import STATUSES
from crawler.cli.notify import VARIABLE
from crawler.history.record import Report
from crawler.reports.flagged import newly_flagged, news
from crawler.reports.summary import archives_asked, sentence
from crawler.spiders.process import settings_of
from crawler.spiders.save import KEY, SECRET

LOGGER = logging.getLogger("citewatch")
LOGGER.addHandler(logging.NullHandler())  # else errors go to standard error where there is no log
FORM = "%(asctime)sZ %(levelname)s %(name)s: %(message)s"
DATES = "%Y-%m-%dT%H:%M:%S"
SECRETS = (KEY, SECRET, VARIABLE)
"""The variables of the environment whose values no log may hold."""

_EXPECTED = tuple(kind for kind, _ in STATUSES)
_PASSWORD = re.compile(r"(?<=://)[^/?#\s@]+@")


@contextmanager
def log_file(chosen: Mapping[str, Any]) -> Iterator[None]:
    """While it lasts, what the program logs, and Scrapy from `LOG_LEVEL` on, goes to `LOG_FILE`, if that is set.

    How the work ended is logged, whatever is raised. Raises BadInputError where the file cannot be written or a setting
    does not fit. A log that cannot be written later is no reason to end a run.
    """
    settings = settings_of(chosen)
    if not settings["LOG_FILE"]:
        yield
        return
    check_settings(settings, chosen)
    handler = _opened(settings)
    LOGGER.setLevel(logging.INFO)
    logging.root.addHandler(handler)
    try:
        LOGGER.info("The check begins.")
        yield
    except BaseException as error:
        _log_end(error)
        raise
    finally:
        logging.root.removeHandler(handler)
        with suppress(OSError):
            handler.close()


def log_report(report: Report) -> None:
    """Logs what a run found: the counts, and what is newly flagged."""
    run = report.run
    LOGGER.info("Run %s (web %s, network %s): %s.", run.id, run.web, run.network, sentence(report))
    LOGGER.info("%s. %s.", news(report), archives_asked(report))
    for each in newly_flagged(report):
        LOGGER.info("[%s] %s: %s", each.row.label, each.flag.flag, each.row.citation.get("title", ""))


def log_outcome(name: str, outcome: Outcome) -> None:
    """Logs how the check of one article of several ended."""
    if outcome.shortfall:
        LOGGER.error("%s: %s", name, outcome.shortfall)
    else:
        LOGGER.info("%s: judged.", name)
    if outcome.report:
        log_report(outcome.report)


def _log_end(error: BaseException) -> None:
    if isinstance(error, _EXPECTED):
        LOGGER.error("%s", error)
    elif isinstance(error, Exception):
        LOGGER.error("A fault of citewatch itself.", exc_info=error)
    else:
        LOGGER.error("Interrupted: %s", type(error).__name__)


def _opened(settings: BaseSettings) -> logging.Handler:
    path, most, keep = (settings[name] for name in ("LOG_FILE", "CITEWATCH_LOG_BYTES", "CITEWATCH_LOG_KEEP"))
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        level = logging.Handler(settings["LOG_LEVEL"]).level
        handler = _Log(path, maxBytes=int(most), backupCount=int(keep), encoding="utf-8", errors="backslashreplace")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadInputError(f"-s LOG_FILE={path}: it cannot be written: {reason}. Nothing was asked.") from error
    handler.addFilter(lambda record: record.name == LOGGER.name or record.levelno >= level)
    handler.setFormatter(_OneLine(FORM, DATES))
    return handler


class _Log(RotatingFileHandler):
    """A full disk must not end a run, nor fill cron's mail."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - its name in the standard library
        """Nothing is said: the run says itself what it could not write."""


class _OneLine(logging.Formatter):
    """A record on one line, times in UTC: control characters and line ends are escaped, secrets left out."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        """The record with its traceback, if it has one."""
        text = _PASSWORD.sub("…@", super().format(record))
        for secret in (word for name in SECRETS for word in os.environ.get(name, "").split()):
            text = text.replace(secret, "…")
        return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
