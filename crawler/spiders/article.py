"""Fetches one article for its footnotes: through its wiki's API where there is one, else as readers see it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response, TextResponse

from crawler.evidence.fetch import Fetch
from crawler.references.wiki_answers import NoApiError, WikiError, WikiTarget, target_in
from crawler.spiders.wiki import Patience, Wiki, WikiArticle
from crawler.web.outcome import ask, exception_fetch, fetch_of


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What came of the article's own page: the way to it, and its markup ("" where it is no text)."""

    fetch: Fetch
    markup: str


@dataclass(frozen=True, slots=True)
class WikiRefusal:
    """The wiki says that it has no such page; `message` is for a person."""

    message: str


class ArticleSpider(Spider):
    """`scrapy crawl article -a url=https://en.wikipedia.org/wiki/Norinco`.

    With `api` (a MediaWiki's `api.php`) and `title` the wiki is asked first, for `revision` where that is given; its
    page at `url` only where the API does not serve. Without, the page says whether it is a wiki's. Settings:
    `RETRY_TIMES`, `CITEWATCH_RETRY_DELAY` and `CITEWATCH_RETRY_AFTER_LIMIT` bound the waiting for a busy wiki.
    """

    name = "article"
    custom_settings = {"CITEWATCH_BODY_LIMIT": 32 * 1024 * 1024}  # noqa: RUF012 - Scrapy's class attribute

    def __init__(self, url: str = "", api: str = "", title: str = "", revision: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.url = url
        self.target = WikiTarget(api=api, title=title, revision=revision) if api else None

    async def start(self) -> AsyncIterator[Any]:
        """One item: WikiArticle, WikiRefusal or ArticlePage."""
        page = None if self.target else await self._page()
        target = self.target or (target_in(page.markup, page.fetch.final_url) if page and _came(page) else None)
        found = await self._from_wiki(target) if target else None
        yield found or page or await self._page()

    async def _from_wiki(self, target: WikiTarget) -> WikiArticle | WikiRefusal | None:
        wait = self.settings
        patience = Patience(
            wait.getint("RETRY_TIMES"),
            wait.getfloat("CITEWATCH_RETRY_DELAY"),
            wait.getfloat("CITEWATCH_RETRY_AFTER_LIMIT"),
        )
        try:
            return await Wiki(self._download, patience).article(target)
        except WikiError as error:
            return WikiRefusal(str(error))
        except NoApiError as error:
            self.logger.info("The wiki's API does not serve this page, so the page itself is read: %s", error)
            return None

    async def _page(self) -> ArticlePage:
        """The page as it came, or why it did not come."""
        request = ask(self.url, None, None)
        if isinstance(request, Fetch):
            return ArticlePage(request, "")
        try:
            response = await self._download(request)
        except Exception as error:  # noqa: BLE001 - whatever went wrong is the outcome
            return ArticlePage(exception_fetch(request, error), "")
        return ArticlePage(fetch_of(response), response.text if isinstance(response, TextResponse) else "")

    async def _download(self, request: Request) -> Response:
        response: Response = await self.crawler.engine.download_async(request)
        return response


def _came(page: ArticlePage) -> bool:
    return page.fetch.failure is None and page.fetch.status == 200  # noqa: PLR2004 - HTTP's one word for "here it is"
