"""A page read from top to end: its footnotes in Cite's count, and its text with a marker where each is cited.

Templates are not expanded. Those that make or list footnotes are known (footnote_templates.yaml); of all others the
arguments are read where they stand, each once: whether and in which order the template shows them only the wiki knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

from crawler.references.problem import shown
from crawler.references.script import is_japanese
from crawler.references.wikitext.attributes import attributes_in, tidy
from crawler.references.wikitext.cite import Cite, Content, Footnote, Mark
from crawler.references.wikitext.footnote_templates import Kind, given, group_named, group_of, kind_of
from crawler.references.wikitext.markup import OPAQUE_TAGS, Node, Tag, Template, parse
from crawler.references.wikitext.plain import flat, inert, plain, shown_part
from crawler.references.wikitext.short import name_of_short
from crawler.references.wikitext.template import Value, arguments, name_of, named

OPEN, CLOSE = "\x02", "\x03"
"""What stands around a marker's number (its place in `Reader.cited`, from 0) in the text."""

GAP = "\x04"
"""Stands in the text for what only the wiki can show."""

FIELD = "\x05"
"""Begins each line of an infobox's field."""

_CONTROL = dict.fromkeys(map(ord, (OPEN, CLOSE, GAP, FIELD)), " ")
_TRANSCLUDED = (":", "/", "#lst", "#section", "#lsth", "#invoke:", "user:", "wikipedia:", "project:")
_BRANCHING = ("#if", "#switch")
_FILE = re.compile(r"^[^|\n]*\|?", re.MULTILINE)
# How deep a <poem> within a <gallery> and the like is read: each level costs frames of Python's stack.
_DEEPEST_TAGS = 2


