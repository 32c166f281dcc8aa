"""A plain visitor of the stand-in web for its own tests: one request, no redirects followed, nothing decoded."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.web.server import Web
from tests.web.sockets import LOOPBACK

PATIENCE = 5.0
"""Seconds; only a host that is stuck uses them up."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@contextmanager
def connection(web: Web, url: str, patience: float = PATIENCE) -> Iterator[socket.socket]:
    """A socket to the web's port for the address, over TLS with the web's own authority where the address says so."""
    parts = urlsplit(url)
    port = web.https_port if parts.scheme == "https" else web.http_port
    with socket.create_connection((LOOPBACK, port), timeout=patience) as plain:
        if parts.scheme == "http":
            yield plain
            return
        context = ssl.create_default_context(cafile=str(web.cacert))
        with context.wrap_socket(plain, server_hostname=parts.hostname) as wrapped:
            yield wrapped


def request_bytes(url: str, method: str = "GET", **headers: str) -> bytes:
    """A request as it goes over the wire; `headers` with underscores for hyphens."""
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    named = {"Host": parts.netloc, "Connection": "close"} | {name.replace("_", "-"): headers[name] for name in headers}
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def ask(web: Web, url: str, method: str = "GET", **headers: str) -> Reply:
    """The answer to one request. Raises what http.client, ssl and sockets raise where there is none."""
    with connection(web, url) as wire:
        wire.sendall(request_bytes(url, method, **headers))
        response = http.client.HTTPResponse(wire, method=method)
        response.begin()
        with response:
            return Reply(
                response.status, {name.lower(): value for name, value in response.headers.items()}, response.read()
            )


def ask_raw(web: Web, url: str, patience: float = PATIENCE) -> bytes:
    """All bytes that come back until the other side closes."""
    with connection(web, url, patience) as wire:
        wire.sendall(request_bytes(url))
        received = b""
        while data := wire.recv(65536):
            received += data
        return received
