"""Asks for each cited address once, follows where it leads, and hands on what it found as a Fetch."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.evidence.address import requested
from crawler.evidence.fetch import Fetch
from crawler.evidence.page import Page
from crawler.references.document import load
from crawler.web.outcome import ask, fetch_failed, fetch_of
from crawler.web.redirects import CircleError, UnfollowableError, follow

SOON = 5.0
"""Seconds: a refresh that comes later than this lets a reader read the page first."""


class LiveSpider(Spider):
    """`scrapy crawl live -a references=references.yaml`, or with the addresses themselves from Python."""

    name = "live"

    def __init__(self, references: str = "", addresses: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if references:
            addresses = [citation.url for citation in load(Path(references)).references if citation.url.strip()]
        # "#part" is empty once it has lost its fragment, and is an address nevertheless: one that cannot be asked.
        self.addresses = tuple(dict.fromkeys(requested(address) for address in addresses))

    async def start(self) -> AsyncIterator[Any]:
        """One request an address; an address that cannot be asked is answered at once."""
        for address in self.addresses:
            yield ask(address, self.parse, self.failed)

    def parse(self, response: Response) -> Iterator[Request | Fetch]:
        """The page, or the page that it moves on to by itself."""
        fetch = fetch_of(response)
        if response.request is not None and fetch.page is not None and _moves_on(fetch.page, response.url):
            try:
                yield follow(response.request, response, fetch.page.refresh, self.settings.getint("REDIRECT_MAX_TIMES"))
            except (CircleError, UnfollowableError):
                yield fetch
        else:
            yield fetch

    def failed(self, failure: Failure) -> Iterator[Fetch]:
        """What is left of a request that got no page."""
        yield fetch_failed(failure)


def _moves_on(page: Page, url: str) -> bool:
    return bool(page.refresh) and page.refresh_after <= SOON and requested(page.refresh) != requested(url)
