"""Walls, logins, outages and paywalls are seen; pages that only have something of them are not."""

from __future__ import annotations

import pytest

from crawler.judge.fingerprint import fingerprints
from crawler.judge.live import judge_fetch
from crawler.judge.rules.walls import login, outage, paywall, wall
from tests.judge.cases import STORY, TITLE, URL, case, citation, fetch, html

RELOGIN = "https://courier.example/login?next=/2014"
PASSWORD = '<form action="/login"><input type="email"><input type="password"><button>Go</button></form>'
WALLS = {
    "Cloudflare by its header": (html("One moment"), {"cf-mitigated": "challenge"}),
    "Cloudflare by its page": (
        html(
            "Just a moment...", body="<script src='/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1'></script>"
        ),
        {},
    ),
    "Cloudflare's block": (
        html(
            "Attention Required! | Cloudflare", "Sorry, you have been blocked", body="<div id=cf-error-details></div>"
        ),
        {},
    ),
    "DataDome": (html("courier", body="<script src='https://ct.captcha-delivery.com/c.js'></script>"), {}),
    "PerimeterX": (html("Access denied here", "Press and hold", body='<div id="px-captcha"></div>'), {}),
    "Akamai": (html("Access Denied", "You don't have permission to access /a on this server. Reference #18.1"), {}),
    "Imperva": (html("", body="<iframe>Request unsuccessful. Incapsula incident ID: 1-2</iframe>"), {}),
    "AWS": (html(""), {"x-amzn-waf-action": "captcha"}),
    "Anubis": (html("One moment", body='<script id="anubis_challenge"></script>'), {}),
    "Sucuri": (html("Denied", "Access Denied - Sucuri Website Firewall"), {}),
    "a captcha": (html("Courier", "Show that you are human", body='<div class="g-recaptcha"></div>'), {}),
    "a nameless firewall": (html("403 Forbidden", "Nothing for you."), {}),
    "F5": (html("", "The requested URL was rejected. Please consult with your administrator."), {}),
    "a region": (html("Sorry", "This content is not available in your region."), {}),
    "a wall that the archive captured": (html("One moment"), {"x-archive-orig-cf-mitigated": "challenge"}),
}
STATUSES = [200, 202, 401, 403, 404, 410, 429, 451, 500, 503]


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize(("body", "headers"), WALLS.values(), ids=WALLS)
def test_a_wall_is_a_wall_whatever_its_status(body: bytes, headers: dict[str, str], status: int) -> None:
    verdict = judge_fetch(citation(), fetch(body, headers=headers, status=status))
    assert (verdict.state, verdict.reason) == ("unknown", "blocked")


NO_WALLS = {
    "a news article on Cloudflare": html(
        "Cloudflare asks for patience", STORY, "Readers saw the words just a moment, and an attention required page."
    ),
    "an article behind Cloudflare's quiet script": html(
        TITLE, STORY, body="<script src='/cdn-cgi/challenge-platform/h/b/scripts/jsd/main.js'></script>"
    ),
    "an article with DataDome's quiet script": html(
        TITLE, STORY, body="<script src='https://js.datadome.co/tags.js'></script>"
    ),
    "an article with PerimeterX's quiet script": html(TITLE, STORY, body="<script>window._pxAppId='PX1';</script>"),
    "an article with Imperva's quiet script": html(
        TITLE, STORY, body="<script src='/_Incapsula_Resource?SWJIYLWA=1'></script>"
    ),
    "a short article with a captcha on its comments": html(
        TITLE, "Ferries sail. Tell us that you are human:", body='<div class="g-recaptcha"></div>'
    ),
    "an article on access": html("Access denied: how harbours lock out sailors", STORY),
    "an article on airports": html("Security check at the harbour takes an hour", STORY),
}


@pytest.mark.parametrize("body", NO_WALLS.values(), ids=NO_WALLS)
def test_no_wall(body: bytes) -> None:
    assert judge_fetch(citation(), fetch(body)).reason == "ok"


