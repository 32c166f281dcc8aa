"""Leads from a report back into the article: the passage that cites a footnote, and the lines to paste there."""

from __future__ import annotations

import re
from urllib.parse import quote

from crawler.history.record import Report, Row
from crawler.judge.verdict import Suggestion
from crawler.references.citation import CitedBy
from crawler.reports.printable import link, printable, printable_address, shortened

GROUP_LENGTH = 12
WIKITEXT_SYNTAX = re.compile(r"[\[\]{|}<>~]|'(?=')|(?<=')'")
"""What ends a template or begins markup: links, tags, comments, signatures, bold and italics."""

_UNSAFE_IN_LINK = re.compile(r"[\s\x00-\x1f\x7f\"'<>\[\]{|}`]|~(?=~~)|(?<=~)~")
# Without its semicolon an entity is none in wikitext: `&copy=1` is a parameter of an address.
_ENTITY_SIGN = re.compile(r"&(?=(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)")


def passage_link(report: Report, place: CitedBy) -> str | None:
    """A text-fragment link to the words before the marker; None where the article has no address or no words are known.

    In a text fragment `-`, `,` and `&` are syntax, so they are percent-encoded too.
    """
    article = link(report.article.get("url", ""))
    words = printable(place.text)
    if article is None or not words:
        return None
    return f"{article.partition('#')[0]}#:~:text={quote(words, safe='').replace('-', '%2D')}"


REPLACES = (
    "Each line takes the place of the one of its name in the article's template. In references.yaml, each value takes "
    "the place of that of the same name in the footnote's entry (citewatch repair --write does that)."
)
"""What becomes of `paste_lines`: whoever adds them has a name twice."""


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


def as_value(address: str) -> str:
    """An address as it may stand in a template or a link of wikitext, which reads it back as the same address.

    What wikitext takes for its own signs, and what nobody can see, is percent-encoded.
    """
    shown = _UNSAFE_IN_LINK.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), printable_address(address)
    )
    return _ENTITY_SIGN.sub("&amp;", shown)


def template_value(value: str) -> str:
    """A value that neither ends its template nor marks anything up: addresses as `as_value` has them, else entities."""
    if link(value):
        return as_value(value)
    named = _ENTITY_SIGN.sub("&amp;", printable(value))
    return WIKITEXT_SYNTAX.sub(lambda found: f"&#{ord(found.group())};", named)
