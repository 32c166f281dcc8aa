"""A page's wikitext as a tree of templates, extension tags and links, read as MediaWiki's preprocessor reads it.

Its rules, which other parsers of wikitext do not share: an extension tag's content is opaque and ends at the first
closing tag of its name, whatever stands in between; a tag that is never closed is text; the first `>` ends a tag, even
within quotes; within `{{...}}` an unclosed `[[` keeps the braces from closing; braces left open at the end are text,
and what is whole within them still counts. One pass, linear in the length of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

PARSED_TAGS = frozenset({"gallery", "imagemap", "indicator", "langconvert", "poem", "section", "tab", "tabs"})
"""Extension tags whose content is wikitext in turn (besides `ref` and `references`)."""

OPAQUE_TAGS = frozenset(
    {"categorytree", "ce", "charinsert", "chem", "graph", "hiero", "inputbox", "mapframe", "maplink", "math", "nowiki"}
    | {"pre", "score", "source", "syntaxhighlight", "templatedata", "templatestyles", "timeline"}
)
"""Extension tags whose content is no wikitext."""

DEEPEST = 30
"""How deep braces and links may be nested; what stands deeper is text. Real pages stay below fifteen."""

_SHOWN_ONLY = ("noinclude", "onlyinclude")
_NAMES = "|".join(sorted(PARSED_TAGS | OPAQUE_TAGS | {"ref", "references", "includeonly"}, key=len, reverse=True))
_TOKEN = re.compile(
    rf"(?P<comment><!--)|<(?P<tag>{_NAMES})(?=\s|/>|>)|(?P<ignored></?(?:{'|'.join(_SHOWN_ONLY)})(?=\s|/>|>)[^>]*>)"
    r"|(?P<open>\{{2,}|\[{2,})|(?P<close>\}{2,}|\]{2,})|(?P<pipe>\|)",
    re.IGNORECASE,
)
_CLOSING = {"}": "{", "]": "["}
_BLANK_BEFORE = re.compile(r"(?:^|\n)[ \t]*\Z")
_BLANK_AFTER = re.compile(r"[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two pipes: `source[start:end]`, and its nodes."""

    nodes: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """An extension tag: its name in lower case, the text of its attributes, its content (None where it closes itself).

    `start` and `inner_start` are places in the page.
    """

    name: str
    attributes: str
    inner: str | None
    start: int
    inner_start: int


