"""The form of references.yaml: a tree of values becomes References, or every breach of the form with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from itertools import chain
from typing import Any

from rapidfuzz import fuzz, process

from crawler.references import yaml_tree
from crawler.references.citation import (
    DATE_FIELDS,
    URL_SOURCES,
    URL_STATUSES,
    Article,
    Citation,
    CitedBy,
    References,
    key_of,
)
from crawler.references.dates import is_iso
from crawler.references.problem import Problem, ReferencesError, shown
from crawler.references.yaml_tree import Node, Scalar, Sequence

_NUMBER = re.compile(r"[1-9]\d{0,5}", re.ASCII)
_LONGEST_NAME = 60

MOST_PROBLEMS = 1_000
"""After so many nothing more is read: whoever mends these has the others mended with them."""
_DATE_EXPECTED = "expected YYYY, YYYY-MM or YYYY-MM-DD"


def read(document: Node, name: str) -> References:
    """The References that the tree holds; `name` is the file's in messages. Raises ReferencesError: all problems."""
    return _Form(name).references(document)


def read_entries(entries: Iterable[Node], name: str, problems: list[Problem], expected: str) -> References:
    """The References in entries that come one at a time; the first may be `article:` alone. `expected` ends a sentence.

    Raises ReferencesError with `problems` and the breaches of the form; reading ends at MOST_PROBLEMS.
    """
    article, citations = _Form(name, problems).entries(entries)
    if not citations and not problems:
        problems.append(Problem(file=name, line=0, column=0, where="", message=f"no references; {expected}"))
    if problems:
        raise ReferencesError(tuple(problems))
    return References(article=article, references=citations)


def nearest_key(text: str, known: Iterable[str]) -> str:
    """What to say of a key that nobody knows."""
    nearest = process.extractOne(text.lower().replace("_", "-")[:100], list(known), scorer=fuzz.ratio)
    return f'unknown key {shown(text)}; did you mean "{nearest[0]}"?'


def _kind(node: Node) -> str:
    if isinstance(node, Scalar):
        return "nothing" if node.null else f"the text {shown(node.text)}"
    return "a list" if isinstance(node, Sequence) else "a mapping"


