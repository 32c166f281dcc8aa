"""From a page's source to its tree: any source at all gives one in bounded time, however deep, long or broken."""

from __future__ import annotations

import re

from lxml import etree

from crawler.evidence.attributes import thinned

_KEPT = "html|head|title|meta|link|base|script|style|body|h1|h2|p|br|a|input"
_OTHER_TAGS = re.compile(rf"</?(?!(?:{_KEPT})[\s/>])[a-z][^<>]*>", re.IGNORECASE)
FEW = 500
"""Elements that an expression may put together (a union, or `/..`), for which libxml2 takes the square of their number:
where there are more, each element of the page is asked.
"""

_TOO_DEEP = etree.ErrorTypes.ERR_RESOURCE_LIMIT


def parse(source: str) -> etree._Element | None:
    """The tree of an HTML page; None where there is nothing in it.

    libxml2 stops at 2,048 elements inside each other, and what follows would be lost: such a page is read once more
    without the elements that only lay it out (none of those kept holds another of its kind).
    """
    # NULs end a libxml2 text early; browsers drop them.
    text = thinned(source.replace("\x00", ""))
    tree, whole = _read(text)
    return tree if whole else _read(_OTHER_TAGS.sub(" ", text))[0]


def _read(source: str) -> tuple[etree._Element | None, bool]:
    """The tree, and whether it holds all of the source."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        tree = etree.fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None, True
    whole = all(entry.type != _TOO_DEEP for entry in parser.error_log)
    return tree, whole
