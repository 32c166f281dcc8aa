"""Bounds what is read of an answer: bytes on the wire, and bytes after decoding."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import brotli
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Response

CHUNK = 65_536
_Feed = Callable[[bytes], bytes]


class BodyLimit:
    """An extension: stops reading a body at `CITEWATCH_BODY_LIMIT` bytes and keeps what has come."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BodyLimit:
        """Scrapy's constructor."""
        extension = cls(crawler.settings.getint("CITEWATCH_BODY_LIMIT"))
        crawler.signals.connect(extension.bytes_received, signals.bytes_received)
        return extension

    def bytes_received(self, data: bytes, request: Request) -> None:
        """Counts, and stops the download at the limit."""
        read = request.meta.get("bytes_read", 0) + len(data)
        request.meta["bytes_read"] = read
        if read >= self._limit:
            raise StopDownload(fail=False)


class DecodingMiddleware:
    """Undoes Content-Encoding within the limit, keeps what a broken encoding still gives, and says so in the flags."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DecodingMiddleware:
        """Scrapy's constructor."""
        return cls(crawler.settings.getint("CITEWATCH_BODY_LIMIT"))

    def process_request(self, request: Request) -> None:
        """Says what we can decode; a request starts counting anew."""
        request.headers.setdefault(b"Accept-Encoding", b"gzip, deflate, br")
        request.meta.pop("bytes_read", None)

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002 - Scrapy's signature
        """The answer with its body decoded."""
        encodings = [
            part.strip().lower()
            for part in b",".join(response.headers.getlist(b"Content-Encoding")).decode("latin-1").split(",")
        ]
        body, flags = response.body, list(response.flags)
        for encoding in reversed([name for name in encodings if name not in ("", "identity")]):
            body, intact = decode(body, encoding, self._limit)
            flags += [] if intact else ["broken-encoding"]
            flags += ["download_stopped"] if len(body) >= self._limit else []
        return response.replace(body=body, flags=flags)


def decode(body: bytes, encoding: str, limit: int) -> tuple[bytes, bool]:
    """At most `limit` decoded bytes, and whether the encoding was unbroken as far as it was read."""
    makers: dict[str, Callable[[], _Feed]] = {
        "gzip": lambda: _inflate(31, limit),
        "x-gzip": lambda: _inflate(31, limit),
        "deflate": lambda: _inflate(15 if body[:1] in (b"\x78", b"\x58", b"\x38", b"\x08") else -15, limit),
        "br": lambda: _unbrotli(limit),
    }
    if encoding not in makers:
        return body, False
    feed, out = makers[encoding](), bytearray()
    try:
        for start in range(0, len(body), CHUNK):
            out += feed(body[start : start + CHUNK])
            if len(out) >= limit:
                break
    except (zlib.error, brotli.error):
        # Servers announce encodings that they do not apply; browsers then fail, but the text may stand there plainly.
        return (bytes(out[:limit]), False) if out else (body, False)
    return bytes(out[:limit]), True


def _inflate(window: int, limit: int) -> _Feed:
    stream = zlib.decompressobj(window)
    return lambda data: stream.decompress(data, limit)


def _unbrotli(limit: int) -> _Feed:
    stream = brotli.Decompressor()

    def feed(data: bytes) -> bytes:
        out: bytes = stream.process(data, output_buffer_limit=limit)
        return out

    return feed
