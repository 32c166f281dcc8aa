"""Where an article comes from: a file, standard input, an address, or a wiki's page by its title."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from crawler.evidence.encoding import decode
from crawler.evidence.fetch import FAILURES
from crawler.references.citation import Article
from crawler.references.credentials import public, without_credentials
from crawler.references.imported import Imported
from crawler.references.importers import IMPORTERS, guess_format
from crawler.references.own_report import refuse_report
from crawler.references.wiki_answers import WikiSource
from crawler.references.wiki_page import joined
from crawler.spiders.article import ArticlePage, ArticleSpider, WikiRefusal
from crawler.spiders.our_network import OURS, lost_network, network_works
from crawler.spiders.process import crawl, settings_of, work
from crawler.spiders.wiki import WikiArticle

LIMIT = 32 * 1024 * 1024
"""Bytes of a source that are read."""

_WIKI = re.compile(r"^wiki:(?P<language>[a-z][a-z0-9-]{1,15}):(?P<title>[^@]+)(?:@(?P<revision>\d+))?$")
_IN_PATH = "/:(),'!*~.-_"
_HTML = (".html", ".htm", ".xhtml")
_ADDRESS = re.compile(r"^https?://", re.IGNORECASE)


class SourceError(Exception):
    """The source of an import cannot be read; the message says why and what to do."""


class UnreachableSourceError(SourceError):
    """The article could not be fetched: the same command may work later."""


def read_source(source: str, format_name: str, settings: Mapping[str, Any]) -> Imported:
    """The footnotes of `source`. Raises SourceError, or what its importer raises (FootnotesError, ReferencesError)."""
    read = _read(source, format_name, settings)
    return replace(read, references=public(read.references))


def _read(source: str, format_name: str, settings: Mapping[str, Any]) -> Imported:
    if wanted := wanted_of(source):
        return _from_web(wanted, format_name, settings)
    text, name = _read_text(source, format_name), "standard input" if source == "-" else source
    refuse_report(text, name)
    return IMPORTERS[format_name or guess_format(source, text)](text, name)


def wanted_of(source: str) -> dict[str, str]:
    """What the article's spider is to fetch, as its arguments; {} for a file or `-`.

    Raises SourceError for a wrong `wiki:`.
    """
    if _ADDRESS.match(source):
        return {"url": without_credentials(source)}
    if not source.startswith("wiki:"):
        return {}
    match = _WIKI.match(source)
    title = match["title"].replace("_", " ").strip() if match else ""
    if match is None or not title:
        raise SourceError(
            f"{source}: expected wiki:LANGUAGE:TITLE or wiki:LANGUAGE:TITLE@REVISION, as in wiki:en:Norinco"
        )
    site, revision = f"https://{match['language']}.wikipedia.org", match["revision"] or ""
    page = f"{site}/wiki/{quote(title.replace(' ', '_'), safe=_IN_PATH)}"
    return {
        "url": f"{page}?oldid={revision}" if revision else page,
        "api": f"{site}/w/api.php",
        "title": title,
        "revision": revision,
    }


def _from_web(wanted: Mapping[str, str], format_name: str, settings: Mapping[str, Any]) -> Imported:
    address = wanted["url"]
    found = fetch_article(wanted, settings)
    if isinstance(found, WikiArticle):
        return _with_article(_from_wiki(found, format_name, address), found.source, address)
    markup = _markup(found, address)
    read = IMPORTERS[format_name or _format_on_web(address, markup)](markup, address)
    article = replace(read.references.article, url=read.references.article.url or address)
    return replace(read, references=replace(read.references, article=article))


def _from_wiki(found: WikiArticle, format_name: str, address: str) -> Imported:
    if format_name:
        return IMPORTERS[format_name](found.source.wikitext if format_name == "wikitext" else found.html, address)
    return joined(found.html, found.source.wikitext, address)


def _with_article(read: Imported, source: WikiSource, address: str) -> Imported:
    article = Article(title=source.title, url=source.address or address, revision=source.revision)
    return replace(read, references=replace(read.references, article=article))


def _format_on_web(address: str, markup: str) -> str:
    """A web page is HTML whatever its address ends in, unless it looks otherwise."""
    by_look = guess_format("-", markup)
    return by_look if by_look == "html" else guess_format(urlsplit(address).path, markup)


def fetch_article(wanted: Mapping[str, str], settings: Mapping[str, Any]) -> WikiArticle | ArticlePage:
    """The article as it came; `wanted` has the spider's arguments.

    Raises UnreachableSourceError where our network is lost, SourceError where its wiki says that there is none.
    """
    items: list[Any] = []
    known = settings_of(settings)
    offline = False
    arguments: dict[str, Any] = dict(wanted)

    async def job(process: Any) -> None:
        nonlocal offline
        await crawl(process, ArticleSpider, items.append, **arguments)
        failure = items[0].fetch.failure if isinstance(items[0], ArticlePage) else None
        offline = failure is not None and failure.kind in OURS and not await network_works(process, known)

    work(known, job)
    if offline:
        raise UnreachableSourceError(lost_network(known))
    found: WikiArticle | WikiRefusal | ArticlePage = items[0]
    if isinstance(found, WikiRefusal):
        raise SourceError(found.message)
    return found


def _markup(page: ArticlePage, address: str) -> str:
    """The page's markup. Raises UnreachableSourceError where it did not come."""
    fetch = page.fetch
    if fetch.failure:
        raise UnreachableSourceError(f"{address} cannot be read: {FAILURES[fetch.failure.kind]}. Try again later.")
    if fetch.truncated or not fetch.intact:
        raise UnreachableSourceError(f"Only a part of {address} came, and footnotes would be missing. Try again later.")
    if fetch.status != 200 or not page.markup:  # noqa: PLR2004 - HTTP's one word for "here it is"
        raise UnreachableSourceError(f"{address} answers {fetch.status} and no article: see that the address is right.")
    return page.markup


def today() -> str:
    """The day of an import, ISO 8601."""
    return datetime.now(UTC).date().isoformat()


def _read_text(source: str, format_name: str) -> str:
    try:
        content = sys.stdin.buffer.read(LIMIT + 1) if source == "-" else _bytes_of(Path(source))
    except OSError as error:
        raise SourceError(f"{source}: {error.strerror}. Expected a file, -, an address, or wiki:en:Title.") from error
    except ValueError as error:
        raise SourceError(f"{source}: {error}. Expected a file, -, an address, or wiki:en:Title.") from error
    if len(content) > LIMIT:
        raise SourceError(f"{source}: over {LIMIT // 1024 // 1024} MiB; expected one article.")
    if format_name == "html" or source.lower().endswith(_HTML):
        # A saved page says itself in which encoding it is.
        return decode(content)[1]
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{source}:{line}: byte {error.start} is not UTF-8; save the file as UTF-8.") from error


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LIMIT + 1)
