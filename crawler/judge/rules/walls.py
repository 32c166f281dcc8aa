"""What stands before the page: bot walls, login pages, outages that answer 200, paywalls."""

from __future__ import annotations

from functools import cache

from crawler.evidence.places import same_place
from crawler.judge.fingerprint import data, find, has_path
from crawler.judge.matter import has_prose, matter
from crawler.judge.rule import Case, once
from crawler.judge.rules.cited_title import title_score
from crawler.judge.verdict import Signal
from crawler.judge.wording import MATCH, parts, plain

SHORT_PAGE = 1_500
"""Characters: a page that asks for a login has no more text than this."""


@once
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


@once
def outage(case: Case) -> Signal | None:
    """A maintenance or database-error page."""
    found = find("outages", case)
    if found is None or title_score(case) >= MATCH:
        return None
    return Signal(
        rule=f"outage/{found.id}",
        reason="server-error",
        weight=found.weight,
        sentence=f"The site is out of order for now: {found.label}.",
    )


@once
def login(case: Case) -> Signal | None:
    """A page that asks for a password in the work's place. A login beside a text, as many sites have, is none."""
    page = case.page
    if page is None or not case.fetch.succeeded or title_score(case) >= MATCH:
        return None
    words = tuple(data("logins")["paths"])
    sent_there = has_path(case.fetch.final_url, words) and not has_path(case.address, words)
    called_so = any(part in _login_titles() for title in case.titles for part in parts(title))
    if not sent_there and not (page.password_form and len(matter(page)) <= SHORT_PAGE):
        return None
    if not (sent_there or called_so) and (same_place(case.address, case.fetch.final_url) or has_prose(page)):
        return None
    weight = 0.96 if page.password_form and (sent_there or called_so) else 0.85
    return Signal(
        rule="wall/login", reason="login-required", weight=weight, sentence="The site asks for a login first."
    )


@cache
def _login_titles() -> frozenset[str]:
    return frozenset(map(plain, data("logins")["titles"]))


def paywall(case: Case) -> Signal | None:
    """The page is the work, and says that its text is not free to read: by its markup, or in place of its text."""
    page = case.page
    if page is None or not case.fetch.succeeded or page.free or title_score(case) < MATCH:
        return None
    found = None if page.free is False else find("paywalls", case)
    if page.free is not False and found is None:
        return None
    return Signal(
        rule=f"paywall/{found.id}" if found else "wall/paywall",
        reason="paywalled",
        weight=0.99,
        sentence="The cited page is there; its text is behind a paywall.",
    )