class Reader:
    """Reads one page; a class because what Cite remembers goes through all of its nodes.

    After `read`: `cited` has the footnote of each marker, `cite` all of them with the remarks, `works` the citation
    templates outside footnotes, `unknown` the templates that may hold more footnotes, counted.
    """

    def __init__(self, page: str) -> None:
        self.page = page.translate(_CONTROL)
        self.cite = Cite()
        self.cited: list[Footnote] = []
        self.works: list[Template] = []
        self.unknown: Counter[str] = Counter()
        self._listing: str | None = None
        self._tags = 0
        self._japanese = is_japanese(self.page)
        self._known: Mapping[Kind, Callable[[Template, str], str]] = {
            "note": self._note,
            "short": self._short,
            "harvard": self._bare,
            "reuse": self._reuse,
            "list": self._listed,
            "citation": self._work,
        }

    def read(self) -> str:
        """The page's text: wikitext without templates and tags, with markers, gaps and infobox fields."""
        text = self._text(parse(self.page))
        self.cite.end()
        return text

    def _text(self, nodes: tuple[Node, ...]) -> str:
        return flat(nodes, self._tag, self._template)

    def _tag(self, tag: Tag) -> str:
        if tag.name == "ref":
            content = None if tag.inner is None else Content(tag.inner, tag.inner_start)
            return self._mark(Mark(attributes_in(tag.attributes), content, tag.start))
        if tag.name == "references":
            group = attributes_in(tag.attributes).get("group", "")
            self._list(group, parse(tag.inner or "", tag.inner_start))
            return "\n\n"
        if tag.name in ("nowiki", "pre"):
            return inert(tag.inner or "")
        if tag.name in OPAQUE_TAGS or self._tags >= _DEEPEST_TAGS:
            return GAP
        self._tags += 1
        text = self._text(parse(tag.inner or "", tag.inner_start))
        self._tags -= 1
        return _FILE.sub("\n", text) if tag.name == "gallery" else text

    def _mark(self, mark: Mark) -> str:
        """Cites, or within a list defines; gives the marker."""
        if self._listing is not None:
            self.cite.define(mark, self._listing)
            return ""
        footnote = self.cite.cite(mark)
        if footnote is None:
            return ""
        self.cited.append(footnote)
        return f"{OPEN}{len(self.cited) - 1}{CLOSE}"

    def _list(self, group: str, nodes: tuple[Node, ...]) -> None:
        if self._listing is not None:
            return
        self._listing = group
        self._text(nodes)
        self._listing = None
        self.cite.list_group(group)

    def _template(self, template: Template) -> str:
        name = name_of(template)
        if name.startswith("#tag:"):
            return self._tag_function(template, name)
        kind = kind_of(name)
        known = self._known.get(kind)
        if known is not None:
            return known(template, name)
        values = arguments(template)
        part = shown_part(name, values)
        if part is not None:
            return self._running(part, values)
        return self._other(template, name, kind, values)

    def _running(self, part: tuple[str, Value | None], values: Mapping[str, Value]) -> str:
        """A template of running text: what it shows, and beside it those of its other arguments that cite."""
        texts = {key: self._text(value.nodes) for key, value in values.items()}
        shown_text, value = part
        aside = "".join(f"{GAP}{text}{GAP}" for key, text in texts.items() if values[key] is not value and OPEN in text)
        shown_value = "".join(text.strip() for key, text in texts.items() if values[key] is value)
        return f"{shown_text}{shown_value}{aside}"

    def _other(self, template: Template, name: str, kind: Kind, values: Mapping[str, Value]) -> str:
        """A template that is not expanded: the arguments that cite something, each for itself."""
        self._report(template, name, kind)
        if name.startswith(_BRANCHING):
            values = self._branch(template, name, values)
        before = len(self.cited)
        texts, fields = [], 0
        for value in values.values():
            cited = len(self.cited)
            text = self._text(value.nodes).strip()
            fields += any(footnote.start >= value.start for footnote in self.cited[cited:])
            texts += [text] if len(self.cited) > cited else []
        if fields > 1 and not name.startswith("#"):
            count = len(self.cited) - before
            message = f"{{{{{name}}}}} cites {count} footnotes; which of them it shows first only the wiki knows"
            self.cite.remark(template.start, message, self.cited[before])
        return _beside(texts, kind)

    def _report(self, template: Template, name: str, kind: Kind) -> None:
        if kind == "bringing" or name.startswith(_TRANSCLUDED) or not name:
            after = f"after footnote {self._last()}" if self.cited else "before the first footnote"
            what = shown(name or self.page[template.start : template.end])
            message = f"{what} may bring footnotes that only the wiki knows ({after}); later numbers may be higher"
            self.cite.remark(template.start, message)
        elif kind == "unknown" and not name.startswith("#") and ":" not in name:
            self.unknown[name] += 1

    def _last(self) -> str:
        footnote = self.cited[-1]
        return f"{footnote.group} {footnote.number}".strip()

    def _branch(self, template: Template, name: str, values: Mapping[str, Value]) -> Mapping[str, Value]:
        """The branch of an {{#if:}} whose condition is plain text; else all, with a remark where they cite."""
        condition = template.parts[0].nodes
        if name.startswith("#if:") and all(isinstance(node, str) for node in condition):
            chosen = "1" if name.removeprefix("#if:").strip() else "2"
            return {key: value for key, value in values.items() if key == chosen}
        if "<ref" in self.page[template.start : template.end].lower():
            self.cite.remark(
                template.start,
                f"{shown(name.partition(':')[0])} cites footnotes; whether it shows them only the wiki knows",
            )
        return values

    def _tag_function(self, template: Template, name: str) -> str:
        """{{#tag:ref|content|name=...}}: as the tag, save that its content is expanded before it."""
        tag = name.removeprefix("#tag:").strip()
        attributes = {}
        for part in template.parts[2:]:
            key, value = named(part)
            attributes[(key or "").lower()] = _unquoted(plain(value.nodes))
        content = next((Value(first.nodes, first.start, first.end, named=False) for first in template.parts[1:2]), None)
        if tag == "ref":
            return self._made(attributes, content, template)
        if tag == "references":
            self._list(attributes.get("group", ""), content.nodes if content else ())
        return GAP

    def _made(self, attributes: Mapping[str, str], value: Value | None, template: Template) -> str:
        """A footnote that a template makes of an argument; what that cites itself is cited first."""
        if value is not None:
            listing, self._listing = self._listing, None
            self._text(value.nodes)
            self._listing = listing
        content = Content(*value.source(self.page), "argument") if value else None
        kept = {key: value for key, value in attributes.items() if value}
        return self._mark(Mark(kept, content, template.start))

    def _note(self, template: Template, name: str) -> str:
        values = arguments(template)
        group, named_ = given(values, "note-group"), given(values, "note-name")
        attributes = {
            "group": group_named(tidy(plain(group.nodes))) if group else "",
            "name": tidy(plain(named_.nodes)) if named_ else "",
            "follow": tidy(plain(values["follow"].nodes)) if "follow" in values else "",
        }
        attributes["group"] = attributes["group"] or group_of(name, japanese=self._japanese)
        return self._made(attributes, given(values, "note-text"), template)

    def _short(self, template: Template, name: str) -> str:
        content = Content(self.page[template.start : template.end], template.start, "short")
        return self._mark(Mark({"name": name_of_short(name, arguments(template))}, content, template.start))

    def _reuse(self, template: Template, _name: str) -> str:
        values = arguments(template)
        group = given(values, "note-group")
        attributes = {"group": group_named(tidy(plain(group.nodes)))} if group else {}
        names = [tidy(plain(value.nodes)) for key, value in values.items() if key.isdecimal()]
        marks = (Mark({**attributes, "name": name}, None, template.start) for name in names if name)
        return "".join(map(self._mark, marks))

    def _listed(self, template: Template, name: str) -> str:
        values = arguments(template)
        group, refs = given(values, "list-group"), given(values, "list-refs")
        wanted = group_named(tidy(plain(group.nodes))) if group else ""
        self._list(wanted or group_of(name, japanese=self._japanese), refs.nodes if refs else ())
        return "\n\n"

    def _work(self, template: Template, name: str) -> str:
        self.works.append(template)
        return self._bare(template, name)

    def _bare(self, template: Template, _name: str) -> str:
        for value in arguments(template).values():
            self._text(value.nodes)
        return GAP


def _beside(texts: list[str], kind: Kind) -> str:
    """Texts that stand beside the running text: an infobox's fields, or arguments whose place is not known."""
    if kind == "infobox":
        lines = (line for text in texts for line in text.splitlines())
        return "\n" + "".join(f"{FIELD}{line}\n" for line in lines)
    between = "\n\n" if any("\n" in text for text in texts) else GAP
    return between.join(["", *texts, ""]) if texts else GAP


def _unquoted(value: str) -> str:
    """An attribute's value in {{#tag:}}, which may stand in quotes."""
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return tidy(value[1:-1] if quoted else value)
