"""A footnote's wikitext without templates becomes a citation, as the other importers read a footnote's words and links.

The words are read by footnote.py, the links by footnote_links.py. What only wikitext shows for certain is added: the
words of a footnote's only link are its title.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace

from bs4 import BeautifulSoup

from crawler.references.citation import Citation
from crawler.references.footnote import citation_of, clean
from crawler.references.footnote_links import with_links
from crawler.references.wikitext.plain import unmarked

_LINK = re.compile(
    r"\[(?P<address>(?:https?:|ftp:)?//[^\s\[\]<>\"]+)[^\S\n]*(?P<label>[^\[\]\n]*)\]|(?P<bare>\bhttps?://[^\s\[\]<>\"|]+)",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?)'"
_WORD = re.compile(r"\w{2,}")
_TITLE_WORDS = 2
_EDGES = " ,.;:–-"  # noqa: RUF001 - people write en dashes


def citation_of_words(text: str, number: int) -> Citation:
    """The citation that wikitext without templates states."""
    links = list(_LINK.finditer(text))
    if not links:
        words = unmarked(text)
        return _stated(words, number) if words else Citation(number=number)
    tag = BeautifulSoup(_as_html(text), "lxml")
    citation = with_links(_stated(tag.get_text(), number), tag)
    labels = [unmarked(link["label"]) for link in links if link["label"]]
    if not citation.title and len(labels) == 1 and len(labels[0].split()) >= _TITLE_WORDS:
        return _titled(citation, labels[0])
    return citation


def _stated(text: str, number: int) -> Citation:
    """The citation that a text states, where what it takes for the title has a word."""
    citation = citation_of(text, number)
    if citation.title and not _WORD.search(citation.title):
        return Citation(number=number, other={"text": clean(text)}, url=citation.url, url_source=citation.url_source)
    return citation


def _titled(citation: Citation, label: str) -> Citation:
    """A footnote whose only link has words of its own: they are the title, what stands around them is kept."""
    around = " ".join(citation.other.get("text", "").replace(label, " ", 1).split()).strip(_EDGES)
    other = {key: value for key, value in citation.other.items() if key != "text"}
    return replace(citation, title=label, other={**other, **({"text": around} if _WORD.search(around) else {})})


def _as_html(text: str) -> str:
    """The text with its links as a wiki shows them."""
    pieces, end = [], 0
    for link in _LINK.finditer(text):
        address = link["address"] or link["bare"].rstrip(_TRAILING)
        label = unmarked(link["label"] or "") if link["address"] else address
        pieces.append(html.escape(_unmarked(text[end : link.start()])))
        pieces.append(f'<a class="external" href="{html.escape(html.unescape(address))}">{html.escape(label)}</a>')
        end = link.start() + len(link["bare"].rstrip(_TRAILING)) if link["bare"] else link.end()
    return "<p>" + "".join(pieces) + html.escape(_unmarked(text[end:])) + "</p>"


def _unmarked(text: str) -> str:
    """As `unmarked`, with the spaces at the ends that part a link from the words beside it."""
    bare = unmarked(text)
    return f"{' ' if text[:1].isspace() else ''}{bare}{' ' if bare and text[-1:].isspace() else ''}"
