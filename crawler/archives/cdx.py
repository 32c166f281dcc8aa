"""Queries to the Wayback Machine's capture index (CDX), and its answers: a failed one is never "no captures"."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from waybackpy.cdx_snapshot import CDXSnapshot
from waybackpy.cdx_utils import full_url

from crawler.archives.captures import UNKNOWN, Capture, Captures, rank
from crawler.archives.timestamp import LONGEST, as_timestamp
from crawler.archives.wanted import variants

__all__ = [
    "ENDPOINT",
    "Capture",
    "Captures",
    "CdxError",
    "CdxExcludedError",
    "CdxMalformedError",
    "CdxNotAnIndexError",
    "CdxRateLimitedError",
    "CdxStatusError",
    "CdxTruncatedError",
    "otherwise",
    "query",
    "rank",
    "read",
]

ENDPOINT = "https://web.archive.org/cdx/search/cdx"
LIMIT = 100
"""Rows asked for: enough to find a good capture near a date, small enough for one answer."""

FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
"""The seven fields of a row, in the order of the text form."""

_EXCLUDED = ("AccessControlException", "Blocked Site Error")
_RATE_LIMITED, _OK = 429, 200
_SHOWN = 120


class CdxError(Exception):
    """The index did not answer the question. Never to be taken for "no captures"."""


class CdxStatusError(CdxError):
    """The index answered with a status other than 200."""


class CdxRateLimitedError(CdxStatusError):
    """The index had enough of our questions (429): ask no more until Retry-After has passed."""


class CdxExcludedError(CdxError):
    """The archive does not show this address, at its owner's wish or by law. What it holds is not known."""


class CdxNotAnIndexError(CdxError):
    """A page for people came (HTML) instead of an index."""


class CdxTruncatedError(CdxError):
    """The answer ends in the middle, or is empty where even "nothing" has two brackets."""


class CdxMalformedError(CdxError):
    """The answer is neither of the two forms of an index, or not one of its rows can be read."""


def query(
    original: str,
    *,
    closest: str | None = None,
    limit: int = LIMIT,
    statuses: Sequence[str] = ("200", UNKNOWN),
    resume_key: str | None = None,
) -> str:
    """The address that asks for the captures of `original`.

    `closest` (a timestamp or an ISO 8601 date) puts the nearest first; without it a negative `limit` gives the last
    ones. `statuses` are the captured statuses wanted (`-` is what repeats have; empty for all). `resume_key` goes on
    where an answer ended; "" asks for keys from the start. Raises TimestampError for a `closest` that is no date.
    """
    parameters: dict[str, object] = {"url": _asked(original), "matchType": "exact", "output": "json", "limit": limit}
    if closest is not None:
        parameters |= {"closest": as_timestamp(closest), "sort": "closest"}
    if statuses:
        parameters["filter"] = f"statuscode:({'|'.join(statuses)})"
    if resume_key is not None:
        parameters["showResumeKey"] = "true"
    if resume_key:
        parameters["resumeKey"] = resume_key
    return _address(parameters)


def otherwise(original: str) -> str:
    """The same question in other words, to be asked before an empty answer counts.

    It names another form of the address (scheme or `www`), wants any status, no date and the last rows, so that neither
    a cached answer nor a filter can be what made the first one empty.
    """
    asked = _asked(original)
    other = next((form for form in map(_asked, variants(original)) if form != asked), asked)
    return _address({"url": other, "output": "json", "limit": -LIMIT})


def read(body: bytes, content_type: str, *, status: int = _OK) -> Captures:
    """The captures of an answer, in text form (seven fields, blanks between) or JSON (a list with a header row).

    Single rows that are empty or cannot be read are skipped and counted. Raises a CdxError for every answer that does
    not say what the index holds: another status, HTML, an answer cut short, a body of another form, rows of which none
    can be read.
    """
    text = body.decode("utf-8", errors="replace").strip("\ufeff \t\r\n")
    _refuse_failure(text, content_type.lower(), status)
    if text.startswith("["):
        return _checked(*_read_json(text))
    if text or "text/plain" in content_type.lower():
        return _checked(*_read_text(text))
    raise CdxTruncatedError("the capture index sent an empty answer: ask again, it does not mean that it has nothing")


