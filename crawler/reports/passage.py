"""Leads from a report back into the article: the passage that cites a footnote, and the lines to paste there."""

from __future__ import annotations

import re
from urllib.parse import quote

from crawler.history.record import Report, Row
from crawler.judge.verdict import Suggestion
from crawler.references.citation import CitedBy
from crawler.reports.printable import link, printable, printable_address, shortened

GROUP_LENGTH = 12
WIKITEXT_SYNTAX = re.compile(r"[\[\]{|}]")


def passage_link(report: Report, place: CitedBy) -> str | None:
    """A text-fragment link to the words before the marker; None where the article has no address or no words are known.

    In a text fragment `-`, `,` and `&` are syntax, so they are percent-encoded too.
    """
    article = link(report.article.get("url", ""))
    words = printable(place.text)
    if article is None or not words:
        return None
    return f"{article.partition('#')[0]}#:~:text={quote(words, safe='').replace('-', '%2D')}"


def paste_lines(suggestion: Suggestion | None) -> tuple[str, ...]:
    """What to put into the citation template, `|archive-url=…` a line; () where nothing changes."""
    if suggestion is None:
        return ()
    return tuple(f"|{printable(name)}={template_value(value)}" for name, value in suggestion.changes.items())


def label(row: Row) -> str:
    """The footnote as people write it, printable, a long group's name cut: `12`, `note:2`."""
    return f"{shortened(row.group, GROUP_LENGTH)}:{row.number}" if row.group else str(row.number)


def anchor(row: Row) -> str:
    """The id of a footnote in a page, safe in a link: `fn-12`, in a group `fn-note-2`; no two footnotes share one."""
    group = re.sub("[^A-Za-z0-9]", lambda odd: f"_{ord(odd.group()):x}_", row.group)
    return f"fn-{group}-{row.number}" if group else f"fn-{row.number}"


def template_value(value: str) -> str:
    """A template would end at a bar or a brace: addresses percent-encode them, other texts write them as entities."""
    if link(value):
        return WIKITEXT_SYNTAX.sub(lambda found: quote(found.group(), safe=""), printable_address(value))
    return WIKITEXT_SYNTAX.sub(lambda found: f"&#{ord(found.group())};", printable(value))
