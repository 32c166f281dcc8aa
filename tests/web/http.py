"""HTTP/1.1 by hand: reads requests, writes well-formed answers, and leaves the broken ones to the sites."""

from __future__ import annotations

from asyncio import IncompleteReadError, LimitOverrunError, StreamReader, StreamWriter
from dataclasses import dataclass
from http import HTTPStatus

from tests.web.site import Answer, Request

NO_BODY = (204, 304)


@dataclass(frozen=True, slots=True)
class Head:
    """A request's first line and headers (names in lower case), and its body."""

    method: str
    target: str
    version: str
    headers: dict[str, str]
    body: bytes

    @property
    def host(self) -> str:
        return self.headers.get("host", "").partition(":")[0].lower()

    @property
    def keeps_alive(self) -> bool:
        return self.version == "HTTP/1.1" and self.headers.get("connection", "").lower() != "close"


async def read_head(reader: StreamReader) -> Head | None:
    """The next request of a connection, None where there is none or it is not HTTP."""
    try:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, version = lines[0].split(" ")
        pairs = (line.partition(":") for line in lines[1:] if line)
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
    except (IncompleteReadError, LimitOverrunError, ValueError):
        return None
    return Head(method, target, version, headers, body)


def answer_bytes(request: Request, answer: Answer, *, keeps_alive: bool) -> bytes:
    """The answer as it goes over the wire."""
    given = {name.lower() for name in answer.headers}
    headers = dict(answer.headers)
    if answer.body and "content-type" not in given:
        headers["Content-Type"] = "text/html; charset=utf-8"
    if not given & {"content-length", "transfer-encoding"} and answer.status not in NO_BODY:
        headers["Content-Length"] = str(len(answer.body))
    if "connection" not in given:
        headers["Connection"] = "keep-alive" if keeps_alive else "close"
    body = b"" if request.method == "HEAD" or answer.status in NO_BODY else answer.body
    return head_bytes(answer.status, headers) + body


def head_bytes(status: int, headers: dict[str, str]) -> bytes:
    """A status line and headers, as they go over the wire."""
    lines = [f"HTTP/1.1 {status} {_phrase(status)}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else "Unknown"


async def write_answer(writer: StreamWriter, request: Request, answer: Answer, *, keeps_alive: bool) -> bool:
    """Sends the answer; whether the connection may serve another request."""
    writer.write(answer_bytes(request, answer, keeps_alive=keeps_alive))
    await writer.drain()
    says_close = {name.lower(): value for name, value in answer.headers.items()}.get("connection", "") == "close"
    return keeps_alive and not says_close
