"""Hosts that want to be left alone for the rest of a run, each with the answer that says so.

The retries note them. The download handler asks here, for only there a request has waited for its turn: what was
already in the queue of such a host when its answer came is not sent either.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

NOT_ASKED = "not-asked"
"""The flag of an answer that a host gave to another request."""

_answers: WeakKeyDictionary[Crawler, dict[str, Response]] = WeakKeyDictionary()


def leave_alone(crawler: Crawler, slot: str, answer: Response) -> None:
    """Nothing more is sent to a download slot (a host, or one service of it) in this crawl."""
    _answers.setdefault(crawler, {})[slot] = answer


def standing_answer(crawler: Crawler, request: Request) -> Response | None:
    """The answer that stands for `request`, flagged NOT_ASKED; None where it may be sent."""
    answer = _answers.get(crawler, {}).get(request.meta.get("download_slot", ""))
    return answer.replace(url=request.url, request=None, flags=[NOT_ASKED]) if answer else None
