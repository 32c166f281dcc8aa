"""The paragraphs of a rendered article in which footnotes are cited, with their markers in one spelling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bs4 import BeautifulSoup, Tag

from crawler.references.footnote import clean
from crawler.references.passages import Paragraph

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "li", "td", "th", "dd", "dt", "caption", "figcaption", "blockquote", "div")
_PROSE = ("p", "li", "dd", "blockquote")


def paragraphs(soup: BeautifulSoup, labels: Mapping[str, str]) -> Iterator[Paragraph]:
    """Every block that cites a footnote, in the order of the page; `labels` gives each footnote's label by its id.

    Takes style sheets out of the soup and writes each marker as `[12]` or `[note 2]` into it, whatever it showed.
    """
    for hidden in soup.select("style, script, .mw-editsection"):
        hidden.decompose()
    citing = list(_citing(soup))
    for marker in soup.select("sup.reference, sup.mw-ref"):
        marker.replace_with(_written(labels.get(_target(marker), "")))
    for block, section in citing:
        yield Paragraph(text=_text(block), section=section, prose=block.name in _PROSE and section != "Infobox")


def _citing(soup: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    """The blocks that hold markers, each once, with the heading that they stand under."""
    seen: set[int] = set()
    section = ""
    for element in soup.find_all([*_HEADINGS, "sup"]):
        if element.name in _HEADINGS:
            section = clean(element.get_text())
        elif _target(element):
            block = element.find_parent(_BLOCKS) or soup
            if id(block) not in seen and not element.find_parent("ol", class_="references"):
                seen.add(id(block))
                yield block, "Infobox" if element.find_parent("table", class_="infobox") else section


def _target(marker: Tag) -> str:
    """The id of the footnote that a marker leads to; "" where it is no marker."""
    link = marker.find("a", href=True)
    href = str(link["href"]) if isinstance(link, Tag) else ""
    return href.partition("#")[2] if "#cite_note" in href else ""


def _written(label: str) -> str:
    group, _, number = label.rpartition(":")
    return f"[{group} {number}]" if group else f"[{number}]" if number else ""


def _text(block: Tag) -> str:
    """The block's own text, without that of blocks within it."""
    own = (text for text in block.find_all(string=True) if text.find_parent(_BLOCKS) is block)
    return "".join(map(str, own))
