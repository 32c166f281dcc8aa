"""CSL-JSON, the list of works that Zotero, Pandoc and other reference managers exchange: read and written.

Works are numbered in their order. What CSL has no variable for (a snapshot, where the work is cited ...) goes into the
item's `custom`, under the names of references.yaml, so that `examine(dump(x)).references == x`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Never

from crawler.references.citation import (
    DATE_FIELDS,
    URL_SOURCES,
    URL_STATUSES,
    Article,
    Citation,
    CitedBy,
    References,
    as_mapping,
    from_mapping,
    key_of,
    name_of,
)
from crawler.references.csl_fields import fields_of, item_of
from crawler.references.dates import is_iso
from crawler.references.imported import Imported
from crawler.references.problem import NoFootnotesError, Problem, ReferencesError

CUSTOM = "citewatch"
"""The member of an item's `custom` that is ours."""

_EXPECTED = 'a list of works, such as [{"id": "doe2005", "type": "webpage", "title": "A story"}]'


def examine(text: str, name: str = "csl") -> Imported:
    """The works of the list; `name` stands for the file in problems.

    Raises ReferencesError where the text is no CSL-JSON, NoFootnotesError where the list is empty. What an item says
    that cannot be read is a problem, not an error: the rest of the item counts.
    """
    items = _items(text, name)
    if not items:
        raise NoFootnotesError(_EXPECTED)
    problems: list[Problem] = []
    citations = [_citation(item, number, name, problems) for number, item in enumerate(items, start=1)]
    article = _article(items[0])
    return Imported(references=References(article=article, references=_unique(citations)), problems=tuple(problems))


def dump(references: References) -> str:
    """The references as a CSL-JSON list."""
    items = [_item(citation, number) for number, citation in enumerate(references.references, start=1)]
    if items and references.article != Article():
        said = {key: text for key in Article.__slots__ if (text := getattr(references.article, key))}
        items[0].setdefault("custom", {}).setdefault(CUSTOM, {})["article"] = said
    return json.dumps(items, indent=2, ensure_ascii=False) + "\n"


def _items(text: str, name: str) -> list[Any]:
    try:
        loaded = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        _fail(name, f"{error.msg}; expected JSON, {_EXPECTED}", error.lineno, error.colno)
    except (RecursionError, ValueError):
        _fail(name, f"nested too deeply, or a number too long; expected {_EXPECTED}", 0, 0)
    # Better CSL JSON and some exports have the list under a key.
    inner = loaded.get("items", loaded.get("references")) if isinstance(loaded, dict) else loaded
    alone = isinstance(loaded, dict) and "type" in loaded
    found: list[Any] | None = inner if isinstance(inner, list) else [loaded] if alone else None
    if found is None:
        _fail(name, f"no list of works; expected {_EXPECTED}", 1, 1)
    return found


def _fail(name: str, message: str, line: int, column: int) -> Never:
    raise ReferencesError((Problem(file=name, line=line, column=column, where="", message=message),))


def _citation(item: Any, number: int, name: str, problems: list[Problem]) -> Citation:
    def say(where: str, message: str) -> None:
        place = f"item {number}" + (f": {where}" if where else "")
        problems.append(Problem(file=name, line=0, column=0, where=place, message=message))

    if not isinstance(item, dict):
        say("", f"{type(item).__name__} instead of a work; expected an object in braces")
        return Citation(number=number)
    ours = _ours(item)
    values = fields_of(item, say)
    citation = from_mapping(values, number=number, group="", cited_by=())
    kept = {key: value for key, value in ours.items() if key in _KEYS and _fits(key, value)}
    changes: dict[str, Any] = {
        name_of(key): tuple(value) if isinstance(value, list) else value for key, value in kept.items()
    }
    if "cited-by" in ours:
        changes["cited_by"] = tuple(_places(ours["cited-by"]))
    return replace(citation, **changes)


_ALLOWED = {"url-source": URL_SOURCES, "url-status": URL_STATUSES}
_KEYS = frozenset(key_of(name) for name in Citation.__slots__) - {"cited-by"}


def _fits(key: str, value: Any) -> bool:
    """Whether a value of our own member has the type that the citation wants."""
    if key == "number":
        return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1_000_000  # noqa: PLR2004 - as references.yaml
    if key in ("author", "editor"):
        return isinstance(value, list) and all(isinstance(text, str) for text in value)
    if key == "other":
        return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    if key in _ALLOWED:
        return value in ("", *_ALLOWED[key])
    return isinstance(value, str) and (name_of(key) not in DATE_FIELDS or not value or is_iso(value))


def _ours(item: Mapping[str, Any]) -> Mapping[str, Any]:
    custom = item.get("custom")
    ours = custom.get(CUSTOM) if isinstance(custom, dict) else None
    return ours if isinstance(ours, dict) else {}


def _article(item: Any) -> Article:
    said = _ours(item).get("article") if isinstance(item, dict) else None
    given = said if isinstance(said, dict) else {}
    return Article(**{key: text for key in Article.__slots__ if isinstance(text := given.get(key), str)})


def _places(said: Any) -> Iterator[CitedBy]:
    for place in said if isinstance(said, list) else ():
        if isinstance(place, dict):
            yield CitedBy(section=str(place.get("section", "")), text=str(place.get("text", "")))


def _unique(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """The citations with numbers of their own: lists put together may have a number twice."""
    kept: list[Citation] = []
    taken: set[tuple[str, int]] = set()
    highest: dict[str, int] = {}
    for citation in citations:
        known = (citation.group, citation.number) in taken
        number = highest[citation.group] + 1 if known else citation.number
        taken.add((citation.group, number))
        highest[citation.group] = max(number, highest.get(citation.group, 0))
        kept.append(replace(citation, number=number))
    return tuple(kept)


def _item(citation: Citation, number: int) -> dict[str, Any]:
    """The item; what does not come back from CSL's own variables stands in `custom`."""
    item = item_of(citation)
    back = _citation(item, number, "", [])
    said, again = as_mapping(citation), as_mapping(back)
    ours: dict[str, Any] = {
        key: said.get(key, [] if key in ("author", "editor") else {} if key == "other" else "")
        for key in [*said, *again]
        if said.get(key) != again.get(key)
    }
    if citation.number != number:
        ours["number"] = citation.number
    if citation.cited_by:
        ours["cited-by"] = [{"section": place.section, "text": place.text} for place in citation.cited_by]
    return {**item, "custom": {CUSTOM: ours}} if ours else item
