"""The server that every tool asks: one process, one cheap answer after another, counted.

`python -m benchmarks.server` prints its ports as JSON and serves until its standard input ends. It listens on the whole
loopback network, so that 127.0.1.1, 127.0.1.2 ... are as many hosts. `/p/N` is a page, `/web/TIMEid_/URL` its capture,
`/list` a page of links for the tools that start from one, `/counts` what was asked and sent since the last such
question.
"""

from __future__ import annotations

import asyncio
import json
import re
import ssl
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.work import MISSING, body

EVERYWHERE = "0.0.0.0"  # noqa: S104 - the loopback network has sixteen million addresses, and no one for all of them
NOT_CITED = frozenset({"archive", "web.archive.org", "control.example"})
"""Hosts that citewatch asks at another pace."""

_LAST_MODIFIED = "Fri, 07 Mar 2014 12:00:00 GMT"
_NUMBER = re.compile(rb"/p/(\d+)")
_GONE = b"<!DOCTYPE html><title>404 Not Found</title><h1>Not Found</h1><p>There is nothing here.</p>"
_ROBOTS = b"User-agent: *\nDisallow: /private/\n"


@dataclass(slots=True)
class Counts:
    """What was asked since the last look. Times are seconds of a clock of the server's own."""

    requests: int = 0
    not_modified: int = 0
    sent: int = 0
    received: int = 0
    first: float = 0.0
    last: float = 0.0
    connections: int = 0
    hosts: dict[str, list[float]] = field(default_factory=dict)

    def take(self, host: str) -> None:
        """Counts one request."""
        now = time.monotonic()
        self.first = self.first or now
        self.last = now
        self.requests += 1
        self.hosts.setdefault(host, []).append(now)

    def stated(self) -> dict[str, Any]:
        """The figures, with the shortest pause between two requests to one host."""
        cited = [times for host, times in self.hosts.items() if host not in NOT_CITED]
        pauses = [later - sooner for times in cited for sooner, later in pairwise(times)]
        span = max((times[-1] - times[0] for times in cited), default=0.0)
        figures = {
            name: getattr(self, name) for name in ("requests", "not_modified", "sent", "received", "connections")
        }
        return {
            **figures,
            "seconds": self.last - self.first,
            "longest_span": span,
            "shortest_pause": min(pauses, default=0.0),
        }


class Door(asyncio.Protocol):
    """One connection. Requests have no bodies here, so each ends with its headers."""

    def __init__(self, counts: list[Counts], files: Mapping[bytes, bytes]) -> None:
        self._counts = counts
        self._files = files
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Asyncio's entry."""
        self._transport: Any = transport
        self._counts[0].connections += 1

    def data_received(self, data: bytes) -> None:
        """Asyncio's entry."""
        self._counts[0].received += len(data)
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            self._answer(head)

    def _answer(self, head: bytes) -> None:
        line, _, headers = head.partition(b"\r\n")
        method, path, _ = line.split(b" ", 2)
        if path == b"/counts":
            answer = _answer(200, json.dumps(self._counts[0].stated()).encode(), "application/json")
            self._counts[0] = Counts()
        else:
            found = _header(headers, b"host")
            self._counts[0].take("archive" if b"/web/" in path else found.decode("latin-1"))
            answer = self._files.get(path) or _page(path, _header(headers, b"if-none-match"))
            self._counts[0].not_modified += answer.startswith(b"HTTP/1.1 304")
        if method == b"HEAD":
            answer = answer.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        self._counts[0].sent += len(answer)
        self._transport.write(answer)
        if b"connection: close" in headers.lower():
            self._transport.close()


@lru_cache(maxsize=2_000)
def _page(path: bytes, known: bytes) -> bytes:
    if path == b"/robots.txt":
        return _answer(200, _ROBOTS, "text/plain")
    number = _NUMBER.search(path)
    captured = b"/web/" in path
    if not number or (int(number[1]) % MISSING == MISSING - 1 and not captured):
        return _answer(404 if number else 200, _GONE)
    tag = f'"{number[1].decode()}-1"'
    if captured:
        return _answer(200, body(int(number[1])), headers=_capture())
    headers = {"ETag": tag, "Last-Modified": _LAST_MODIFIED, "Cache-Control": "max-age=0"}
    if known == tag.encode():
        return _answer(304, b"", headers=headers)
    return _answer(200, body(int(number[1])), headers=headers)


@cache
def _capture() -> dict[str, str]:
    return {
        "Memento-Datetime": _LAST_MODIFIED,
        "x-archive-orig-content-type": "text/html; charset=utf-8",
        "x-archive-orig-date": _LAST_MODIFIED,
    }


def _answer(
    status: int, content: bytes, kind: str = "text/html; charset=utf-8", headers: Mapping[str, str] | None = None
) -> bytes:
    phrase = {200: "OK", 304: "Not Modified", 404: "Not Found"}[status]
    # linkchecker asks no host faster than ten times a second unless the host permits it by this header.
    lines = [f"HTTP/1.1 {status} {phrase}", "Date: Sun, 01 Mar 2026 06:00:00 GMT", "LinkChecker: fast"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if status != 304:  # noqa: PLR2004 - Not Modified has no body
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(content)}"]
    return "\r\n".join([*lines, "", ""]).encode() + content


def _header(headers: bytes, name: bytes) -> bytes:
    for line in headers.split(b"\r\n"):
        key, _, value = line.partition(b":")
        if key.lower() == name:
            return value.strip()
    return b""


def _lists(folder: Path) -> Iterator[tuple[bytes, bytes]]:
    """The pages of links that a folder holds: `/list.html` is list.html."""
    for path in folder.glob("*.html"):
        yield f"/{path.name}".encode(), _answer(200, path.read_bytes())


async def serve(certificate: Path, folder: Path) -> None:
    """Serves until standard input ends."""
    counts, files = [Counts()], dict[bytes, bytes]()
    loop = asyncio.get_running_loop()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    plain = await loop.create_server(lambda: Door(counts, files), EVERYWHERE, 0, backlog=1024)
    secure = await loop.create_server(lambda: Door(counts, files), EVERYWHERE, 0, ssl=context, backlog=1024)
    ports = [each.sockets[0].getsockname()[1] for each in (plain, secure)]
    sys.stdout.write(json.dumps(ports) + "\n")
    sys.stdout.flush()
    while await loop.run_in_executor(None, sys.stdin.readline):
        files.clear()
        files.update(_lists(folder))
        sys.stdout.write("read\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), Path(sys.argv[2])))
