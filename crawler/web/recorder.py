"""Keeps every answer as it came over the wire in the run's evidence file, and says in the request where it stands."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Response

from crawler.evidence.warc import EvidenceFile
from crawler.web.left_alone import NOT_ASKED
from crawler.web.trail import trail_of

evidence_lost = object()
"""The signal, with `error` (an EvidenceLostError), that an answer could not be kept: what follows is no verdict."""


class EvidenceLostError(Exception):
    """The evidence file cannot be written; the message says which, why, and what to do."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{path} cannot be written: {error.strerror}. See that the disk has room.")


_HOP_BY_HOP = frozenset({b"transfer-encoding"})
"""Headers that no longer say the truth of the body kept: its chunks are joined."""

_SECRET = frozenset({b"authorization", b"proxy-authorization"})
"""Headers that say who we are, and whose values anybody could use: an evidence file is for everybody to read."""


class EvidenceMiddleware:
    """Setting: `CITEWATCH_EVIDENCE`, the path of the evidence file; without it nothing is kept."""

    def __init__(self, crawler: Crawler, path: Path) -> None:
        self._crawler = crawler
        self._file = EvidenceFile(path)
        self._pointer = "/".join(path.parts[-3:])

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> EvidenceMiddleware:
        """Scrapy's constructor."""
        path = crawler.settings.get("CITEWATCH_EVIDENCE")
        if not path:
            raise NotConfigured
        middleware = cls(crawler, Path(path))
        crawler.signals.connect(middleware.close, signals.spider_closed)
        return middleware

    def process_response(self, request: Request, response: Response) -> Response:
        """Records the exchange; the trail's `record` is `runs/RUN-ID/evidence.warc.gz#offset=N`."""
        if NOT_ASKED in response.flags:
            trail_of(request).record = ""
            return response
        try:
            offset = self._file.record_exchange(
                response.url,
                _asked(request, response.url),
                (_status_line(response.status), _headers(response.headers)),
                response.body,
                str(response.ip_address or ""),
            )
        except OSError as error:
            lost = EvidenceLostError(self._file.path, error)
            self._crawler.signals.send_catch_log(evidence_lost, error=lost)
            raise lost from error
        trail_of(request).record = f"{self._pointer}#offset={offset}"
        return response

    def close(self) -> None:
        """Closes the evidence file with the spider."""
        self._file.close()


def _asked(request: Request, url: str) -> tuple[str, list[tuple[str, str]]]:
    """The request's first line and headers."""
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host = ("Host", parts.netloc.rpartition("@")[2])
    return f"{request.method} {target} HTTP/1.1", [host, *_headers(request.headers)]


def _headers(headers: Headers) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), " ".join(value.decode("latin-1").split()))
        for name, values in headers.items()
        if name.lower() not in _HOP_BY_HOP | _SECRET
        for value in values
    ]


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"
