"""A wiki's page from both of its sides: the HTML has the numbers, the wikitext has the templates."""

from __future__ import annotations

from dataclasses import replace

from crawler.references import html_page
from crawler.references.citation import Citation
from crawler.references.imported import Imported
from crawler.references.matching import pairs
from crawler.references.merging import filled
from crawler.references.problem import NoFootnotesError
from crawler.references.wikitext import article as wikitext


def joined(html: str, source: str, name: str = "wiki") -> Imported:
    """The footnotes of the page that `html` shows and `source` is the wikitext of; `name` stands for it in problems.

    Number, group and the places that cite a footnote are the HTML's; what the footnote says is the wikitext's, matched
    by name, number, address and title, and the HTML's where the wikitext leaves it to a template of the wiki's own.
    Raises NoFootnotesError where the HTML has none.
    """
    shown = html_page.examine(html, name)
    try:
        written = wikitext.examine(source, name).references.references
    except NoFootnotesError:
        # All footnotes may come out of templates.
        return shown
    references = shown.references.references
    partners = {mine.label: other for mine, other in pairs(references, written)}
    kept = tuple(_joined(citation, partners.get(citation.label)) for citation in references)
    return replace(shown, references=replace(shown.references, references=kept))


def _joined(shown: Citation, written: Citation | None) -> Citation:
    if written is None:
        return shown
    kept = replace(
        written, number=shown.number, group=shown.group, name=written.name or shown.name, cited_by=shown.cited_by
    )
    return filled(kept, shown)
