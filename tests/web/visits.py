"""What the stand-in web remembers of its visitors, until it is told to forget."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tests.web.http import Head
from tests.web.site import Request


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came in: `at` in seconds of time.monotonic(), header names in lower case."""

    at: float
    host: str
    method: str
    target: str
    headers: Mapping[str, str]
    tls: bool


class Visits:
    """All requests since the last `forget()`, and each host's own memory."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        self._memories: dict[str, dict[str, int]] = {}

    def forget(self) -> None:
        self.received.clear()
        self._counts.clear()
        self._memories.clear()

    def note(self, head: Head, *, tls: bool) -> Request:
        """Records a request, and gives it as the site's handler will see it."""
        self._counts[head.host, head.target] += 1
        self.received.append(Received(time.monotonic(), head.host, head.method, head.target, head.headers, tls))
        return Request(
            host=head.host,
            method=head.method,
            target=head.target,
            headers=head.headers,
            body=head.body,
            tls=tls,
            nth=self._counts[head.host, head.target],
            memory=self._memories.setdefault(head.host, {}),
        )
