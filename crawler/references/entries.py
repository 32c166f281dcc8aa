"""Footnotes put into, taken out of and renumbered in a references.yaml's text; everything else stays as it is written.

What stands within an entry is changed by `amend`; this changes which entries there are and which numbers they have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crawler.references import document, yaml_tree
from crawler.references.amend import AmendError, check_reads
from crawler.references.citation import Article, Citation, References
from crawler.references.scalars import scalar
from crawler.references.writing import dump
from crawler.references.yaml_tree import Node, Scalar

Label = tuple[str, int]
"""A footnote's group and number."""

_INDENT = 4
"""The column in which `dump` writes an entry's keys."""

_LACKING = "let footnotes be put in or renumbered; expected one entry after another, as `citewatch import` writes them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What becomes of the footnotes: new numbers by the old labels, labels to take out, and what comes in.

    `added` has each new footnote with the (old) label of the one that it stands behind, "" for the beginning.
    """

    numbers: Mapping[str, Label] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()
    added: Sequence[tuple[str, Citation]] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One footnote's keys and values, and where its lines begin and end in the text."""

    pairs: Mapping[str, tuple[Node, Node]]
    start: int
    end: int
    indent: int


def moved(text: str, moves: Moves) -> str:
    """The text with the footnotes moved. Raises AmendError where its layout does not allow it."""
    body = text.removeprefix("\ufeff")
    before = document.parse(body)
    entries = dict(zip((citation.label for citation in before.references), _entries(body), strict=True))
    first = next(iter(entries.values()))
    edits: list[tuple[int, int, str]] = []
    for label, (group, number) in moves.numbers.items():
        edits += _renumbered(entries[label], group, number)
    edits += [(entries[label].start, entries[label].end, "") for label in moves.removed]
    for behind, citation in moves.added:
        place = entries[behind].end if behind else first.start
        edits.append((place, place, _written(citation, first.indent)))
    for start, end, new in sorted(edits, key=lambda edit: edit[0], reverse=True):
        body = body[:start] + new + body[end:]
    if "\r\n" in text:
        body = body.replace("\r\n", "\n").replace("\n", "\r\n")
    check_reads(body, _wanted(before, moves), _LACKING)
    return text[: len(text) - len(text.removeprefix("\ufeff"))] + body


def _wanted(before: References, moves: Moves) -> References:
    kept: list[Citation] = [citation for behind, citation in moves.added if not behind]
    for citation in before.references:
        group, number = moves.numbers.get(citation.label, (citation.group, citation.number))
        if citation.label not in moves.removed:
            kept.append(replace(citation, group=group, number=number))
        kept += [new for behind, new in moves.added if behind == citation.label]
    return replace(before, references=tuple(kept))


def _entries(text: str) -> Iterator[_Entry]:
    tree = yaml_tree.parse(text, "references.yaml")
    listed = dict(_pairs(tree)).get("references")
    node = listed[1] if listed else None
    for item in node.items if isinstance(node, yaml_tree.Sequence) and not node.flow else ():
        start = text.rfind("\n", 0, item.place.start) + 1
        last = text.find("\n", _end(text, item))
        end = len(text) if last < 0 else last + 1
        yield _Entry(dict(_pairs(item)), start, end, item.place.column - 1)
    if isinstance(node, yaml_tree.Sequence) and node.flow:
        raise AmendError("the footnotes stand in brackets; expected one entry after the other")


def _pairs(node: Node) -> Iterator[tuple[str, tuple[Node, Node]]]:
    for key, value in node.pairs if isinstance(node, yaml_tree.Mapping) else ():
        if isinstance(key, Scalar):
            yield key.text, (key, value)


def _end(text: str, node: Node) -> int:
    """Where a value ends: a block's own end lies behind the comments that follow it."""
    if isinstance(node, yaml_tree.Sequence) and not node.flow and node.items:
        return _end(text, node.items[-1])
    if isinstance(node, yaml_tree.Mapping) and not node.flow and node.pairs:
        return _end(text, node.pairs[-1][1])
    start, end = node.place.start, node.place.end
    return start + len(text[start:end].rstrip())


def _renumbered(entry: _Entry, group: str, number: int) -> Iterator[tuple[int, int, str]]:
    _, value = entry.pairs["number"]
    known = entry.pairs.get("group")
    old = known[1] if known else None
    added = ""
    if isinstance(old, Scalar) and old.text != group:
        yield old.place.start, old.place.end, scalar(group, -10_000) if group else '""'
    elif old is None and group:
        added = f"\n{' ' * entry.indent}group: {scalar(group, -10_000)}"
    yield value.place.start, value.place.end, f"{number}{added}"


def _written(citation: Citation, indent: int) -> str:
    """The entry as `dump` writes it, moved to the column of the others."""
    whole = dump(References(article=Article(), references=(citation,)))
    lines = whole.partition("\nreferences:\n")[2].splitlines()
    shift = indent - _INDENT
    if shift < 0:
        return "".join(f"{line[-shift:]}\n" for line in lines)
    return "".join(f"{' ' * shift}{line}\n" if line else "\n" for line in lines)
