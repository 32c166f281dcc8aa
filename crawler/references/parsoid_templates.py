"""The wikitext that Parsoid keeps in its HTML: a footnote's templates, written again as an editor wrote them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bs4 import NavigableString, Tag

from crawler.references.citation import Citation
from crawler.references.wikitext.cite import Content
from crawler.references.wikitext.content import citation_from, read_content
from crawler.references.wikitext.plain import inert

_NAME = re.compile(r"[^{}|<>\[\]\n]{1,200}")
_TRANSCLUSION = "mw:Transclusion"
_SILENT = frozenset({"style", "link", "meta", "script"})


def citation_in(text: Tag, number: int) -> Citation | None:
    """The citation of the footnote's first citation template; None where Parsoid kept none."""
    if not text.find(attrs={"data-mw": True}):
        return None
    written = "".join(_written(text, set()))
    found = read_content([Content(text=written, start=0)], written)
    return citation_from(found, number, {}) if found.works else None


def _written(node: Tag, seen: set[str]) -> Iterator[str]:
    """The wikitext of what the element holds; `seen` has the transclusions that were written already."""
    for child in node.children:
        if isinstance(child, Tag):
            yield from _of_tag(child, seen)
        elif type(child) is NavigableString:
            yield inert(str(child))


def _of_tag(tag: Tag, seen: set[str]) -> Iterator[str]:
    about = str(tag.get("about") or "")
    if about and about in seen:
        return
    if _TRANSCLUSION in str(tag.get("typeof") or ""):
        seen.add(about)
        yield from _templates(str(tag.get("data-mw") or ""))
    elif tag.name == "a" and "mw:ExtLink" in str(tag.get("rel") or ""):
        yield f"[{tag.get('href')} {inert(tag.get_text())}]"
    elif tag.name not in _SILENT:
        yield from _written(tag, seen)


def _templates(kept: str) -> Iterator[str]:
    try:
        said = json.loads(kept)
    except (ValueError, RecursionError):
        return
    parts = said.get("parts") if isinstance(said, dict) else None
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict) and isinstance(part.get("template"), dict):
            yield _template(part["template"])


def _template(said: dict[str, Any]) -> str:
    target, params = said.get("target"), said.get("params")
    name = str(target.get("wt") or "").strip() if isinstance(target, dict) else ""
    if not _NAME.fullmatch(name):
        return ""
    given = params if isinstance(params, dict) else {}
    values = [f"|{key}={value.get('wt') or ''}" for key, value in given.items() if isinstance(value, dict)]
    return f"{{{{{name}{''.join(values)}}}}}"
