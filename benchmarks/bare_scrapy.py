"""The least that Scrapy can do in our settings: asks each address and reads the page's title with lxml.

`python -m benchmarks.bare_scrapy FILE`. The settings are citewatch's without its own parts of Scrapy.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from lxml import html
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

SHARED = (
    "DEFAULT_REQUEST_HEADERS",
    "ROBOTSTXT_OBEY",
    "CONCURRENT_REQUESTS",
    "CONCURRENT_REQUESTS_PER_DOMAIN",
    "DOWNLOAD_TIMEOUT",
    "TELNETCONSOLE_ENABLED",
    "REMOTE_CONTROL_ENABLED",
    "HTTPPROXY_ENABLED",
    "CONCURRENT_ITEMS",
    "WARN_ON_GENERATOR_RETURN_VALUE",
    "LOG_LEVEL",
)


class TitleSpider(Spider):
    """Gives the title of each page."""

    name = "titles"
    handle_httpstatus_all = True

    def __init__(self, addresses: list[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.addresses = addresses

    async def start(self) -> AsyncIterator[Any]:
        """One request an address."""
        for address in self.addresses:
            yield Request(address, dont_filter=True)

    def parse(self, response: Response) -> Iterator[dict[str, Any]]:
        """The status and the title."""
        tree = html.fromstring(response.body)
        yield {"url": response.url, "status": response.status, "title": tree.findtext(".//title")}


def main(addresses: list[str]) -> None:
    """Asks them all."""
    from crawler import settings  # noqa: PLC0415 - this program alone needs them

    shared = {name: getattr(settings, name) for name in SHARED}
    # A host's requests stay apart as citewatch keeps them: without any delay Scrapy 2.19 takes them all at once.
    process = AsyncCrawlerProcess({**shared, "DOWNLOAD_DELAY": 0.001, "DOWNLOAD_DELAY_JITTER": 0})
    process.crawl(TitleSpider, addresses=addresses)
    process.start()


if __name__ == "__main__":
    main(Path(sys.argv[1]).read_text(encoding="ascii").split())
