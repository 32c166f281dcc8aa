"""From the bytes of an answer to the facts of a page. Any bytes at all give a Page, in bounded time and memory."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml import html as lxml_html

from crawler.evidence.encoding import decode
from crawler.evidence.linked_data import read_linked_data
from crawler.evidence.page import Page, Text
from crawler.evidence.refresh import read_refresh
from crawler.evidence.tree import parse
from crawler.evidence.visible import visible_text

MAX_TEXT = 20_000
"""Characters of visible text kept: several times a long article's beginning, where every sign of a verdict stands."""

MAX_TITLE = 500
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
_AUTHOR_META = ("author", "article:author", "citation_author", "dc.creator", "parsely-author", "byl")
_DATE_META = ("article:published_time", "date", "citation_publication_date", "dc.date", "pubdate", "parsely-pub-date")


def read_page(body: bytes, *, url: str, content_type: str = "", robots_header: str = "") -> Page:
    """The facts of the page whose decoded bytes are `body`; `content_type` and `robots_header` are its headers."""
    media_type = content_type.partition(";")[0].strip().lower()
    if not body.strip():
        return Page(kind="empty", media_type=media_type, size=len(body))
    kind = _kind(body, media_type)
    if kind == "html":
        return _read_html(body, url=url, content_type=content_type, media_type=media_type, robots_header=robots_header)
    if kind == "text":
        encoding, text = decode(body, content_type, url)
        plain = " ".join(text.split())
        return Page(
            kind=kind,
            media_type=media_type,
            encoding=encoding,
            text=plain[:MAX_TEXT],
            text_length=len(plain),
            size=len(body),
        )
    return Page(kind=kind, media_type=media_type, size=len(body))


def _kind(body: bytes, media_type: str) -> str:
    """What the bytes are: by the header, and as in browsers by their looks where it is missing or known to mislead."""
    if body[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if media_type in _HTML_TYPES:
        return "html"
    if media_type in _MISLEADING_TYPES and _DOCUMENT.search(body[:1024]):
        return "html"
    if not media_type:
        return "html" if _HTML.search(body[:2048]) else "other" if _BINARY.search(body[:1445]) else "text"
    return "text" if media_type.startswith("text/") else "other"


def _read_html(body: bytes, *, url: str, content_type: str, media_type: str, robots_header: str) -> Page:
    encoding, source = decode(body, content_type, url)
    tree = parse(source)
    if tree is None:
        return Page(kind="empty", media_type=media_type, encoding=encoding, size=len(body))
    tree_url = _base(tree, url)
    metas = _metas(tree)
    linked = read_linked_data(tree)
    text, length = visible_text(tree, MAX_TEXT)
    refresh, after = _refresh(metas.get("refresh", ""), tree_url)
    return Page(
        kind="html",
        media_type=media_type,
        encoding=encoding,
        titles=_titles(tree, metas, linked.headlines),
        authors=_unique([metas[name] for name in _AUTHOR_META if name in metas] + list(linked.authors)),
        dates=tuple(Text(source=name, text=metas[name][:64]) for name in _DATE_META if name in metas) + linked.dates,
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:35].lower(),
        canonical=_canonical(tree, tree_url),
        robots=", ".join(part for part in (metas.get("robots", ""), robots_header) if part).lower()[:200],
        refresh=refresh,
        refresh_after=after,
        text=text,
        text_length=length,
        size=len(body),
        password_form=bool(tree.xpath("boolean(//input[translate(@type,'PASWORD','pasword')='password'])")),
        free=linked.free,
        links=int(tree.xpath("count(//a[@href])")),
        markup=source[:MAX_MARKUP] if length < LITTLE_TEXT else "",
    )


def _base(tree: lxml_html.HtmlElement, url: str) -> str:
    base = tree.find(".//base[@href]")
    return _join(url, str(base.get("href"))) if base is not None else url


def _join(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return ""


def _metas(tree: lxml_html.HtmlElement) -> dict[str, str]:
    """The first content of each meta element, under its lower-case name or property; the refresh under `refresh`."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if (meta.get("http-equiv") or "").strip().lower() == "refresh":
            # What only a browser without scripts obeys moves nobody on.
            if content and not _stands_in(meta, "noscript"):
                found.setdefault("refresh", content)
        elif name and content and name != "refresh":
            found.setdefault(name, content)
    return found


def _stands_in(node: lxml_html.HtmlElement, tag: str) -> bool:
    return next(node.iterancestors(tag), None) is not None


def _titles(tree: lxml_html.HtmlElement, metas: dict[str, str], headlines: tuple[str, ...]) -> tuple[Text, ...]:
    # A drawing's title is not the page's.
    title = next((node for node in tree.iter("title") if not _stands_in(node, "svg")), None)
    found = [("title", title.text_content() if title is not None else "")]
    found += [(name, metas[name]) for name in _TITLE_META if name in metas]
    found += [("headline", headline) for headline in headlines]
    found += [(f"h{level}", node.text_content()) for level in (1, 2) for node in list(tree.iter(f"h{level}"))[:3]]
    texts = [Text(source=source, text=" ".join(str(text).split())[:MAX_TITLE]) for source, text in found]
    return tuple(text for text in texts if text.text)


def _canonical(tree: lxml_html.HtmlElement, base: str) -> str:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return _join(base, str(link.get("href")))[:2000]
    return ""


def _refresh(content: str, base: str) -> tuple[str, float]:
    address, after = read_refresh(content)
    return (_join(base, address)[:2000], after) if address else ("", 0.0)


def _unique(values: list[str]) -> tuple[str, ...]:
    """The names, each once; addresses of profiles are none."""
    names = (" ".join(value.split())[:200] for value in values if value.strip() and "://" not in value)
    return tuple(dict.fromkeys(names))[:20]
