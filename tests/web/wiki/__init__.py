"""A stand-in MediaWiki: its pages as readers see them, its API with a real one's answers, and its REST addresses.

The answers follow the documentation of MediaWiki's action API (formatversion 2) and REST API; the pages are made up.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from tests.web.site import Answer, Handler, Request, Site

JSON = {"Content-Type": "application/json; charset=utf-8"}
HTML = {"Content-Type": "text/html; charset=UTF-8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the wiki: its newest revision, what it shows by either parser, or where it redirects to."""

    revision: int = 0
    wikitext: str = ""
    parsoid: str = ""
    legacy: str = ""
    redirects: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """What is wrong with the wiki: how often it says that its databases lag, and which doors are closed."""

    lags: int = 0
    retry_after: str = "0"
    no_api: bool = False
    no_rest: bool = False
    robots: str = ""


def wiki_site(host: str, pages: Mapping[str, Page], faults: Faults | None = None) -> Site:
    """The wiki at `https://HOST/wiki/TITLE`, its API at `/w/api.php`."""
    wrong = faults or Faults()

    async def answer(request: Request) -> Answer:
        return _answer(host, pages, wrong, request)

    handler: Handler = answer
    return Site(host=host, answer=handler, answers_robots=True)


def _answer(host: str, pages: Mapping[str, Page], wrong: Faults, request: Request) -> Answer:
    path = request.path
    if path == "/robots.txt":
        return Answer(200, {"Content-Type": "text/plain"}, wrong.robots.encode()) if wrong.robots else _gone()
    if path == "/w/api.php":
        return _gone() if wrong.no_api else _api(host, pages, wrong, request)
    if path.startswith("/w/rest.php/v1/revision/"):
        found = _by_revision(pages, path.split("/")[5])
        return _gone() if wrong.no_rest or found is None else Answer(200, HTML, found[1].parsoid.encode())
    if path.startswith("/wiki/"):
        return _shown(host, pages, unquote(path.removeprefix("/wiki/")).replace("_", " "))
    return _gone()


def _gone() -> Answer:
    return Answer(404, HTML, b"<html><body><p>No such thing here.</p></body></html>")


def _by_revision(pages: Mapping[str, Page], revision: str) -> tuple[str, Page] | None:
    return next(((title, page) for title, page in pages.items() if str(page.revision) == revision != "0"), None)


def _shown(host: str, pages: Mapping[str, Page], title: str) -> Answer:
    page = pages.get(title)
    if page is None:
        return _gone()
    page = pages[page.redirects] if page.redirects else page
    settings = json.dumps({"wgPageName": title.replace(" ", "_"), "wgRevisionId": page.revision, "wgScriptPath": "/w"})
    head = (
        '<meta name="generator" content="MediaWiki 1.44.0">'
        f'<link rel="EditURI" type="application/rsd+xml" href="//{host}/w/api.php?action=rsd">'
        f'<link rel="canonical" href="https://{host}/wiki/{quote(title.replace(" ", "_"))}">'
    )
    body = f'<h1 id="firstHeading">{title}</h1><div id="mw-content-text">{page.legacy}</div>'
    text = f"<!DOCTYPE html><html><head><script>RLCONF={settings};</script>{head}</head><body>{body}</body></html>"
    return Answer(200, HTML, text.encode())


def _api(host: str, pages: Mapping[str, Page], wrong: Faults, request: Request) -> Answer:
    asked = request.query
    request.memory["asked"] = request.memory.get("asked", 0) + 1
    if "maxlag" in asked and request.memory["asked"] <= wrong.lags:
        said = {"error": {"code": "maxlag", "info": "Waiting for a database server: 9 seconds lagged.", "lag": 9}}
        return Answer(200, {**JSON, "Retry-After": wrong.retry_after}, json.dumps(said).encode())
    if asked.get("action") == "parse":
        found = _by_revision(pages, asked.get("oldid", ""))
        error = {"error": {"code": "nosuchrevid"}}
        return _json({"parse": {"text": found[1].legacy}} if found else error)
    return _json({"batchcomplete": True, "query": _query(host, pages, asked)})


def _query(host: str, pages: Mapping[str, Page], asked: Mapping[str, str]) -> dict[str, Any]:
    if "revids" in asked:
        found = _by_revision(pages, asked["revids"])
        if found is None:
            number = asked["revids"]
            return {"badrevids": {number: {"revid": int(number), "missing": True}}}
        return {"pages": [_page(host, *found)]}
    return _titled(host, pages, asked["titles"])


def _titled(host: str, pages: Mapping[str, Page], asked: str) -> dict[str, Any]:
    title = asked.replace("_", " ")
    if any(char in title for char in "<>[]{}|"):
        reason = "The requested page title contains invalid characters."
        return {"pages": [{"title": title, "invalidreason": reason, "invalid": True}]}
    if title.startswith("fr:"):
        return {"interwiki": [{"title": title, "iw": "fr"}]}
    if title.startswith("Special:"):
        return {"pages": [{"ns": -1, "title": title, "special": True}]}
    title = title[:1].upper() + title[1:]
    page = pages.get(title)
    if page is None:
        return {"pages": [{"ns": 0, "title": title, "missing": True}]}
    if page.redirects:
        redirects = [{"from": title, "to": page.redirects}]
        return {"redirects": redirects, "pages": [_page(host, page.redirects, pages[page.redirects])]}
    return {"pages": [_page(host, title, page)]}


def _page(host: str, title: str, page: Page) -> dict[str, Any]:
    content = {"contentmodel": "wikitext", "contentformat": "text/x-wiki", "content": page.wikitext}
    return {
        "pageid": page.revision,
        "ns": 0,
        "title": title,
        "canonicalurl": f"https://{host}/wiki/{quote(title.replace(' ', '_'))}",
        "revisions": [{"revid": page.revision, "parentid": 0, "slots": {"main": content}}],
    }


def _json(said: Mapping[str, Any]) -> Answer:
    return Answer(200, JSON, json.dumps(said).encode())
