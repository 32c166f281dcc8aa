"""The verdict on the cited address, and the faults of earlier link checkers that it must not have."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.judge.live import NOT_ASKED, judge_fetch, judge_live
from crawler.judge.past import Past, Policy
from crawler.judge.verdict import Step
from tests.judge.cases import AT, STORY, TITLE, URL, citation, failed, fetch, html

FRONT = html("Coast Courier", "News Sport Weather Harbour Tides")
MISSING = html("Page not found", "The page you are looking for does not exist.")
CHALLENGE = html("Just a moment...", body="<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/x'></script>")


def failing(days: int, reason: str = "timeout", state: str = "unknown") -> Past:
    at = datetime(2026, 3, 1, 6, tzinfo=UTC) - timedelta(days=days)
    return Past(live_at=at, live_state=state, live_reason=reason, archive_at=None, archive_state="unknown")


def test_a_redirect_to_the_root_is_not_alive() -> None:
    verdict = judge_live(citation(), fetch(FRONT, via=((URL, 301),), url="https://courier.example/"))
    assert (verdict.state, verdict.reason) == ("dead", "redirected-home")


def test_a_soft_404_is_not_alive() -> None:
    assert judge_live(citation(), fetch(MISSING)).reason == "soft-404"


def test_a_soft_404_needs_no_telling_address() -> None:
    fetched = fetch(MISSING, via=((URL, 302),), url="https://courier.example/x/y/z")
    assert judge_live(citation(), fetched).reason == "soft-404"


@pytest.mark.parametrize("status", [200, 403, 404, 500, 503])
def test_a_cloudflare_status_to_bots_is_not_dead(status: int) -> None:
    verdict = judge_live(citation(), fetch(CHALLENGE, status=status))
    assert (verdict.state, verdict.reason) == ("unknown", "blocked")


@pytest.mark.parametrize("status", [401, 403, 429, 451, 999])
def test_a_refusal_is_neither_broken_nor_waved_through(status: int) -> None:
    assert judge_live(citation(), fetch(b"", status=status)).state == "unknown"


def test_strikes_are_not_reset_by_a_redirect_to_the_root() -> None:
    home = fetch(FRONT, via=((URL, 301),), url="https://courier.example/")
    before = [failing(14), failing(7), failing(1, "redirected-home", "dead")]
    assert judge_live(citation(), home, before).state == "dead"


def test_one_timeout_is_not_final() -> None:
    assert judge_live(citation(), failed("timeout")).state == "unknown"


def test_a_certificate_is_not_death() -> None:
    verdict = judge_live(citation(), failed("tls-incomplete-chain"), [failing(14), failing(7)])
    assert (verdict.state, verdict.reason) == ("unknown", "tls-error")


def test_a_parked_domain_is_not_alive() -> None:
    assert judge_live(citation(), fetch(html("courier.example", "This domain is for sale!"))).state == "dead"


def test_a_wall_that_hides_a_dead_page_is_not_alive_either() -> None:
    assert judge_live(citation(), fetch(CHALLENGE, status=404)).state == "unknown"


DEAD = {
    "not found": fetch(b"", status=404),
    "gone": fetch(b"", status=410),
    "no such domain": failed("dns-nxdomain"),
    "a soft 404": fetch(MISSING),
    "the front page": fetch(FRONT, via=((URL, 302),), url="https://courier.example/"),
    "for sale": fetch(html("x", "This domain is for sale!")),
}


@pytest.mark.parametrize("name", DEAD)
def test_an_address_from_memory_never_dies(name: str) -> None:
    verdict = judge_live(citation(url_source="recalled"), DEAD[name])
    assert (verdict.state, verdict.reason) == ("unknown", "address-unconfirmed")
    assert judge_live(citation(url_source="article"), DEAD[name]).state == "dead"


def test_a_page_with_the_cited_title_confirms_an_address_from_memory() -> None:
    verdict = judge_live(citation(url_source="recalled"), fetch(html(TITLE, STORY)))
    assert verdict.reason == "ok"
    assert "confirms the address" in verdict.explanation


def test_without_an_address_there_is_nothing_to_judge() -> None:
    verdict = judge_live(citation(url=" "), None)
    assert (verdict.state, verdict.reason, verdict.checked_at) == ("unknown", "no-url", None)
    assert "citewatch sync" in verdict.explanation


def test_what_was_not_asked_is_not_judged() -> None:
    verdict = judge_live(citation(), None)
    assert (verdict.reason, verdict.explanation, verdict.confirmed) == ("unclear", NOT_ASKED, False)


def test_a_verdict_says_what_it_rests_on() -> None:
    verdict = judge_live(citation(), fetch(html(TITLE, STORY), via=((URL.replace("https", "http"), 301),)))
    assert verdict.hops == (Step(url=URL.replace("https", "http"), status=301), Step(url=URL, status=200))
    assert (verdict.url, verdict.final_url, verdict.status, verdict.checked_at) == (URL, URL, 200, AT)
    assert verdict.signals[0].weight == max(signal.weight for signal in verdict.signals)


def test_doubt_names_the_strongest_sign() -> None:
    verdict = judge_fetch(citation(), fetch(html(TITLE, STORY), status=404))
    assert verdict.explanation.startswith("The signs contradict each other or are too weak; the strongest: ")


def test_confirmed_needs_an_earlier_run() -> None:
    gone = fetch(b"", status=404)
    earlier = failing(3, "not-found", "dead")
    assert not judge_live(citation(), gone).confirmed
    assert judge_live(citation(), gone, [earlier], Policy()).confirmed
