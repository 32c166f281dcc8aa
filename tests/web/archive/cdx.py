"""The archive's index: one CDX query in, its rows out, in the parameters of the Wayback Machine's CDX server."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote_plus, unquote_plus

from tests.web.archive.capture import Capture, Holdings, moment_of, surt

FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one answer, and the key with which to ask for more (None: there are no more)."""

    rows: Sequence[Row]
    resume_key: str | None = None


def row_of(capture: Capture) -> Row:
    """A capture as the index lists it; a repeat has no status of its own."""
    status = "-" if capture.revisit else str(capture.status)
    length = str(len(capture.body) // 3 + 300)
    values = (capture.key, capture.timestamp, capture.url, capture.mimetype, status, capture.digest, length)
    return dict(zip(FIELDS, values, strict=True))


def look_up(holdings: Holdings, query: Sequence[tuple[str, str]]) -> Page:
    """Answers a query, given as its parameters in order. Parameters that the server does not know count for nothing."""
    named = dict(query)
    covers = _scope(named)
    rows = [row_of(each) for each in holdings.captures if covers(each.key)]
    rows = [row for row in rows if _in_period(row, named)]
    for _, condition in (pair for pair in query if pair[0] == "filter"):
        rows = [row for row in rows if _passes(row, condition)]
    for _, rule in (pair for pair in query if pair[0] == "collapse"):
        rows = _collapsed(rows, rule)
    return _limited(_after(_sorted(rows, named), named.get("resumeKey", "")), named)


def _scope(named: Mapping[str, str]) -> Callable[[str], bool]:
    """Which keys a query means: `matchType`, or the star in `url` that stands for it."""
    url, kind = named.get("url", ""), named.get("matchType", "exact")
    if url.startswith("*."):
        url, kind = url[2:], "domain"
    elif url.endswith("*"):
        url, kind = url[:-1], "prefix"
    key = surt(url)
    host = key.partition(")")[0]
    scopes: dict[str, Callable[[str], bool]] = {
        "exact": lambda other: other == key,
        "prefix": lambda other: other.startswith(key),
        "host": lambda other: other.startswith(f"{host})"),
        "domain": lambda other: other.startswith((f"{host})", f"{host},")),
    }
    return scopes.get(kind, scopes["exact"])


def _in_period(row: Row, named: Mapping[str, str]) -> bool:
    start, end = named.get("from", ""), named.get("to", "")
    return start.ljust(14, "0") <= row["timestamp"] <= end.ljust(14, "9")


def _passes(row: Row, condition: str) -> bool:
    """`[!]field:regex`; the expression must match the whole field."""
    name, _, expression = condition.removeprefix("!").partition(":")
    return bool(re.fullmatch(expression, row.get(name, ""))) != condition.startswith("!")


def _collapsed(rows: Iterable[Row], rule: str) -> list[Row]:
    """`field[:N]`: of neighbours that share the field's first N characters only the first stays."""
    name, _, length = rule.partition(":")
    kept: list[Row] = []
    last = None
    for row in rows:
        value = row.get(name, "")[: int(length) if length else None]
        if value != last:
            kept.append(row)
        last = value
    return kept


def _sorted(rows: list[Row], named: Mapping[str, str]) -> list[Row]:
    if named.get("sort") == "reverse":
        return rows[::-1]
    if named.get("sort") == "closest" and "closest" in named:
        wanted = moment_of(named["closest"])
        return sorted(rows, key=lambda row: abs(moment_of(row["timestamp"]) - wanted))
    return rows


def _key_of(row: Row) -> str:
    return quote_plus(f"{row['urlkey']} {row['timestamp']}")


def _after(rows: list[Row], resume_key: str) -> list[Row]:
    """The rows from the resume key on."""
    keys = [unquote_plus(_key_of(row)) for row in rows]
    wanted = unquote_plus(resume_key)
    return rows[keys.index(wanted) :] if wanted in keys else rows


def _limited(rows: list[Row], named: Mapping[str, str]) -> Page:
    """The first `limit` rows from `offset` on, or the last ones where `limit` is negative."""
    rows = rows[int(named.get("offset", "0")) :]
    limit = int(named.get("limit", "150000"))
    if limit < 0:
        return Page(rows[limit:])
    more = named.get("showResumeKey") == "true" and len(rows) > limit
    return Page(rows[:limit], _key_of(rows[limit]) if more else None)


def as_json(page: Page, fields: Sequence[str]) -> bytes:
    """An array of arrays with a row of names first; an empty array where there is nothing."""
    rows = [[row.get(name, "-") for name in fields] for row in page.rows]
    end = [[], [page.resume_key]] if page.resume_key else []
    return json.dumps([list(fields), *rows, *end] if rows else []).encode()


def as_text(page: Page, fields: Sequence[str]) -> bytes:
    """A line a row, its fields parted by a space."""
    lines = [" ".join(row.get(name, "-") for name in fields) for row in page.rows]
    end = ["", page.resume_key] if page.resume_key else []
    return "".join(f"{line}\n" for line in [*lines, *end]).encode()


def write(page: Page, named: Mapping[str, str]) -> bytes:
    """The page in the form and with the fields that the query wants."""
    fields = tuple(named["fl"].split(",")) if named.get("fl") else FIELDS
    return as_json(page, fields) if named.get("output") == "json" else as_text(page, fields)
