"""A stretch of a page with everything in it blanked out that belongs to something else, so that places stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.references.wikitext.markup import Node, Tag

NODE, COMMENT = "\x00", "\x01"
"""What stands in place of each character of a nested template, tag or link, and of a comment."""

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def masked(page: str, nodes: Iterable[Node], start: int, end: int) -> str:
    """page[start:end] in the same length, its `nodes` (they stand in it, in order) and its comments blanked out."""
    pieces: list[str] = []
    position = start
    for node in nodes:
        if isinstance(node, str):
            continue
        first, last = span(page, node)
        pieces += (page[position:first], NODE * (last - first))
        position = last
    pieces.append(page[position:end])
    return _COMMENT.sub(lambda found: COMMENT * len(found[0]), "".join(pieces))


def span(page: str, node: Node) -> tuple[int, int]:
    """Where a node stands. A tag's own end is that of its closing tag."""
    if isinstance(node, str):
        raise TypeError("a text has no place of its own")
    if not isinstance(node, Tag):
        return node.start, node.end
    if node.inner is None:
        return node.start, node.inner_start
    return node.start, page.index(">", node.inner_start + len(node.inner)) + 1
