"""An article's rendered HTML, as a wiki serves it, becomes its footnotes with the addresses behind their links.

Reads both of MediaWiki's parsers' output: every `ol.references`, numbered as the reader sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bs4 import BeautifulSoup, Tag

from crawler.references.citation import Article, Citation, References
from crawler.references.coins import fields_in
from crawler.references.footnote import citation_of, clean
from crawler.references.footnote_links import with_links
from crawler.references.passages import cited_by
from crawler.references.problem import NoFootnotesError
from crawler.references.rendered_passages import paragraphs

_EXPECTED = 'a page with a list of footnotes (`<ol class="references">`), as a wiki shows an article'
_NAMED = re.compile(r"cite_note-(?P<name>.+)-\d+")
_INVISIBLE = (
    "style, script, link, .mw-cite-backlink, .cs1-maint, .cs1-hidden-error, .cs1-visible-error, .mw-editsection"
)
_NUMBER = re.compile(r"[1-9]\d{0,4}", re.ASCII)
_REVISION = re.compile(r'"wgRevisionId":\s*(\d+)|[?&]oldid=(\d+)', re.ASCII)


def read(text: str) -> References:
    """The footnotes of the page, each with the places that cite it. Raises NoFootnotesError where it lists none."""
    soup = BeautifulSoup(text, "lxml")
    article = _article(soup, text)
    listed = dict(_listed(soup))
    if not listed:
        raise NoFootnotesError(_EXPECTED)
    labels = {target: citation.label for target, (citation, _) in listed.items()}
    places = cited_by(paragraphs(soup, labels))
    found = (_filled(citation, item) for citation, item in listed.values())
    kept = tuple(replace(citation, cited_by=places.get(citation.label, ())) for citation in found)
    return References(article=article, references=kept)


def _listed(soup: BeautifulSoup) -> Iterator[tuple[str, tuple[Citation, Tag]]]:
    """Each footnote by its id (or a stand-in for one): number, group and name, and its list item."""
    taken: set[str] = set()
    for place, listing in enumerate(soup.select("ol.references"), start=1):
        group = str(listing.get("data-mw-group") or "")
        # A page may list the same group anew, from 1; footnotes need a group of their own then.
        group = group if group not in taken else f"{group or 'list'}-{place}"
        taken.add(group)
        value = str(listing.get("start") or "1")
        start = int(value) if _NUMBER.fullmatch(value) else 1
        for number, item in enumerate(listing.find_all("li", recursive=False), start=start):
            target = str(item.get("id") or f"{place}-{number}")
            yield target, (Citation(number=number, group=group, name=_name(target)), item)


def _name(target: str) -> str:
    found = _NAMED.fullmatch(target)
    return found["name"].replace("_", " ") if found else ""


def _filled(bare: Citation, item: Tag) -> Citation:
    """The citation with everything its list item says."""
    text = item.select_one(".reference-text, .mw-reference-text") or item
    for hidden in text.select(_INVISIBLE):
        hidden.decompose()
    record = text.select_one("span.Z3988")
    known = fields_in(str(record.get("title") or "")) if record else {}
    further = _further(text)
    quote = _quotation(text)
    citation = citation_of(text.get_text(), bare.number)
    citation = replace(citation, group=bare.group, name=bare.name, quote=quote or citation.quote)
    # What the hidden record calls the publisher looks like a work in the text.
    publisher = known.get("publisher")
    if publisher and citation.work and "work" not in known and publisher in citation.work:
        citation = replace(citation, work="", publisher=publisher)
    cited = known.pop("url", "")
    citation = replace(citation, **known)
    other = {**citation.other, **({"text": further} if further else {})}
    return with_links(replace(citation, other=other), text, cited)


def _further(text: Tag) -> str:
    """Takes all but the first citation out of a footnote that bundles several, and gives their words."""
    cites = [cite for cite in text.select("cite") if not cite.find_parent("cite")]
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


def _article(soup: BeautifulSoup, text: str) -> Article:
    heading = soup.select_one("#firstHeading, h1") or soup.find("title")
    canonical = soup.select_one("link[rel=canonical]")
    revision = _REVISION.search(text)
    return Article(
        title=clean(heading.get_text()) if heading else "",
        url=str(canonical.get("href") or "") if canonical else "",
        revision=(revision[1] or revision[2]) if revision else "",
    )
