"""Cookies of each citation's own: they last as long as the way to its page, and go when the last request on it goes.

Scrapy keeps a jar for each name that requests give it until the crawl ends, and takes each answer apart for cookies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares import cookies
from scrapy.http import Response
from scrapy.http.cookies import CookieJar

JAR = "cookiejar"
"""The key of a request's meta for its `Jar`; redirects and second tries take it along."""


@dataclass(slots=True, eq=False)
class Jar:
    """Holds the cookies of one way, as soon as there are any."""

    cookies: CookieJar | None = None


class _Jars(dict[Any, CookieJar]):
    """Scrapy's collection of jars, which holds none: each request carries its own."""

    def __missing__(self, jar: object) -> CookieJar:
        if not isinstance(jar, Jar):
            # A spider of somebody else's names its jars as Scrapy has it.
            return self.setdefault(jar, CookieJar())
        jar.cookies = jar.cookies or CookieJar()
        return jar.cookies


class CookiesMiddleware(cookies.CookiesMiddleware):
    """Scrapy's own, for requests that carry a `Jar`."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - Scrapy's signature
        super().__init__(debug)
        self.jars: Any = _Jars()

    def process_request(  # type: ignore[override]  # Scrapy's own still takes a spider
        self, request: Request
    ) -> Request | Response | None:
        """Adds the cookies that fit; nothing where no answer on the way has set one."""
        if _is_empty(request) and not request.cookies:
            request.headers.pop("Cookie", None)
            return None
        return super().process_request(request)

    def process_response(  # type: ignore[override]  # the same
        self, request: Request, response: Response
    ) -> Request | Response:
        """Takes the cookies of the answer, if it has any."""
        if b"Set-Cookie" not in response.headers:
            return response
        return super().process_response(request, response)


def _is_empty(request: Request) -> bool:
    jar = request.meta.get(JAR)
    return isinstance(jar, Jar) and jar.cookies is None
