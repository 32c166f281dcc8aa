"""What a page says of itself in JSON-LD (schema.org): headlines, authors, dates, and whether it is free to read."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import html as lxml_html

from crawler.evidence.page import Text

MAX_BLOCKS = 20
MAX_BLOCK = 200_000
MAX_NODES = 2_000
_DATES = ("datePublished", "dateCreated", "dateModified", "uploadDate")


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The facts of all JSON-LD blocks of a page. `free` is None where the page does not say."""

    headlines: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    dates: tuple[Text, ...] = ()
    free: bool | None = None


def read_linked_data(tree: lxml_html.HtmlElement) -> LinkedData:
    """Reads the blocks of a parsed page; broken blocks are left out, as search engines do."""
    nodes = list(islice(_nodes(tree), MAX_NODES))
    works = [node for node in nodes if _is_work(node)]
    return LinkedData(
        headlines=tuple(str(node["headline"])[:500] for node in works if isinstance(node.get("headline"), str))[:5],
        authors=tuple(name for node in works for name in _names(node.get("author")))[:20],
        dates=tuple(
            Text(source=key, text=node[key][:64]) for node in works for key in _DATES if isinstance(node.get(key), str)
        )[:10],
        free=_free(nodes),
    )


def _nodes(tree: lxml_html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object of every block, outermost first."""
    scripts = (node for node in tree.iter("script") if "ld+json" in (node.get("type") or "").lower())
    for script in islice(scripts, MAX_BLOCKS):
        try:
            waiting = deque([json.loads((script.text or "")[:MAX_BLOCK], strict=False)])
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.popleft()
            if isinstance(value, dict):
                yield value
                waiting.extend(value.values())
            elif isinstance(value, list):
                waiting.extend(value)


def _is_work(node: dict[str, Any]) -> bool:
    return "headline" in node or "datePublished" in node or "uploadDate" in node


def _names(author: Any) -> list[str]:
    people = author if isinstance(author, list) else [author]
    names = [person.get("name") if isinstance(person, dict) else person for person in people]
    return [" ".join(name.split())[:200] for name in names if isinstance(name, str) and name.strip()]


def _free(nodes: list[dict[str, Any]]) -> bool | None:
    said = [str(node["isAccessibleForFree"]).strip().lower() for node in nodes if "isAccessibleForFree" in node]
    return None if not said else all(word not in ("false", "no", "http://schema.org/false") for word in said)
