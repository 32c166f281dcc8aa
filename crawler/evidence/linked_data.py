"""What a page says of itself in JSON-LD (schema.org): headlines, authors, dates, and whether it is free to read."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree

from crawler.evidence.page import Text

MAX_BLOCKS = 20
MAX_BLOCK = 200_000
MAX_NODES = 2_000
_DATES = ("datePublished", "dateCreated", "dateModified", "uploadDate")
_MARKS_OF_A_WORK = ("headline", "datePublished", "uploadDate")
_NOT_FREE = ("false", "no", "0")

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The facts of all JSON-LD blocks of a page. `free` is None where the page does not say."""

    headlines: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    dates: tuple[Text, ...] = ()
    free: bool | None = None


def read_linked_data(tree: etree._Element) -> LinkedData:
    """Reads the blocks of a parsed page; broken blocks are left out, as search engines do."""
    nodes = list(islice(_nodes(tree), MAX_NODES))
    works = [node for node in nodes if any(mark in node for mark in _MARKS_OF_A_WORK)]
    named = {node["@id"]: node for node in nodes if "name" in node and isinstance(node.get("@id"), str)}
    return LinkedData(
        headlines=tuple(_clean(node["headline"], 500) for node in works if isinstance(node.get("headline"), str))[:5],
        authors=tuple(name for node in works for name in _names(node.get("author"), named))[:20],
        dates=tuple(
            Text(source=key, text=_clean(node[key], 64))
            for node in works
            for key in _DATES
            if isinstance(node.get(key), str)
        )[:10],
        free=_free(works, nodes),
    )


def _nodes(tree: etree._Element) -> Iterator[Node]:
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


def _names(author: Any, named: Mapping[str, Node]) -> list[str]:
    """The names of one or several authors, given as text, as objects, or as references to objects elsewhere."""
    names = []
    for person in author if isinstance(author, list) else [author]:
        name = person
        if isinstance(person, dict):
            known = person if "name" in person else named.get(str(person.get("@id"))[:2000], {})
            name = known.get("name")
        names += name if isinstance(name, list) else [name]
    return [_clean(name, 200) for name in names if isinstance(name, str) and name.strip()]


def _free(works: Iterable[Node], nodes: Iterable[Node]) -> bool | None:
    """What the first work that says anything says of itself; else whether no part is said to be closed."""
    own = [said for node in works if (said := _says_free(node)) is not None]
    parts = [said for node in nodes if (said := _says_free(node)) is not None]
    return own[0] if own else all(parts) if parts else None


def _says_free(node: Node) -> bool | None:
    said = node.get("isAccessibleForFree")
    if isinstance(said, str):
        return said.strip().lower().rpartition("/")[2] not in _NOT_FREE
    return bool(said) if isinstance(said, bool | int) else None


def _clean(text: str, most: int) -> str:
    """The text with single spaces; halves of characters, which JSON allows and UTF-8 does not, become `?`."""
    return " ".join(text[: most * 4].encode("utf-8", "replace").decode("utf-8").split())[:most]
