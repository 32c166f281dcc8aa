"""The importers, one a format: each takes the text of an article and gives what it read (Imported)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from crawler.references import csl_json, csv_rows, document, html_page, json_lines, markdown, plain_text
from crawler.references.imported import Imported
from crawler.references.wikitext import article as wikitext

Importer = Callable[[str, str], Imported]
"""From an article's text and the name that stands for it in problems; raises FootnotesError where it has no footnotes
or they cannot be told apart, ReferencesError where the text breaks its format.
"""


def _wikitext(text: str, name: str) -> Imported:
    page = wikitext.examine(text, name)
    return Imported(references=page.references, problems=page.problems, uncited=page.uncited)


def _yaml(text: str, name: str) -> Imported:
    return Imported(references=document.parse(text, name))


def _json_lines(text: str, name: str) -> Imported:
    return Imported(references=json_lines.parse(text, name))


def _csv(text: str, name: str) -> Imported:
    return Imported(references=csv_rows.parse(text, name))


IMPORTERS: Mapping[str, Importer] = {
    "text": plain_text.examine,
    "html": html_page.examine,
    "wikitext": _wikitext,
    "markdown": markdown.examine,
    "csl": csl_json.examine,
    "yaml": _yaml,
    "jsonl": _json_lines,
    "csv": _csv,
}

_SUFFIXES = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".txt", ".text"), "text"),
    **dict.fromkeys((".wikitext", ".wiki", ".mediawiki"), "wikitext"),
    **dict.fromkeys((".md", ".markdown", ".mdown", ".qmd", ".rmd"), "markdown"),
    **dict.fromkeys((".json", ".csl"), "csl"),
    **dict.fromkeys((".yaml", ".yml"), "yaml"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    ".csv": "csv",
}
_OPENING = 2_000
# What opens wikitext and nothing else: a <ref>, a template with parameters, a link with a label, bold words.
_WIKITEXT = re.compile(
    r"<ref(?:erences)?[ />]|\{\{[^{}|\n]+\||\{\{(?:infobox|short description|use )|\[\[[^\[\]|\n]+\||'''"
)
# What no text that a browser shows has.
_CITES = re.compile(r"<ref(?:erences)?[ />]|\{\{cite ", re.IGNORECASE)
_LISTS = {
    "jsonl": re.compile(r"\s*\{\s*\"(?:number|article)\"\s*:"),
    "csv": re.compile(r"\"?number\"?[,;\t]"),
    "csl": re.compile(r"\s*(?:\[\s*)?\{\s*\""),
    "yaml": re.compile(r"(?:.*\n)*?(?:article|references):"),
}
"""How lists of references begin."""

_MARKDOWN = re.compile(r"\[\^[^\]\s]+\]")


class UnknownFormatError(ValueError):
    """A source for which there is no importer."""


def guess_format(name: str, text: str) -> str:
    """The format (a key of IMPORTERS) of a source, by its name's ending, else by its first words.

    `name` is a file's name, an address or `-`. Raises UnknownFormatError where no importer reads that format.
    """
    lowered = name.lower()
    named = next((format_ for suffix, format_ in _SUFFIXES.items() if lowered.endswith(suffix)), "")
    found = "wikitext" if named == "text" and _CITES.search(text) else named or _by_look(text)
    if found not in IMPORTERS:
        raise UnknownFormatError(f"{name} looks like {found}; expected one of {', '.join(IMPORTERS)} (see --format)")
    return found


def _by_look(text: str) -> str:
    opening = text[:_OPENING].lower()
    if any(mark in opening for mark in ("<!doctype html", "<html", "<body")):
        return "html"
    if listed := next((format_ for format_, beginning in _LISTS.items() if beginning.match(opening)), ""):
        return listed
    # Markdown's markers stand anywhere in the text, and mean something in no other format.
    if _MARKDOWN.search(text):
        return "markdown"
    if _WIKITEXT.search(opening):
        return "wikitext"
    return "html" if any(mark in opening for mark in ("<ol", "<div", "<p>")) else "text"
