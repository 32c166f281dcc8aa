"""Where a page names sources: its citation templates and bare links, each with the tags that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from crawler.references.wikitext.citation_templates import dialects_of
from crawler.references.wikitext.markup import PARSED_TAGS, Node, Part, Tag, Template, parse
from crawler.references.wikitext.template import name_of
from crawler.repair.wikitext.mask import NODE, masked
from crawler.repair.wikitext.parameters import plain
from crawler.repair.wikitext.tags import tag_of

_ADDRESS = rf"https?://(?:(?!''|&(?:lt|gt|nbsp|#160|#xA0);)[^\s\[\]<>\"{NODE}\x01-\x1f\x7f])+"
_LINK = re.compile(rf"\[(?P<named>{_ADDRESS})[^\]\n]{{0,2000}}\]|(?<![\w\[])(?P<free>{_ADDRESS})", re.IGNORECASE)
_OPEN_TAGS = PARSED_TAGS | {"ref", "references"}
_TRAILING = ",;.:!?"
_NAME = re.compile(r"[^=\[\]:/]*=")
"""A parameter's name with its sign; an address may have one, too."""
_BETWEEN = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class TagMark:
    """A tag behind a source: which (crawler.repair.wikitext.tags.TAGS), and the template."""

    tag: str
    template: Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One source: a citation template, or a bare link (`template` is None), at page[start:end].

    `address` is a bare link's own, at page[address_start:address_end]; a template's stands in its parameters. `tags`
    are those that are about it.
    """

    start: int
    end: int
    template: Template | None = None
    address: str = ""
    address_start: int = 0
    address_end: int = 0
    tags: tuple[TagMark, ...] = ()

    def tag(self, tag: str) -> Template | None:
        """The first of its tags of this kind."""
        return next((mark.template for mark in self.tags if mark.tag == tag), None)


@dataclass(frozen=True, slots=True)
class Found:
    """All that matters to repairs on a page, in the order in which it stands there."""

    mentions: tuple[Mention, ...]
    others: tuple[Template, ...]


def find(page: str) -> Found:
    """The sources of a page, and its other templates. What comments, nowiki and the like hold counts for nothing."""
    mentions: list[Mention] = []
    others: list[Template] = []
    for stretch in _stretches(page, parse(page), 0, len(page), "text"):
        sources = list(_with_tags(page, stretch))
        mentions += sources
        spoken_for = {mark.template.start for source in sources for mark in source.tags}
        templates = (node for node in stretch.nodes if isinstance(node, Template) and node.start not in spoken_for)
        others += (
            each for each in templates if not _is_citation(each) and tag_of(name_of(each)) in ("", "other-archive")
        )
    return Found(tuple(sorted(mentions, key=lambda each: each.start)), tuple(others))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """page[start:end] with its nodes. `kind` is ref (a footnote's text), text, or part (of a template or link)."""

    nodes: tuple[Node, ...]
    start: int
    end: int
    kind: str


def _stretches(page: str, nodes: tuple[Node, ...], start: int, end: int, kind: str) -> Iterator[_Stretch]:
    """The stretch and all that are nested in it, so that each template is a node of exactly one."""
    yield _Stretch(nodes, start, end, kind)
    for node in nodes:
        if isinstance(node, Tag):
            if node.inner is not None and node.name in _OPEN_TAGS:
                base, inner_kind = node.inner_start, "ref" if node.name == "ref" else "text"
                yield from _stretches(page, parse(node.inner, base), base, base + len(node.inner), inner_kind)
        elif not isinstance(node, str):
            for part in node.parts:
                yield from _stretches(page, part.nodes, part.start, part.end, "part")


def _with_tags(page: str, stretch: _Stretch) -> Iterator[Mention]:
    """The sources of a stretch. In a footnote or on a line with a single one every tag is about that; else those right
    behind it.
    """
    mask = masked(page, stretch.nodes, stretch.start, stretch.end)
    found = [*_citations(stretch), *(_links(mask, stretch.start) if stretch.kind != "part" else ())]
    marks = [
        TagMark(tag, node) for node in stretch.nodes if isinstance(node, Template) and (tag := tag_of(name_of(node)))
    ]
    for mention in found:
        start, end = _around(page, stretch, mention)
        within = [mark for mark in marks if start <= mark.template.start < end]
        if not within:
            yield mention
            continue
        alone = sum(other.start < end and start < other.end for other in found) == 1
        yield replace(mention, tags=tuple(within if alone else _right_behind(page, mention, within)))


def _around(page: str, stretch: _Stretch, mention: Mention) -> tuple[int, int]:
    """How far what is said of a source reaches: over the whole footnote, else over its line."""
    if stretch.kind == "ref":
        return stretch.start, stretch.end
    start = page.rfind("\n", stretch.start, mention.start) + 1
    end = page.find("\n", mention.end, stretch.end)
    return max(start, stretch.start), stretch.end if end < 0 else end


def _citations(stretch: _Stretch) -> Iterator[Mention]:
    for node in stretch.nodes:
        if isinstance(node, Template) and _is_citation(node):
            yield Mention(start=node.start, end=node.end, template=node)


def _is_citation(template: Template) -> bool:
    return bool(dialects_of(name_of(template)))


def _links(mask: str, start: int) -> Iterator[Mention]:
    for found in _LINK.finditer(mask):
        if mask[max(0, found.start() - 20) : found.start()].rstrip(" \t").endswith("="):
            continue  # A value of what was meant to be a template or a tag, which never closes.
        group = "named" if found["named"] else "free"
        first, last = found.span(group)
        address = found[group]
        end = found.end()
        if group == "free":
            address = _without_trailing(address)
            last = end = first + len(address)
        yield Mention(
            start=start + found.start(),
            end=start + end,
            address=plain(address),
            address_start=start + first,
            address_end=start + last,
        )


def links_in(page: str, part: Part) -> tuple[str, ...]:
    """The addresses of the bare links in a template's part, those of templates in it left out."""
    mask = masked(page, part.nodes, part.start, part.end)
    name = _NAME.match(mask)
    after = name.end() if name else 0
    return tuple(link.address for link in _links(mask[after:], part.start + after))


def _without_trailing(address: str) -> str:
    """A free link ends before punctuation, and before a closing bracket that nothing in it opens."""
    trailing = _TRAILING if "(" in address else f"{_TRAILING})"
    return address.rstrip(trailing)


def _right_behind(page: str, mention: Mention, marks: list[TagMark]) -> Iterator[TagMark]:
    position = mention.end
    for mark in marks:
        if mark.template.start < position:
            continue
        blanks = _BETWEEN.match(page, position, mark.template.start)
        if blanks is None or blanks.end() != mark.template.start:
            return
        yield mark
        position = mark.template.end
