"""A template's name and arguments, as MediaWiki counts and trims them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from crawler.references.wikitext.citation_templates import template_name
from crawler.references.wikitext.markup import Node, Part, Template

_FUNCTION = re.compile(r"\s*(#\w+:)")


@dataclass(frozen=True, slots=True)
class Value:
    """An argument's nodes, and where its part stands in the page: with `name=` in front where it is named."""

    nodes: tuple[Node, ...]
    start: int
    end: int
    named: bool

    def source(self, page: str) -> tuple[str, int]:
        """The argument's own wikitext and the place where it begins."""
        text = page[self.start : self.end]
        skipped = text.find("=") + 1 if self.named else 0
        return text[skipped:], self.start + skipped


def name_of(template: Template) -> str:
    """The name as the lists of templates have it: lower case, `subst:` and the namespace taken away.

    A name that another template or a tag makes is "", a parser function of such words its bare name (`#if:`): only the
    wiki knows them. `{{#invoke:cite|web}}` is "cite web".
    """
    nodes = template.parts[0].nodes
    if not all(isinstance(node, str) for node in nodes):
        function = _FUNCTION.match(nodes[0]) if isinstance(nodes[0], str) else None
        return function[1].lower() if function else ""
    name = template_name("".join(map(str, nodes)))
    for substituted in ("subst:", "safesubst:"):
        name = name.removeprefix(substituted).strip()
    if name.startswith("#invoke:") and len(template.parts) > 1:
        module, called = name.removeprefix("#invoke:").strip(), template.parts[1].nodes
        if module.startswith("cit") and all(isinstance(node, str) for node in called):
            return template_name(f"cite {''.join(map(str, called))}")
    return name


def arguments(template: Template) -> Mapping[str, Value]:
    """The arguments by name, those without one by their number; of two of one name the last counts."""
    found: dict[str, Value] = {}
    number = 0
    for part in template.parts[1:]:
        name, value = named(part)
        if name is None:
            number += 1
            name = str(number)
        found.pop(name, None)
        found[name] = value
    return found


def named(part: Part) -> tuple[str | None, Value]:
    """A part's name (None where it has none) and its value, parted by the first `=` outside links and templates."""
    for index, node in enumerate(part.nodes):
        if not isinstance(node, str):
            continue
        before, equals, after = node.partition("=")
        if equals:
            heads = [head for head in part.nodes[:index] if isinstance(head, str)]
            name = " ".join("".join([*heads, before]).split())
            rest = (after, *part.nodes[index + 1 :]) if after else part.nodes[index + 1 :]
            return name, Value(rest, part.start, part.end, named=True)
    return None, Value(part.nodes, part.start, part.end, named=False)
