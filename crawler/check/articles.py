"""citewatch.toml: several articles, each with its references and its folder of reports, and settings for all.

Every mistake is named at once, with its place and what to do.
"""

from __future__ import annotations

import re
import resource
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process
from scrapy.settings import Settings

from crawler.check.outcome import BadInputError
from crawler.references.problem import shown

NAME = "citewatch.toml"
"""Where it is looked for, in the working directory."""

MAX_BYTES = 1_000_000

FILES = 8
"""Files that a check keeps open for each article: its lock, its history with SQLite's two beside it, its evidence."""

OTHER_FILES = 256
"""What the program itself and its connections may need."""

_KEYS = ("articles", "settings")
_ARTICLE_KEYS = ("name", "references", "reports")
_NEEDED = ("references", "reports")
_EXAMPLE = 'expected [[articles]] tables with references = "FILE" and reports = "FOLDER"'
_HEADER = re.compile(r"^\s*\[\[\s*articles\s*\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One article of the list. `name` is how messages call it: its own, else its references as they are written."""

    name: str
    references: Path
    reports: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Articles:
    """The articles in the order of the file, and the Scrapy settings for all of them."""

    articles: Sequence[Listed]
    settings: Mapping[str, Any] = field(default_factory=dict)


def read_articles(path: Path) -> Articles:
    """What the file lists; its paths are relative to it. Raises BadInputError with every mistake, a line each."""
    text = _text(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(f"{path}: not TOML: {error}; {_EXAMPLE}") from error
    entries = table.get("articles", [])
    problems = [*_form(table), *_settings(table.get("settings", {})), *_entries(entries, text), *_twice(entries, path)]
    if problems:
        raise BadInputError("\n".join(f"{path}:{problem}" for problem in problems))
    return Articles(
        articles=tuple(
            Listed(
                name=entry.get("name") or entry["references"],
                references=path.parent / entry["references"],
                reports=path.parent / entry["reports"],
            )
            for entry in entries
        ),
        settings=_placed(table.get("settings", {}), path),
    )


def _placed(settings: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
    """The settings with the log's file, if one is named, found from the list's folder."""
    log = settings.get("LOG_FILE")
    return {**settings, "LOG_FILE": str(path.parent / log)} if log and isinstance(log, str) else settings


def make_room(count: int) -> None:
    """Lets the process keep as many files open as so many articles need.

    Raises BadInputError where the system does not allow it.
    """
    needed = count * FILES + OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft in (resource.RLIM_INFINITY, hard) or soft >= needed:
        allowed = soft
    else:
        allowed = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    if allowed != resource.RLIM_INFINITY and allowed < needed:
        raise BadInputError(
            f"{count} articles need {needed} open files, and the system allows {allowed}: raise that (ulimit -n), or "
            "list fewer articles in a file."
        )


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        text = content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "not UTF-8"
        raise BadInputError(f"{path}: cannot be read ({said}); {_EXAMPLE}") from error
    if len(content) > MAX_BYTES:
        raise BadInputError(f"{path}: over {MAX_BYTES // 1_000_000} MB; {_EXAMPLE}")
    return text


def _form(table: Mapping[str, Any]) -> Iterator[str]:
    yield from (f" {_unknown(key, _KEYS)}" for key in table if key not in _KEYS)
    entries = table.get("articles")
    if not isinstance(entries, list) or not entries:
        yield f" no articles; {_EXAMPLE}"


def _settings(settings: Any) -> Iterator[str]:
    """A wrong value of a setting is found where all settings are checked; here only what is none."""
    if not isinstance(settings, dict):
        yield " settings: not a table; expected [settings] with lines such as DOWNLOAD_DELAY = 5"
        return
    known = Settings()
    known.setmodule("crawler.settings")
    ours = [name for name in known if name.startswith("CITEWATCH_")]
    for name, value in settings.items():
        # Scrapy's extensions have settings of their own; under our own prefix every name is known.
        if name.startswith("CITEWATCH_") and name not in known:
            yield f" settings: {_unknown(name, ours)}"
        elif not name.isupper():
            yield f" settings: {_unknown(name, list(known))}"
        elif not isinstance(value, (str, int, float, list)):
            yield f" settings: {name}: a {_kind(value)}; expected a text, a number, true or false, or a list"


def _entries(entries: Any, text: str) -> Iterator[str]:
    for place, entry in enumerate(entries if isinstance(entries, list) else [], start=1):
        where = _where(place, entry, text)
        if not isinstance(entry, dict):
            yield f"{where}: a {_kind(entry)}; {_EXAMPLE}"
            continue
        yield from (f"{where}: {_unknown(key, _ARTICLE_KEYS)}" for key in entry if key not in _ARTICLE_KEYS)
        yield from (f"{where}: no {key}; expected {key} = {_SAMPLES[key]}" for key in _NEEDED if key not in entry)
        for key in _ARTICLE_KEYS:
            if key in entry and (not isinstance(entry[key], str) or not entry[key].strip()):
                yield f"{where}: {key}: {_said(entry[key])}; expected a text, as in {key} = {_SAMPLES[key]}"


_SAMPLES = {"name": '"Norinco"', "references": '"norinco/references.yaml"', "reports": '"norinco/reports"'}


def _twice(entries: Any, path: Path) -> Iterator[str]:
    """Names and folders that more than one article has."""
    tables = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    texts = [{key: value for key, value in table.items() if isinstance(value, str)} for table in tables]
    names = Counter(name for entry in texts if (name := entry.get("name") or entry.get("references")))
    yield from (
        f" the name {shown(name)} stands {_times(names[name])}; each article needs a name of its own"
        for name in names
        if names[name] > 1
    )
    folders = Counter((path.parent / entry["reports"]).resolve() for entry in texts if "reports" in entry)
    yield from (
        f" the reports folder {folder} stands {_times(folders[folder])}; each article needs one of its own"
        for folder in folders
        if folders[folder] > 1
    )


def _where(place: int, entry: Any, text: str) -> str:
    """The line of the article's table, as far as the tables are written as such, and its number and name."""
    headers = [text.count("\n", 0, found.end()) + 1 for found in _HEADER.finditer(text)]
    name = entry.get("name") if isinstance(entry, dict) else None
    line = f"{headers[place - 1]}:" if place <= len(headers) else ""
    return f"{line} article {place}" + (f" ({shown(name)[1:-1]})" if isinstance(name, str) and name else "")


def _unknown(key: str, known: Sequence[str]) -> str:
    nearest = process.extractOne(key[:100], list(known), scorer=fuzz.ratio, processor=str.lower)
    return f'unknown key {shown(key)}; did you mean "{nearest[0]}"?'


def _said(value: Any) -> str:
    return "empty" if isinstance(value, str) else f"a {_kind(value)}"


def _kind(value: Any) -> str:
    kinds = {bool: "truth value", int: "number", float: "number", str: "text", list: "list", dict: "table"}
    return kinds.get(type(value), "date")


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"  # noqa: PLR2004 - English has a word for two