def _refuse_failure(text: str, content_type: str, status: int) -> None:
    """Raises the error that an answer stands for."""
    if any(mark in text for mark in _EXCLUDED) and not text.startswith("["):
        raise CdxExcludedError(f"the archive does not show this address: {text[:_SHOWN]!r}")
    if status == _RATE_LIMITED:
        raise CdxRateLimitedError("the capture index answered 429: wait as long as Retry-After says")
    if status != _OK:
        raise CdxStatusError(f"the capture index answered {status}, expected 200: {text[:_SHOWN]!r}")
    if "html" in content_type or text.startswith("<"):
        raise CdxNotAnIndexError(f"the capture index answered with a page: {text[:_SHOWN]!r}")
    if "json" in content_type and not text.startswith("["):
        error = CdxMalformedError if text else CdxTruncatedError
        raise error(f"the capture index should have sent a JSON list and sent {text[:_SHOWN]!r}")


def _read_json(text: str) -> tuple[list[dict[str, str]], int, str]:
    """Rows, rows skipped, resume key."""
    try:
        table = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CdxTruncatedError(f"the capture index's JSON breaks off or is damaged: {error}") from None
    table, key = _resume_key(table)
    if not table:
        return [], 0, key
    header = table[0]
    if not _is_row(header) or not {"timestamp", "original"} <= set(header):
        raise CdxMalformedError(f"the capture index's first row should name its fields: {text[:_SHOWN]!r}")
    rows = [_named(header, row) for row in table[1:]]
    return [row for row in rows if row], sum(not row for row in rows), key


def _resume_key(table: list[Any]) -> tuple[list[Any], str]:
    """The table without an empty row and a row of one field at its end, and that field."""
    match table:
        case [*rows, [], [str(key)]]:
            return rows, key
    return table, ""


def _named(header: Sequence[str], row: Any) -> dict[str, str]:
    """A row's fields by name; none where the row does not fit the header."""
    if not _is_row(row) or len(row) != len(header):
        return {}
    return dict.fromkeys(FIELDS, UNKNOWN) | {name: str(value) for name, value in zip(header, row, strict=True)}


def _is_row(row: Any) -> bool:
    """Whether this is a list of texts; some servers write figures without quotes."""
    return isinstance(row, list) and all(isinstance(value, str | int) for value in row)


def _read_text(text: str) -> tuple[list[dict[str, str]], int, str]:
    """Rows, rows skipped, resume key."""
    table: list[Any] = [line.split() for line in text.splitlines()]
    table, key = _resume_key(table)
    rows = [_named(FIELDS, row) for row in table]
    return [row for row in rows if row], sum(not row for row in rows), key


def _checked(rows: Iterable[dict[str, str]], skipped: int, key: str) -> Captures:
    read_rows = [_capture(row) for row in rows]
    captures = tuple(capture for capture in read_rows if capture)
    skipped += len(read_rows) - len(captures)
    if skipped and not captures:
        raise CdxMalformedError(f"the capture index sent {skipped} rows, and none can be read")
    return Captures(captures=captures, skipped=skipped, resume_key=key)


def _capture(row: dict[str, str]) -> Capture | None:
    """The row as a capture; None where it has no date, no address, a status that is none, or no length."""
    try:
        snapshot = CDXSnapshot(row)
        status, length = _figure(snapshot.statuscode), _figure(snapshot.length)
    except ValueError:
        return None
    if len(snapshot.timestamp) != LONGEST or not snapshot.timestamp.isascii() or snapshot.original in ("", UNKNOWN):
        return None  # the reader of dates takes shorter ones too
    if length == 0 or not (status is None or 100 <= status <= 999):  # noqa: PLR2004 (three digits, as HTTP has)
        return None
    return Capture(
        original=snapshot.original,
        timestamp=snapshot.timestamp,
        mimetype=snapshot.mimetype,
        status=status,
        digest=snapshot.digest,
        length=length,
    )


def _figure(text: str) -> int | None:
    """The figure in a field, None where it has `-`. Raises ValueError for anything else."""
    if text == UNKNOWN:
        return None
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{text[:_SHOWN]!r} is no figure")
    return int(text)


def _asked(original: str) -> str:
    """The address as a query names it: without the fragment, which no index keeps, and without blanks."""
    return original.strip().partition("#")[0].replace(" ", "%20")


def _address(parameters: dict[str, object]) -> str:
    address: str = full_url(ENDPOINT, parameters)
    return address
