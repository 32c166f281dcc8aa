"""Writes a footnote as a whole {{cite web}} to paste into the article, what was suggested worked in.

Whatever template the article has, and however it writes dates: references.yaml keeps neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from crawler.history.record import Row
from crawler.reports.passage import template_value

TEMPLATE = "cite web"
NUMBERED = {"author": "author", "editor": "editor"}
"""Lists, whose parameters are numbered from the second on: `author`, `author2`, as the templates' documentation has."""

OURS = ("name", "url-source")
"""What references.yaml says about a citation and no template takes."""

_NO_NAME = re.compile(r"[|={}\[\]<>\s]")
"""What no parameter of the template has in its name, and what would end the name or the template."""


def template_lines(row: Row) -> tuple[str, ...]:
    """The template, a parameter a line; () where the footnote has no address that could have changed."""
    changes = row.suggestion.changes if row.suggestion else {}
    parameters = {**_parameters(row.citation), **changes}
    if not changes:
        return ()
    lines = (f"|{name}={template_value(value)}" for name, value in parameters.items() if not _NO_NAME.search(name))
    return ("{{" + TEMPLATE, *lines, "}}")


def _parameters(citation: Mapping[str, object]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in citation.items():
        if name in NUMBERED and isinstance(value, list | tuple):
            found |= {f"{name}{place or ''}": str(each) for place, each in _places(value)}
        elif isinstance(value, Mapping):
            found |= {str(key): str(each) for key, each in value.items()}
        elif name not in OURS and value:
            found[name] = str(value)
    return found


def _places(values: list[object] | tuple[object, ...]) -> list[tuple[int, object]]:
    """The first has no number, the next is 2."""
    return [(place + 1 if place else 0, value) for place, value in enumerate(values)]
