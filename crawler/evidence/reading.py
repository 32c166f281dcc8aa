"""From the bytes of an answer to the facts of a page. Any bytes at all give a Page, in bounded time and memory."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html
from w3lib.encoding import html_to_unicode

from crawler.evidence.linked_data import read_linked_data
from crawler.evidence.page import Page, Text
from crawler.evidence.visible import visible_text

MAX_TEXT = 20_000
"""Characters of visible text kept: several times a long article's beginning, where every sign of a verdict stands."""

MAX_TITLE = 500
LITTLE_TEXT = 3_000
"""A page with less visible text than this keeps the beginning of its markup: walls and parking pages are short."""

MAX_MARKUP = 12_000
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|title|meta|div|p|h1|script)\b", re.IGNORECASE)
_REFRESH = re.compile(r"^\s*(\d{0,6}(?:\.\d{0,3})?)\s*[;,]?\s*(?:url\s*=\s*)?['\"]?\s*([^'\"]*)", re.IGNORECASE)
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
        encoding, text = _decode(body, content_type)
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
    """What the bytes are; what they look like counts more than what the header says, as in browsers."""
    if body[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if media_type in ("text/html", "application/xhtml+xml") or (not media_type and _HTML.search(body[:2048])):
        return "html"
    if media_type.startswith("text/"):
        return "html" if _HTML.search(body[:512]) and media_type in ("text/plain", "text/xml") else "text"
    return "other"


def _decode(body: bytes, content_type: str) -> tuple[str, str]:
    """The encoding a browser would choose (byte order mark, header, meta, then a guess), and the text."""
    encoding, text = html_to_unicode(content_type or None, body, default_encoding="utf-8", auto_detect_fun=_guess)
    return encoding, text


def _guess(body: bytes) -> str:
    """utf-8 where the bytes are valid utf-8, else the web's fallback for western pages."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        # A page cut in the middle of a character is still utf-8.
        return "utf-8" if error.start >= len(body) - 4 else "cp1252"
    return "utf-8"


def _parse(text: str) -> lxml_html.HtmlElement | None:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    # Nul bytes end a libxml2 text early; browsers drop them.
    source = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        tree = lxml_html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return tree if isinstance(tree, lxml_html.HtmlElement) else None


def _read_html(body: bytes, *, url: str, content_type: str, media_type: str, robots_header: str) -> Page:
    encoding, source = _decode(body, content_type)
    tree = _parse(source)
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
    """The first content of each meta element, under its lower-case name, property or http-equiv."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("http-equiv") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _titles(tree: lxml_html.HtmlElement, metas: dict[str, str], headlines: tuple[str, ...]) -> tuple[Text, ...]:
    title = tree.find(".//title")
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
    match = _REFRESH.match(content)
    if not match or not match[2].strip():
        return "", 0.0
    return _join(base, match[2])[:2000], float(match[1] or 0) if match[1] != "." else 0.0


def _unique(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(value.split())[:200] for value in values if value.strip()))[:20]
