"""HTTP/1.1 as servers really speak it: forgives what browsers forgive, and bounds what comes before a body.

Twisted fixes the class of its parser inside a method, so the parser that it makes is given ours, as Scrapy does it.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

# Scrapy's own defaults, which have no public name.
from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from twisted.internet.error import ConnectionDone
from twisted.python.failure import Failure
from twisted.web._newclient import DONE, ParseError

HEAD_LIMIT = 256 * 1024
"""Bytes of status line and headers, interim answers included: as many as Chromium reads."""

_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2


class Parser(_LenientHTTPClientParser):
    """Skips header lines whose name is none, and ends heads that never do."""

    MAX_LENGTH = HEAD_LIMIT
    _head_bytes = 0
    _interim = False

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 - Twisted's name
        """One line of the head. Raises ParseError where the head is over the limit."""
        self._head_bytes += len(line) + 1
        if self._head_bytes > HEAD_LIMIT:
            raise _fault(f"the headers are longer than {HEAD_LIMIT} bytes")
        super().lineReceived(line)

    def lineLengthExceeded(self, line: bytes) -> None:  # noqa: N802 - Twisted's name
        """A line alone is over the limit."""
        raise _fault(f"a line of the headers is longer than {HEAD_LIMIT} bytes: {line[:80]!r}")

    def headerReceived(self, name: bytes, value: bytes) -> None:  # noqa: N802 - Twisted's name
        """Browsers pass over a name that is none, blanks before the colon, and a length that is said twice."""
        name = name.strip()
        told = self.connHeaders.getRawHeaders(b"content-length") or []
        if _TOKEN.fullmatch(name) and not (name.lower() == b"content-length" and value in told):
            super().headerReceived(name, value)  # type: ignore[no-untyped-call]

    def allHeadersReceived(self) -> None:  # noqa: N802 - Twisted's name
        """Interim answers are passed over; 101 leaves HTTP, which nobody asked for."""
        if self.response.code == HTTPStatus.SWITCHING_PROTOCOLS:
            raise _fault("101: it switches to another protocol, unasked")
        self._interim = self._interim or self.response.code < HTTPStatus.OK
        super().allHeadersReceived()  # type: ignore[no-untyped-call]

    def connectionLost(self, reason: Any = None) -> None:  # noqa: N802 - Twisted's name
        """An end after an interim answer is no cut connection: the server took this for its answer."""
        if self._interim and self.bodyDecoder is None and self.state != DONE:
            reason = Failure(_fault("only an interim answer (1xx) came"))  # type: ignore[no-untyped-call]
        super().connectionLost(reason)


class Protocol(_LenientHTTP11ClientProtocol):
    """One connection."""

    def request(self, request: Any) -> Any:
        """Twisted's entry, with our parser."""
        answer = super().request(request)
        if self._parser is not None:
            self._parser.__class__ = Parser
        return answer

    def _giveUp(self, reason: Failure) -> None:  # noqa: N802 - Twisted's name
        # A goodbye over TLS waits for the other side's, and who floods us says none.
        if not isinstance(reason.value, ConnectionDone) and self.transport is not None:
            self.transport.abortConnection()
        super()._giveUp(reason)  # type: ignore[no-untyped-call]


class Factory(_LenientHTTP11ClientFactory):
    """Makes the connections of a pool."""

    def buildProtocol(self, addr: Any) -> Protocol:  # noqa: ARG002, N802 - Twisted's name and signature
        """Twisted's entry."""
        return Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


def _fault(words: str) -> ParseError:
    return ParseError(words, b"")  # type: ignore[no-untyped-call]
