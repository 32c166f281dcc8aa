"""A Markdown text with footnotes (`[^1]`, `[^1]: ...`) becomes its footnotes, numbered as they are first cited.

That is how every tool that knows Markdown's footnotes numbers them, whatever the labels say; a label in words is kept
as the footnote's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from crawler.references import html_notes
from crawler.references.citation import Citation
from crawler.references.imported import Imported
from crawler.references.problem import NoFootnotesError, Problem, shown
from crawler.references.rendered_passages import soup_of

_EXPECTED = "markers such as [^1] in the text, and [^1]: with the footnote's text below"
_FRONT = re.compile(r"\A---[ \t]*\n(?P<matter>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(?P<quote>[\"']?)(?P<title>.+?)(?P=quote)[ \t]*$", re.MULTILINE)
_MARKER = re.compile(r"\[\^(?P<label>[^\]\s]{1,200})\](?!:)")


def examine(text: str, name: str = "markdown") -> Imported:
    """The text's footnotes and what is to be said of it; `name` stands for the file in problems.

    Raises NoFootnotesError where none is cited.
    """
    front = _FRONT.match(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    body = text.removeprefix("\ufeff").replace("\r\n", "\n")[front.end() if front else 0 :]
    titled = _TITLE.search(front["matter"]) if front else None
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    environment: dict[str, Any] = {}
    tokens = parser.parse(body, environment)
    kept: Mapping[str, Any] = environment.get("footnotes", {})
    notes: Mapping[int, Mapping[str, Any]] = kept.get("list", {})
    if not notes:
        raise NoFootnotesError(_EXPECTED)
    found = html_notes.examine_soup(soup_of(parser.renderer.render(tokens, parser.options, environment)), body, name)
    article = replace(found.references.article, **({"title": titled["title"]} if titled else {}))
    named = tuple(map(_named, found.references.references, notes.values()))
    problems = sorted(_problems(text, tokens, kept.get("refs", {}), name), key=lambda problem: problem.line)
    return replace(
        found, references=replace(found.references, article=article, references=named), problems=tuple(problems)
    )


def _named(citation: Citation, note: Mapping[str, Any]) -> Citation:
    label = str(note.get("label") or "")
    return replace(citation, name="" if label.isdecimal() else label)


def _problems(text: str, tokens: Sequence[Token], defined: Mapping[str, int], name: str) -> Iterator[Problem]:
    """Markers without a footnote, and footnotes without a marker: they have no number."""
    for label in (key.removeprefix(":") for key, number in defined.items() if number < 0):
        message = f"the footnote [^{shown(label)[1:-1]}] is cited nowhere, so it has no number and is left out"
        yield _problem(text, f"[^{label}]:", name, message)
    leaves = (leaf.content for token in tokens for leaf in token.children or () if leaf.type == "text")
    for label in dict.fromkeys(found["label"] for content in leaves for found in _MARKER.finditer(content)):
        message = f"the text cites [^{shown(label)[1:-1]}], which has no footnote; expected a line [^{label}]: ..."
        yield _problem(text, f"[^{label}]", name, message)


def _problem(text: str, words: str, name: str, message: str) -> Problem:
    place = max(text.find(words), 0)
    line = text.count("\n", 0, place) + 1
    return Problem(file=name, line=line, column=place - text.rfind("\n", 0, place), where="", message=message)
