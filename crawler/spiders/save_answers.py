"""What Save Page Now's answers mean: a job at work, a page kept, or why not, in a sentence for a person."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any

from crawler.archives.address import build, parse
from crawler.archives.replay import excluded
from crawler.archives.snapshot import CannotBuildError, MalformedArchiveAddressError, NotAnArchiveError
from crawler.data_file import read_table

OUTCOMES = ("saved", "refused", "later", "stop")
"""How asking for a page may end: it is kept · it cannot be kept · not this time · nothing more is to be asked."""

TOO_MANY = "The archive says that this is too much at a time (429)."
UNKNOWN_KEYS = "The archive does not know the keys in CITEWATCH_SPN_KEY and CITEWATCH_SPN_SECRET (401)."
NO_WORD = "The archive answered {status} and did not say whether it kept the page."
DOWN = "The archive's own server fails ({status})."
EXCLUDED = "The archive does not keep this address: its owner has had it taken out."

_SESSIONS = 509
_OUTAGES = frozenset({500, 502, 503, 504})
"""Statuses by which the archive itself fails; those above are its words for a page's server that does."""

_JOB = re.compile(rb"\b(spn2-[0-9a-f]{40})\b")
_JOB_ID = re.compile(r"[0-9A-Za-z_-]{1,100}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What became of one page: `outcome` is one of OUTCOMES, `snapshot_url` where it is kept ("" where it is not)."""

    address: str
    outcome: str
    explanation: str = ""
    snapshot_url: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """The archive is at work; its state is asked for under this id."""

    id: str


def read_start(address: str, status: int, headers: Mapping[str, str], body: bytes) -> Job | Saving:
    """The answer to the request to keep `address`; header names in any case.

    Without keys the archive answers as it does to a browser: with the way to the snapshot, or a page that names a job.
    """
    named = {name.lower(): value for name, value in headers.items()}
    for header in ("content-location", "location"):
        if snapshot := _snapshot_at(named.get(header, "")):
            return Saving(address=address, outcome="saved", snapshot_url=snapshot)
    said = _object(body)
    job = said.get("job_id")
    if isinstance(job, str) and _JOB_ID.fullmatch(job) and said.get("status") != "error":
        return Job(job)
    if said.get("status") == "error" or said.get("status_ext"):
        return _error(address, said)
    if status < HTTPStatus.BAD_REQUEST and (found := _JOB.search(body)):
        return Job(found[1].decode("ascii"))
    return _without_word(address, status, headers, body)


def read_status(address: str, status: int, body: bytes) -> Saving | None:
    """The answer to the question how a job stands; None while it is at work."""
    said = _object(body)
    match said.get("status"):
        case "pending":
            return None
        case "success":
            return _success(address, said)
        case "error":
            return _error(address, said)
    return _without_word(address, status, {}, body)


def _success(address: str, said: Mapping[str, Any]) -> Saving:
    original = said.get("original_url")
    try:
        built = build("wayback", original if isinstance(original, str) else address, str(said.get("timestamp", "")))
    except CannotBuildError:
        built = ""
    if snapshot := _snapshot_at(built):
        return Saving(address=address, outcome="saved", snapshot_url=snapshot)
    return Saving(address=address, outcome="later", explanation=NO_WORD.format(status=HTTPStatus.OK.value))


def _error(address: str, said: Mapping[str, Any]) -> Saving:
    code = str(said.get("status_ext") or "").removeprefix("error:")
    for outcome, sentences in _sentences().items():
        if code in sentences:
            return Saving(address=address, outcome=outcome, explanation=sentences[code])
    words = " ".join(str(said.get("message") or said.get("exception") or code or "no reason").split())[:200]
    return Saving(address=address, outcome="later", explanation=f"The archive did not keep the page and says: {words}")


def _without_word(address: str, status: int, headers: Mapping[str, str], body: bytes) -> Saving:
    outcome, words = "later", NO_WORD
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        outcome, words = "stop", TOO_MANY
    elif status == _SESSIONS:
        outcome, words = "stop", _sentences()["stop"]["user-session-limit"]
    elif status == HTTPStatus.UNAUTHORIZED:
        outcome, words = "stop", UNKNOWN_KEYS
    elif status >= HTTPStatus.BAD_REQUEST and excluded(status, headers, body.decode("utf-8", "replace")):
        outcome, words = "refused", EXCLUDED
    elif status in _OUTAGES:
        outcome, words = "stop", DOWN
    return Saving(address=address, outcome=outcome, explanation=words.format(status=status))


def _snapshot_at(location: str) -> str:
    """The snapshot that a header leads to, "" where it leads elsewhere."""
    location = location.strip()
    if location.startswith("/web/"):
        location = f"https://web.archive.org{location}"
    try:
        snapshot = parse(location)
    except (MalformedArchiveAddressError, NotAnArchiveError):
        return ""
    return snapshot.address if snapshot.archive == "wayback" and snapshot.timestamp else ""


def _object(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


@cache
def _sentences() -> dict[str, dict[str, str]]:
    sentences: dict[str, dict[str, str]] = read_table("crawler.spiders", "save_answers.yaml")
    return sentences
