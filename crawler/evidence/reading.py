"""From the bytes of an answer to the facts of a page. Any bytes at all give a Page, in bounded time and memory."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from crawler.evidence import byline
from crawler.evidence.announced import show_announcements
from crawler.evidence.encoding import decode
from crawler.evidence.linked_data import read_linked_data
from crawler.evidence.page import Page, Text
from crawler.evidence.pdf import read_pdf
from crawler.evidence.places import same_place
from crawler.evidence.refresh import read_refresh
from crawler.evidence.tree import parse
from crawler.evidence.visible import visible_text

MAX_TEXT = 20_000
"""Characters of visible text kept: several times a long article's beginning, where every sign of a verdict stands."""

MAX_MAIN = 6_000
"""Characters of the main text kept, which is held against a snapshot's: an article's first screens."""

MAX_TITLE = 500
MOST_HEADINGS = 3
"""Headings of a kind that are kept as titles."""

LITTLE_TEXT = 3_000
"""A page with less visible text than this keeps the beginning of its markup: walls and parking pages are short."""

MAX_MARKUP = 12_000
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_MISLEADING_TYPES = ("text/plain", "text/xml", "application/xml", "application/octet-stream")
_DOCUMENT = re.compile(
    rb"\A(?:\xef\xbb\xbf|\s|<\?xml[^>]*>|<!--(?:(?!-->).)*-->)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|title|meta|div|p|h1|script)\b", re.IGNORECASE)
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
"""Bytes that no text has (MIME Sniffing Standard, which looks at the first 1,445)."""

_TITLE_META = ("og:title", "twitter:title", "citation_title", "dc.title")
_Find = Callable[[Any], Any]
_PASSWORDS: _Find = etree.XPath("boolean(/descendant::input[translate(@type,'PASWORD','pasword')='password'])")
_LINKS: _Find = etree.XPath("count(/descendant::a/@href)")
_SITE_META = ("og:site_name", "application-name", "citation_journal_title")


def read_page(
    body: bytes, *, url: str, content_type: str = "", robots_header: str = "", refresh_header: str = ""
) -> Page:
    """The facts of the page whose decoded bytes are `body`, at `url`; the others are headers that speak of it."""
    media_type = content_type.partition(";")[0].strip().lower()
    kind = _kind(body, media_type) if body.strip() else "empty"
    if kind == "html":
        page = _read_html(body, url, content_type)
    elif kind == "text":
        page = _read_text(body, url, content_type)
    elif kind == "pdf":
        page = _read_pdf(body)
    else:
        page = Page(kind=kind)
    robots = ", ".join(part for part in (page.robots, robots_header) if part).lower()[:200]
    page = replace(page, size=len(body), robots=robots)
    if not page.refresh and refresh_header:
        # Browsers obey the header as they do the element, which stands in its place (HTML Standard).
        address, after = _refresh(refresh_header, url)
        page = replace(page, refresh=address, refresh_after=after)
    return page


def is_pdf(body: bytes) -> bool:
    """Whether the bytes are read as a PDF, which takes a process of its own, and seconds."""
    return body[:1024].lstrip().startswith(b"%PDF-")


def _read_text(body: bytes, url: str, content_type: str) -> Page:
    encoding, text = decode(body, content_type, url)
    plain = " ".join(text.split())
    return Page(
        kind="text",
        encoding=encoding,
        text=plain[:MAX_TEXT],
        text_length=len(plain),
        whole=len(plain) <= MAX_TEXT,
        main=plain[:MAX_MAIN],
    )


def _read_pdf(body: bytes) -> Page:
    pdf = read_pdf(body)
    return Page(
        kind="pdf",
        titles=(Text(source="pdf", text=pdf.title),) if pdf.title else (),
        authors=(pdf.author,) if pdf.author else (),
        dates=(Text(source="pdf", text=pdf.date),) if pdf.date else (),
        text=pdf.text,
        text_length=len(pdf.text),
        whole=pdf.whole,
        main=pdf.text[:MAX_MAIN],
    )


def _kind(body: bytes, media_type: str) -> str:
    """What the bytes are: by the header, and as in browsers by their looks where it is missing or known to mislead."""
    if is_pdf(body):
        return "pdf"
    if media_type in _HTML_TYPES:
        return "html"
    if media_type in _MISLEADING_TYPES and _DOCUMENT.search(body[:1024]):
        return "html"
    if not media_type:
        return "html" if _HTML.search(body[:2048]) else "other" if _BINARY.search(body[:1445]) else "text"
    return "text" if media_type.startswith("text/") else "other"


