"""What other checkers get wrong, each fault under its own name: the judge has to get it right."""

from __future__ import annotations

import pytest

from crawler.archives.address import snapshot_named
from crawler.judge.live import judge_fetch
from tests.judge.cases import STORY, TITLE, URL, citation, failed, fetch, html

ROOT = "https://courier.example/"


def said(answer: object, **cited: str) -> tuple[str, str]:
    verdict = judge_fetch(citation(**cited), answer)  # type: ignore[arg-type]
    return verdict.state, verdict.reason


def test_deadlinkchecker_takes_a_redirect_to_the_root_for_alive() -> None:
    home = fetch(html("Coast Courier", "News of the islands.", STORY), url=ROOT, via=((URL, 301),))
    assert said(home) == ("dead", "redirected-home")


def test_deadlinkchecker_knows_soft_404s_by_their_address_alone() -> None:
    assert said(fetch(html("Page not found", "Sorry, this page does not exist."))) == ("dead", "soft-404")
    about = "https://courier.example/notfound/404.htm"
    assert said(fetch(html(TITLE, STORY), url=about), url=about)[0] == "alive"


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_deadlinkchecker_takes_a_cloudflare_wall_for_death(status: int) -> None:
    wall = html("Just a moment...", body="<script src='/cdn-cgi/challenge-platform/h/g/orchestrate/x'></script>")
    assert said(fetch(wall, status=status, headers={"server": "cloudflare"})) == ("unknown", "blocked")


@pytest.mark.parametrize("kind", ["timeout", "refused", "reset", "protocol", "dns-servfail", "tls-expired"])
def test_deadlinkchecker_takes_one_failed_connection_for_death(kind: str) -> None:
    assert said(failed(kind))[0] == "unknown"


@pytest.mark.parametrize("modifier", ["if_", "im_", "js_", "cs_", "oe_", "id_", ""])
def test_internetarchivebot_rejects_wayback_addresses_with_modifiers(modifier: str) -> None:
    named = snapshot_named(f"https://web.archive.org/web/20140306000000{modifier}/{URL}")
    assert named is not None
    assert (named.original, named.timestamp) == (URL, "20140306000000")


def test_status_only_checkers_take_a_for_sale_page_for_alive() -> None:
    assert said(fetch(html("courier.example", "This domain is for sale. Make an offer."))) == ("dead", "parked")


@pytest.mark.parametrize("status", [403, 429, 999])
def test_lychee_and_its_like_take_a_refusal_for_broken_or_wave_it_through(status: int) -> None:
    assert said(fetch(html("Denied"), status=status)) == ("unknown", "blocked")


def test_the_soft404_package_takes_a_short_living_page_for_missing() -> None:
    assert said(fetch(html(TITLE, "Two boats sail."))) == ("alive", "ok")
