"""Which templates make footnotes, list them, or bring some that only the wiki knows (footnote_templates.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from crawler.data_file import read_table
from crawler.references.wikitext.citation_templates import dialects_of
from crawler.references.wikitext.template import Value

Kind = Literal["note", "short", "harvard", "reuse", "list", "citation", "bringing", "infobox", "silent", "unknown"]


@cache
def kind_of(name: str) -> Kind:
    """What a template (its name as `template.name_of` gives it) is to footnotes."""
    exact, prefixes, infoboxes = _kinds()
    if name in exact:
        return exact[name]
    if dialects_of(name):
        return "citation"
    if name.startswith(infoboxes):
        return "infobox"
    return "silent" if name.startswith(prefixes) else "unknown"


@cache
def group_of(name: str, *, japanese: bool) -> str:
    """The group of a note's or a list's template where it names none; `japanese` says in which wiki's words."""
    loaded = _loaded()
    groups = [group for kind in ("notes", "lists") for group, names in loaded[kind].items() if name in names]
    group = groups[0] if groups else ""
    return str(loaded["japanese-groups"].get(group, group)) if japanese else group


def given(values: Mapping[str, Value], role: str) -> Value | None:
    """The argument that has a role (`note-text`, `note-group`, `note-name`, `list-group`, `list-refs`), if given."""
    names = {name.lower(): value for name, value in values.items()}
    return next((names[name] for name in map(str, _loaded()[role]) if name in names), None)


def group_named(word: str) -> str:
    """The group that a template's `group=` means: `ua` is upper-alpha."""
    return str(_loaded()["group-names"].get(word, word))


@cache
def _loaded() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = read_table("crawler.references.wikitext", "footnote_templates.yaml")
    return loaded


@cache
def _kinds() -> tuple[Mapping[str, Kind], tuple[str, ...], tuple[str, ...]]:
    """Kinds by exact name, beginnings of silent templates' names, and of infoboxes'."""
    loaded = _loaded()
    exact: dict[str, Kind] = {str(name): "silent" for name in loaded["silent"] if not str(name).endswith("*")}
    exact |= dict.fromkeys(map(str, loaded["bringing"]), "bringing")
    exact |= dict.fromkeys(map(str, loaded["harvard"]), "harvard")
    exact |= dict.fromkeys(map(str, loaded["short"]), "short")
    exact |= dict.fromkeys(map(str, loaded["reuse"]), "reuse")
    exact |= {str(name): "list" for names in loaded["lists"].values() for name in names}
    exact |= {str(name): "note" for names in loaded["notes"].values() for name in names}
    prefixes = tuple(str(name)[:-1] for name in loaded["silent"] if len(str(name)) > 1 and str(name).endswith("*"))
    return exact, prefixes, tuple(map(str, loaded["infoboxes"]))
