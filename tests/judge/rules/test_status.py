"""What a status says of the page, if it is the site's own word."""

from __future__ import annotations

import pytest

from crawler.judge.live import judge_fetch
from crawler.judge.rules.status import CLOUDFLARE
from tests.judge.cases import citation, fetch, html

REASONS = {
    404: "not-found", 410: "gone", 401: "blocked", 403: "blocked", 407: "blocked", 429: "blocked", 451: "blocked",
    400: "blocked", 405: "blocked", 406: "blocked", 418: "blocked", 999: "blocked", 500: "server-error",
    502: "server-error", 503: "server-error", 520: "server-error", 599: "server-error", 100: "protocol-error",
    101: "protocol-error", 304: "protocol-error", 300: "protocol-error", 301: "protocol-error", 302: "protocol-error",
}  # fmt: skip


@pytest.mark.parametrize(("status", "reason"), REASONS.items())
def test_statuses(status: int, reason: str) -> None:
    verdict = judge_fetch(citation(), fetch(html("", "Something."), status=status))
    assert verdict.reason == reason
    assert str(status) in verdict.explanation
    assert verdict.status == status


@pytest.mark.parametrize("status", [200, 202, 203, 204, 206])
def test_a_success_says_nothing_by_itself(status: int) -> None:
    assert judge_fetch(citation(), fetch(b"", status=status)).reason == "unclear"


@pytest.mark.parametrize("status", [404, 410, 503])
def test_behind_a_wall_it_is_the_walls_word(status: int) -> None:
    assert judge_fetch(citation(), fetch(b"", status=status, headers={"cf-mitigated": "challenge"})).reason == "blocked"


@pytest.mark.parametrize("status", CLOUDFLARE)
def test_a_status_of_cloudflares_own_says_what_it_means(status: int) -> None:
    verdict = judge_fetch(
        citation(), fetch(html("Error", "Ray ID: 7d1"), status=status, headers={"server": "cloudflare"})
    )
    assert (verdict.state, verdict.reason) == ("unknown", "server-error")
    assert "Cloudflare's word that" in verdict.explanation
