"""Measures the importers on wiki pages that somebody downloaded: `python -m tests.references.real_pages FOLDER`.

FOLDER has rendered pages (`*.html`), and beside them, where there is one, the same page's wikitext (`NAME.wikitext`).
What a page should give is counted here by other means than the importers': the items of `ol.references`, and the first
link of each that leads to no archive or register. A page of which only wikitext is there says nothing and is left out.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import click
import lxml.html

from crawler.references.citation import Citation
from crawler.references.importers import IMPORTERS
from crawler.references.problem import NoFootnotesError

_ARCHIVE = re.compile(r"archive\.(?:org|today|is|ph|li)|archive-it|webcitation\.org|wikiwix", re.IGNORECASE)
_REGISTER = re.compile(r"doi\.org|ncbi\.nlm|jstor\.org|worldcat\.org|arxiv\.org|Special:|issn|isbn", re.IGNORECASE)
_LISTS = '//ol[contains(concat(" ", @class, " "), " references ") or contains(@class, "mw-references")]/li'
_LINKS = './/a[contains(@class, "external") or contains(@rel, "mw:ExtLink")]/@href'


_SHORT = "#CITEREF"
# What stands for the address of a short citation: it has its work's, wherever on the page that stands.


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One file's footnotes: how many the page lists, how many were read, and how many of the pairs agree in address."""

    name: str
    listed: int
    read: int
    right: int
    wrong: tuple[str, ...]


def measured(page: Path) -> Iterator[Measured]:
    """The page measured in its HTML, and in its wikitext where that lies beside it."""
    listed = [_links(item) for item in lxml.html.parse(str(page)).xpath(_LISTS)]
    yield _measured(page.name, listed, _read(page, "html"))
    if (source := page.with_suffix(".wikitext")).exists():
        yield _measured(source.name, listed, _read(source, "wikitext"))


def _links(item: lxml.html.HtmlElement) -> list[str]:
    return list(map(str, item.xpath(_LINKS))) or [_SHORT for _ in item.xpath(f'.//a[contains(@href, "{_SHORT}")]')[:1]]


def _read(file: Path, format_: str) -> tuple[Citation, ...]:
    try:
        return IMPORTERS[format_](file.read_text(encoding="utf-8"), file.name).references.references
    except NoFootnotesError:
        return ()


def _measured(name: str, listed: list[list[str]], read: tuple[Citation, ...]) -> Measured:
    wanted = Counter(map(_wanted, listed))
    wrong = []
    for citation in read:
        # Wikitext does not say in which order a page shows its lists, so footnotes are paired by what they lead to.
        found = next((key for key in _keys(citation) if wanted[key] > 0), None)
        if found is None:
            wrong.append(f"{citation.label} {citation.url or citation.archive_url or '(no address)'}")
        else:
            wanted[found] -= 1
    return Measured(name=name, listed=len(listed), read=len(read), right=len(read) - len(wrong), wrong=tuple(wrong))


def _keys(citation: Citation) -> tuple[str, ...]:
    addresses = [address for address in (citation.url, citation.archive_url) if address]
    return (*map(_same, addresses), _SHORT) if addresses else ("", _SHORT)


def _wanted(links: list[str]) -> str:
    if links == [_SHORT]:
        return _SHORT
    pages = [link for link in links if not _ARCHIVE.search(link)]
    cited = [link for link in pages if not _REGISTER.search(link)]
    return _same(next(iter(cited or ([] if pages else links)), ""))


def _same(address: str) -> str:
    return unquote(unescape(address)).partition("//")[2].rstrip("/.").lower()


def main(folder: Path) -> None:
    """Prints the pages that differ, then the shares."""
    files = [one for page in sorted(folder.glob("*.html")) for one in measured(page) if one.listed or one.read]
    for one in files:
        if one.listed != one.read or one.wrong:
            click.echo(
                f"{one.name}: lists {one.listed}, read {one.read}, addresses that differ: {'; '.join(one.wrong[:5])}"
            )
    exact, read = sum(one.listed == one.read for one in files), sum(one.read for one in files)
    right = sum(one.right for one in files)
    click.echo(
        f"{len(files)} files, the number of footnotes exact on {exact}; {read} footnotes, {right} with their address."
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
