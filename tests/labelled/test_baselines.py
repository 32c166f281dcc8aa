"""What other checkers say, over real sockets; each of their faults is theirs, not ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.labelled.baselines import Client, deadlink_checker, status_only
from tests.web.page import html_page
from tests.web.server import Web
from tests.web.site import Answer, Request, Site, redirect, site

PAGE = Answer(200, {}, html_page("A page", "Words."))


async def head_is_refused(request: Request) -> Answer:
    return Answer(405) if request.method == "HEAD" else PAGE


async def always_on(request: Request) -> Answer:
    return redirect(request.url)


SITES = [
    site(
        "a.example",
        {
            "/page": PAGE,
            "/": PAGE,
            "/gone": Answer(410),
            "/walled": Answer(403),
            "/to-front": redirect("/"),
            "/to-error": redirect("/NotFound.aspx"),
            "/NotFound.aspx": PAGE,
            "/no-head": head_is_refused,
            "/circle": always_on,
            "/nowhere": Answer(302),
        },
    ),
    site("expired.example", {"*": PAGE}, certificate="expired"),
    Site(host="closed.example", refuses=True),
]

ALIVE, DEAD, SOFT = ("alive", "ok"), ("dead", "not-found"), ("dead", "soft-404")

SAID = {
    "https://a.example/page": (ALIVE, ALIVE),
    "http://a.example/page": (ALIVE, ALIVE),
    "https://a.example/gone": (DEAD, DEAD),
    "https://a.example/walled": (DEAD, DEAD),
    "https://a.example/to-front": (ALIVE, ALIVE),
    "https://a.example/to-error": (ALIVE, SOFT),
    "https://a.example/no-head": (ALIVE, ALIVE),
    "https://a.example/circle": (DEAD, DEAD),
    "https://expired.example/": (DEAD, ALIVE),
}


@pytest.fixture(scope="module")
def small_web() -> Iterator[Web]:
    with Web(SITES) as web:
        yield web


@pytest.mark.parametrize(("address", "said"), SAID.items(), ids=list(SAID))
def test_what_the_others_say(small_web: Web, address: str, said: tuple[tuple[str, str], tuple[str, str]]) -> None:
    assert (*status_only(small_web, [address]), *deadlink_checker(small_web, [address])) == said


def test_the_client_brings_what_came(small_web: Web) -> None:
    reply = Client(small_web).ask("GET", "https://a.example/to-front", "x")
    assert (reply.status, reply.url, reply.content_type) == (200, "https://a.example/", "text/html; charset=utf-8")
    assert reply.body == PAGE.body


def test_a_redirect_without_a_target_is_the_last_answer(small_web: Web) -> None:
    assert Client(small_web).ask("GET", "https://a.example/nowhere", "x").status == 302
