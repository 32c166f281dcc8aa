"""The text that a reader of a page sees, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "svg", "iframe", "object", "select", "datalist"}
    | {"textarea", "audio", "video", "canvas", "noframes"}
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong"}
    | {"sub", "sup", "time", "tt", "u", "var", "wbr", *_UNSEEN}
)
"""Elements that do not part the words that they stand between (HTML Standard, phrasing content)."""


def visible_text(tree: lxml_html.HtmlElement, most: int) -> tuple[str, int]:
    """The visible text with single spaces, cut at `most` characters, and the length of the whole of it.

    Words that are only marked up (`<b>T</b>anks`) stay whole; text of different blocks does not run together.
    """
    text = " ".join("".join(_pieces(tree)).split())
    return text[:most].rstrip(), len(text)


def _pieces(tree: lxml_html.HtmlElement) -> Iterator[str]:
    """The texts between the tags, without recursion, so that deep nesting costs nothing."""
    unseen: etree._Element | None = None
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if event == "start" and unseen is None:
            if _is_unseen(node):
                unseen = node
            else:
                yield _gap(node)
                yield node.text or ""
        elif event == "end":
            if unseen is None:
                yield _gap(node)
            if node is unseen:
                unseen = None
            if unseen is None and node is not tree:
                yield node.tail or ""


def _gap(node: etree._Element) -> str:
    return "" if node.tag in _INLINE else " "


def _is_unseen(node: etree._Element) -> bool:
    """Whether the page hides the element. One that hides all of itself is waiting for its own script to show it."""
    if node.tag in _UNSEEN:
        return True
    if node.tag in ("html", "body"):
        return False
    return node.get("hidden") is not None or bool(_HIDDEN_STYLE.search(node.get("style") or ""))
