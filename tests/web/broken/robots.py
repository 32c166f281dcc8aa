"""Hosts with a robots.txt of their own."""

from __future__ import annotations

import asyncio

from tests.web.page import html_page, story_page
from tests.web.site import Answer, Request, redirect, site

STORY = Answer(200, {}, story_page())
PLAIN = {"Content-Type": "text/plain"}


async def _after_a_minute(_request: Request) -> Answer:
    """Takes longer than anybody waits."""
    await asyncio.sleep(60)
    return Answer(404)


SITES = (
    # Asks everybody to stay away: the page itself must never be asked for.
    site("robots.example", {"/robots.txt": Answer(200, PLAIN, b"User-agent: *\nDisallow: /\n"), "*": STORY}),
    # Asks everybody to stay away from one folder.
    site(
        "robots-some.example",
        {"/robots.txt": Answer(200, PLAIN, b"User-agent: *\nDisallow: /private/\n"), "*": STORY},
    ),
    # Its robots.txt fails.
    site("robots-500.example", {"/robots.txt": Answer(500, {}, html_page("Error", "It failed.")), "*": STORY}),
    # Its robots.txt takes a minute.
    site("robots-slow.example", {"/robots.txt": _after_a_minute, "*": STORY}),
    # Its robots.txt is a page like any other.
    site("robots-html.example", {"*": STORY, "/robots.txt": Answer(200, {}, html_page("Welcome", "Disallow: /"))}),
    # Its robots.txt leads to another host's.
    site("robots-moved.example", {"/robots.txt": redirect("https://robots.example/robots.txt"), "*": STORY}),
)
EXPECTED = {
    "https://robots.example/article": ("unknown", "robots-disallowed"),
    "https://robots-some.example/article": ("alive", "ok"),
    "https://robots-some.example/private/article": ("unknown", "robots-disallowed"),
    "https://robots-moved.example/article": ("unknown", "robots-disallowed"),
}
# RFC 9309 takes a robots.txt that fails for a refusal, Scrapy takes it for leave to go on.
EITHER = {
    f"https://{host}.example/article": frozenset({("alive", "ok"), ("unknown", "robots-disallowed")})
    for host in ("robots-500", "robots-slow", "robots-html")
}