@dataclass(frozen=True, slots=True)
class Template:
    """`{{name|part|part}}`; its name is the first part."""

    parts: tuple[Part, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Argument:
    """`{{{name|default}}}`, which outside a template shows its default."""

    parts: tuple[Part, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """`[[target|part]]`: a link within the wiki, a file or a category."""

    parts: tuple[Part, ...]
    start: int
    end: int


Node: TypeAlias = str | Tag | Template | Argument | Link


@dataclass(slots=True)
class _Piece:
    """Braces or brackets that were opened and not closed yet; the page itself is one with count 0."""

    char: str
    count: int
    start: int
    parts: list[Part] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    part_start: int = 0

    def end_part(self, end: int) -> None:
        self.parts.append(Part(tuple(self.nodes), self.part_start, end))
        self.nodes = []
        self.part_start = end + 1


def parse(text: str, base: int = 0) -> tuple[Node, ...]:
    """The nodes of the wikitext; places count from `base`, where the text stands in its page."""
    return _Parser(text, base).nodes()


class _Parser:
    """One pass over a text; a class because the stack of open pieces goes through every step."""

    def __init__(self, text: str, base: int) -> None:
        self.text = text
        self.base = base
        self.stack = [_Piece("", 0, base)]
        self.unclosed: set[str] = set()
        self.text_has_ends = True

    def nodes(self) -> tuple[Node, ...]:
        position = 0
        while found := _TOKEN.search(self.text, position):
            self._add(self.text[position : found.start()])
            position = self._take(found)
        self._add(self.text[position:])
        return tuple(self._flat())

    def _add(self, node: Node) -> None:
        if node:
            self.stack[-1].nodes.append(node)

    def _take(self, found: re.Match[str]) -> int:
        """Takes one token and gives the place behind what it took."""
        if found["open"]:
            return self._open(found)
        if found["close"]:
            return self._close(found)
        if found["pipe"]:
            return self._pipe(found)
        if found["comment"]:
            return self._comment(found)
        return self._tag(found) if found["tag"] else found.end()

    def _open(self, found: re.Match[str]) -> int:
        if len(self.stack) > DEEPEST:
            self._add(found[0])
        else:
            start = self.base + found.start()
            self.stack.append(_Piece(found[0][0], len(found[0]), start, part_start=self.base + found.end()))
        return found.end()

    def _close(self, found: re.Match[str]) -> int:
        piece = self.stack[-1]
        char = found[0][0]
        if piece.char != _CLOSING[char]:
            self._add(found[0])
            return found.end()
        width = min(len(found[0]), piece.count, 3 if char == "}" else 2)
        end = found.start() + width
        self._finish(piece, width, self.base + found.start(), self.base + end)
        return end

    def _finish(self, piece: _Piece, width: int, inner_end: int, end: int) -> None:
        """Closes the innermost `width` braces of the piece; those before them stay open, or are text."""
        piece.end_part(inner_end)
        self.stack.pop()
        left = piece.count - width
        kind = Link if piece.char == "[" else Argument if width == 3 else Template  # noqa: PLR2004 - `{{{x}}}`
        node = kind(tuple(piece.parts), piece.start + left, end)
        if left >= 2:  # noqa: PLR2004 - two braces open a template
            self.stack.append(_Piece(piece.char, left, piece.start, nodes=[node], part_start=piece.start + left))
        else:
            self._add(piece.char * left)
            self._add(node)

    def _pipe(self, found: re.Match[str]) -> int:
        if self.stack[-1].count:
            self.stack[-1].end_part(self.base + found.start())
        else:
            self._add("|")
        return found.end()

    def _comment(self, found: re.Match[str]) -> int:
        end = self.text.find("-->", found.end())
        if end < 0:
            return len(self.text)
        # A comment with a line of its own takes the line with it.
        after = _BLANK_AFTER.match(self.text, end + 3)
        alone = after and _BLANK_BEFORE.search(self.text, max(0, found.start() - 100), found.start())
        return after.end() if after and alone else end + 3

    def _tag(self, found: re.Match[str]) -> int:
        name = found["tag"].lower()
        end = self.text.find(">", found.end()) if self.text_has_ends else -1
        if end < 0:
            self.text_has_ends = False
            self._add(found[0])
            return found.end()
        if self.text[end - 1] == "/":
            self._extension(name, self.text[found.end() : end - 1], None, found.start(), end + 1)
            return end + 1
        closing = None if name in self.unclosed else _closing_tag(name).search(self.text, end + 1)
        if closing:
            inner = self.text[end + 1 : closing.start()]
            self._extension(name, self.text[found.end() : end], inner, found.start(), end + 1)
            return closing.end()
        if name == "includeonly":
            return len(self.text)
        # Nothing closes it, so nothing will close a later one either: without this memory a page of them is quadratic.
        self.unclosed.add(name)
        self._add(self.text[found.start() : end + 1])
        return end + 1

    def _extension(self, name: str, attributes: str, inner: str | None, start: int, inner_start: int) -> None:
        if name != "includeonly":
            self._add(Tag(name, attributes, inner, self.base + start, self.base + inner_start))

    def _flat(self) -> Iterator[Node]:
        """The page's nodes, with what was never closed as text."""
        for piece in self.stack:
            if piece.count:
                yield piece.char * piece.count
            for part in piece.parts:
                yield from part.nodes
                yield "|"
            yield from piece.nodes


_CLOSERS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in _NAMES.split("|")}


def _closing_tag(name: str) -> re.Pattern[str]:
    return _CLOSERS[name]
