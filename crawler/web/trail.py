"""The way to a page: what each request on it left, shared by all of them through `request.meta["trail"]`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from scrapy import Request
from scrapy.http import Response

from crawler.evidence.fetch import Failure, Hop

MAX_HEADER = 1_000
MAX_HEADERS = 64


@dataclass(slots=True)
class Trail:
    """The one thing here that changes: redirects and second tries are new requests that add to the same trail.

    `record` is where the latest answer stands in the evidence file ("" where none is kept); `spent` the seconds that
    its requests have taken so far, their waiting for a turn left out.
    """

    address: str
    asked_at: str
    hops: tuple[Hop, ...] = ()
    failure: Failure | None = None
    record: str = ""
    spent: float = 0.0


def now() -> str:
    """The time as RFC 3339 UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def trail_of(request: Request) -> Trail:
    """The trail of a request; one of its own where nobody gave it one (robots.txt)."""
    found: Trail = request.meta.setdefault("trail", Trail(request.url, now()))
    return found


def hop_of(response: Response, record: str = "") -> Hop:
    """The answer as a hop. Values of cookies are secrets of the session and are left out, their names stay."""
    headers = {}
    for name, values in list(response.headers.items())[:MAX_HEADERS]:
        key = name.decode("latin-1").lower()
        texts = [value.decode("latin-1")[:MAX_HEADER] for value in values]
        headers[key] = ", ".join(text.partition("=")[0] for text in texts) if key == "set-cookie" else ", ".join(texts)
    return Hop(url=response.url, status=response.status, headers=headers, record=record)
