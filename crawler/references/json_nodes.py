"""JSON text as the tree of values that references.yaml's form reads, each value at the place of its line."""

from __future__ import annotations

import json
from typing import Any

from crawler.references.yaml_tree import MAX_DEPTH, UNWRITABLE, Mapping, Node, Place, Scalar, Sequence


class NotANodeError(ValueError):
    """A text that is no JSON, or none that a reference could hold; the message says why, `column` counts from 1."""

    def __init__(self, message: str, column: int = 1) -> None:
        self.column = column
        super().__init__(message)


class _Pairs(list[tuple[str, Any]]):
    """An object with the keys that stand twice."""


class _Number(str):
    """A number or a truth value, as it is written."""

    __slots__ = ()


def node_of(text: str, line: int) -> Node:
    """The value that the text holds. Raises NotANodeError."""
    try:
        value = _READER.decode(text.strip())
    except json.JSONDecodeError as error:
        raise NotANodeError(f"not JSON: {error.msg}", error.colno) from error
    except RecursionError:
        raise NotANodeError("nested too deep") from None
    return tree_of(value, Place(line, 1, 0, 0))


def tree_of(value: Any, place: Place, depth: int = 0) -> Node:
    """A value as JSON's reader gives it, as a tree. Raises NotANodeError."""
    if depth > MAX_DEPTH:
        raise NotANodeError(f"nested more than {MAX_DEPTH} deep")
    if isinstance(value, _Pairs):
        pairs = tuple((scalar_of(key, place), tree_of(each, place, depth + 1)) for key, each in value)
        return Mapping(place=place, pairs=pairs, flow=True)
    if isinstance(value, list):
        return Sequence(place=place, items=tuple(tree_of(each, place, depth + 1) for each in value), flow=True)
    return scalar_of(value, place)


def scalar_of(value: Any, place: Place) -> Scalar:
    """A text, number, truth value or None. Raises NotANodeError for what cannot be shown."""
    if value is None:
        return Scalar(place=place, text="", plain=True, null=True)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if found := UNWRITABLE.search(text):
        raise NotANodeError(f"the character U+{ord(found[0]):04X}, which no report can show")
    return Scalar(place=place, text=text, plain=isinstance(value, (_Number, bool)), null=False)


# Numbers stay as they are written: 1e400 is no number of ours, and what a year means is the form's business.
_READER = json.JSONDecoder(
    object_pairs_hook=_Pairs, parse_int=_Number, parse_float=_Number, parse_constant=_Number, strict=False
)
