"""A fetch that ended without a page: the reason, in words."""

from __future__ import annotations

import pytest

from crawler.evidence.fetch import FAILURES
from crawler.judge.live import judge_fetch
from crawler.judge.rules.network import reason_of
from crawler.judge.verdict import LIVE_STATE_OF
from tests.judge.cases import URL, citation, failed

REASONS = {
    "timeout": "timeout", "refused": "refused", "unroutable": "refused", "reset": "reset", "protocol": "protocol-error",
    "tls-expired": "tls-error", "tls-incomplete-chain": "tls-error", "dns-nxdomain": "domain-gone",
    "dns-servfail": "dns-error", "dns-timeout": "dns-error", "dns-no-address": "dns-error",
    "redirect-loop": "redirect-loop", "robots": "robots-disallowed", "forbidden-address": "forbidden-address",
    "forbidden-port": "forbidden-address", "no-ipv6": "offline",
    "unsupported-scheme": "unsupported-scheme", "malformed-url": "malformed-url",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "reason"), REASONS.items())
def test_kinds(kind: str, reason: str) -> None:
    assert judge_fetch(citation(), failed(kind)).reason == reason


@pytest.mark.parametrize("kind", FAILURES)
def test_every_failure_has_a_reason_and_a_sentence(kind: str) -> None:
    assert reason_of(kind) in LIVE_STATE_OF
    assert FAILURES[kind] in judge_fetch(citation(), failed(kind)).explanation


def test_only_a_domain_that_does_not_exist_is_dead() -> None:
    assert {kind for kind in FAILURES if LIVE_STATE_OF[reason_of(kind)] == "dead"} == {"dns-nxdomain"}


def test_the_end_of_a_redirect_is_named() -> None:
    verdict = judge_fetch(citation(), failed("dns-nxdomain", via=((URL, 301),), url="https://gone.example/x"))
    assert verdict.reason == "domain-gone"
    assert "It redirects to gone.example" in verdict.explanation


@pytest.mark.parametrize("address", ["http://[bad", "http://[bad/#x", "http://a.example:x/", "see there", "http://"])
@pytest.mark.parametrize("via", [(), ((URL, 302),)])
def test_a_malformed_address_is_a_verdict(address: str, via: tuple[tuple[str, int], ...]) -> None:
    cited = citation(url=URL if via else address)
    assert judge_fetch(cited, failed("malformed-url", url=address, via=via)).reason == "malformed-url"


def test_a_living_host_that_leads_to_no_host_for_now_is_not_gone() -> None:
    fetched = failed("dns-nxdomain", via=((URL, 302),), url="https://sso.corp.internal/x")
    assert judge_fetch(citation(), fetched).reason == "dns-error"
