"""A footnote's wikitext becomes a citation: by its citation template, by the work that a short one names, or as text.

A footnote that bundles several citations gives the first; the words of the others stay under `other: text`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from crawler.data_file import read_table
from crawler.references.citation import Citation
from crawler.references.wikitext.address_templates import link_of
from crawler.references.wikitext.cite import Content
from crawler.references.wikitext.cited_work import Work, work_of
from crawler.references.wikitext.footnote_templates import kind_of
from crawler.references.wikitext.markup import Node, Tag, Template, parse
from crawler.references.wikitext.plain import flat, inert, plain, shown_part, unmarked
from crawler.references.wikitext.short import anchors_of_short, place_of_short, words_of_short
from crawler.references.wikitext.template import arguments, name_of
from crawler.references.wikitext.words import citation_of_words
from crawler.references.wikitext.written_dates import written_date

_STAMP = re.compile(r"\d{8,14}", re.ASCII)
_UNCLOSED = 3
_WORD = re.compile(r"\w{2,}")


@dataclass(slots=True)
class Read:
    """What stands in a footnote, in order: its citation templates, short citations, and other text.

    `strange` has what the footnote shows that only the wiki knows, and what Cite refuses within one.
    """

    works: list[Work] = field(default_factory=list)
    short: list[Template] = field(default_factory=list)
    beside: dict[str, Any] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)
    text: str = ""
    strange: list[str] = field(default_factory=list)


def read_content(texts: Sequence[Content], page: str) -> Read:
    """What a footnote's texts hold; their places point into `page`."""
    gatherers = [_Gatherer(content, page) for content in texts]
    read = Read()
    parts = [gatherer.text(_closed(gatherer.content, read), read) for gatherer in gatherers]
    read.text = " ".join(part for part in (part.strip() for part in parts) if part)
    return read


def _closed(content: Content, read: Read) -> tuple[Node, ...]:
    """The text's nodes; a citation template that nothing closes is read as if the text's end closed it."""
    nodes = parse(content.text, content.start)
    if not any(isinstance(node, str) and "{{" in node for node in nodes):
        return nodes
    whole = {node.start for node in nodes if isinstance(node, Template)}
    for missing in range(1, _UNCLOSED + 1):
        mended = parse(content.text + "}}" * missing, content.start)
        names = [name_of(node) for node in mended if isinstance(node, Template) and node.start not in whole]
        if names and kind_of(names[0]) == "citation":
            read.strange.append(f"a {{{{{names[0]}}}}} that is not closed: it was read up to the footnote's end")
            return mended
    return nodes


def citation_from(read: Read, number: int, works: Mapping[str, Work]) -> Citation:
    """The citation that a footnote states; `works` has those of the page by the anchor that short citations name."""
    if read.works:
        return _of_work(read, number)
    if read.short:
        return _of_short(read, number, works)
    return _of_text(read, number)


class _Gatherer:
    """Takes the templates that matter out of one text; a class because its functions call each other with its state."""

    def __init__(self, content: Content, page: str) -> None:
        self.content = content
        self.page = page
        self.read = Read()

    def text(self, nodes: tuple[Node, ...], read: Read) -> str:
        """What is left of the nodes, as wikitext; what was taken goes to `read`."""
        self.read = read
        return self._text(nodes)

    def _text(self, nodes: tuple[Node, ...]) -> str:
        return flat(nodes, self._tag, self._template)

    def _tag(self, tag: Tag) -> str:
        if tag.name in ("ref", "references"):
            self._footnote_within(f"a <{tag.name}>")
            return ""
        return inert(tag.inner or "") if tag.name in ("nowiki", "pre") else ""

    def _template(self, template: Template) -> str:
        name = name_of(template)
        kind = kind_of(name)
        if kind == "citation":
            self._work(template, name)
        elif kind == "harvard" or (kind == "short" and self.content.source == "short"):
            self.read.short.append(template)
        elif kind in ("short", "note", "reuse") or name == "#tag:ref":
            self._footnote_within(f"{{{{{name}}}}}")
        else:
            return _beside(template, name, self.read) or link_of(template) or self._other(template, name)
        return " "

    def _work(self, template: Template, name: str) -> None:
        work = work_of(template, self.page)
        self.read.works.append(work)
        self.read.strange += work.strange
        # {{cite Q|Q42}} names a record of Wikidata and nothing else.
        if not any((*work.values.values(), *work.other.values())):
            self.read.strange.append(f"{{{{{name}}}}}, which only the wiki can expand")

    def _footnote_within(self, what: str) -> None:
        if self.content.source == "tag":
            self.read.strange.append(f"{what} within a <ref>, which Cite does not number")

    def _other(self, template: Template, name: str) -> str:
        values = arguments(template)
        part = shown_part(name, values)
        if part is not None:
            return part[0] if part[1] is None else self._text(part[1].nodes).strip()
        # What the arguments hold counts (a list of citations); their words may show or not.
        for value in values.values():
            self._text(value.nodes)
        if kind_of(name) == "unknown":
            self.read.strange.append(f"{{{{{name}}}}}, which only the wiki can expand")
        return ""


