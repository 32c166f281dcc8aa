"""One footnote of a rendered wiki page becomes a citation: its text, its links, and what stands hidden beside it.

Surest first: the template as Parsoid keeps it, the COinS record, the links, the text. A short citation ("Smith 2010,
p. 5") that leads to the work it means is that work's citation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from dataclasses import replace

from bs4 import Tag

from crawler.references.citation import Citation
from crawler.references.coins import fields_in
from crawler.references.dates import DATE, iso_date
from crawler.references.footnote import citation_of, clean
from crawler.references.footnote_links import with_links
from crawler.references.footnote_marks import marks
from crawler.references.merging import filled
from crawler.references.only_link import titled_by_link
from crawler.references.parsoid_templates import citation_in
from crawler.references.rendered_passages import fragment
from crawler.references.rendered_record import with_record

SHORT = "CITEREF"
"""How the anchors of works begin to which short citations lead."""

_INVISIBLE = (
    "style, script, link, .mw-cite-backlink, .cs1-maint, .cs1-hidden-error, .cs1-visible-error, .mw-editsection, "
    ".mw-ext-cite-error, .mw-subreference-list, .mw-extended-references, sup.reference, sup.mw-ref"
)
_INLINE = "sup.Inline-Template, sup.noprint"
_DATED = re.compile(DATE, re.ASCII | re.IGNORECASE)
_WORD = re.compile(r"\w{2,}")
_PLACE = re.compile(r"^\W*(?P<many>pp?)\.\s*(?P<place>[^.]*\S?)\.?$")
_VIA = re.compile(r" [–—-] via ([^.]+(?:\.\w+)*)\.?$")  # noqa: RUF001 - as printed

WorkOf = Callable[[str], Citation | None]
"""The work at an anchor of the page; None where there is none."""


def note_text(item: Tag) -> Tag:
    """The part of a list item that is the footnote's text."""
    found = item.find(class_=["reference-text", "mw-reference-text"])
    return found if isinstance(found, Tag) else item


def read_note(item: Tag, number: int, work_of: WorkOf) -> Citation:
    """The citation that a list item states. Takes what readers do not see out of the item."""
    text = note_text(item)
    if short := _short(text, number, work_of):
        return short
    kept = citation_in(text, number)
    printed = printed_citation(text, number)
    return filled(kept, printed) if kept else printed


def work_at(place: Tag) -> Citation:
    """The work that a citation template printed outside the footnotes, with the record beside it."""
    holder = Tag(name="span")
    holder.append(copy(place))
    record = next((tag for tag in place.next_siblings if isinstance(tag, Tag)), None)
    # The record stands right beside its cite element; what follows may be another work's.
    if place.name == "cite" and record is not None and "Z3988" in (record.get("class") or []):
        holder.append(copy(record))
    return read_note(holder, 1, lambda _: None)


def _short(text: Tag, number: int, work_of: WorkOf) -> Citation | None:
    """The work that a short citation leads to, with the place in it."""
    if text.find(["cite", "q"]) or text.find("a", class_="external"):
        return None
    link = next((link for link in text.find_all("a", href=True) if fragment(link).startswith(SHORT)), None)
    work = work_of(fragment(link)) if link is not None else None
    if link is None or work is None:
        return None
    words = clean(text.get_text()).replace(clean(link.get_text()), "", 1).strip(" ,.:")
    place = _PLACE.fullmatch(words)
    other = dict(work.other)
    if place:
        other["pages" if place["many"] == "pp" else "page"] = place["place"].strip()
    elif _WORD.search(words):
        other["text"] = words
    return replace(work, number=number, other=other)


def printed_citation(text: Tag, number: int) -> Citation:
    """The citation as the page prints it. Takes what readers do not see out of the text."""
    dead = _dead_link(text)
    record = text.find("span", class_="Z3988")
    written = str(record.get("title") or "") if isinstance(record, Tag) else ""
    for hidden in text.select(f"{_INVISIBLE}, {_INLINE}"):
        hidden.decompose()
    further = _further(text)
    quote = _quotation(text)
    citation = with_record(text, number, written) if written else _titled(citation_of(text.get_text(), number), text)
    other = {**citation.other, **({"text": further} if further else {}), **({"dead-link": dead} if dead else {})}
    via = _VIA.search(clean(text.get_text()))
    citation = replace(
        citation, quote=quote or citation.quote, via=citation.via or (via[1].strip() if via else ""), other=other
    )
    return with_links(citation, text, fields_in(written).get("url", ""))


def _titled(citation: Citation, text: Tag) -> Citation:
    if text.find("cite"):
        return citation
    return titled_by_link(
        citation, text.get_text(), [clean(link.get_text()) for link in text.find_all("a", class_="external")]
    )


def _dead_link(text: Tag) -> str:
    """Since when a link is marked as dead; "yes" where the mark has no date, "" where there is none."""
    for mark in text.select(_INLINE):
        if marks("dead-link").search(mark.get_text()):
            titles = " ".join(str(tag.get("title") or "") for tag in mark.find_all(title=True))
            dated = _DATED.search(titles)
            return (iso_date(dated[0]) if dated else "") or "yes"
    return ""


def _further(text: Tag) -> str:
    """Takes all but the first citation out of a footnote that bundles several, and gives their words."""
    cites = [cite for cite in text.find_all("cite") if not cite.find_parent("cite")]
    words = [clean(cite.get_text()) for cite in cites[1:]]
    for cite in cites[1:]:
        cite.decompose()
    return " ".join(words)


def _quotation(text: Tag) -> str:
    quoted = text.find("q")
    if not isinstance(quoted, Tag):
        return ""
    words = clean(quoted.get_text())
    quoted.decompose()
    return words
