"""The attributes of an extension tag, as MediaWiki's sanitizer reads them.

A name begins at a space; a value stands in double or single quotes (an unclosed one reaches to the end) or goes up to
the next space; white space within it is one space; entities are decoded. Of two attributes of one name the last counts.
"""

from __future__ import annotations

import re

from crawler.references.wikitext.plain import unescaped

_ATTRIBUTE = re.compile(
    r"""(?:^|[\t\n\f\r ])(?P<name>[:_\w][:_.\-\w]*)"""
    r"""(?:[\t\n\f\r ]*=[\t\n\f\r ]*"""
    r"""(?:"(?P<double>[^"]*)(?:"|$)|'(?P<single>[^']*)(?:'|$)|(?P<bare>[^\t\n\f\r >]*)))?"""
)
_SPACE = re.compile(r"[\t\n\r ]+")


def attributes_in(text: str) -> dict[str, str]:
    """Each attribute by its name in lower case; one without a value is ""."""
    found = {}
    for match in _ATTRIBUTE.finditer(text):
        value = next((value for value in match.group("double", "single", "bare") if value is not None), "")
        found[match["name"].lower()] = tidy(value)
    return found


def tidy(value: str) -> str:
    """An attribute's value as Cite sees it: entities decoded, white space collapsed and trimmed."""
    return unescaped(_SPACE.sub(" ", value).strip())
