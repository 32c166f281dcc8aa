"""A footnote's wikitext without templates becomes a citation, as the other importers read a footnote's words and links.

The words are read by footnote.py, the links by footnote_links.py. What only wikitext shows for certain is added: the
words of a footnote's only link are its title.
"""

from __future__ import annotations

import html
import re

from bs4 import BeautifulSoup

from crawler.references.citation import Citation
from crawler.references.footnote import citation_of, clean
from crawler.references.footnote_links import with_links
from crawler.references.only_link import titled_by_link
from crawler.references.wikitext.plain import LABELLED_LINK, unescaped, unmarked

_LINK = re.compile(rf"{LABELLED_LINK}|(?P<bare>\bhttps?://[^\s\[\]<>\"|]+)", re.IGNORECASE)
_TRAILING = ".,;:!?)'"
_WORD = re.compile(r"\w{2,}")


def citation_of_words(text: str, number: int) -> Citation:
    """The citation that wikitext without templates states."""
    links = list(_LINK.finditer(text))
    if not links:
        words = unmarked(text)
        return _stated(words, number) if words else Citation(number=number)
    tag = BeautifulSoup(_as_html(text), "lxml")
    labels = [unmarked(link["label"]) for link in links if link["label"]]
    return with_links(titled_by_link(_stated(tag.get_text(), number), tag.get_text(), labels), tag)


def _stated(text: str, number: int) -> Citation:
    """The citation that a text states, where what it takes for the title has a word."""
    citation = citation_of(text, number)
    if citation.title and not _WORD.search(citation.title):
        return Citation(number=number, other={"text": clean(text)}, url=citation.url, url_source=citation.url_source)
    return citation


def _as_html(text: str) -> str:
    """The text with its links as a wiki shows them."""
    pieces, end = [], 0
    for link in _LINK.finditer(text):
        address = link["address"] or link["bare"].rstrip(_TRAILING)
        label = unmarked(link["label"] or "") if link["address"] else address
        pieces.append(html.escape(_unmarked(text[end : link.start()])))
        pieces.append(f'<a class="external" href="{html.escape(unescaped(address))}">{html.escape(label)}</a>')
        end = link.start() + len(link["bare"].rstrip(_TRAILING)) if link["bare"] else link.end()
    return "<p>" + "".join(pieces) + html.escape(_unmarked(text[end:])) + "</p>"


def _unmarked(text: str) -> str:
    """As `unmarked`, with the spaces at the ends that part a link from the words beside it."""
    bare = unmarked(text)
    return f"{' ' if text[:1].isspace() else ''}{bare}{' ' if bare and text[-1:].isspace() else ''}"
