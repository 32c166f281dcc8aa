"""An article's rendered HTML, as a wiki serves it, becomes its footnotes with the addresses behind their links.

Reads both of MediaWiki's parsers' output: every `ol.references`, numbered as the reader sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bs4 import BeautifulSoup, Tag

from crawler.references.citation import Article, Citation, References, written_label
from crawler.references.footnote import clean
from crawler.references.imported import Imported
from crawler.references.passages import places_of, uncited
from crawler.references.problem import NoFootnotesError, Problem
from crawler.references.rendered_lists import Listed, listed, lists_of
from crawler.references.rendered_note import SHORT, note_text, read_note, work_at
from crawler.references.rendered_passages import content_of, paragraphs, soup_of

EXPECTED = 'a page with a list of footnotes (`<ol class="references">`), as a wiki shows an article'
_ID = re.compile(r"""<li\b[^<>]*?\bid=["'](cite_note[^"'<>]*)["']""")
_REVISION = re.compile(r'"wgRevisionId":\s*(\d+)|[?&]oldid=(\d+)|/revision/(\d+)"', re.ASCII)


def read(text: str) -> References:
    """The footnotes of the page, each with the places that cite it. Raises NoFootnotesError where it lists none."""
    return examine(text).references


def examine(text: str, name: str = "html") -> Imported:
    """The page's footnotes and what is to be said of it; `name` stands for the file in problems.

    Raises NoFootnotesError where it lists none.
    """
    return examine_soup(soup_of(text), text, name)


def examine_soup(soup: BeautifulSoup, text: str, name: str) -> Imported:
    """The same of a page that is parsed already; the soup is changed."""
    root = content_of(soup)
    article = article_of(soup, text)
    lists = lists_of(root)
    notes = list(listed(root, lists))
    if not notes:
        raise NoFootnotesError(EXPECTED)
    problems = tuple(_problems(notes, text, name))
    body = list(paragraphs(root, {note.target: index for index, note in enumerate(notes)}, lists))
    places = places_of(body)
    works = _Works(root)
    kept = (replace(_citation(note, works), cited_by=places.get(index, ())) for index, note in enumerate(notes))
    return Imported(
        references=References(article=article, references=tuple(kept)), problems=problems, uncited=uncited(body)
    )


class _Works:
    """The works that short citations lead to, by their anchors, each read once: reading changes the soup."""

    def __init__(self, root: Tag) -> None:
        self._cites = {str(tag["id"]): tag for tag in root.find_all(id=re.compile(f"^{SHORT}"))}
        self._read: dict[str, Citation] = {}

    def at(self, anchor: str) -> Citation | None:
        """The work at an anchor; None where the page has none there."""
        if anchor not in self._cites:
            return None
        if anchor not in self._read:
            self._read[anchor] = work_at(self._cites[anchor])
        return self._read[anchor]


def _citation(note: Listed, works: _Works) -> Citation:
    return replace(read_note(note.item, note.number, works.at), group=note.group, name=note.name)


def _problems(notes: list[Listed], text: str, name: str) -> Iterator[Problem]:
    """The footnotes that the wiki itself shows an error in."""
    found = [(note, error) for note in notes if (error := note_text(note.item).find(class_="mw-ext-cite-error"))]
    places = _places(text) if found else {}
    for note, error in found:
        line, column = places.get(note.target, (0, 0))
        label = written_label(note.group, note.number)
        message = f"the page shows an error: {clean(error.get_text())}"
        yield Problem(file=name, line=line, column=column, where=f"footnote {label}", message=message)


def _places(text: str) -> dict[str, tuple[int, int]]:
    """Line and column of each footnote's list item, by its id."""
    places: dict[str, tuple[int, int]] = {}
    line, counted = 1, 0
    for item in _ID.finditer(text):
        line += text.count("\n", counted, item.start())
        counted = item.start()
        places[item[1]] = line, counted - text.rfind("\n", 0, counted)
    return places


def article_of(soup: BeautifulSoup, text: str) -> Article:
    """What the page says of itself: its title, its address, its revision."""
    heading = soup.select_one("#firstHeading, h1") or soup.find("title")
    canonical = soup.select_one("link[rel=canonical]") or soup.select_one('link[rel="dc:isVersionOf"]')
    revision = _REVISION.search(text)
    address = str(canonical.get("href") or "") if canonical else ""
    return Article(
        title=clean(heading.get_text()) if heading else "",
        url=f"https:{address}" if address.startswith("//") else address,
        revision=next(filter(None, revision.groups()), "") if revision else "",
    )
