"""Wikitext as the plain text that a reader sees, without markup; nothing that only the wiki knows is made up."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from crawler.data_file import read_table
from crawler.references.wikitext.markup import Argument, Link, Node, Tag, Template
from crawler.references.wikitext.template import Value, arguments, name_of

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_QUOTES = re.compile(r"'{2,5}")
_BREAK = re.compile(r"<(?:br|hr)\b[^<>]*>", re.IGNORECASE)
_HTML = re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
LABELLED_LINK = r"\[(?P<address>(?:https?:|ftp:)?//[^\s\[\]<>\"]+)[^\S\n]*(?P<label>[^\[\]\n]*)\]"
"""A regular expression (any case) for an external link in brackets: its address and its label."""

_EXTERNAL = re.compile(LABELLED_LINK, re.IGNORECASE)
_VARIANT = re.compile(r"-\{(?:[^{}|]*\|)?([^{}]*)\}-")
_REFERENCE = re.compile(r"&(?:#\d{1,8}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][\da-zA-Z]{1,31});", re.ASCII)
_SWITCH = re.compile(r"__[A-Z]+__")
_INERT = str.maketrans({char: f"&#{ord(char)};" for char in "'[]{}|<>=*#:;!\n"})
_UNSEEN = ("file:", "image:", "category:", "datei:", "bild:", "fichier:", "archivo:", "ficheiro:", "plik:", "bestand:")


def plain(nodes: Iterable[Node]) -> str:
    """What the nodes show, on one line. Footnotes show nothing; nor do templates that are not known to show text."""
    return unmarked(flat(nodes, lambda _: "", _shown_template))


def flat(nodes: Iterable[Node], tag: Callable[[Tag], str], template: Callable[[Template], str]) -> str:
    """The nodes as wikitext without templates and extension tags: those are what the two functions make of them."""
    return "".join(_flat(node, tag, template) for node in nodes)


def unmarked(text: str) -> str:
    """Wikitext without templates and tags as plain text: no quotes, HTML, link brackets or entities; one line."""
    if "[" in text:
        text = _EXTERNAL.sub(lambda found: found["label"] or "", text)
    if "<" in text:
        text = _HTML.sub("", _BREAK.sub(" ", _COMMENT.sub("", text)))
    if "''" in text:
        text = _QUOTES.sub("", text)
    if "-{" in text:
        text = _VARIANT.sub(r"\1", text)
    if "__" in text:
        text = _SWITCH.sub("", text)
    return " ".join(unescaped(text).split())


def unescaped(text: str) -> str:
    """The text with its character references decoded; as in MediaWiki only those that end in a semicolon are any.

    Python's `html.unescape` would take the `&copy` of an address's `?a=1&copy=1` for a sign.
    """
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def inert(text: str) -> str:
    """Text that is no wikitext (of <nowiki>), so that `unmarked` gives it back as it is."""
    return text.translate(_INERT)


def shown_part(name: str, values: Mapping[str, Value]) -> tuple[str, Value | None] | None:
    """What a template of running text stands for, as (a dash, None) or ("", the argument that it shows).

    None where the template is not known to stand for text.
    """
    stands, shows = text_templates()
    if name in stands:
        return stands[name], None
    keys = shows.get(name)
    if keys is None:
        return None
    value = next((values[key] for key in keys if key in values), None)
    return "", value


@cache
def text_templates() -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]]:
    """The templates that stand for a fixed text, and for those that show an argument the names it may have."""
    loaded: dict[str, Any] = read_table("crawler.references.wikitext", "text_templates.yaml")
    shows = {str(name): tuple(map(str, each["of"])) for each in loaded["shows"] for name in each["templates"]}
    return {str(name): str(shown) for name, shown in loaded["stands-for"].items()}, shows


def _flat(node: Node, tag: Callable[[Tag], str], template: Callable[[Template], str]) -> str:
    if isinstance(node, str):
        return node
    if isinstance(node, Tag):
        return tag(node)
    if isinstance(node, Template):
        return template(node)
    if isinstance(node, Argument):
        return flat(node.parts[1].nodes, tag, template) if len(node.parts) > 1 else ""
    return _link(node, tag, template)


def _link(link: Link, tag: Callable[[Tag], str], template: Callable[[Template], str]) -> str:
    """A link's label; a file shows its caption, which is no part of the text around it, and a category nothing."""
    texts = [flat(part.nodes, tag, template) for part in link.parts]
    target = texts[0].strip()
    if target.lower().startswith(_UNSEEN):
        return f"\n\n{texts[-1]}\n\n" if len(texts) > 1 and "\x02" in texts[-1] else ""
    if len(texts) > 1:
        return "|".join(texts[1:]) or target.rpartition(":")[2].partition("(")[0].strip()
    return target.removeprefix(":")


def _shown_template(template: Template) -> str:
    values = arguments(template)
    shown = shown_part(name_of(template), values)
    if shown is None:
        return ""
    text, value = shown
    return text if value is None else flat(value.nodes, lambda _: "", _shown_template).strip()
