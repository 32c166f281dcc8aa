"""Made-up citations, pages and fetches for the judge's tests; every page is of our own writing."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from crawler.evidence.fetch import Failure, Fetch, Hop
from crawler.evidence.page import Page
from crawler.evidence.reading import read_page
from crawler.judge.rule import Case
from crawler.references.citation import Citation

URL = "https://courier.example/2014/03/ferry-strike-ends"
TITLE = "Ferry strike ends after eleven days at sea"
STORY = (
    "The crews of the northern ferries went back to work on Thursday after eleven days. Both sides spoke of a fair "
    "agreement, though neither would say what it costs. The first boat left the harbour at six in the morning with "
    "forty passengers, two lorries and a piano on board. Islanders had lived on stored potatoes and dried fish."
)
AT = "2026-03-01T06:00:00Z"


def citation(**fields: Any) -> Citation:
    """The footnote that cites the story, with other fields where the case needs them."""
    return Citation(**{"number": 1, "title": TITLE, "url": URL, **fields})


def html(title: str, *texts: str, head: str = "", heading: str | None = None, body: str = "") -> bytes:
    """A page with a title, a heading and paragraphs; `head` and `body` are HTML."""
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in texts)
    shown = title if heading is None else heading
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}</head>'
        f"<body><h1>{escape(shown)}</h1>{paragraphs}{body}</body></html>"
    ).encode()


def page(body: bytes, url: str = URL, **headers: str) -> Page:
    """What is read of a page's bytes."""
    return read_page(body, url=url, content_type=headers.get("content_type", "text/html; charset=utf-8"))


def fetch(
    body: bytes | None = None,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    via: tuple[tuple[str, int], ...] = (),
    url: str = URL,
    at: str = AT,
    content_type: str = "text/html; charset=utf-8",
    **fields: Any,
) -> Fetch:
    """An answer: `via` are the redirects before it (address and status), `url` is where it ends."""
    hops = tuple(Hop(url=address, status=code) for address, code in via)
    return Fetch(
        address=via[0][0] if via else url,
        asked_at=at,
        hops=(*hops, Hop(url=url, status=status, headers=headers or {})),
        page=None if body is None else page(body, url, content_type=content_type),
        **fields,
    )


def failed(kind: str, *, at: str = AT, url: str = URL, via: tuple[tuple[str, int], ...] = ()) -> Fetch:
    """A fetch that ended without a page."""
    hops = tuple(Hop(url=address, status=code) for address, code in via)
    return Fetch(
        address=via[0][0] if via else url,
        asked_at=at,
        hops=hops,
        failure=Failure(kind=kind, detail="said the library", url=url),
    )


def case(fetched: Fetch, cited: Citation | None = None) -> Case:
    """The case of the story's citation, or of another."""
    cited = cited or citation()
    return Case(citation=cited, fetch=fetched, address=cited.url)
