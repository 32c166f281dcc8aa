"""The footnotes that a rendered wiki page lists, each with its number, group and name as the reader sees them.

Both of MediaWiki's parsers print `ol.references`; only Parsoid says in attributes what group and name a footnote has.
For the older parser's pages the markers tell: `[note 2]`, or `[b]` where the list has letters.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from bs4 import Tag

from crawler.references.footnote import clean
from crawler.references.marker_labels import STYLES, bare_label, label_of, style_of
from crawler.references.rendered_passages import fragment

_NAMED = re.compile(r"cite_note-(?P<name>.+)-\d+", re.DOTALL)
_START = re.compile(r"[1-9]\d{0,4}", re.ASCII)
_STYLED = re.compile(rf"(?:reflist-|list-style-type:\s*)({'|'.join(STYLES)})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One footnote: its id, its number in its group, its name, and its list item."""

    target: str
    number: int
    group: str
    name: str
    item: Tag


@dataclass(frozen=True, slots=True)
class _Marker:
    """What a footnote's first marker shows, and what attributes say of it."""

    shown: str
    group: str
    name: str


def lists_of(root: Tag) -> list[Tag]:
    """The lists of footnotes, without those of sub-references within them."""
    found = root.find_all("ol", class_=["references", "mw-references"])
    return [listing for listing in found if not listing.find_parent("ol", class_=["references", "mw-references"])]


def listed(root: Tag, lists: list[Tag]) -> Iterator[Listed]:
    """The footnotes of the lists, in their order; sub-reference 1.2 is number 2 of the group `1`, after footnote 1.

    A page may list the same group anew, from 1: the second list has a group of its own then, such as `list-2`.
    """
    markers = _markers(root)
    taken: set[str] = set()
    for place, listing in enumerate(lists, start=1):
        items = [item for item in listing.find_all("li", recursive=False) if isinstance(item, Tag)]
        if not items:
            continue
        group = _group(listing, items, markers)
        group = group if group not in taken else f"{group or 'list'}-{place}"
        taken.add(group)
        for number, item in zip(_numbers(listing, items, markers), items, strict=True):
            yield _listed(item, number, group, markers, f"{place}-{number}")
            under = f"{group} {number}".strip()
            for part, detail in enumerate(_details(item), start=1):
                taken.add(under)
                yield _listed(detail, part, under, markers, f"{place}-{number}-{part}")


def _listed(item: Tag, number: int, group: str, markers: Mapping[str, _Marker], stand_in: str) -> Listed:
    target = str(item.get("id") or stand_in)
    marker = markers.get(target)
    return Listed(
        target=target, number=number, group=group, name=(marker.name if marker else "") or _name(target), item=item
    )


def _details(item: Tag) -> list[Tag]:
    inner = item.find("ol", class_=["mw-subreference-list", "mw-extended-references"])
    return inner.find_all("li", recursive=False) if isinstance(inner, Tag) else []


def _markers(root: Tag) -> Mapping[str, _Marker]:
    """The first marker of each footnote, by the footnote's id."""
    markers: dict[str, _Marker] = {}
    for link in root.find_all("a", href=True):
        target = fragment(link)
        if not target.startswith("cite_note") or target in markers:
            continue
        said = _attributes(link.find_parent("sup"))
        markers[target] = markers[unquote(target)] = _Marker(
            shown=bare_label(link.get_text()),
            group=str(link.get("data-mw-group") or said.get("group") or ""),
            name=clean(str(said.get("name") or "")),
        )
    return markers


def _attributes(around: Tag | None) -> Mapping[str, Any]:
    """The attributes of the `<ref>` that Parsoid made a marker of."""
    written = around.get("data-mw") if around is not None else None
    try:
        said = json.loads(str(written)) if written else {}
    except (ValueError, RecursionError):
        return {}
    attributes = said.get("attrs") if isinstance(said, dict) else {}
    return attributes if isinstance(attributes, dict) else {}


def _name(target: str) -> str:
    found = _NAMED.fullmatch(target)
    return clean(found["name"].replace("_", " ")) if found else ""


def _group(listing: Tag, items: list[Tag], markers: Mapping[str, _Marker]) -> str:
    """A list's group: as an attribute says, else as its markers show."""
    if said := str(listing.get("data-mw-group") or ""):
        return said
    found = [marker for item in items if (marker := markers.get(str(item.get("id") or "")))]
    if said := next((marker.group for marker in found if marker.group), ""):
        return said
    labels = [label for marker in found if (label := label_of(marker.shown))]
    if labels or not found:
        return labels[0][0] if labels else ""
    return _styled(listing) or style_of([marker.shown for marker in found])


def _styled(listing: Tag) -> str:
    """The style that the list's surroundings name: Wikipedia calls the group by it."""
    for parent in (listing, *list(listing.parents)[:3]):
        words = f"{' '.join(parent.get('class') or [])} {parent.get('style') or ''}"
        if found := _STYLED.search(words):
            return found[1]
    return ""


def _numbers(listing: Tag, items: list[Tag], markers: Mapping[str, _Marker]) -> list[int]:
    """The numbers as the page displays them; where that leaves doubt, as the list counts."""
    value = str(listing.get("start") or "1")
    start = int(value) if _START.fullmatch(value) else 1
    counted = list(range(start, start + len(items)))
    numbers: list[int] = []
    for item in items:
        shown = _displayed(item, markers)
        numbers.append(shown or (numbers[-1] + 1 if numbers else start))
    rising = all(one < other for one, other in itertools.pairwise(numbers))
    return numbers if rising else counted


def _displayed(item: Tag, markers: Mapping[str, _Marker]) -> int:
    """The number that a footnote's marker shows, or that its item says; 0 where neither does."""
    marker = markers.get(str(item.get("id") or ""))
    texts = (str(item.get("data-mw-footnote-number") or ""), marker.shown if marker else "")
    return next((label[1] for text in texts if (label := label_of(text))), 0)