def _read_html(body: bytes, url: str, content_type: str) -> Page:
    encoding, source = decode(body, content_type, url)
    tree = parse(source)
    if tree is None:
        return Page(kind="empty", encoding=encoding)
    show_announcements(tree)
    tree_url = _base(tree, url)
    metas = _metas(tree)
    linked, lines = read_linked_data(tree), byline.lines(tree)
    seen = visible_text(tree, MAX_TEXT, MAX_MAIN)
    refresh, after = _refresh(metas.get("refresh", ""), tree_url)
    canonical = _canonical(tree, tree_url)
    return Page(
        kind="html",
        encoding=encoding,
        titles=_titles(tree, metas, linked.headlines, (tree_url, url, canonical)),
        authors=byline.authors_of(metas, linked, lines),
        dates=byline.dates_of(metas, linked, lines),
        site=next((" ".join(metas[name].split())[:200] for name in _SITE_META if name in metas), ""),
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:35].lower(),
        canonical=canonical,
        robots=metas.get("robots", ""),
        refresh=refresh,
        refresh_after=after,
        text=seen.text,
        text_length=seen.length,
        whole=seen.length <= MAX_TEXT,
        main=seen.main,
        told=seen.told,
        opening=seen.opening,
        leads=seen.leads,
        longest=seen.longest,
        blocks=seen.blocks,
        password_form=bool(_PASSWORDS(tree)),
        free=linked.free,
        links=int(_LINKS(tree)),
        markup=source[:MAX_MARKUP] if seen.length < LITTLE_TEXT else "",
    )


def _base(tree: etree._Element, url: str) -> str:
    base = tree.find(".//base[@href]")
    return _join(url, str(base.get("href"))) if base is not None else url


def _join(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return ""


def _metas(tree: etree._Element) -> dict[str, str]:
    """The first content of each meta element, under its lower-case name or property; the refresh under `refresh`."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if (meta.get("http-equiv") or "").strip().lower() == "refresh":
            # What only a browser without scripts obeys moves nobody on.
            if content and "refresh" not in found and not _stands_in(meta, "noscript"):
                found["refresh"] = content
        elif name and content and name != "refresh":
            found.setdefault(name, content)
    return found


def _stands_in(node: etree._Element, tag: str) -> bool:
    return next(node.iterancestors(tag), None) is not None


def _titles(
    tree: etree._Element, metas: dict[str, str], headlines: tuple[str, ...], own: tuple[str, ...]
) -> tuple[Text, ...]:
    """The titles of a page at the addresses `own`. Where it has an h1, an h2 that leads elsewhere is a `link`."""
    title = _title(tree)
    found = [("title", _text(title) if title is not None else "")]
    found += [(name, metas[name]) for name in _TITLE_META if name in metas]
    found += [("headline", headline) for headline in headlines]
    firsts = list(islice(tree.iter("h1"), MOST_HEADINGS))
    found += [("h1", _text(node)) for node in firsts]
    found += [
        ("link" if firsts and _leads_elsewhere(node, own) else "h2", _text(node))
        for node in islice(tree.iter("h2"), MOST_HEADINGS)
    ]
    texts = [Text(source=source, text=" ".join(str(text).split())[:MAX_TITLE]) for source, text in found]
    return tuple(text for text in texts if text.text)


def _leads_elsewhere(heading: etree._Element, own: tuple[str, ...]) -> bool:
    """Whether a heading is all link, in or around it, to another address than the page's own ones."""
    link = next(heading.iterancestors("a"), None)
    if link is None:
        link = next(heading.iter("a"), None)
        if link is None or _text(link).split() != _text(heading).split():
            return False
    target = _join(own[0], str(link.get("href") or ""))
    return not any(same_place(target, address) for address in own)


def _title(tree: etree._Element) -> etree._Element | None:
    """The first title that is not a drawing's."""
    walk = etree.iterwalk(tree, events=("start",), tag=("title", "svg"))
    node: etree._Element
    for _, node in walk:
        if node.tag == "title":
            return node
        walk.skip_subtree()
    return None


def _text(node: etree._Element) -> str:
    return "".join(str(piece) for piece in node.itertext())


def _canonical(tree: etree._Element, base: str) -> str:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return _join(base, str(link.get("href")))[:2000]
    return ""


def _refresh(content: str, base: str) -> tuple[str, float]:
    address, after = read_refresh(content)
    return (_join(base, address)[:2000], after) if address else ("", 0.0)
