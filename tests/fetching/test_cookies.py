"""Cookies last as long as the way to one page, and nothing of them is held for the next."""

from __future__ import annotations

import gc
import weakref

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.web.cookies import JAR, CookiesMiddleware, Jar
from crawler.web.outcome import ask

URL = "https://a.example/page"


def _asked(address: str = URL) -> Request:
    request = ask(address, None, None)
    assert isinstance(request, Request)
    return request


def _answered(request: Request, *cookies: str) -> Response:
    return Response(request.url, headers={"Set-Cookie": list(cookies)} if cookies else {}, request=request)


@pytest.fixture
def middleware() -> CookiesMiddleware:
    return CookiesMiddleware()


def test_a_cookie_goes_along_to_the_next_request_on_the_way(middleware: CookiesMiddleware) -> None:
    request = _asked()
    middleware.process_request(request)
    assert "Cookie" not in request.headers
    middleware.process_response(request, _answered(request, "seen=1; Path=/", "lang=en"))
    following = request.replace(url="https://a.example/other")
    middleware.process_request(following)
    assert set((following.headers["Cookie"] or b"").split(b"; ")) == {b"seen=1", b"lang=en"}


def test_another_citation_has_none_of_them(middleware: CookiesMiddleware) -> None:
    request, other = _asked(), _asked()
    middleware.process_response(request, _answered(request, "seen=1"))
    middleware.process_request(other)
    assert "Cookie" not in other.headers


def test_another_host_gets_none_of_them(middleware: CookiesMiddleware) -> None:
    request = _asked()
    middleware.process_response(request, _answered(request, "seen=1"))
    elsewhere = request.replace(url="https://b.example/")
    middleware.process_request(elsewhere)
    assert "Cookie" not in elsewhere.headers


def test_a_header_from_before_is_taken_off(middleware: CookiesMiddleware) -> None:
    request = _asked()
    request.headers["Cookie"] = "mine=1"
    middleware.process_request(request)
    assert "Cookie" not in request.headers


def test_cookies_that_a_request_names_itself_are_sent(middleware: CookiesMiddleware) -> None:
    request = _asked().replace(cookies={"named": "1"})
    middleware.process_request(request)
    assert request.headers["Cookie"] == b"named=1"


def test_a_cookie_that_is_deleted_is_sent_no_more(middleware: CookiesMiddleware) -> None:
    request = _asked()
    middleware.process_response(request, _answered(request, "seen=1"))
    middleware.process_response(request, _answered(request, "seen=; Max-Age=0"))
    middleware.process_request(request)
    assert "Cookie" not in request.headers


def test_jars_go_with_their_requests(middleware: CookiesMiddleware) -> None:
    jars = []
    for number in range(20):
        request = _asked(f"https://a.example/{number}")
        middleware.process_request(request)
        middleware.process_response(request, _answered(request, "seen=1"))
        assert request.meta[JAR].cookies is not None
        jars.append(weakref.ref(request.meta[JAR].cookies))
        del request
    gc.collect()
    assert [jar() for jar in jars] == [None] * len(jars)


def test_an_answer_without_cookies_needs_no_jar(middleware: CookiesMiddleware) -> None:
    request = _asked()
    middleware.process_request(request)
    assert middleware.process_response(request, _answered(request)).status == 200
    assert request.meta[JAR].cookies is None
    assert isinstance(request.meta[JAR], Jar)


def test_other_spiders_name_their_jars_as_scrapy_has_it(middleware: CookiesMiddleware) -> None:
    first, second, third = (Request(URL, meta={"cookiejar": name}) for name in ("one", "one", "two"))
    middleware.process_response(first, _answered(first, "seen=1"))
    middleware.process_request(second)
    middleware.process_request(third)
    assert second.headers["Cookie"] == b"seen=1"
    assert "Cookie" not in third.headers
