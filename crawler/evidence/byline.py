"""Who wrote a page and when, as its metadata and its visible lines say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml import etree

from crawler.evidence.linked_data import LinkedData
from crawler.evidence.page import Text
from crawler.evidence.tree import FEW

MOST_AUTHORS = 20
MOST_DATES = 20
_LONGEST_NAME = 80
"""Characters: a visible line that is longer names more than its author."""

_AUTHOR_META = ("author", "article:author", "citation_author", "dc.creator", "parsely-author", "byl", "sailthru.author")
_DATE_META = (
    "article:published_time",
    "citation_publication_date",
    "citation_date",
    "dc.date",
    "dc.date.issued",
    "date",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "sailthru.date",
    "og:published_time",
    "article:modified_time",
    "last-modified",
)
# libxml2 goes to the elements by their attributes five times as quickly as it asks each element for them.
_CLASSES: Callable[[Any], Any] = etree.XPath("descendant-or-self::*/@class", smart_strings=False)
_COUNTED: Callable[[Any], Any] = etree.XPath(
    "count(descendant-or-self::time) + count(descendant-or-self::*/@itemprop) + count(descendant-or-self::*/@rel)"
)
_MARKED: Callable[..., Any] = etree.XPath(
    "descendant-or-self::time | descendant-or-self::*/@itemprop/.. | descendant-or-self::*/@rel[.='author']/.."
    " | descendant-or-self::*/@class[contains($classes, .)]/.."
)
_LONGEST_CLASSES = 2_000
"""Characters of all classes that mean something: no page has as many."""

_AUTHOR_CLASS = re.compile(r"byline|author", re.IGNORECASE)
_COMMENT_CLASS = re.compile(r"comment", re.IGNORECASE)
_DATE_CLASS = re.compile(r"date|published|timestamp", re.IGNORECASE)
_DATE_PROPERTIES = frozenset({"datePublished", "dateCreated", "dateModified"})
_BY = re.compile(
    r"^(?:written |posted |text )?(?:by|von|par|por|di|da|door|av|af|autor|author)\b\s*:?\s+", re.IGNORECASE
)
_DIGIT = re.compile(r"\d{4}|\d{1,2}[./]\d{1,2}[./]\d{2}")
_LINES_READ = 12
_LONGEST_DATE = 64
_LOOKED_AT = 4_000
"""Characters of an element's text, the space between its lines among them: elements stand inside each other, and the
text of the innermost is every one's.
"""


@dataclass(frozen=True, slots=True)
class Lines:
    """The visible lines that name the author or the date by their markup, in reading order."""

    authors: tuple[str, ...]
    dates: tuple[Text, ...]


def lines(tree: etree._Element) -> Lines:
    """Looks through the page once."""
    authors: list[str] = []
    dates: list[Text] = []
    for node in _telling(tree):
        property_, named = node.get("itemprop"), node.get("class")
        means = _meaning(named) if named else ""
        if node.tag == "time" or property_ in _DATE_PROPERTIES:
            if len(dates) < _LINES_READ:
                stated = node.get("datetime") or node.get("content") or _text(node)
                dates.append(Text(source=property_ or "time", text=stated.strip()[:64]))
        elif means == "date" and len(dates) < _LINES_READ and len(text := _text(node)) <= _LONGEST_DATE:
            dates += [Text(source="visible", text=text)] if _DIGIT.search(text) else []
        elif (means == "author" or property_ == "author" or node.get("rel") == "author") and len(authors) < _LINES_READ:
            authors.append(_text(node))
    return Lines(tuple(text for text in authors if len(text) <= _LONGEST_NAME), tuple(dates))


def _telling(tree: etree._Element) -> Iterable[etree._Element]:
    """The elements whose markup may name an author or a date, and more, in reading order."""
    named = _CLASSES(tree)
    classes = "\n".join(each for each in set(named) if _meaning(each))
    if len(classes) > _LONGEST_CLASSES or _COUNTED(tree) + sum(each in classes for each in named) > FEW:
        return tree.iter(etree.Element)
    found: Iterable[etree._Element] = _MARKED(tree, classes=classes)
    return found


def authors_of(metas: Mapping[str, str], linked: LinkedData, seen: Lines) -> tuple[str, ...]:
    """The names, each once, those of the metadata first; addresses of profiles are none."""
    stated = [metas[name] for name in _AUTHOR_META if name in metas] + list(linked.authors)
    visible = (_BY.sub("", line) for line in seen.authors)
    names = (" ".join(value.split())[:200] for value in (*stated, *visible) if "://" not in value)
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_AUTHORS]


def dates_of(metas: Mapping[str, str], linked: LinkedData, seen: Lines) -> tuple[Text, ...]:
    """The dates as written, and where: metadata first, then visible ones.

    The date in an address is none of the page's: whatever stands there now answers to it.
    """
    found = [Text(source=name, text=metas[name][:64]) for name in _DATE_META if name in metas]
    return tuple(date for date in dict.fromkeys((*found, *linked.dates, *seen.dates)) if date.text)[:MOST_DATES]


@lru_cache(maxsize=4096)
def _meaning(named: str) -> str:
    """What an element's class says that it holds: "author", "date", or "" for anything else."""
    if _AUTHOR_CLASS.search(named):
        return "" if _COMMENT_CLASS.search(named) else "author"
    return "date" if _DATE_CLASS.search(named) else ""


def _text(node: etree._Element) -> str:
    """The text of a small element; that of a large one is no line, and is not put together."""
    pieces: list[str] = []
    left = _LOOKED_AT
    for piece in islice(node.itertext(), 40):
        pieces.append(str(piece)[:left])
        left -= len(pieces[-1])
        if not left:
            break
    return " ".join("".join(pieces).split())