class _Form:
    """Collects problems while it reads; a class because file name and problems go through every reader."""

    def __init__(self, name: str, problems: list[Problem] | None = None) -> None:
        self.name = name
        self.problems: list[Problem] = [] if problems is None else problems

    def _problem(self, node: Node, where: str, message: str) -> None:
        place = node.place
        self.problems.append(
            Problem(file=self.name, line=place.line, column=place.column, where=where, message=message)
        )

    def references(self, document: Node) -> References:
        readers = {"article": self._article, "references": self._list}
        values = self._mapping(document, "", readers)
        if isinstance(document, yaml_tree.Mapping) and "references" not in values:
            self._problem(document, "", "no `references:`; expected a list of footnotes")
        if self.problems:
            raise ReferencesError(tuple(self.problems))
        return References(article=values.get("article", Article()), references=values["references"])

    def _article(self, node: Node, where: str) -> Article:
        readers = {part.name: self._text for part in fields(Article)} | {"imported": self._date}
        return Article(**self._mapping(node, where, readers))

    def _list(self, node: Node, where: str) -> tuple[Citation, ...]:
        items = self._items(node, where)
        if not items and isinstance(node, Sequence):
            self._problem(node, where, "the list is empty; expected a footnote")
        return self._footnotes(items)

    def entries(self, items: Iterable[Node]) -> tuple[Article, tuple[Citation, ...]]:
        rest = iter(items)
        first = next(rest, None)
        if first is None or not _is_article(first):
            return Article(), self._footnotes(chain((first,) if first else (), rest))
        said = self._mapping(first, "", {"article": self._article})
        return said.get("article", Article()), self._footnotes(rest)

    def _footnotes(self, items: Iterable[Node]) -> tuple[Citation, ...]:
        """The entries' citations. Of an entry only what its citation says is kept, however many there are."""
        lines: dict[tuple[str, int], int] = {}
        kept = []
        for position, item in enumerate(items, start=1):
            name = _footnote(item) or f"entry {position}"
            citation = self._citation(item, name)
            if citation:
                self._check_number(item, citation, name, lines)
                kept.append(citation)
            if len(self.problems) >= MOST_PROBLEMS:
                break
        return tuple(kept)

    def _check_number(self, item: Node, citation: Citation, name: str, lines: dict[tuple[str, int], int]) -> None:
        """Whether the number is its own; `lines` has where those before it stand."""
        label = (citation.group, citation.number)
        if label in lines:
            group = f' in group "{citation.group}"' if citation.group else ""
            place = f"the footnote on line {lines[label]}"
            message = f"number {citation.number}{group} is that of {place}; expected a number of its own"
            self._problem(item, name, message)
        lines.setdefault(label, item.place.line)

    def _citation(self, node: Node, where: str) -> Citation | None:
        values = self._mapping(node, where, self._citation_readers())
        if isinstance(node, yaml_tree.Mapping) and "number" not in values:
            self._problem(node, where, "no `number:`; expected the footnote's number")
        return Citation(**values) if values.get("number") else None

    def _citation_readers(self) -> dict[str, Callable[[Node, str], Any]]:
        readers: dict[str, Callable[[Node, str], Any]] = {part.name: self._text for part in fields(Citation)}
        readers |= dict.fromkeys(DATE_FIELDS, self._date)
        return readers | {
            "number": self._number,
            "author": self._texts,
            "editor": self._texts,
            "url_source": self._one_of(URL_SOURCES),
            "url_status": self._one_of(URL_STATUSES),
            "other": self._other,
            "cited_by": self._cited_by,
        }

    def _mapping(self, node: Node, where: str, readers: Mapping[str, Callable[[Node, str], Any]]) -> dict[str, Any]:
        """What the readers make of the values. A key with nothing behind it is as good as none."""
        names = {key_of(name): name for name in readers}
        values: dict[str, Any] = {}
        for key, path, value in self._pairs(node, where):
            name = names.get(_text_of(key))
            if name is None:
                self._unknown(key, where, names)
            elif not (isinstance(value, Scalar) and value.null):
                values[name] = readers[name](value, path)
        return values

    def _pairs(self, node: Node, where: str) -> list[tuple[Node, str, Node]]:
        """The pairs of a mapping with each value's path, without keys that are no texts or stand twice."""
        if not isinstance(node, yaml_tree.Mapping):
            self._problem(node, where, f"{_kind(node)}; expected a mapping of keys and values")
            return []
        kept: dict[str, tuple[Node, str, Node]] = {}
        for key, value in node.pairs:
            if not isinstance(key, Scalar):
                self._problem(key, where, f"{_kind(key)} as a key; expected a name")
            elif key.text in kept:
                line = kept[key.text][0].place.line
                self._problem(key, where, f"the key {shown(key.text)} is on line {line} already; expected it once")
            else:
                kept[key.text] = (key, _within(where, key.text), value)
        return list(kept.values())

    def _unknown(self, key: Node, where: str, names: Mapping[str, str]) -> None:
        self._problem(key, where, nearest_key(_text_of(key), names))

    def _items(self, node: Node, where: str) -> tuple[Node, ...]:
        if isinstance(node, Sequence):
            return node.items
        self._problem(node, where, f"{_kind(node)}; expected a list")
        return ()

    def _text(self, node: Node, where: str) -> str:
        if isinstance(node, Scalar):
            return "" if node.null else node.text
        self._problem(node, where, f"{_kind(node)}; expected one text")
        return ""

    def _texts(self, node: Node, where: str) -> tuple[str, ...]:
        if isinstance(node, Scalar):
            return (node.text,) if node.text and not node.null else ()
        texts = (self._text(item, f"{where} {index}") for index, item in enumerate(self._items(node, where), start=1))
        return tuple(text for text in texts if text)

    def _number(self, node: Node, where: str) -> int:
        if isinstance(node, Scalar) and node.plain and _NUMBER.fullmatch(node.text):
            return int(node.text)
        self._problem(node, where, f"{_kind(node)} is not a footnote's number; expected a whole number from 1")
        return 0

    def _date(self, node: Node, where: str) -> str:
        text = self._text(node, where)
        if text and not is_iso(text):
            self._problem(node, where, f"{shown(text)} is not a date; {_DATE_EXPECTED}")
        return text

    def _one_of(self, words: tuple[str, ...]) -> Callable[[Node, str], str]:
        def reader(node: Node, where: str) -> str:
            text = self._text(node, where)
            if text and text not in words:
                self._problem(node, where, f"{shown(text)} is not known here; expected one of {', '.join(words)}")
            return text

        return reader

    def _other(self, node: Node, where: str) -> dict[str, str]:
        return {_text_of(key): self._text(value, path) for key, path, value in self._pairs(node, where)}

    def _cited_by(self, node: Node, where: str) -> tuple[CitedBy, ...]:
        readers = {part.name: self._text for part in fields(CitedBy)}
        items = enumerate(self._items(node, where), start=1)
        return tuple(CitedBy(**self._mapping(item, f"{where} {index}", readers)) for index, item in items)


def _is_article(node: Node) -> bool:
    """Whether the first entry of a list without a head is about the article."""
    keys = [_text_of(key) for key, _ in node.pairs] if isinstance(node, yaml_tree.Mapping) else []
    return keys == ["article"]


def _text_of(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _within(where: str, name: str) -> str:
    # A key comes as it stands in the file, whatever its length.
    cut = name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"
    return f"{where}: {cut}" if where else cut


def _footnote(entry: Node) -> str:
    """The footnote as its label names it; "" where its number cannot be read."""
    pairs = entry.pairs if isinstance(entry, yaml_tree.Mapping) else ()
    values = {_text_of(key): value for key, value in pairs if isinstance(value, Scalar) and not value.null}
    number, group = values.get("number"), values.get("group")
    if not number or not number.plain or not _NUMBER.fullmatch(number.text):
        return ""
    named = shown(group.text)[1:-1] if group else ""
    return f"footnote {Citation(number=int(number.text), group=named).label}"
