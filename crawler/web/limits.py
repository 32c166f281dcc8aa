"""Bounds what is read of an answer, on the wire and after decoding, and flags a body that is not whole or not sound."""

from __future__ import annotations

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Response

from crawler.web.decoding import decode

STOPPED, CUT_OFF = "download_stopped", "dataloss"
"""Scrapy's flags of an answer that was read to our limit, and of one that ended before its time."""

BROKEN = "broken-encoding"
"""Our flag of an answer whose Content-Encoding could not be undone to its end."""

CUT_SHORT = frozenset({STOPPED, CUT_OFF})
"""Only the beginning of the body was read."""

DAMAGED = frozenset({BROKEN, CUT_OFF})
"""The body is not what the server meant to send."""


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
    """Undoes Content-Encoding within `CITEWATCH_BODY_LIMIT`; the response's flags say if it was BROKEN or STOPPED."""

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
        encodings = b",".join(response.headers.getlist(b"Content-Encoding")).decode("latin-1")
        if not encodings:
            return response
        decoded = decode(response.body, encodings, self._limit)
        cut_on_the_wire = STOPPED in response.flags
        flags = list(response.flags)
        flags += [] if decoded.intact or cut_on_the_wire else [BROKEN]
        flags += [STOPPED] if decoded.cut and not cut_on_the_wire else []
        return response.replace(body=decoded.body, flags=flags)
