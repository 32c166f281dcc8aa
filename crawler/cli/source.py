"""Where an article comes from: a file, standard input, an address, or a wiki's page by its title."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from crawler.evidence.fetch import FAILURES
from crawler.references.citation import References
from crawler.references.importers import IMPORTERS, guess_format
from crawler.spiders.article import ArticlePage, ArticleSpider
from crawler.spiders.our_network import OURS, lost_network, network_works
from crawler.spiders.process import crawl, settings_of, work

_WIKI = re.compile(r"^wiki:(?P<language>[a-z][a-z0-9-]{1,15}):(?P<title>[^@]+)(?:@(?P<revision>\d+))?$")
_ADDRESS = re.compile(r"^https?://", re.IGNORECASE)


class SourceError(Exception):
    """The source of an import cannot be read; the message says why and what to do."""


class UnreachableSourceError(SourceError):
    """The article could not be fetched: the same command may work later."""


def read_source(source: str, format_name: str, settings: Mapping[str, Any]) -> References:
    """The footnotes of `source`. Raises SourceError, or what its importer raises (FootnotesError)."""
    address = address_of(source)
    if address:
        references = IMPORTERS["html"](fetch_article(address, settings))
        return replace(references, article=replace(references.article, url=references.article.url or address))
    text = _read_text(source)
    return IMPORTERS[format_name or guess_format(source, text)](text)


def address_of(source: str) -> str:
    """The address that a source names, "" where it is a file or `-`. Raises SourceError for a wrong `wiki:`."""
    if _ADDRESS.match(source):
        return source
    if not source.startswith("wiki:"):
        return ""
    match = _WIKI.match(source)
    if match is None:
        raise SourceError(
            f"{source}: expected wiki:LANGUAGE:TITLE or wiki:LANGUAGE:TITLE@REVISION, as in wiki:en:Norinco"
        )
    title = quote(match["title"].strip().replace(" ", "_"), safe="/:(),'!*~.-_")
    page = f"https://{match['language']}.wikipedia.org/wiki/{title}"
    return f"{page}?oldid={match['revision']}" if match["revision"] else page


def fetch_article(address: str, settings: Mapping[str, Any]) -> str:
    """The markup of the article at `address`. Raises UnreachableSourceError where it does not come."""
    pages: list[ArticlePage] = []
    known = settings_of(settings)
    offline = False

    async def job(process: Any) -> None:
        nonlocal offline
        await crawl(process, ArticleSpider, pages.append, url=address)
        failure = pages[0].fetch.failure
        offline = failure is not None and failure.kind in OURS and not await network_works(process, known)

    work(known, job)
    fetch = pages[0].fetch
    if offline:
        raise UnreachableSourceError(lost_network(known))
    if fetch.failure:
        raise UnreachableSourceError(f"{address} cannot be read: {FAILURES[fetch.failure.kind]}. Try again later.")
    if fetch.truncated or not fetch.intact:
        raise UnreachableSourceError(f"Only a part of {address} came, and footnotes would be missing. Try again later.")
    if fetch.status != 200 or not pages[0].markup:  # noqa: PLR2004 - HTTP's one word for "here it is"
        raise UnreachableSourceError(f"{address} answers {fetch.status} and no article: see that the address is right.")
    return pages[0].markup


def today() -> str:
    """The day of an import, ISO 8601."""
    return datetime.now(UTC).date().isoformat()


def _read_text(source: str) -> str:
    try:
        content = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise SourceError(f"{source}: {error.strerror}. Expected a file, -, an address, or wiki:en:Title.") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{source}: byte {error.start} is not UTF-8; save the file as UTF-8.") from error
