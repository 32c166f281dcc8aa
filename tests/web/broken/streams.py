"""Hosts whose answer begins as HTTP and then goes on for ever, too slowly, too long, or not to its end."""

from __future__ import annotations

import asyncio
import gzip
from asyncio import StreamReader, StreamWriter
from functools import cache

from tests.web.http import head_bytes
from tests.web.page import html_page, story_page
from tests.web.site import Request, Site

HTML = {"Content-Type": "text/html; charset=utf-8"}
FILLER = b"<p>" + b"and the sea went on " * 800 + b"</p>\n"


async def _pour(writer: StreamWriter, piece: bytes, every: float) -> None:
    """Sends `piece` again and again, `every` so many seconds, until the visitor has gone.

    The pause is never nothing: over TLS, `drain` alone would not let the loop notice that he has.
    """
    while not writer.is_closing():
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(every)


async def _drip(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Sends a byte of a huge page each second, for ever."""
    writer.write(head_bytes(200, {**HTML, "Content-Length": "1000000"}))
    await _pour(writer, b" ", every=1)


async def _endless(request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Never stops sending; `/article` tells the story first, any other path is noise from the start."""
    writer.write(head_bytes(200, {**HTML, "Connection": "close"}))
    if request.path == "/article":
        writer.write(story_page().partition(b"</body>")[0])
    await _pour(writer, FILLER, every=0.001)


async def _odd_headers(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Has a header line without a colon."""
    page = story_page()
    lines = f"Content-Type: text/html\r\nthis line has no colon\r\nContent-Length: {len(page)}\r\n\r\n"
    writer.write(b"HTTP/1.1 200 OK\r\n" + lines.encode() + page)


async def _nameless_header(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Has a header with a value and no name."""
    page = story_page()
    lines = f"Content-Type: text/html\r\n: no name\r\nContent-Length: {len(page)}\r\n\r\n"
    writer.write(b"HTTP/1.1 200 OK\r\n" + lines.encode() + page)


async def _bare_newlines(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Ends its lines without a carriage return."""
    page = story_page()
    writer.write(b"HTTP/1.0 200 OK\nContent-Type: text/html\nContent-Length: %d\n\n%b" % (len(page), page))


async def _header_flood(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Sends headers for ever."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    await _pour(writer, b"".join(b"X-Flood-%d: %b\r\n" % (each, b"w" * 200) for each in range(50)), every=0.001)


async def _long_header(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Has one header of a megabyte."""
    writer.write(head_bytes(200, {**HTML, "X-Long": "w" * 1_000_000, "Connection": "close"}) + story_page())


async def _truncated(request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Promises more bytes than it sends; `/article` tells nearly all of the story, `/stub` ends before its title."""
    page = story_page()
    sent = page[:-200] if request.path == "/article" else page[:30]
    writer.write(head_bytes(200, {**HTML, "Content-Length": str(len(page))}) + sent)


async def _chunked_cut(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Goes in the middle of a chunk, with nearly all of the story told."""
    page = story_page()
    writer.write(head_bytes(200, {**HTML, "Transfer-Encoding": "chunked"}))
    writer.write(b"%x\r\n%b" % (len(page), page[:-200]))


async def _chunked_badly(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Has a chunk whose length is no number."""
    writer.write(head_bytes(200, {**HTML, "Transfer-Encoding": "chunked"}) + b"many\r\nbytes\r\n0\r\n\r\n")


async def _lying_length(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Promises fewer bytes than it sends; the promised ones tell nearly all of the story."""
    page = story_page()
    writer.write(head_bytes(200, {**HTML, "Content-Length": str(len(page) - 200), "Connection": "close"}) + page)


async def _two_lengths(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Names two different lengths."""
    page = story_page()
    lengths = f"Content-Length: {len(page)}\r\nContent-Length: 7\r\n\r\n"
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + lengths.encode() + page)


@cache
def _bomb() -> bytes:
    """Packed at the first request only: it takes as long as starting the whole web."""
    return gzip.compress(bytes(100_000_000), compresslevel=9)


async def _gzip_bomb(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Sends 100 KB that unpack to 100 MB of nothing."""
    writer.write(head_bytes(200, {**HTML, "Content-Encoding": "gzip", "Connection": "close"}) + _bomb())


async def _gzip_cut(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Sends a compressed page whose last tenth is missing, and says so in no header."""
    packed = gzip.compress(story_page() + html_page("Archive", *("A line of the log." for _ in range(50))))
    sent = packed[: -len(packed) // 10]
    writer.write(head_bytes(200, {**HTML, "Content-Encoding": "gzip", "Content-Length": str(len(sent))}) + sent)


RAW = {
    "drip": _drip,
    "endless": _endless,
    "headers-without-colon": _odd_headers,
    "nameless-header": _nameless_header,
    "bare-newlines": _bare_newlines,
    "header-flood": _header_flood,
    "long-header": _long_header,
    "truncated": _truncated,
    "chunked-cut": _chunked_cut,
    "chunked-badly": _chunked_badly,
    "lying-length": _lying_length,
    "two-lengths": _two_lengths,
    "gzip-bomb": _gzip_bomb,
    "gzip-cut": _gzip_cut,
}

SITES = tuple(Site(host=f"{name}.example", raw=raw) for name, raw in RAW.items())
EXPECTED = {
    "https://drip.example/article": ("unknown", "timeout"),
    "https://endless.example/article": ("alive", "ok"),
    "https://endless.example/noise": ("unknown", "protocol-error"),
    "https://headers-without-colon.example/article": ("alive", "ok"),
    "https://truncated.example/article": ("alive", "ok"),
    "https://chunked-cut.example/article": ("alive", "ok"),
    "https://chunked-badly.example/article": ("unknown", "protocol-error"),
    "https://lying-length.example/article": ("alive", "ok"),
    "https://gzip-bomb.example/article": ("unknown", "protocol-error"),
}
EITHER = {
    "https://nameless-header.example/article": frozenset({("alive", "ok"), ("unknown", "protocol-error")}),
    "https://bare-newlines.example/article": frozenset({("alive", "ok"), ("unknown", "protocol-error")}),
    "https://header-flood.example/article": frozenset({("unknown", "protocol-error"), ("unknown", "timeout")}),
    "https://long-header.example/article": frozenset({("alive", "ok"), ("unknown", "protocol-error")}),
    "https://truncated.example/stub": frozenset({("unknown", "protocol-error"), ("unknown", "unclear")}),
    "https://two-lengths.example/article": frozenset({("alive", "ok"), ("unknown", "protocol-error")}),
    "https://gzip-cut.example/article": frozenset({("alive", "ok"), ("unknown", "protocol-error")}),
}