def _beside(template: Template, name: str, read: Read) -> str:
    """Takes a template that stands beside a link; gives a space where it was one, else ""."""
    lists = _link_templates()
    values = {key.lower(): plain(value.nodes) for key, value in arguments(template).items()}

    def given(role: str) -> str:
        return next((values[key] for key in map(str, lists[role]) if values.get(key)), "")

    if name in lists["dead"]:
        date = given("dead-date")
        read.other.setdefault("dead-link", written_date(date) or date or "yes")
        return " "
    if name not in lists["snapshots"]:
        return ""
    address, stamp = given("snapshot-url"), given("snapshot-stamp")
    date = given("snapshot-date")
    if name in lists["by-page"] and not stamp and _STAMP.fullmatch(date):
        stamp = date
    read.beside |= _snapshot(address, stamp, date) | {"title": given("snapshot-title")}
    return " "


def _snapshot(address: str, stamp: str, date: str) -> dict[str, str]:
    """The snapshot's address and date, and the page's where the template gives that."""
    if not _STAMP.fullmatch(stamp):
        return {"archive_url": address, "archive_date": written_date(date)}
    day = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"
    snapshot = f"https://web.archive.org/web/{stamp}/{address}"
    return {"url": address, "archive_url": snapshot, "archive_date": written_date(day)}


def _of_work(read: Read, number: int) -> Citation:
    first, *further = read.works
    citation = Citation(number=number, **first.values)
    words = [unmarked(read.text), *map(_words, further), *map(words_of_short, read.short)]
    other = {**first.other, **read.other}
    if text := " ".join(word for word in words if _WORD.search(word)):
        other["text"] = text
    return _with_beside(_with_link(replace(citation, other=other), read.text), read)


def _with_link(citation: Citation, text: str) -> Citation:
    """The citation with the links of the words beside its template, where the template names no address."""
    if citation.url or citation.archive_url:
        return citation
    beside = citation_of_words(text, citation.number)
    return replace(citation, url=beside.url, url_source=beside.url_source, archive_url=beside.archive_url)


def _words(work: Work) -> str:
    """A work in words, addresses included."""
    authors = "; ".join(work.values.get("author", ()))
    title = work.values.get("title", "")
    parts = [authors, f'"{title}"' if title else "", work.values.get("work", ""), work.values.get("date", "")]
    addresses = [work.values.get("url", ""), work.values.get("archive_url", "")]
    return " ".join([". ".join(part for part in parts if part), *filter(None, addresses)]).strip()


def _of_short(read: Read, number: int, works: Mapping[str, Work]) -> Citation:
    """The work that a short citation names, with the place in it; its words where the page has no such work."""
    first, *further = read.short
    anchors = anchors_of_short(first)
    work = works.get(anchors[0]) if anchors else None
    words = [*(map(words_of_short, further)), unmarked(read.text)]
    if work is None or len(anchors) > 1:
        words.insert(0, words_of_short(first))
    if work is None:
        read.strange.append(f"a short citation of {words_of_short(first)}, which no citation template of the page is")
    text = " ".join(word for word in words if _WORD.search(word))
    other = {**(work.other if work else {}), **read.other, **({"text": text} if text else {})}
    place, where = place_of_short(first)
    other |= {place: where} if place and work else {}
    return Citation(number=number, other=other, **(work.values if work else {}))


def _of_text(read: Read, number: int) -> Citation:
    citation = citation_of_words(read.text, number)
    return _with_beside(replace(citation, other={**citation.other, **read.other}), read)


def _with_beside(citation: Citation, read: Read) -> Citation:
    """The citation with the snapshot that a template beside it names; what the citation says itself stands."""
    given = {name: value for name, value in read.beside.items() if value and not getattr(citation, name)}
    if given.get("url"):
        given["url_source"] = "article"
    return replace(citation, **given) if given else citation


@cache
def _link_templates() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = read_table("crawler.references.wikitext", "link_templates.yaml")
    return loaded
