"""What DNS, TLS, the connection and the shape of the redirects tell: the fetch ended without a page."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.evidence.address import pieces
from crawler.evidence.fetch import FAILURES
from crawler.judge.rule import Case
from crawler.judge.verdict import Signal

REASONS: Mapping[str, str] = {
    "dns-nxdomain": "domain-gone",
    "timeout": "timeout",
    "refused": "refused",
    "reset": "reset",
    "unroutable": "refused",
    "no-ipv6": "offline",
    "protocol": "protocol-error",
    "redirect-loop": "redirect-loop",
    "robots": "robots-disallowed",
    "forbidden-address": "forbidden-address",
    "forbidden-port": "forbidden-address",
    "unsupported-scheme": "unsupported-scheme",
    "malformed-url": "malformed-url",
}


def reason_of(kind: str) -> str:
    """The live reason that a kind of failure means; the families `tls-` and `dns-` have one each."""
    if kind in REASONS:
        return REASONS[kind]
    return {"tls": "tls-error", "dns": "dns-error"}[kind.partition("-")[0]]


def failed(case: Case) -> Signal | None:
    """The fetch ended without a page, and this is why."""
    failure = case.fetch.failure
    if failure is None:
        return None
    why = FAILURES[failure.kind]
    if case.fetch.hops:
        host = pieces(failure.url).hostname or failure.url[:100]
        sentence = f"It redirects to {host}, and there the way ends: {why}."
    else:
        sentence = f"The address cannot be read: {why}."
    reason = reason_of(failure.kind)
    if reason == "domain-gone" and not _is_the_domain(case, failure.url):
        reason = "dns-error"
    return Signal(rule="network/failed", reason=reason, weight=1.0, sentence=sentence)


def _is_the_domain(case: Case, failing: str) -> bool:
    """Whether the failing domain is the cited one, or the cited one sends there for good: else it lives."""
    if case.fetch.for_good:
        return True
    return pieces(failing).hostname == pieces(case.address).hostname
