"""Keeps elements with tens of thousands of attributes from the parser, which takes a square of their number in time."""

from __future__ import annotations

import re

MOST = 1_000
"""Attributes of one element that are read; no page has as many."""

_LEAST = 2 * MOST
"""Characters in which so many attributes can stand."""

# The tokenizer of the HTML Standard (13.2.5.32 to 39), as libxml2 from 2.14 on has it. Atomic groups: no way back.
_ATTRIBUTE = re.compile(r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"'][^\s>]*+)?)?+""")
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+((?>{_ATTRIBUTE.pattern})*+)")
# Where no end stands in quotation marks, a tag ends at the first one. Every start is looked at once: no way back.
_END_IN_QUOTES = re.compile(r"""=\s*+(?:"[^">]*+>|'[^'>]*+>)""")
_SHORT_TAGS = re.compile(rf"(?:[^<]*+<(?:[a-zA-Z][^>]{{0,{_LEAST - 2}}}+(?:>|\Z)|(?![a-zA-Z])))*+[^<]*+")


def thinned(source: str) -> str:
    """The source with at most MOST attributes in each of its tags; the others are left out."""
    return _TAG.sub(_cut, source) if len(source) > _LEAST and _may_have_many(source) else source


def _may_have_many(source: str) -> bool:
    """Whether some tag may be long enough, at a quick look: to read their attributes costs as much as parsing."""
    return _END_IN_QUOTES.search(source) is not None or _SHORT_TAGS.fullmatch(source) is None


def _cut(tag: re.Match[str]) -> str:
    if tag.end() - tag.start() <= _LEAST:
        return tag[0]
    place = tag.start(1)
    for _ in range(MOST):
        attribute = _ATTRIBUTE.match(tag.string, place, tag.end())
        if attribute is None:
            return tag[0]
        place = attribute.end()
    return tag.string[tag.start() : place]
