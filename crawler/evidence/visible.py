"""The text that a reader of a page sees, in reading order, and what of it is the page's own matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile, zip_longest
from typing import Any

from lxml import etree

from crawler.evidence.blocks import LEAD, LEADS, TOLD, Block
from crawler.evidence.tree import FEW

_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "svg", "iframe", "object", "select", "datalist"}
    | {"textarea", "audio", "video", "canvas", "noframes"}
)
_COUNTED: Callable[[Any], Any] = etree.XPath(
    "count(descendant-or-self::*/@hidden) + count(descendant-or-self::*/@style)"
)
_MAY_HIDE: Callable[[Any], Any] = etree.XPath("descendant-or-self::*/@hidden/.. | descendant-or-self::*/@style/..")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong"}
    | {"sub", "sup", "time", "tt", "u", "var", "wbr", *_UNSEEN}
)
"""Elements that do not part the words that they stand between (HTML Standard, phrasing content)."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MATTER, _HEADING, _BOX = "matter", "heading", "box"
"""What a segment of the text starts with: matter that goes on, a heading, or a box beside it."""

SHORT = 3_000
"""Characters: of a page with more text its blocks are not kept, for it has more to tell than what stands around it."""

_MARK = "\x1e"
"""What parts the blocks: white space that no page shows."""

_FIRST = 200
"""Pieces of text among which they are looked for."""

_BESIDE = frozenset({"nav", "aside", "footer", "button", "dialog", "menu"})
"""Elements whose text is beside the page's matter, as the HTML Standard defines them."""

_BESIDE_ROLES = frozenset({"navigation", "complementary", "contentinfo", "dialog", "alertdialog", "search"})
"""The roles that say the same of any element (WAI-ARIA 1.2)."""

_BESIDE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navi|navigation|menu|footer|sidebar|breadcrumbs?|cookies?|consent|related|teasers?|comments?|"
    r"share|sharing|social|newsletter|promo|banner|advert|ads?|toc|pagination|recommended|widget|popular|trending)"
    r"(?:[\s_-]|$)",
    re.IGNORECASE,
)
"""Class names that stylesheets commonly give to such boxes."""


@dataclass(frozen=True, slots=True)
class Visible:
    """What is seen: `text` with single spaces, cut; `length` of the whole; `main` without what stands beside, cut.

    `told` is the beginning of the main text that is no link, `opening` what of it stands before the first heading.
    `leads` are the first headings of the main text with what follows each, cut; `longest` counts the characters of the
    longest text between two headings. `blocks` are those of the main text, where all of the text is short.
    """

    text: str
    length: int
    main: str
    told: str = ""
    opening: str = ""
    leads: tuple[str, ...] = ()
    longest: int = 0
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class _Segment:
    """The pieces of text from what it `starts` with (_MATTER, _HEADING or _BOX) to the next segment.

    Segments start and end at blocks, so that no word reaches from one into another; marks part the blocks between.
    `told` are the pieces that are no links.
    """

    starts: str
    pieces: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def blocks(self) -> Iterator[Block]:
        """Its blocks that show anything."""
        heading = self.starts == _HEADING
        texts, told = ("".join(each).split(_MARK) for each in (self.pieces, self.told))
        for text, own in zip_longest(texts, told, fillvalue=""):
            if shown := " ".join(text.split()):
                yield Block(text=shown, told=" ".join(own.split()), heading=heading)
                heading = False


def visible_text(tree: etree._Element, most: int, most_main: int) -> Visible:
    """The visible text, cut at `most` and `most_main` characters.

    Words that are only marked up (`<b>T</b>anks`) stay whole; text of different blocks does not run together.
    """
    segments = _segments(tree)
    texts: list[str] = []
    runs: list[list[str]] = [[]]
    for segment in segments:
        text = " ".join("".join(segment.pieces).split())
        texts.append(text)
        if segment.starts == _HEADING:
            runs.append([])
        if segment.starts != _BOX:
            runs[-1].append(text)
    whole, main = _joined(texts), [_joined(run) for run in runs]
    matter = [segment for segment in segments if segment.starts != _BOX]
    opening = list(takewhile(lambda segment: segment.starts != _HEADING, matter))
    return Visible(
        text=whole[:most].rstrip(),
        length=len(whole),
        main=_joined(main)[:most_main].rstrip(),
        told=_beginning(matter),
        opening=_beginning(opening) if len(opening) < len(matter) else "",
        leads=tuple(run[:LEAD] for run in main[1:] if run)[:LEADS],
        longest=max(map(len, main)),
        blocks=tuple(block for segment in matter for block in segment.blocks()) if len(whole) < SHORT else (),
    )


