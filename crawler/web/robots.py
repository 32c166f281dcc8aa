"""robots.txt, asked once a host and run: briefly, for a page must not wait on it, and without a second try."""

from __future__ import annotations

import logging

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware

TIMEOUT = 20.0


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's own, with two changes: its own requests are brief, and a host without robots.txt is no error to log."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._timeout = min(TIMEOUT, crawler.settings.getfloat("DOWNLOAD_TIMEOUT"))
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:  # noqa: ARG002 - Scrapy's
        """Raises IgnoreRequest for what robots.txt asks robots not to read."""
        if request.meta.get("dont_obey_robotstxt"):
            request.meta.update({"dont_retry": True, "download_timeout": self._timeout})
            return
        await super().process_request(request)
