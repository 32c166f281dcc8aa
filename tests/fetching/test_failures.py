import ssl

import pytest
from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    UnsupportedURLSchemeError,
)
from service_identity import VerificationError
from twisted.internet import error as network
from twisted.python.failure import Failure
from twisted.web._newclient import ParseError, ResponseNeverReceived

from crawler.evidence.fetch import FAILURES
from crawler.web.failures import classify
from crawler.web.redirects import CircleError
from crawler.web.robots import DisallowedError


def _because(outer: Exception, inner: BaseException) -> Exception:
    outer.__cause__ = inner
    return outer


def _never_received(inner: Exception) -> Exception:
    wrapped = ResponseNeverReceived([Failure(inner)])
    return _because(DownloadFailedError(str(wrapped)), wrapped)


CASES: dict[str, tuple[BaseException, str]] = {
    "robots.txt": (DisallowedError("no"), "robots"),
    "a circle": (CircleError("a"), "protocol"),
    "any other request let go": (IgnoreRequest("no"), "protocol"),
    "another scheme": (UnsupportedURLSchemeError("gopher"), "unsupported-scheme"),
    "no address": (CannotResolveHostError("a"), "dns"),
    "refused": (DownloadConnectionRefusedError("a"), "refused"),
    "refused, in Twisted's words": (network.ConnectionRefusedError(), "refused"),
    "no route": (network.NoRouteError(), "unroutable"),
    "any other failure to connect": (network.ConnectError(), "unroutable"),
    "too slow": (DownloadTimeoutError("a"), "timeout"),
    "too slow to connect": (network.TCPTimedOutError(), "timeout"),
    "cut off": (_never_received(network.ConnectionLost()), "reset"),
    "closed without a word": (_never_received(network.ConnectionDone()), "reset"),
    "a certificate, deep below": (_never_received(SSL.Error([("SSL", "", "certificate verify failed")])), "tls"),
    "another name, deep below": (_never_received(VerificationError(errors=())), "tls"),
    "the standard library's TLS": (ssl.SSLError(1, "a"), "tls"),
    "no HTTP": (_never_received(ParseError("wrong number of parts", b"SSH-2.0")), "protocol"),  # type: ignore[no-untyped-call]
    "what nobody has foreseen": (ZeroDivisionError("a"), "protocol"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_lies_deepest_is_what_happened(name: str) -> None:
    exception, kind = CASES[name]
    found, detail = classify(exception)
    assert found == kind
    assert detail


def test_exceptions_that_cause_each_other_come_to_an_end() -> None:
    one, other = ValueError("one"), ValueError("other")
    one.__cause__, other.__cause__ = other, one
    assert classify(one)[0] == "protocol"


def test_every_kind_has_its_words() -> None:
    looked_at_more_closely = {"tls", "dns"}
    assert {kind for _, kind in CASES.values()} - looked_at_more_closely <= set(FAILURES)
