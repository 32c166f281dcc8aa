"""Settings are read before anything is asked: a value that does not fit is bad input, not a crash later."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from math import isfinite

from rapidfuzz import process
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawler import settings as project
from crawler.check.outcome import BadInputError

OURS = "CITEWATCH_"


def _number(low: float, high: float) -> Callable[[object], bool]:
    def fits(value: object) -> bool:
        number = float(str(value))
        return isfinite(number) and low <= number <= high

    return fits


def _whole(low: int, high: int) -> Callable[[object], bool]:
    return lambda value: low <= int(str(value)) <= high


def _truth(value: object) -> bool:
    return value in (True, False) or str(value).lower() in ("true", "false", "0", "1")


def _loadable(value: object) -> bool:
    try:
        return callable(load_object(value)) if isinstance(value, str) else callable(value)
    except (ImportError, NameError):
        return False


def _level(value: object) -> bool:
    return str(value) in logging.getLevelNamesMapping()


def _addresses(value: object) -> bool:
    listed = value if isinstance(value, list) else str(value).split(",")
    return all(re.match(r"https?://[^/\s]+/", str(each).strip()) for each in listed if str(each).strip())


FORMS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "CITEWATCH_STRIKES": (_whole(1, 1_000), "a whole number from 1"),
    "CITEWATCH_STRIKE_SPACING_DAYS": (_number(0, 3_650), "days, such as 1 or 0.5"),
    "CITEWATCH_STRIKE_SPAN_DAYS": (_number(0, 3_650), "days, such as 14"),
    "CITEWATCH_RECHECK_DAYS": (_number(0, 3_650), "days, such as 1"),
    "CITEWATCH_RECHECK_MAX_DAYS": (_number(0, 3_650), "days, such as 30; 0 asks everything in each run"),
    "CITEWATCH_ARCHIVE_CACHE_DAYS": (_number(0, 3_650), "days, such as 30"),
    "CITEWATCH_UNCHANGED_DAYS": (_number(0, 3_650), "days, such as 30; 0 asks for each page whole"),
    "CITEWATCH_CDX_PER_MINUTE": (_number(0, 100_000), "a number, 0 for no limit"),
    "CITEWATCH_REPLAY_PER_MINUTE": (_number(0, 100_000), "a number, 0 for no limit"),
    "CITEWATCH_SAVE_PER_MINUTE": (_number(0, 100_000), "a number, 0 for no limit"),
    "CITEWATCH_ARCHIVE_PATIENCE": (_number(0, 604_800), "seconds, such as 3600"),
    "CITEWATCH_RETRY_DELAY": (_number(0, 3_600), "seconds"),
    "CITEWATCH_RETRY_AFTER_LIMIT": (_number(0, 86_400), "seconds"),
    "CITEWATCH_CONTROL_SPACING": (_number(0.05, 3_600), "seconds"),
    "CITEWATCH_OUTAGE_PATIENCE": (_number(0, 86_400), "seconds"),
    "CITEWATCH_BODY_LIMIT": (_whole(1_024, 1 << 30), "bytes, such as 2097152"),
    "CITEWATCH_LOG_BYTES": (_whole(1_024, 1 << 40), "bytes, such as 1048576"),
    "CITEWATCH_LOG_KEEP": (_whole(0, 1_000), "a whole number of old files"),
    "CITEWATCH_KEEP_RUNS": (_whole(0, 1_000_000), "a whole number, 0 for all"),
    "CITEWATCH_ALLOW_PRIVATE": (_truth, "true or false"),
    "CITEWATCH_IN_DOUBT": (_loadable, "the path of a function"),
    "CITEWATCH_SHOWS_WORK": (_loadable, "the path of a function"),
    "CITEWATCH_CONTROL_HOSTS": (lambda value: bool(str(value).strip(", []'")), "host names, separated by commas"),
    "CITEWATCH_TIMEMAPS": (_addresses, "http or https addresses that a cited address can follow, separated by commas"),
    "CITEWATCH_WEB": (lambda value: value in ("live", "replay"), "live or replay"),
    "CITEWATCH_CLUSTER_SHARD": (_whole(1, 1_000_000), "a whole number of addresses, such as 200"),
    "CITEWATCH_CLUSTER_LEASE": (_number(1, 3_600), "seconds, such as 30"),
    "CITEWATCH_CLUSTER_LOOK": (_number(0.05, 600), "seconds, such as 2"),
    "DOWNLOAD_DELAY": (_number(0, 86_400), "seconds, such as 2"),
    "DOWNLOAD_TIMEOUT": (_number(0.1, 86_400), "seconds, such as 45"),
    "CITEWATCH_ADDRESS_TIMEOUT": (_number(0.1, 86_400), "seconds, such as 240"),
    "DNS_TIMEOUT": (_number(0.1, 86_400), "seconds, such as 20"),
    "HTTPPROXY_ENABLED": (_truth, "true or false"),
    "ROBOTSTXT_OBEY": (_truth, "true or false"),
    "LOG_LEVEL": (_level, "a level such as ERROR or INFO"),
    "RETRY_TIMES": (_whole(0, 100), "a whole number"),
    "REDIRECT_MAX_TIMES": (_whole(0, 1_000), "a whole number"),
    "CONCURRENT_REQUESTS": (_whole(1, 10_000), "a whole number from 1"),
}
"""For each setting whether a value fits, and what is expected."""


def check_settings(settings: BaseSettings, given: Iterable[str]) -> None:
    """Raises BadInputError with every setting that cannot be used. `given` are the names that the user wrote."""
    problems = [
        f"-s {name}={settings[name]}: expected {expected}"
        for name, (fits, expected) in FORMS.items()
        if not _fits(fits, settings[name])
    ]
    known = frozenset(name for name in dir(project) if name.startswith(OURS))
    problems += [_unknown(name, known) for name in given if name.startswith(OURS) and name not in known]
    if problems:
        raise BadInputError("\n".join(problems))


def _fits(fits: Callable[[object], bool], value: object) -> bool:
    try:
        return fits(value)
    except ValueError:
        return False


def _unknown(name: str, known: Iterable[str]) -> str:
    nearest, *_ = process.extractOne(name, list(known))
    return f"-s {name}: there is no such setting; did you mean {nearest}?"
