"""An HTML page of any kind becomes its footnotes: a wiki's list of references, else an ordinary page's footnotes."""

from __future__ import annotations

from crawler.references import html_notes, rendered
from crawler.references.imported import Imported
from crawler.references.rendered_lists import lists_of
from crawler.references.rendered_passages import soup_of


def examine(text: str, name: str = "html") -> Imported:
    """The page's footnotes and what is to be said of it; `name` stands for the file in problems.

    Raises NoFootnotesError where it has none.
    """
    soup = soup_of(text)
    read = rendered.examine_soup if lists_of(soup) else html_notes.examine_soup
    return read(soup, text, name)
