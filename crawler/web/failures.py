"""What an exception of the network means: one of the kinds of evidence/fetch.py, with the library's words as detail."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from OpenSSL import SSL
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from service_identity import VerificationError
from twisted.internet import error as network
from twisted.web._newclient import ParseError

from crawler.evidence.fetch import Failure
from crawler.web.families import Families
from crawler.web.resolver import installed_resolver
from crawler.web.robots import DisallowedError
from crawler.web.tls import diagnose
from crawler.web.trail import trail_of

_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (DisallowedError, "robots"),
    (IgnoreRequest, "protocol"),
    (UnsupportedURLSchemeError, "unsupported-scheme"),
    (VerificationError, "tls"),
    (SSL.Error, "tls"),
    (ssl.SSLError, "tls"),
    (ParseError, "protocol"),
    (CannotResolveHostError, "dns"),
    (DownloadConnectionRefusedError, "refused"),
    (network.ConnectionRefusedError, "refused"),
    (network.NoRouteError, "unroutable"),
    (DownloadTimeoutError, "timeout"),
    (network.TimeoutError, "timeout"),
    (network.TCPTimedOutError, "timeout"),
    (network.ConnectionLost, "reset"),
    (network.ConnectionDone, "reset"),
    (ResponseDataLossError, "reset"),
    (network.ConnectError, "unroutable"),
)
"""First match wins, over the whole chain of causes: what lies deepest is what happened."""

_NO_WAY = frozenset({"timeout", "refused", "unroutable"})
"""What comes of a network without IPv6 where there is no other way."""


class FailureMiddleware:
    """Writes what went wrong into the request's trail, for the retries and the spider."""

    def __init__(self, crawler: Crawler) -> None:
        self._timeout = min(10.0, crawler.settings.getfloat("DOWNLOAD_TIMEOUT"))
        self._families = Families(crawler.settings.getlist("CITEWATCH_CONTROL_HOSTS"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> FailureMiddleware:
        """Scrapy's constructor."""
        return cls(crawler)

    async def process_exception(self, request: Request, exception: Exception) -> None:
        """Names the failure; the exception itself goes on its way."""
        if isinstance(exception, IgnoreRequest) and trail_of(request).failure is not None:
            return
        kind, detail = await self._closer(request, *classify(exception))
        trail_of(request).failure = Failure(kind=kind, detail=detail[:300], url=request.url)

    async def _closer(self, request: Request, kind: str, detail: str) -> tuple[str, str]:
        """What lies behind a failure that can have several causes."""
        resolver = installed_resolver()
        parts = urlsplit(request.url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        if kind == "dns":
            failure = resolver.failure(host, port) if resolver else None
            return (failure.kind, str(failure)) if failure else ("dns-servfail", detail)
        if kind == "timeout" and resolver and resolver.is_waiting(host, port):
            return "dns-timeout", f"no answer about {host} from its name servers"
        if kind in _NO_WAY and resolver and await self._families.is_to_blame(resolver, host, port):
            return "no-ipv6", f"{host} has IPv6 addresses only, and no control host can be reached over IPv6"
        # A handshake that is refused in an old protocol's words looks like a cut connection.
        if kind == "tls" or (kind == "reset" and parts.scheme == "https"):
            found, words = await diagnose(resolver, request.url, detail, self._timeout)
            return (found, words) if found else ("tls-failed" if kind == "tls" else kind, detail)
        return kind, detail


def classify(exception: BaseException) -> tuple[str, str]:
    """The kind of failure and its words; `tls` and `dns` still need a closer look."""
    causes = list(_causes(exception))
    for wanted, kind in _KINDS:
        for cause in causes:
            if isinstance(cause, wanted):
                return kind, f"{type(cause).__name__}: {cause}"
    return "protocol", f"{type(exception).__name__}: {exception}"


def _causes(exception: BaseException) -> Iterator[BaseException]:
    """The exception and all that lies under it: `__cause__`, and Twisted's `.reasons`."""
    waiting: list[Any] = [exception]
    seen: set[int] = set()
    while waiting:
        cause = waiting.pop(0)
        if id(cause) in seen or not isinstance(cause, BaseException):
            continue
        seen.add(id(cause))
        yield cause
        waiting += [cause.__cause__, cause.__context__]
        waiting += [getattr(reason, "value", reason) for reason in getattr(cause, "reasons", None) or ()]
