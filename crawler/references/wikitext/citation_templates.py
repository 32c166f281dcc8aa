"""Which templates are citation templates, and what their parameters mean in each language's Wikipedia.

The names stand in citation_templates.yaml. Several wikis may share a template's name ({{cita web}} is Spanish and
Italian), so a name gives all the dialects that it may be written in, English last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from crawler.data_file import read_table

_DIGITS = re.compile(r"\d+", re.ASCII)
_GAPS = re.compile(r"[\s_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How one language's Wikipedia names its citation templates and their parameters.

    `names` gives for a field (`archive-url`, `last`) the parameters that hold it, the documented one first: the one to
    write; `#` stands for a number or none. `fields` is the way back, from a parameter as `bare` writes it.
    `dead` gives for a parameter, as `bare` writes it, the values that mean a dead (`yes`) and a living page (`no`);
    `*` is any.
    """

    language: str
    templates: frozenset[str]
    prefixes: tuple[str, ...]
    excluded: frozenset[str]
    names: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, str]
    dead: Mapping[str, Mapping[str, tuple[str, ...]]]

    def writes(self, template: str) -> bool:
        """Whether the template (in lower case) is one of this language's citation templates."""
        return template in self.templates or template.startswith(self.prefixes)


@cache
def dialects() -> tuple[Dialect, ...]:
    """All of them, in the order of the data file, English first."""
    loaded: list[dict[str, Any]] = read_table("crawler.references.wikitext", "citation_templates.yaml")
    return tuple(_dialect(entry) for entry in loaded)


@cache
def dialects_of(template: str) -> tuple[Dialect, ...]:
    """The dialects that a template may be written in, English last; () where it is no citation template.

    `template` is its name as it stands in the text: `Cite_web`, `Template:cite web`.
    """
    name = template_name(template)
    english, *others = dialects()
    if any(name in dialect.excluded for dialect in dialects()):
        return ()
    found = [dialect for dialect in others if dialect.writes(name)]
    return (*found, english) if found or english.writes(name) else ()


def template_name(name: str) -> str:
    """A template's name as the lists here have it: lower case, single spaces, without namespace."""
    plain = " ".join(name.replace("_", " ").split()).lower()
    return plain.removeprefix("template:").strip()


def field_of(parameter: str, spoken: Iterable[Dialect]) -> tuple[str, str]:
    """The field that a parameter holds in these dialects, and its number: `last2` is ("last", "2").

    Two empty strings where none of them knows the parameter.
    """
    name = bare(parameter)
    numbered = _DIGITS.sub("#", name, count=1)
    for dialect in spoken:
        if field := dialect.fields.get(name):
            return field, ""
        if field := dialect.fields.get(numbered):
            found = _DIGITS.search(name)
            return field, found[0] if found else ""
    return "", ""


def bare(parameter: str) -> str:
    """A parameter's name without what wikis spell now so, now so: case, spaces, underscores and hyphens."""
    return _GAPS.sub("", parameter).lower()


def _dialect(entry: Mapping[str, Any]) -> Dialect:
    names = {field: tuple(map(str, listed)) for field, listed in entry["parameters"].items()}
    fields = {spelling: field for field, listed in names.items() for name in listed for spelling in _spellings(name)}
    dead = {
        bare(name): {word: tuple(map(str, listed)) for word, listed in values.items()}
        for name, values in entry.get("dead", {}).items()
    }
    return Dialect(
        language=entry["language"],
        templates=frozenset(map(template_name, entry["templates"])),
        prefixes=tuple(entry["prefixes"]),
        excluded=frozenset(entry.get("not", ())),
        names=names,
        fields=fields,
        dead=dead,
    )


def _spellings(name: str) -> set[str]:
    return {bare(name), bare(name.replace("#", ""))}
