"""Asks a MediaWiki site for one page: its wikitext, and the HTML that numbers its footnotes.

The API serves programs that somebody runs for one page, so its own rules hold (mediawiki.org, API:Etiquette): one
request at a time, a User-Agent that says who asks, `maxlag`, and waiting where the wiki asks to wait. robots.txt speaks
to those who follow links; Wikipedia's forbids them its API altogether.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse

from crawler.evidence.fetch import Fetch
from crawler.references import wiki_answers
from crawler.references.wiki_answers import BusyError, NoApiError, WikiError, WikiSource, WikiTarget
from crawler.spiders.playback import Download
from crawler.web.limits import CUT_SHORT, DAMAGED
from crawler.web.outcome import ask
from crawler.web.retry_after import read_retry_after

_NOT_WHOLE = CUT_SHORT | DAMAGED


@dataclass(frozen=True, slots=True)
class Patience:
    """How often, how many seconds at least and at most to wait for a busy wiki."""

    times: int
    delay: float
    limit: float


@dataclass(frozen=True, slots=True)
class WikiArticle:
    """A page as its wiki keeps it and as it shows it."""

    source: WikiSource
    html: str


class Wiki:
    """One wiki's API, asked through `download`."""

    def __init__(self, download: Download, patience: Patience) -> None:
        self._download = download
        self._patience = patience

    async def article(self, target: WikiTarget) -> WikiArticle:
        """The page. Raises WikiError where the wiki has none, NoApiError where its API does not serve us."""
        source = wiki_answers.source_in(await self._answer(wiki_answers.question(target)), target)
        if target.revision and not wiki_answers.same_title(source.title, target.title):
            await self._check_title(source, target)
        return WikiArticle(source, await self._html(target, source))

    async def _check_title(self, source: WikiSource, target: WikiTarget) -> None:
        """A revision belongs to one page, whatever title was asked for: a renamed page redirects from its old title."""
        asked = replace(target, revision="")
        answer = await self._answer(wiki_answers.question_of_title(asked))
        if not wiki_answers.same_title(wiki_answers.title_in(answer, asked), source.title):
            raise WikiError(
                f'Revision {target.revision} is one of the page "{source.title}"; expected one of "{target.title}".'
            )

    async def _html(self, target: WikiTarget, source: WikiSource) -> str:
        """The page as Parsoid shows it, else as the wiki's older parser does."""
        title = quote(source.title.replace(" ", "_"), safe="")
        host = f"{urlsplit(target.api).scheme}://{urlsplit(target.api).netloc}"
        for address in (
            f"{target.api.removesuffix('api.php')}rest.php/v1/revision/{source.revision}/html",
            f"{host}/api/rest_v1/page/html/{title}/{source.revision}",
        ):
            response = await self._response(address)
            if response.status == HTTPStatus.OK and "<" in response.text:
                return response.text
        parameters = {"action": "parse", "oldid": source.revision, "prop": "text"}
        return wiki_answers.parsed_in(await self._answer(wiki_answers.asked(target.api, parameters)))

    async def _answer(self, address: str) -> str:
        """The API's answer, asked again while the wiki asks to wait."""
        for _ in range(self._patience.times + 1):
            response = await self._response(address)
            if response.status != HTTPStatus.OK:
                raise NoApiError(f"{address} answers {response.status}")
            if not _is_busy(response.text):
                return response.text
            wait = read_retry_after(response.headers.get(b"Retry-After"), datetime.now(UTC))
            wait = self._patience.delay if wait is None else wait
            if wait > self._patience.limit:
                break
            await asyncio.sleep(wait)
        raise NoApiError(f"{address}: the wiki asks to come again later")

    async def _response(self, address: str) -> TextResponse:
        request = ask(address, None, None, dont_obey_robotstxt=True)
        if isinstance(request, Fetch):
            raise NoApiError(f"{address} cannot be asked")
        response = await self._asked(request)
        if not isinstance(response, TextResponse) or _NOT_WHOLE & set(response.flags):
            raise NoApiError(f"{address} did not come whole, or is no text")
        return response

    async def _asked(self, request: Request) -> Response:
        try:
            return await self._download(request)
        except Exception as error:  # whatever went wrong: the article's own page may still come
            raise NoApiError(f"{request.url} does not answer: {error}") from error


def _is_busy(answer: str) -> bool:
    try:
        wiki_answers.parsed_in(answer)
    except BusyError:
        return True
    except (NoApiError, WikiError):
        return False
    return False
