"""What a MediaWiki site says of a page: where its API is, and what the API answers.

Understands both formats of the API's JSON (`formatversion` 2, and 1 of sites before 1.25).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

_HEAD = 300_000
_PAGE_NAME = re.compile(r'"wgPageName":\s*("(?:[^"\\]|\\.)*")')
_SCRIPT_PATH = re.compile(r'"wgScriptPath":\s*("(?:[^"\\]|\\.)*")')
_REVISION = re.compile(r"[1-9]\d{0,18}", re.ASCII)
_BUSY = ("maxlag", "ratelimited", "readonly")


@dataclass(frozen=True, slots=True, kw_only=True)
class WikiTarget:
    """A page of a wiki: its API's address (`.../api.php`), its title, and a revision ("" for the newest)."""

    api: str
    title: str
    revision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WikiSource:
    """A revision as the wiki keeps it."""

    title: str
    address: str
    revision: str
    wikitext: str


class WikiError(ValueError):
    """The wiki has no such page or revision: the message says what is not there and what to do."""


class NoApiError(ValueError):
    """What came is no answer of a MediaWiki API that serves everybody."""


class BusyError(ValueError):
    """The wiki asks to come again later."""


def target_in(markup: str, address: str) -> WikiTarget | None:
    """The page of a wiki that a web page shows; None where it is no wiki's, or names no API."""
    head = markup[:_HEAD]
    if "EditURI" not in head and "MediaWiki" not in head:
        return None
    api = _api(BeautifulSoup(head, "lxml"), head, address)
    query = parse_qs(urlsplit(address).query)
    title = _said(_PAGE_NAME, head) or query.get("title", [""])[-1] or _title_in(address)
    revision = query.get("oldid", [""])[-1]
    if not api or not title:
        return None
    return WikiTarget(api=api, title=title, revision=revision if _REVISION.fullmatch(revision) else "")


def question(target: WikiTarget) -> str:
    """The address that asks the API for the page's wikitext."""
    which = {"revids": target.revision} if target.revision else {"titles": target.title, "redirects": "1"}
    return asked(
        target.api, {**which, "prop": "revisions|info", "inprop": "url", "rvprop": "ids|content", "rvslots": "main"}
    )


def question_of_title(target: WikiTarget) -> str:
    """The address that asks which page a title leads to."""
    return asked(target.api, {"titles": target.title, "redirects": "1"})


def asked(api: str, parameters: Mapping[str, str]) -> str:
    """A question to the API: by JSON, and to be refused while the wiki's databases lag more than 5 seconds behind."""
    standing = {"action": "query", "format": "json", "formatversion": "2", "maxlag": "5"}
    return f"{api}?{urlencode({**standing, **parameters})}"


def source_in(answer: str, target: WikiTarget) -> WikiSource:
    """The revision that the API answers with.

    Raises WikiError where the wiki says that it has none, BusyError where it asks to wait, NoApiError where the answer
    is none of a MediaWiki API.
    """
    query = _query(answer)
    where = urlsplit(target.api).hostname
    if target.revision in _bad_revisions(query):
        raise WikiError(f"{where} has no revision {target.revision}: see the page's history for its numbers.")
    page = _page(query, target)
    revisions = page.get("revisions")
    revision = revisions[0] if isinstance(revisions, list) and revisions and isinstance(revisions[0], dict) else {}
    text = _content(revision)
    if text is None and ("texthidden" in revision or "revisions" in page):
        raise WikiError(f'{where}: the text of revision {revision.get("revid")} of "{page["title"]}" is not public.')
    if text is None:
        raise NoApiError(f"{where}: no text of {page['title']}")
    address = str(page.get("canonicalurl") or page.get("fullurl") or "")
    return WikiSource(
        title=str(page["title"]), address=address, revision=str(revision.get("revid") or ""), wikitext=text
    )


def title_in(answer: str, target: WikiTarget) -> str:
    """The title of the page that the API leads to; raises as `source_in` does."""
    return str(_page(_query(answer), target)["title"])


