"""robots.txt, asked once a host and run: briefly, for a page must not wait on it, and without a second try."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.datatypes import LocalCache
from scrapy.utils.misc import build_from_crawler, load_object

from crawler.web.cookies import JAR, Jar
from crawler.web.per_run import PerRun

TIMEOUT = 20.0
MOST_READ = 512_000
"""Bytes of a robots.txt: RFC 9309, section 2.5, has crawlers read 500 KiB at least."""

_HOSTS = 10_000
"""How many hosts are remembered at a time."""

_NO_RULES = "dont_obey_robotstxt"


class DisallowedError(IgnoreRequest):
    """robots.txt asks robots not to read this."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """`rules` is Scrapy's parser, None where there are no rules; `given` says that an HTTP answer came at all, `signed`
    that it came over https from the host itself.
    """

    rules: Any
    given: bool
    signed: bool = False


_Asked = LocalCache[str, dict[str, asyncio.Task[_Answer]]]
_asked: PerRun[_Asked] = PerRun(lambda: LocalCache(limit=_HOSTS))
"""What each host is asked, by its netloc and the scheme."""


def forget_robots() -> None:
    """Lets every robots.txt be asked for anew in this run: what came in an outage may be somebody else's word."""
    _asked().clear()


class RobotsMiddleware:
    """Settings: Scrapy's `ROBOTSTXT_OBEY`, `ROBOTSTXT_USER_AGENT` and `ROBOTSTXT_PARSER`.

    An answer over https counts for http too, not the other way round: anybody on the way may give one over http, unless
    it leads to the host's own https. One that failed is asked for again in the next crawl of the run. No rules: every
    answer but 2xx, and none. RFC 9309 would have a crawler stay away where robots.txt fails with 5xx; who reads one
    cited page is asked to less, and a site in trouble must not look like one that forbids.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._parser = load_object(crawler.settings["ROBOTSTXT_PARSER"])
        self._agent = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self._tried: set[tuple[str, str]] = set()
        self._timeout = min(TIMEOUT, crawler.settings.getfloat("DOWNLOAD_TIMEOUT"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        """Scrapy's constructor."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises DisallowedError for what robots.txt asks robots not to read."""
        if request.meta.get(_NO_RULES):
            return
        parts = urlsplit(request.url)
        rules = await self._rules(parts.scheme, parts.netloc.rpartition("@")[2].lower())
        if rules is not None and not rules.allowed(request.url, self._agent):
            raise DisallowedError(f"robots.txt of {parts.netloc} disallows it")

    async def _rules(self, scheme: str, netloc: str) -> Any:
        asked = _asked().setdefault(netloc, {})
        for over, task in tuple(asked.items()):
            if not task.done():
                self._tried.add((over, netloc))
            answer = await asyncio.shield(task)
            if answer.given and (answer.signed or scheme in (over, "http")):
                return answer.rules
        if scheme not in asked or (asked[scheme].done() and (scheme, netloc) not in self._tried):
            self._tried.add((scheme, netloc))
            asked[scheme] = asyncio.ensure_future(self._ask(scheme, netloc))
        return (await asyncio.shield(asked[scheme])).rules

    async def _ask(self, scheme: str, netloc: str) -> _Answer:
        url = f"{scheme}://{netloc}/robots.txt"
        meta = {_NO_RULES: True, "dont_retry": True, "download_timeout": self._timeout, JAR: Jar()}
        try:
            response = await self._crawler.engine.download_async(Request(url, callback=NO_CALLBACK, meta=meta))
        except IgnoreRequest:
            return _Answer(None, given=True)  # it redirects in a circle, or to nowhere
        except Exception:  # noqa: BLE001 - whatever is wrong there, the page itself will tell
            return _Answer(None, given=False)
        parts = urlsplit(response.url)
        signed = parts.scheme == "https" and parts.netloc.lower() == netloc
        if response.status // 100 != HTTPStatus.OK // 100:
            return _Answer(None, given=True, signed=signed)
        rules = build_from_crawler(self._parser, self._crawler, response.body[:MOST_READ])
        return _Answer(rules, given=True, signed=signed)
