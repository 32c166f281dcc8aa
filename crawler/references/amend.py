"""Changes to a references.yaml's text that leave everything else as a person wrote it: comments, order, quotes, blanks.

`amend` applies what it is given; which changes are proper (and whether a person's own words may be replaced) is decided
where they are computed: see `sync.compare` and the repairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from crawler.references import document, yaml_tree
from crawler.references.citation import Citation, References, key_of
from crawler.references.problem import ReferencesError, shown
from crawler.references.scalars import double_quoted
from crawler.references.writing import line_of
from crawler.references.yaml_tree import Node, Scalar, Sequence

_NOT_TEXTS = frozenset({"number", "author", "editor", "other", "cited_by"})
_ORDER = [key_of(part.name) for part in fields(Citation)]

AMENDABLE = frozenset(_ORDER) - frozenset(map(key_of, _NOT_TEXTS))
"""The keys that can be changed: those that hold one text."""


class AmendError(ValueError):
    """A change that cannot be applied: the footnote is not in the file, or the key holds no single text."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """What comes in place of text[start:end]."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """One footnote's mapping in the text: key text to (key, value), and whether it is written in braces."""

    pairs: Mapping[str, tuple[Node, Node]]
    flow: bool


def amend(text: str, changes: Mapping[str, Mapping[str, str]]) -> str:
    """The text with the changes applied: a footnote's label (`12`, `note:2`), key, new value ("" takes the key away).

    A key that stands there has its value replaced, a new one is put in the order of the citation's fields. Raises
    AmendError for a label or key that cannot be changed, ReferencesError where the text breaks the form.
    """
    body = text.removeprefix("\ufeff")
    before = document.parse(body)
    wanted = _changed(before, changes)
    entries = dict(zip((citation.label for citation in before.references), _entries(body), strict=True))
    edits = [edit for label, values in changes.items() for edit in _edits(body, entries[label], values)]
    # From the end, so that no edit moves another's place; of two at one place the later stands behind.
    for _, edit in sorted(enumerate(edits), key=lambda pair: (pair[1].start, pair[0]), reverse=True):
        written = edit.text.replace("\n", "\r\n") if "\r\n" in body else edit.text
        body = body[: edit.start] + written + body[edit.end :]
    check_reads(body, wanted, "take these changes; expected entries in block style")
    return text[: len(text) - len(text.removeprefix("\ufeff"))] + body


def check_reads(text: str, wanted: References, lacking: str) -> None:
    """Raises AmendError where the text does not read as `wanted`; what its layout does not do is `lacking`."""
    try:
        fits = document.parse(text) == wanted
    except ReferencesError:
        fits = False
    if not fits:
        raise AmendError(f"the layout of the file does not {lacking}")


def _changed(before: References, changes: Mapping[str, Mapping[str, str]]) -> References:
    unknown = changes.keys() - {citation.label for citation in before.references}
    if unknown:
        raise AmendError(f"no footnote {', '.join(sorted(unknown))} in the file; expected a label that stands there")
    for key in {key for values in changes.values() for key in values} - AMENDABLE:
        raise AmendError(f"the key {shown(key)} cannot be changed; expected one of {', '.join(sorted(AMENDABLE))}")
    return replace(before, references=tuple(_with(citation, changes) for citation in before.references))


def _with(citation: Citation, changes: Mapping[str, Mapping[str, str]]) -> Citation:
    named: dict[str, Any] = {key.replace("-", "_"): value for key, value in changes.get(citation.label, {}).items()}
    return replace(citation, **named)


def _entries(text: str) -> Iterator[_Entry]:
    tree = yaml_tree.parse(text, "references.yaml")
    listed = _pairs(tree)["references"][1]
    for item in listed.items if isinstance(listed, Sequence) else ():
        yield _Entry(_pairs(item), isinstance(item, yaml_tree.Mapping) and item.flow)


def _pairs(node: Node) -> dict[str, tuple[Node, Node]]:
    pairs = node.pairs if isinstance(node, yaml_tree.Mapping) else ()
    return {key.text: (key, value) for key, value in pairs if isinstance(key, Scalar)}


def _edits(text: str, entry: _Entry, values: Mapping[str, str]) -> Iterator[_Edit]:
    taken = {key for key, value in values.items() if not value}
    added: dict[str, str] = {}
    for key in sorted(values, key=_ORDER.index):
        if key not in entry.pairs:
            anchor = _anchor(entry, key, taken)
            added[anchor] = added.get(anchor, "") + (_new(entry, key, values[key]) if values[key] else "")
        elif values[key] or entry.flow or _shares_line(text, entry.pairs[key][0]):
            yield _replacement(text, entry, key, values[key])
        else:
            yield _removal(text, *entry.pairs[key])
    for anchor, written in added.items():
        end = _end(text, entry.pairs[anchor][1])
        place = end if entry.flow else _line_end(text, end)
        yield _Edit(place, place, written)


def _anchor(entry: _Entry, key: str, taken: set[str]) -> str:
    """The key after which a new one goes: the last before it in the citation's order (`number` always stands there)."""
    return next(name for name in reversed(_ORDER[: _ORDER.index(key)]) if name in entry.pairs and name not in taken)


def _new(entry: _Entry, key: str, value: str) -> str:
    first = next(iter(entry.pairs.values()))[0]
    if not entry.flow:
        indent = first.place.column - 1
        return "\n" + " " * indent + line_of(key, value, indent)
    plain = isinstance(first, Scalar) and first.plain
    return f", {key if plain else double_quoted(key)}: {double_quoted(value)}"


def _replacement(text: str, entry: _Entry, key: str, value: str) -> _Edit:
    name, old = entry.pairs[key]
    start, end = old.place.start, _end(text, old)
    written = line_of(key, value, name.place.column - 1).partition(": ")[2]
    # A folded text takes lines of its own, so nothing may follow on the line; in braces far more needs quotes.
    if entry.flow or ("\n" in written and text[end : _line_end(text, end)].strip()):
        written = double_quoted(value)
    return _Edit(start, end, f" {written}" if text[start - 1] == ":" else written)


def _removal(text: str, key: Node, value: Node) -> _Edit:
    return _Edit(_line_start(text, key.place.start), _line_end(text, _end(text, value)) + 1, "")


def _shares_line(text: str, key: Node) -> bool:
    return bool(text[_line_start(text, key.place.start) : key.place.start].strip())


def _end(text: str, node: Node) -> int:
    """Where a value ends: a block's own end lies behind the comments that follow it."""
    if isinstance(node, Sequence) and not node.flow and node.items:
        return _end(text, node.items[-1])
    if isinstance(node, yaml_tree.Mapping) and not node.flow and node.pairs:
        return _end(text, node.pairs[-1][1])
    start, end = node.place.start, node.place.end
    return start + len(text[start:end].rstrip())


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    end = len(text) if end < 0 else end
    return end - 1 if text[place:end].endswith("\r") else end
