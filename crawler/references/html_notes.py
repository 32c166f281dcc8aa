"""The footnotes of an ordinary HTML page: what its markers lead to, and the lists that say they are footnotes.

Pandoc, Markdown's tools, WordPress, EPUB readers and word processors all print a marker that leads to the note, and
most a link back; DPUB-ARIA (`doc-endnotes`), EPUB (`epub:type`) and class names say which lists are footnotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup, Tag

from crawler.references.citation import Citation, References
from crawler.references.footnote import clean
from crawler.references.footnote_marks import marks
from crawler.references.imported import Imported
from crawler.references.marker_labels import bare_label, label_of, style_of
from crawler.references.passages import places_of, uncited
from crawler.references.printed_addresses import embedded
from crawler.references.problem import NoFootnotesError
from crawler.references.rendered import article_of
from crawler.references.rendered_note import printed_citation
from crawler.references.rendered_passages import content_of, fragment, paragraphs

EXPECTED = (
    'footnotes: a wiki\'s `<ol class="references">`, a list of class `footnotes`, or markers such as '
    '`<a href="#fn1">` that lead to a note with a link back'
)
_MARKER = re.compile(r"(?:\w{1,12} )?\d{1,4}|[a-zα-ω]{1,3}|[*†‡§¶‖#]{1,4}", re.IGNORECASE)  # noqa: RUF001 - Greek letters
_NAME = re.compile(r"(?:user-content-)?(?:fn|footnote|note)[:_-](?P<name>.*[^\W\d_].*)", re.DOTALL)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{20,}", re.IGNORECASE)
_HOLDERS = ("li", "p", "div", "aside", "dd", "td", "section")
_ARROWS = "↩↑^⏎↵\ufe0e"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """A footnote's element, the ids that lead to it, and what its first marker shows ("" where none leads there)."""

    element: Tag
    targets: tuple[str, ...]
    shown: str


def examine_soup(soup: BeautifulSoup, text: str, name: str) -> Imported:  # noqa: ARG001 - the importers' one signature
    """The page's footnotes and what is to be said of it. Raises NoFootnotesError where it has none."""
    root = content_of(soup)
    article = article_of(soup, text)
    notes = _notes(root)
    if not notes:
        raise NoFootnotesError(EXPECTED)
    labels = _labels([note.shown for note in notes])
    _without_ways_back(notes, root)
    targets = {target: index for index, note in enumerate(notes) for target in note.targets}
    body = list(paragraphs(root, targets, [note.element for note in notes]))
    places = places_of(body)
    citations = []
    for index, (note, (group, number)) in enumerate(zip(notes, labels, strict=True)):
        citation = _with_page(printed_citation(_prepared(note.element), number))
        citations.append(replace(citation, group=group, name=_name(note.targets), cited_by=places.get(index, ())))
    return Imported(references=References(article=article, references=tuple(citations)), uncited=uncited(body))


def _with_page(citation: Citation) -> Citation:
    """The citation with the address that its snapshot's has within, where the footnote names the snapshot alone.

    Wikis leave the page's address out for a reason: it is unfit or usurped. Nobody else does.
    """
    page = embedded(citation.archive_url) if not citation.url else ""
    return replace(citation, url=page, url_source="article") if page else citation


def _notes(root: Tag) -> list[_Note]:
    """The footnotes in the order of the page."""
    listed = {id(item): item for item in _listed(root)}
    order = {id(tag): place for place, tag in enumerate(root.find_all(name=True))}
    shown: dict[int, str] = {}
    targets: dict[int, list[str]] = {}
    for link, place in _labelled_links(root):
        element = _holder(place, listed)
        if _is_marker(link, element, listed, order):
            listed[id(element)] = element
            shown.setdefault(id(element), bare_label(link.get_text()))
            targets.setdefault(id(element), []).append(fragment(link))
    elements = sorted(listed.values(), key=lambda element: order.get(id(element), 0))
    return [
        _Note(
            element=element,
            targets=tuple(dict.fromkeys([*targets.get(id(element), []), str(element.get("id") or "")])),
            shown=shown.get(id(element), ""),
        )
        for element in elements
    ]


def _labelled_links(root: Tag) -> Iterator[tuple[Tag, Tag]]:
    """The links with a marker's label, each with the place on the page to which it leads."""
    ids = {str(tag.get("id") or tag.get("name")): tag for tag in root.find_all(_has_anchor)}
    for link in root.find_all("a", href=re.compile("#")):
        place = ids.get(fragment(link))
        if place is not None and _MARKER.fullmatch(bare_label(link.get_text())):
            yield link, place


