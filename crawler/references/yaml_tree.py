"""YAML text as a tree of values that know their place, read within bounds: hostile text gives an error, never a hang.

The values stay texts: what `2019-09-06` or `2003` mean is the reader's business, so nothing that was written is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Never

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from crawler.references.problem import Problem, ReferencesError, shown
from crawler.references.yaml_mistakes import Slip, advice

MAX_DEPTH = 8
"""How deep lists and mappings may nest; references.yaml itself needs 5."""

MAX_VALUES = 1_000_000
"""How many values a document may hold; 10 MB of real citations have fewer."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_STRING_TAGS = frozenset({None, "!", "!!str", "tag:yaml.org,2002:str"})
# The parser takes time that grows with the square of a tag's length.
_LONG_TAG = re.compile(r"!\S{20000}")
# Control characters survive in no report, and lone surrogates cannot be written at all.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_EXPECTED_VALUE = "expected the value itself, in quotes if it begins with *"
_EXPECTED_UNTAGGED = "expected the value without a tag, in quotes if it begins with !"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: `line` and `column` count from 1, `start` and `end` are offsets into the text."""

    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A value at its place: a Scalar, a Sequence or a Mapping."""

    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar(Node):
    """One text. `plain` says that it was written without quotes, `null` that nothing (or `null`) stands there."""

    text: str
    plain: bool
    null: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence(Node):
    """A list."""

    items: tuple[Node, ...]
    flow: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping(Node):
    """A mapping, its pairs in the order of the file, keys that stand twice included."""

    pairs: tuple[tuple[Node, Node], ...]
    flow: bool


def parse(text: str, name: str) -> Node:
    """The one document in the text. `name` is the file's name in messages.

    Raises ReferencesError for a syntax error, no or several documents, aliases, tags, control characters and too deep
    nesting.
    """
    return _Reading(text, name).document()


class _Reading:
    """One pass over the parser's events; a class because name, events and depth go through every step."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.events = self._events(text)
        self.depth = 0
        self.values = 0

    def _fail(self, mark: Any, message: str) -> Never:
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise ReferencesError((Problem(file=self.name, line=line, column=column, where="", message=message),))

    def _events(self, text: str) -> Iterator[Any]:
        if found := _LONG_TAG.search(text):
            self._fail(_mark(text, found.start()), "a word of over 20,000 characters after `!`; expected a shorter one")
        try:
            yield from YAML(typ="safe", pure=True).parse(text)
        except MarkedYAMLError as error:
            self._fail(error.problem_mark or error.context_mark, f"not YAML: {_said(error)}{_advice(error, text)}")
        except YAMLError as error:
            self._fail(_mark(text, getattr(error, "position", None)), f"not YAML: {_said(error)}")
        except (ReferencesError, GeneratorExit):
            raise
        except Exception as error:  # noqa: BLE001 - the parser raises what it likes on hostile text (%YAML x, \ud800)
            self._fail(None, f"not YAML that can be read ({type(error).__name__}); expected plain YAML 1.2 in UTF-8")

    def document(self) -> Node:
        found: Node | None = None
        for event in self.events:
            if isinstance(event, DocumentStartEvent) and found is not None:
                self._fail(event.start_mark, "a second YAML document; expected one document a file")
            if isinstance(event, NodeEvent):
                found = self._node(event)
        if found is None:
            self._fail(None, "the file is empty; expected `article:` and `references:`")
        return found

    def _node(self, event: Any) -> Node:
        self.values += 1
        if self.values > MAX_VALUES:
            self._fail(event.start_mark, f"more than {MAX_VALUES:,} values; expected a shorter list")
        if isinstance(event, AliasEvent):
            self._fail(event.start_mark, f"an alias {shown('*' + event.anchor)}; {_EXPECTED_VALUE}")
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        self._check_tag(event)
        if self.depth == MAX_DEPTH:
            self._fail(event.start_mark, f"nested more than {MAX_DEPTH} deep; expected the form of references.yaml")
        self.depth += 1
        node = self._sequence(event) if isinstance(event, SequenceStartEvent) else self._mapping(event)
        self.depth -= 1
        return node

    def _check_tag(self, event: Any) -> None:
        tag = None if event.tag is None else str(event.tag)
        if isinstance(event, ScalarEvent) and tag in _STRING_TAGS:
            return
        if tag is not None:
            self._fail(event.start_mark, f"a tag {shown(tag)}; {_EXPECTED_UNTAGGED}")

    def _scalar(self, event: Any) -> Scalar:
        self._check_tag(event)
        if found := UNWRITABLE.search(event.value):
            self._fail(event.start_mark, f"the character U+{ord(found[0]):04X}; expected printable text")
        plain = event.style is None or event.style == ""
        null = plain and event.tag is None and event.value in _NULLS
        return Scalar(place=_place_of(event, event), text=event.value, plain=plain, null=null)

    def _sequence(self, start: SequenceStartEvent) -> Sequence:
        items = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self._node(event))
        return Sequence(place=_place_of(start, event), items=tuple(items), flow=bool(start.flow_style))

    def _mapping(self, start: MappingStartEvent) -> Mapping:
        pairs = []
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self._node(event)
            pairs.append((key, self._behind(key, self._node(next(self.events)))))
        return Mapping(place=_place_of(start, event), pairs=tuple(pairs), flow=bool(start.flow_style))

    def _behind(self, key: Node, value: Node) -> Node:
        """The value; an empty one at its key's colon, for the parser places it at whatever comes next."""
        if value.place.start < value.place.end:
            return value
        place = key.place
        colon = self.text.find(":", place.end, place.end + 10)
        if colon < 0 or self.text[place.end : colon].strip(" "):
            return value
        return replace(value, place=Place(place.line, place.column + colon - place.start + 1, colon + 1, colon + 1))


@dataclass(frozen=True, slots=True)
class _Mark:
    line: int
    column: int


def _mark(text: str, position: int | None) -> _Mark | None:
    if position is None:
        return None
    before = text[:position]
    return _Mark(before.count("\n"), position - (before.rfind("\n") + 1))


def _place_of(start: Any, end: Any) -> Place:
    mark = start.start_mark
    return Place(mark.line + 1, mark.column + 1, mark.index, end.end_mark.index)


def _advice(error: MarkedYAMLError, text: str) -> str:
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return ""
    opened = error.context_mark.line if error.context_mark else mark.line
    slip = Slip(_said(error), text.splitlines(), mark.line, mark.column, opened)
    found = advice(slip)
    return f"; {found}" if found else ""


def _said(error: YAMLError) -> str:
    said = (
        getattr(error, "problem", None)
        or getattr(error, "context", None)
        or getattr(error, "reason", None)
        or type(error).__name__
    )
    return " ".join(str(said).split())
