"""Pages about a domain's bare name, in whatever words: known by what is done with the name."""

from __future__ import annotations

import pytest

from tests.judge.cases import TITLE, fetch, html
from tests.judge.sites import everywhere, rules_of

HOST = "courier.example"
FORM = f'<form action="https://namesquare.example/ask?name={HOST}"><input type="email"></form>'
FEED = f'<script src="https://feeds.namesquare.example/?d={HOST}"></script>'
LINKS = "".join(
    f'<a href="https://clicks.example/go?d={HOST}&amp;k={word}">{word}</a>' for word in ("Loans", "Cars", "Beds")
)

PARKED = {
    "a form and a price": html(HOST, "1,950 USD", body=FORM),
    "a form and a feed": html(HOST, body=FORM + FEED),
    "links that carry the name": html(f"{HOST} - all about it", body=LINKS + FEED),
    "a price in yen": html(HOST, "お譲りします。¥180,000", body=FORM),
    "markup without quotation marks": html(HOST, "1,950 USD", body=FORM.replace('"', "")),
    "the name in the text alone": html("Hello", f"{HOST}", "€ 900", body=FORM + LINKS),
}
NOT_PARKED = {
    "the bare name": html(HOST, "Under new management."),
    "buttons to share the page": html(
        HOST, body="".join(f'<a href="https://share{n}.example/?u=https%3A%2F%2F{HOST}%2Fa">s</a>' for n in range(3))
    ),
    "a form of its own": html(HOST, body=f'<form action="/ask?name={HOST}"></form>'),
    "a newsletter's form": html(HOST, body='<form action="https://letters.example/join"></form>'),
    "another name": html("other.example", "1,950 USD", body=FORM.replace(HOST, "other.example")),
    "a page of text": html(HOST, "Boats and nets. " * 60, body=FORM),
    "the cited title": html(TITLE, HOST, "1,950 USD", body=FORM),
}


@pytest.mark.parametrize("body", PARKED.values(), ids=PARKED)
def test_parked(body: bytes) -> None:
    verdict = everywhere(body, fetch(body, url=f"https://{HOST}/"))
    assert (verdict.state, verdict.reason) == ("dead", "parked")
    assert HOST in verdict.explanation


@pytest.mark.parametrize("body", NOT_PARKED.values(), ids=NOT_PARKED)
def test_not_parked(body: bytes) -> None:
    verdict = everywhere(body, fetch(body, url=f"https://{HOST}/"))
    assert verdict.reason != "parked"
    assert "takeover/bare-name" not in rules_of(verdict) or verdict.state == "unknown"
