"""The importers, one a format: each takes the text of an article and gives its References."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from crawler.references import plain_text, rendered
from crawler.references.citation import References
from crawler.references.wikitext import article as wikitext

Importer = Callable[[str], References]
"""From an article's text to its footnotes; raises FootnotesError where it has none or they cannot be told apart."""

IMPORTERS: Mapping[str, Importer] = {
    "text": plain_text.read,
    "html": rendered.read,
    "wikitext": wikitext.read,
}

_SUFFIXES = {".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text", ".text": "text"}
_FOREIGN = {".wikitext": "wikitext", ".wiki": "wikitext", ".mediawiki": "wikitext", ".md": "markdown"}
_OPENING = 2_000
# What opens wikitext and nothing else: a <ref>, a template with parameters, a link with a label, bold words.
_WIKITEXT = re.compile(
    r"<ref(?:erences)?[ />]|\{\{[^{}|\n]+\||\{\{(?:infobox|short description|use )|\[\[[^\[\]|\n]+\||'''"
)


class UnknownFormatError(ValueError):
    """A source for which there is no importer."""


def guess_format(name: str, text: str) -> str:
    """The format (a key of IMPORTERS) of a source, by its name's ending, else by its first words.

    `name` is a file's name, an address or `-`. Raises UnknownFormatError where no importer reads that format.
    """
    lowered = name.lower()
    endings = _SUFFIXES | _FOREIGN
    named = next((format_ for suffix, format_ in endings.items() if lowered.endswith(suffix)), "")
    found = named or _by_look(text[:_OPENING].lower())
    if found not in IMPORTERS:
        raise UnknownFormatError(f"{name} looks like {found}; expected one of {', '.join(IMPORTERS)} (see --format)")
    return found


def _by_look(opening: str) -> str:
    if any(mark in opening for mark in ("<!doctype html", "<html", "<body")):
        return "html"
    if _WIKITEXT.search(opening):
        return "wikitext"
    return "html" if any(mark in opening for mark in ("<ol", "<div", "<p>")) else "text"
