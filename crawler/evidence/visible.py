"""The text that a reader of a page sees, in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "title", "svg", "iframe", "object", "select"})


def visible_text(tree: lxml_html.HtmlElement, most: int) -> tuple[str, int]:
    """The visible text with single spaces, cut at `most` characters, and the length of the whole of it."""
    kept: list[str] = []
    length = 0
    for piece in _pieces(tree):
        words = " ".join(piece.split())
        if not words:
            continue
        if length < most:
            kept.append(words)
        length += len(words) + 1
    return " ".join(kept)[:most], max(length - 1, 0)


def _pieces(tree: lxml_html.HtmlElement) -> Iterator[str]:
    """The texts between the tags, without recursion, so that deep nesting costs nothing."""
    unseen: etree._Element | None = None
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            if node is unseen:
                unseen = None
            if unseen is None and node.tail and node is not tree:
                yield node.tail
        elif unseen is None:
            if node.tag in _UNSEEN or node.get("hidden") is not None:
                unseen = node
            elif node.text and isinstance(node.tag, str):
                yield node.text
