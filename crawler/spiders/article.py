"""Fetches one article as readers see it, for its footnotes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

from scrapy import Spider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawler.evidence.fetch import Fetch
from crawler.web.outcome import ask, fetch_failed, fetch_of


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What came: the way to it, and its markup ("" where it is no text)."""

    fetch: Fetch
    markup: str


class ArticleSpider(Spider):
    """`scrapy crawl article -a url=https://en.wikipedia.org/wiki/Norinco`."""

    name = "article"
    custom_settings = {"CITEWATCH_BODY_LIMIT": 32 * 1024 * 1024}  # noqa: RUF012 - Scrapy's class attribute

    def __init__(self, url: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.url = url

    async def start(self) -> AsyncIterator[Any]:
        """One request."""
        request = ask(self.url, self.parse, self.failed)
        yield ArticlePage(request, "") if isinstance(request, Fetch) else request

    def parse(self, response: Response) -> Iterator[ArticlePage]:
        """The page as it came."""
        yield ArticlePage(fetch_of(response), response.text if isinstance(response, TextResponse) else "")

    def failed(self, failure: Failure) -> Iterator[ArticlePage]:
        """Why it did not come."""
        yield ArticlePage(fetch_failed(failure), "")