def _is_marker(link: Tag, note: Tag, listed: Mapping[int, Tag], order: Mapping[int, int]) -> bool:
    """Whether a link leads to a note, and not back from it: of two that lead to each other the first is the marker."""
    follows = order.get(id(note), 0) > order[id(link)]
    return (id(note) in listed or (follows and _leads_back(note, link))) and not _inside(link, note)


def _has_anchor(tag: Tag) -> bool:
    return tag.has_attr("id") or (tag.name == "a" and tag.has_attr("name"))


def _listed(root: Tag) -> Iterator[Tag]:
    """The items of lists that say they are footnotes, and the notes that say it of themselves."""
    for tag in root.find_all(["section", "div", "aside", "ol", "ul", "dl", "p", "li"]):
        words = _words(tag)
        if not words.strip():
            continue
        if (
            marks("note").search(words)
            and not tag.find(["ol", "ul", "dl"])
            and (tag.has_attr("id") or tag.name == "aside")
        ):
            yield tag
        elif marks("list").search(words) or (tag.name == "div" and "footnote" in words.split()):
            inner = tag if tag.name in ("ol", "ul") else tag.find(["ol", "ul"])
            if isinstance(inner, Tag):
                yield from inner.find_all("li", recursive=False)


def _words(tag: Tag) -> str:
    said = [*(tag.get("class") or []), str(tag.get("role") or ""), str(tag.get("epub:type") or "")]
    return " ".join(said)


def _holder(target: Tag, listed: Mapping[int, Tag]) -> Tag:
    """The whole of the note that a marker leads to: its place may be marked by an empty link within it."""
    if id(target) in listed or target.name in _HOLDERS:
        return target
    for parent in target.parents:
        if id(parent) in listed or parent.name in _HOLDERS:
            return parent
    return target


def _leads_back(note: Tag, marker: Tag) -> bool:
    """Whether the note has a link to its marker, or to what holds the marker closely."""
    around = [marker, *list(marker.parents)[:3]]
    places = {str(tag.get(key)) for tag in around for key in ("id", "name") if tag.get(key)}
    return bool(places) and any(fragment(link) in places for link in note.find_all("a", href=True))


def _inside(link: Tag, note: Tag) -> bool:
    return any(parent is note for parent in link.parents)


def _labels(shown: list[str]) -> list[tuple[str, int]]:
    """Group and number of each footnote, unique on the page: as displayed, else in their order."""
    others = [label for label in shown if label and not label_of(label)]
    style = (style_of(others) if others else "") or "symbol"
    taken: set[tuple[str, int]] = set()
    highest: dict[str, int] = {}
    labels: list[tuple[str, int]] = []
    for label in shown:
        group, number = label_of(label) or (style if label else "", highest.get(style if label else "", 0) + 1)
        if (group, number) in taken:
            # A page of several articles has several notes 1.
            group = f"{group or 'list'}-2"
            number = number if (group, number) not in taken else highest[group] + 1
        taken.add((group, number))
        highest[group] = max(highest.get(group, 0), number)
        labels.append((group, number))
    return labels


def _without_ways_back(notes: list[_Note], root: Tag) -> None:
    """Takes the links back to the markers out of the notes, with the numbers that word processors make of them."""
    inside = {id(note.element) for note in notes}
    ids = {str(tag.get("id") or tag.get("name")): tag for tag in root.find_all(_has_anchor)}
    for note in notes:
        for link in note.element.find_all("a", href=re.compile("#")):
            target = ids.get(fragment(link))
            words = f"{_words(link)} {link.get('rev') or ''}"
            outside = target is not None and not any(id(parent) in inside for parent in [target, *target.parents])
            if marks("back").search(words) or (outside and _is_short(link)):
                around = link.find_parent("sup")
                (around if around is not None and _inside(around, note.element) else link).clear()


def _is_short(link: Tag) -> bool:
    label = bare_label(link.get_text()).strip(_ARROWS)
    return not label or bool(_MARKER.fullmatch(label.rstrip(".")))


def _prepared(note: Tag) -> Tag:
    """The note with its paragraphs apart and its links to other sites marked as a wiki marks them."""
    for paragraph in note.find_all(["p", "div", "br", "li"]):
        paragraph.append("\n")
    for link in note.find_all("a", href=re.compile(r"^(?:https?:)?//", re.IGNORECASE)):
        link["class"] = "external"
    return note


def _name(targets: tuple[str, ...]) -> str:
    found = next((match for target in targets if (match := _NAME.fullmatch(target))), None)
    return clean(found["name"]) if found and not _UUID.fullmatch(found["name"]) else ""
