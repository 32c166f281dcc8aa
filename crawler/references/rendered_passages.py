"""The paragraphs of an HTML article, with the markers of its footnotes as `passages.places_of` reads them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote

from bs4 import BeautifulSoup, NavigableString, Tag

from crawler.references.footnote import clean
from crawler.references.passages import Paragraph, marker, unmistaken

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
# French Wikipedia numbers its generations of infoboxes.
_INFOBOX = re.compile(r"infobox(?:_v\d)?", re.ASCII)
_PROSE = frozenset({"p", "li", "dd", "blockquote"})
_BLOCKS = _PROSE | {"td", "th", "dt", "caption", "figcaption", "div", "section", "article", "main", "body"}
# A paragraph within one of these is no statement of the article's own text.
_APART = frozenset({"table", "figure", "aside", "nav", "footer", "li"})


class _Marker(NavigableString):
    """A footnote's marker, told from the article's own text."""


def soup_of(markup: str) -> BeautifulSoup:
    """The page as a tree; half characters, which JSON can name and no parser takes, become question marks."""
    return BeautifulSoup(markup.encode("utf-8", "replace").decode("utf-8"), "lxml")


def content_of(soup: BeautifulSoup) -> Tag:
    """The article's own part of a page: a wiki's content, else `main`, else all of it."""
    found = soup.find(id="mw-content-text") or soup.find("main") or soup.body
    return found if isinstance(found, Tag) else soup


def fragment(link: Tag) -> str:
    """Where in the page a link leads; "" where it does not."""
    href = link.get("href")
    return str(href).partition("#")[2] if href else ""


def paragraphs(root: Tag, targets: Mapping[str, int], apart: Collection[Tag]) -> Iterator[Paragraph]:
    """The blocks that cite a footnote and the paragraphs that cite none, in the order of the page.

    `targets` gives each footnote's index by its id; `apart` are the lists of footnotes. Takes the links for editing out
    of the tree, and writes markers into it.
    """
    for hidden in root.find_all(class_=["mw-editsection", "toc"]):
        hidden.decompose()
    outside = {id(listing) for listing in apart}
    blocks = list(_blocks(root, targets, outside))
    for link in root.find_all("a", href=True):
        index = _cited(link, targets)
        if index is not None and not _is_within(link, outside):
            # What shows the marker stays in the tree: taking it out takes time by the number of its siblings.
            shown = _shown(link)
            shown.clear()
            shown.append(_Marker(marker(index)))
    for block, section, prose in blocks:
        text = _text(block)
        if text.strip():
            yield Paragraph(text=text, section=section, prose=prose)


def _blocks(root: Tag, targets: Mapping[str, int], outside: Collection[int]) -> Iterator[tuple[Tag, str, bool]]:
    """The blocks, each once, with the heading that they stand under, and whether they have sentences."""
    seen: set[int] = set()
    section = ""
    for element in root.find_all([*_HEADINGS, "a", "p"]):
        if element.name in _HEADINGS:
            section = clean(element.get_text()) if not _is_within(element, outside) else section
            continue
        if element.name == "a" and (_cited(element, targets) is None):
            continue
        block, box = _place(element, root, outside)
        if block is None or id(block) in seen or (element.name == "p" and _stands_apart(element)):
            continue
        seen.add(id(block))
        yield block, "Infobox" if box else section, block.name in _PROSE and not box


def _cited(link: Tag, targets: Mapping[str, int]) -> int | None:
    target = fragment(link)
    if not target:
        return None
    return targets.get(target, targets.get(unquote(target)))


def _place(element: Tag, root: Tag, outside: Collection[int]) -> tuple[Tag | None, bool]:
    """The block that holds an element, None where it is a footnote's; and whether it stands in an infobox."""
    block: Tag | None = element if element.name == "p" else None
    box = False
    for parent in element.parents:
        if id(parent) in outside:
            return None, False
        if block is None and parent.name in _BLOCKS:
            block = parent
        box = box or (parent.name == "table" and any(_INFOBOX.fullmatch(word) for word in parent.get("class") or []))
        if parent is root:
            break
    return block or root, box


def _stands_apart(paragraph: Tag) -> bool:
    return any(parent.name in _APART for parent in paragraph.parents) and not paragraph.find("a", href=True)


def _is_within(element: Tag, outside: Collection[int]) -> bool:
    return any(id(parent) in outside for parent in element.parents)


def _shown(link: Tag) -> Tag:
    """The whole of a marker: the raised text around the link where it holds nothing else."""
    around = link.find_parent("sup")
    if around is None or sum(fragment(other) != "" for other in around.find_all("a", href=True)) > 1:
        return link
    return around


def _text(block: Tag) -> str:
    """The block's own text, without that of blocks within it, of scripts and of comments."""
    own = (
        text for text in block.find_all(string=True) if type(text) in (NavigableString, _Marker) and _own(text, block)
    )
    return "".join(text if isinstance(text, _Marker) else unmistaken(str(text)) for text in own)


def _own(text: NavigableString, block: Tag) -> bool:
    return next((parent for parent in text.parents if parent is block or parent.name in _BLOCKS), None) is block
