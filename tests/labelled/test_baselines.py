"""What other checkers say, over real sockets; each of their faults is theirs, not ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.labelled.baselines import deadlink_checker, status_only
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
        },
    ),
    site("expired.example", {"*": PAGE}, certificate="expired"),
    Site(host="closed.example", refuses=True),
]

SAID = {
    "https://a.example/page": ("alive", "alive"),
    "http://a.example/page": ("alive", "alive"),
    "https://a.example/gone": ("dead", "dead"),
    "https://a.example/walled": ("dead", "dead"),
    "https://a.example/to-front": ("alive", "alive"),
    "https://a.example/to-error": ("alive", "dead"),
    "https://a.example/no-head": ("alive", "alive"),
    "https://a.example/circle": ("dead", "dead"),
    "https://expired.example/": ("dead", "alive"),
}


@pytest.fixture(scope="module")
def small_web() -> Iterator[Web]:
    with Web(SITES) as web:
        yield web


@pytest.mark.parametrize(("address", "said"), SAID.items(), ids=list(SAID))
def test_what_the_others_say(small_web: Web, address: str, said: tuple[str, str]) -> None:
    assert (status_only(small_web, address), deadlink_checker(small_web, address)) == said
