"""The stand-in for the 21 footnotes of Wikipedia's "Norinco". THE OUTCOMES ARE MADE UP, and so is every page's text.

Some addresses are real, and some footnotes name real papers and people: nothing here says anything about them, about
what they wrote, or about whether their pages still stand. `SITES` holds all hosts of the stand-in run: the cited
ones, the article's and the archive's. `EXPECTED` maps a footnote's number to (live reason, "archive state/reason",
health), as they stand after earlier runs have given footnote 8 its strikes; `FIRST_RUN` is what differs without them.
"""

from __future__ import annotations

from tests.web.archive import archive_site
from tests.web.norinco.article import ARTICLE_HTML, ARTICLE_URL, WIKIPEDIA
from tests.web.norinco.captures import CAPTURES
from tests.web.norinco.footnotes import FOOTNOTES, Footnote
from tests.web.norinco.outcomes import EXPECTED, FIRST_RUN
from tests.web.norinco.pages import CITED_SITES

SITES = (*CITED_SITES, WIKIPEDIA, archive_site(CAPTURES))

__all__ = ["ARTICLE_HTML", "ARTICLE_URL", "CAPTURES", "EXPECTED", "FIRST_RUN", "FOOTNOTES", "SITES", "Footnote"]