def test_a_wall_names_its_maker() -> None:
    found = wall(case(fetch(html("x"), headers={"cf-mitigated": "challenge"})))
    assert found is not None
    assert "Cloudflare" in found.sentence


@pytest.mark.parametrize("fingerprint", fingerprints("walls"), ids=lambda each: each.id)
def test_every_wall_weighs_enough_to_be_seen(fingerprint: object) -> None:
    assert getattr(fingerprint, "weight", 0) >= 0.95


OUTAGES = {
    "a database": html("Database Error", "Error establishing a database connection"),
    "maintenance": html("Under maintenance", "Please come back soon."),
    "WordPress at work": html("Courier", "Briefly unavailable for scheduled maintenance. Check back in a minute."),
    "a critical error": html("Courier", "There has been a critical error on this website."),
    "a gateway": html("502 Bad Gateway", "nginx"),
    "a gateway in other words": html("503 Service Temporarily Unavailable"),
    "German": html("Wartungsarbeiten", "Wir sind bald zurück."),
}


@pytest.mark.parametrize("body", OUTAGES.values(), ids=OUTAGES)
def test_an_outage_with_200(body: bytes) -> None:
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("unknown", "server-error")


@pytest.mark.parametrize(
    "body",
    [
        html("500 days at the harbour", "A diary of a long wait for the boat."),
        html(TITLE, "There were too many connections between harbour and city."),
        html("How ferries are kept", STORY * 5, "The ferries were under maintenance."),
    ],
)
def test_no_outage(body: bytes) -> None:
    assert outage(case(fetch(body))) is None


LOGINS = {
    "sent to a login": fetch(html("Log in", body=PASSWORD), via=((URL, 302),), url=RELOGIN),
    "sent to a login without a field": fetch(html("Welcome back"), via=((URL, 302),), url=RELOGIN),
    "a login in the page's place": fetch(html("Sign in | Courier", body=PASSWORD)),
    "a login in another language": fetch(html("Anmelden - Kurier", body=PASSWORD)),
    "sent to another host that asks for a password": fetch(
        html("Courier Account", body=PASSWORD), via=((URL, 302),), url="https://id.courier.example/account/17"
    ),
}
NO_LOGINS = {
    "a login in the header of the article": fetch(html(TITLE, STORY, body=PASSWORD)),
    "a login in the header of a retitled article": fetch(html("Boats are back", STORY * 6, body=PASSWORD)),
    "the same, over https now": fetch(
        html("Boats are back", STORY, body=PASSWORD), via=((URL.replace("https", "http"), 301),)
    ),
    "a reporter called Login": fetch(
        html(TITLE, STORY), via=((URL, 301),), url="https://courier.example/loginova/ferry-strike"
    ),
    "a cited login page": fetch(html("Log in", body=PASSWORD), url="https://courier.example/login"),
    "a 404 with a login": fetch(html("Sign in", body=PASSWORD), status=404),
}


@pytest.mark.parametrize("fetched", LOGINS.values(), ids=LOGINS)
def test_a_login(fetched: object) -> None:
    assert judge_fetch(citation(), fetched).reason == "login-required"  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NO_LOGINS)
def test_no_login(name: str) -> None:
    fetched = NO_LOGINS[name]
    cited = citation(url=fetched.address, title="Log in" if "cited" in name else TITLE)
    found = login(case(fetched, cited))
    assert found is None or "cited" in name


FREE = '<script type="application/ld+json">{"headline": "x", "isAccessibleForFree": %s}</script>'


def test_a_paywall_on_the_works_page_is_alive() -> None:
    verdict = judge_fetch(citation(), fetch(html(TITLE, "Subscribe to read on.", head=FREE % "false")))
    assert (verdict.state, verdict.reason) == ("alive", "paywalled")


@pytest.mark.parametrize(
    "body",
    [
        html(TITLE, STORY, head=FREE % "true"),
        html(TITLE, STORY),
        html("Another work altogether", STORY, head=FREE % "false"),
    ],
)
def test_no_paywall(body: bytes) -> None:
    assert paywall(case(fetch(body))) is None