def _beginning(segments: Iterable[_Segment]) -> str:
    """TOLD characters of what is told, with single spaces: what follows is only looked at where that is not enough."""
    told = "".join(piece for segment in segments for piece in segment.told)
    first = " ".join(told[: 2 * TOLD].split())
    return (first if len(first) >= TOLD else " ".join(told.split()))[:TOLD].rstrip()


def _joined(texts: Iterable[str]) -> str:
    return " ".join(filter(None, texts))


def _segments(  # noqa: C901, PLR0912 - one walk in the hot path: a call a node would cost as much again
    tree: etree._Element,
) -> list[_Segment]:
    """The texts between the tags, parted at headings and boxes. Without recursion, so that deep nesting costs nothing.

    What is told is kept of the first main pieces only.
    """
    segments = [_Segment(_MATTER)]
    add, tell = segments[0].pieces.append, segments[0].told.append
    left = _FIRST
    titled, hidden = _around_headings(tree), _hidden(tree)
    beside: etree._Element | None = None
    link: etree._Element | None = None
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walk:
        tag, starts = node.tag, ""
        inline = tag in _INLINE
        if event == "end":
            text = node.tail if node is not tree else None
            if node is beside:
                beside, starts = None, _MATTER
            elif node is link:
                link = None
        elif node in hidden or (inline and tag in _UNSEEN):
            # Its end still comes, and brings the tail.
            walk.skip_subtree()
            continue
        else:
            text = node.text
            if tag == "a" and link is None:
                link = node
            elif beside is None and not inline:
                if _is_beside(node, titled):
                    beside, starts = node, _BOX
                elif tag in _HEADINGS:
                    starts = _HEADING
        if starts:
            segments.append(_Segment(starts))
            add, tell = segments[-1].pieces.append, segments[-1].told.append
        if not inline:
            text = f"{_MARK}{text}" if text else _MARK
        if text:
            add(text)
            if beside is None and left:
                if link is None:
                    tell(text)
                    left -= 1
                elif not inline:
                    tell(_MARK)
    return segments


def _around_headings(tree: etree._Element) -> set[etree._Element]:
    """The elements that hold an h1, each found once: boxes stand inside each other in thousands."""
    found: set[etree._Element] = set()
    for heading in tree.iter("h1"):
        for node in heading.iterancestors():
            if node in found:
                break
            found.add(node)
    return found


def _hidden(tree: etree._Element) -> set[etree._Element]:
    """The elements that the page hides. One that hides all of itself is waiting for its own script to show it."""
    return {
        node
        for node in (_MAY_HIDE(tree) if _COUNTED(tree) <= FEW else tree.iter(etree.Element))
        if node.tag not in ("html", "body")
        and (node.get("hidden") is not None or _HIDDEN_STYLE.search(node.get("style", "")))
    }


def _is_beside(node: etree._Element, titled: set[etree._Element]) -> bool:
    """Whether a block stands beside the page's matter."""
    tag = node.tag
    if tag in _BESIDE:
        return True
    if tag in ("html", "body", "main", "article"):
        return False
    if tag == "header":
        parent = node.getparent()
        return parent is not None and parent.tag == "body"
    if node.get("role") in _BESIDE_ROLES:
        return True
    named = node.get("class")
    # A class may also say what stands inside (`has-sidebar`): what holds the first heading is no box.
    return named is not None and bool(_BESIDE_CLASS.search(named)) and node not in titled