def parsed_in(answer: str) -> str:
    """The HTML that `action=parse` answers with. Raises BusyError or NoApiError."""
    parsed = _loaded(answer).get("parse")
    text = parsed.get("text") if isinstance(parsed, dict) else None
    text = text.get("*") if isinstance(text, dict) else text
    if not isinstance(text, str):
        raise NoApiError("no text")
    return text


def same_title(one: str, other: str) -> bool:
    """Whether two spellings name one page, as far as that can be told without the wiki."""
    return _normal(one) == _normal(other)


def _normal(title: str) -> str:
    bare = " ".join(title.replace("_", " ").split())
    return bare[:1].upper() + bare[1:]


def _api(soup: BeautifulSoup, head: str, address: str) -> str:
    link = soup.find("link", attrs={"rel": "EditURI"}, href=True)
    if isinstance(link, Tag):
        api = urljoin(address, str(link.get("href"))).partition("?")[0]
    elif soup.find("meta", attrs={"name": "generator", "content": re.compile("MediaWiki")}) is not None:
        api = urljoin(address, f"{_said(_SCRIPT_PATH, head)}/api.php")
    else:
        return ""
    return api if api.startswith(("http://", "https://")) and api.endswith("/api.php") else ""


def _said(pattern: re.Pattern[str], head: str) -> str:
    """The text that a page's own settings give."""
    found = pattern.search(head)
    try:
        return str(json.loads(found[1])) if found else ""
    except ValueError:
        return ""


def _title_in(address: str) -> str:
    path = urlsplit(address).path
    return unquote(path.partition("/wiki/")[2]) if "/wiki/" in path else ""


def _loaded(answer: str) -> Mapping[str, Any]:
    try:
        loaded = json.loads(answer)
    except (ValueError, RecursionError) as fault:
        raise NoApiError("no JSON") from fault
    if not isinstance(loaded, dict):
        raise NoApiError("no JSON object")
    error = loaded.get("error")
    code = str(error.get("code")) if isinstance(error, dict) else ""
    if code in _BUSY:
        raise BusyError(code)
    if code == "nosuchrevid":
        raise WikiError("The wiki has no such revision: see the page's history for its numbers.")
    if error:
        raise NoApiError(code)
    return loaded


def _query(answer: str) -> Mapping[str, Any]:
    query = _loaded(answer).get("query")
    if not isinstance(query, dict):
        raise NoApiError("no query")
    return query


def _bad_revisions(query: Mapping[str, Any]) -> set[str]:
    bad = query.get("badrevids")
    return set(map(str, bad)) if isinstance(bad, dict) else set()


def _page(query: Mapping[str, Any], target: WikiTarget) -> Mapping[str, Any]:
    """The one page of an answer. Raises WikiError where the wiki says that there is none."""
    where = urlsplit(target.api).hostname
    if query.get("interwiki"):
        raise WikiError(f'{where}: "{target.title}" leads to another wiki; name that wiki, as in wiki:en:Norinco.')
    pages = query.get("pages")
    listed = list(pages.values()) if isinstance(pages, dict) else pages
    page = listed[0] if isinstance(listed, list) and listed else None
    if not isinstance(page, dict) or "title" not in page:
        raise NoApiError("no page")
    if "invalid" in page:
        reason = str(page.get("invalidreason") or "it has characters that no title has")
        raise WikiError(f'{where}: "{target.title}" can be no title: {reason}')
    if "special" in page:
        raise WikiError(f'{where}: "{page["title"]}" is a special page, which has no footnotes; expected an article.')
    if "missing" in page:
        raise WikiError(f'{where} has no page "{page["title"]}": see that the title is spelled as the wiki spells it.')
    return page


def _content(revision: Mapping[str, Any]) -> str | None:
    slots = revision.get("slots")
    main = slots.get("main") if isinstance(slots, dict) else revision
    text = main.get("content", main.get("*")) if isinstance(main, dict) else None
    return text if isinstance(text, str) else None
