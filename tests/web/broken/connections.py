"""Hosts whose connections go wrong before there is an answer, or whose answer is not HTTP."""

from __future__ import annotations

from asyncio import StreamReader, StreamWriter

from tests.web.http import answer_bytes
from tests.web.page import story_page
from tests.web.site import Answer, RawHandler, Request, Site
from tests.web.sockets import reset

FINE = Answer(200, {}, story_page())


async def _reset(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Ends the connection with a TCP reset."""
    reset(writer)


async def _close(_request: Request, _reader: StreamReader, _writer: StreamWriter) -> None:
    """Goes without a word."""


async def _close_once(request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Goes without a word the first time, and shows the page from the second on."""
    if request.nth > 1:
        writer.write(answer_bytes(request, FINE, keeps_alive=False))


async def _reset_once(request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Resets the first time, and shows the page from the second on."""
    if request.nth == 1:
        reset(writer)
    else:
        writer.write(answer_bytes(request, FINE, keeps_alive=False))


async def _stay_silent(_request: Request, reader: StreamReader, _writer: StreamWriter) -> None:
    """Takes the request and never answers."""
    while await reader.read(1024):
        pass


async def _silent_once(request: Request, reader: StreamReader, writer: StreamWriter) -> None:
    """Never answers the first request, and shows the page from the second on."""
    if request.nth == 1:
        await _stay_silent(request, reader, writer)
    else:
        writer.write(answer_bytes(request, FINE, keeps_alive=False))


async def _garbage(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Answers in something that is not HTTP."""
    writer.write(b"SSH-2.0-lighthouse_9.6\r\n" + bytes(range(256)) * 4)


async def _http_0_9(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Sends a page without status line and headers, as in 1991."""
    writer.write(story_page())


async def _informational_only(request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Sends an interim answer, then goes."""
    status = 101 if "101" in request.host else 100
    writer.write(f"HTTP/1.1 {status} Interim\r\n\r\n".encode())


async def _continue_first(request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Sends a needless 100 Continue before the page."""
    writer.write(b"HTTP/1.1 100 Continue\r\n\r\n" + answer_bytes(request, FINE, keeps_alive=False))


def _host(name: str, raw: RawHandler) -> Site:
    """A host whose fault hits robots.txt too: it lies deeper than any page."""
    return Site(host=f"{name}.example", raw=raw, answers_robots=True)


# Its port is closed.
REFUSED = Site(host="refused.example", refuses=True)

SITES = (
    REFUSED,
    _host("reset", _reset),
    _host("reset-once", _reset_once),
    _host("closes", _close),
    _host("closes-once", _close_once),
    _host("silent", _stay_silent),
    Site(host="silent-once.example", raw=_silent_once),
    _host("garbage", _garbage),
    _host("http-0-9", _http_0_9),
    _host("status-100", _informational_only),
    _host("status-101", _informational_only),
    Site(host="continue-first.example", raw=_continue_first),
)
EXPECTED = {
    "https://refused.example/article": ("unknown", "refused"),
    "http://reset.example/article": ("unknown", "reset"),
    "https://reset-once.example/article": ("alive", "ok"),
    "https://closes.example/article": ("unknown", "reset"),
    "https://closes-once.example/article": ("alive", "ok"),
    "https://silent.example/article": ("unknown", "timeout"),
    "https://silent-once.example/article": ("alive", "ok"),
    "https://garbage.example/article": ("unknown", "protocol-error"),
    "https://http-0-9.example/article": ("unknown", "protocol-error"),
    "https://status-100.example/article": ("unknown", "protocol-error"),
    "https://status-101.example/article": ("unknown", "protocol-error"),
    "https://continue-first.example/article": ("alive", "ok"),
}
