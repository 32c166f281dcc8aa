"""Queries to the Wayback Machine's capture index (CDX), and its answers: a failed one is never "no captures"."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from waybackpy.cdx_snapshot import CDXSnapshot
from waybackpy.cdx_utils import full_url

from crawler.archives.captures import UNKNOWN, Capture
from crawler.archives.timestamp import LONGEST, as_timestamp

ENDPOINT = "https://web.archive.org/cdx/search/cdx"
LIMIT = 150
"""Rows asked for: enough to find a good capture near a date, small enough for one answer and for our history."""

PAGES = ("200", UNKNOWN)
PAGES_AND_REDIRECTS = (*PAGES, "3..")
"""Captured statuses as a query names them, in regular expressions: `-` is what repeats have."""

FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
"""The seven fields of a row, in the order of the text form."""

_OTHER_SCHEME = {"http": "https", "https": "http"}
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
    limit: int | None = None,
    statuses: Sequence[str] = PAGES_AND_REDIRECTS,
) -> str:
    """The address that asks for the captures of `original`.

    `closest` (a timestamp or an ISO 8601 date) puts the nearest first; without it the last ones come, for which the
    index takes a negative `limit`. `statuses` are the captured statuses wanted (empty for all). Raises TimestampError
    for a `closest` that is no date.
    """
    most = limit or (LIMIT if closest is not None else -LIMIT)
    parameters: dict[str, object] = {"url": _asked(original), "matchType": "exact", "output": "json", "limit": most}
    if closest is not None:
        parameters |= {"closest": as_timestamp(closest), "sort": "closest"}
    if statuses:
        parameters["filter"] = f"statuscode:({'|'.join(statuses)})"
    return _address(parameters)


def otherwise(original: str) -> str:
    """The same question in other words, to be asked before an empty answer counts.

    It names the other scheme, which an index files alike, wants any status, no date and the last rows, so that neither
    a cached answer nor a filter can be what made the first one empty.
    """
    asked = _asked(original)
    scheme, colon, rest = asked.partition(":")
    other = f"{_OTHER_SCHEME[scheme.lower()]}{colon}{rest}" if scheme.lower() in _OTHER_SCHEME else asked
    return _address({"url": other, "output": "json", "limit": -LIMIT})


def read(body: bytes, content_type: str, *, status: int = _OK) -> tuple[Capture, ...]:
    """The captures of an answer in its order; none is what an index says of an address that it does not have.

    The answer is in text form (seven fields, blanks between) or JSON (a list with a header row). Single rows that are
    empty or cannot be read are skipped. Raises a CdxError for every answer that does not say what the index holds:
    another status, HTML, an answer cut short, a body of another form, rows of which none can be read.
    """
    text = body.decode("utf-8", errors="replace").strip("\ufeff \t\r\n")
    _refuse_failure(text, content_type.lower(), status)
    if text.startswith("["):
        return _checked(_read_json(text))
    if text or "text/plain" in content_type.lower():
        return _checked(_read_text(text))
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


def _read_json(text: str) -> list[dict[str, str]]:
    """The rows, an empty one for each that does not fit the header."""
    try:
        table = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CdxTruncatedError(f"the capture index's JSON breaks off or is damaged: {error}") from None
    if not table:
        return []
    header = table[0]
    if not _is_row(header) or not {"timestamp", "original"} <= set(header):
        raise CdxMalformedError(f"the capture index's first row should name its fields: {text[:_SHOWN]!r}")
    return [_named(header, row) for row in table[1:]]


def _named(header: Sequence[str], row: Any) -> dict[str, str]:
    """A row's fields by name; none where the row does not fit the header."""
    if not _is_row(row) or len(row) != len(header):
        return {}
    return dict.fromkeys(FIELDS, UNKNOWN) | {name: str(value) for name, value in zip(header, row, strict=True)}


def _is_row(row: Any) -> bool:
    """Whether this is a list of texts; some servers write figures without quotes."""
    return isinstance(row, list) and all(isinstance(value, str | int) for value in row)


def _read_text(text: str) -> list[dict[str, str]]:
    """The rows, an empty one for each that has not seven fields."""
    return [_named(FIELDS, line.split()) for line in text.splitlines()]


def _checked(rows: Sequence[dict[str, str]]) -> tuple[Capture, ...]:
    captures = tuple(capture for row in rows if row and (capture := _capture(row)))
    if rows and not captures:
        raise CdxMalformedError(f"the capture index sent {len(rows)} rows, and none can be read")
    return captures


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
