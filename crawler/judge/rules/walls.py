"""What stands before the page: bot walls, login pages, outages that answer 200, paywalls."""

from __future__ import annotations

from urllib.parse import urlsplit

from crawler.judge.fingerprint import data, find
from crawler.judge.rule import Case
from crawler.judge.rules.identity import title_score
from crawler.judge.verdict import Signal
from crawler.judge.wording import MATCH


def wall(case: Case) -> Signal | None:
    """A page that asks whether we are human, or says that we may not pass, whatever its status."""
    found = find("walls", case)
    if found is None:
        return None
    return Signal(
        rule=f"wall/{found.id}",
        reason="blocked",
        weight=found.weight,
        sentence=f"{found.label} stands before the page and does not let programs through.",
    )


def outage(case: Case) -> Signal | None:
    """A maintenance or database-error page."""
    found = find("outages", case)
    if found is None:
        return None
    return Signal(
        rule=f"outage/{found.id}",
        reason="server-error",
        weight=found.weight,
        sentence=f"The site is out of order for now: {found.label}.",
    )


def login(case: Case) -> Signal | None:
    """A redirect to a page that asks for a password, or one whose address says that it does."""
    page = case.page
    if page is None or case.fetch.status != 200:  # noqa: PLR2004 - errors have rules of their own
        return None
    words = tuple(data("logins")["paths"])
    path = urlsplit(case.fetch.final_url).path.lower()
    asks = any(word in path for word in words) and not any(
        word in urlsplit(case.address).path.lower() for word in words
    )
    if not (asks or (page.password_form and case.fetch.hops[1:])) or title_score(case) >= MATCH:
        return None
    weight = 0.96 if asks and page.password_form else 0.85
    return Signal(
        rule="wall/login", reason="login-required", weight=weight, sentence="The site asks for a login first."
    )


def paywall(case: Case) -> Signal | None:
    """The page is the work, and says that its text is not free to read."""
    page = case.page
    if page is None or page.free is not False or title_score(case) < MATCH:
        return None
    return Signal(
        rule="wall/paywall",
        reason="paywalled",
        weight=0.99,
        sentence="The cited page is there; its text is behind a paywall.",
    )
