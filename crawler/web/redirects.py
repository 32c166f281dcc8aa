"""Follows redirects hop by hop, each as a request of its own: with its host's slot, delay, robots.txt and checks."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from w3lib.url import safe_url_string

from crawler.archives.address import inside
from crawler.evidence.address import fault
from crawler.evidence.fetch import REDIRECTS, Failure
from crawler.evidence.landing import is_captured_redirect
from crawler.web.trail import Trail, hop_of, trail_of

STAYS_INSIDE = "stays_inside"
"""The key of a request's meta that says: this plays a snapshot, so a captured redirect leads on inside the archive."""

SAME_AGAIN = 3
"""How often one address may be asked on one way: a cookie wall sends a browser back once, a circle goes on for ever."""


class CircleError(IgnoreRequest):
    """The redirects lead in a circle, or there are more of them than a browser follows."""


class UnfollowableError(IgnoreRequest):
    """The redirect leads to something that is not an http or https address."""


class RedirectMiddleware:
    """Setting: `REDIRECT_MAX_TIMES`. A redirect without Location is an answer like any other."""

    def __init__(self, most: int) -> None:
        self._most = most

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RedirectMiddleware:
        """Scrapy's constructor."""
        return cls(crawler.settings.getint("REDIRECT_MAX_TIMES"))

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The request that the redirect asks for, or the answer itself."""
        location = (response.headers.get(b"Location") or b"").strip()
        if response.status not in REDIRECTS or not location:
            return response
        target = _target(response.url, location)
        if request.meta.get(STAYS_INSIDE) and is_captured_redirect(hop_of(response)):
            target = inside(response.url, _text(location))
            if not target:
                return response
        return follow(request, response, target, self._most)


def follow(request: Request, response: Response, target: str, most: int) -> Request:
    """The next request on the way to `target`. Raises CircleError or UnfollowableError, noted as failures."""
    trail = trail_of(request)
    trail.hops = (*trail.hops, hop_of(response, trail.record))
    _refuse_unfollowable(trail, response.url, target)
    asked = [hop.url for hop in trail.hops]
    if len(asked) > most or asked.count(target) >= SAME_AGAIN:
        trail.failure = Failure(kind="redirect-loop", detail=f"{len(asked)} redirects", url=target)
        raise CircleError(target)
    # Another host has another slot, with its own delay; the services of one host may have slots of their own.
    passing = {"retry_times"}
    if urlsplit(target).hostname != urlsplit(request.url).hostname:
        passing.add("download_slot")
    kept = {key: value for key, value in request.meta.items() if key not in passing}
    return request.replace(url=target, method="GET", body=b"", dont_filter=True, meta=kept)


def _refuse_unfollowable(trail: Trail, url: str, target: str) -> None:
    wrong = fault(target)
    if wrong is None:
        return
    words = f"redirects to {target[:200]!r}, but {wrong[1]}"
    # The citation's own address is sound: a target that is no address is a fault of the server's answer.
    malformed = wrong[0] == "malformed-url"
    kind, place = ("protocol", url) if malformed else (wrong[0], target[:2000])
    trail.failure = Failure(kind=kind, detail=words[:300], url=place)
    raise UnfollowableError(words)


def _text(location: bytes) -> str:
    try:
        # Servers send raw UTF-8 here; where it is not UTF-8 it is meant byte by byte.
        return location.decode("utf-8")
    except UnicodeDecodeError:
        return location.decode("latin-1")


def _target(url: str, location: bytes) -> str:
    """The absolute address a Location header means; the header's own text where it means none."""
    text = _text(location)
    try:
        target = urljoin(url, text)
        return safe_url_string(target) if urlsplit(target).hostname else target
    except ValueError:
        return text
