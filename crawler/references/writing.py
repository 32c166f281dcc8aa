"""References as the text of a references.yaml that a person reads and edits: block style, one entry a footnote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from crawler.references.citation import DATE_FIELDS, Article, Citation, CitedBy, References, as_mapping, key_of
from crawler.references.scalars import scalar

HEADER = """\
# The footnotes of an article, one entry a footnote, under the names of Wikipedia's citation templates.
# `citewatch check` reads this file; edit it as you like: `sync --write` and `repair --write` keep comments and order.
# Dates are ISO 8601, as exact as known. url-source says where an address comes from: article, stored-page,
# recalled (from memory, not confirmed) or person.
"""

_ENTRY = "    "
_DATE_KEYS = frozenset(key_of(name) for name in (*DATE_FIELDS, "imported"))


def dump(references: References) -> str:
    """The text of references.yaml. `document.parse` makes the same References of it."""
    blocks = [HEADER + "article:" + _article(references.article) + "\nreferences:"]
    blocks += ["\n".join(_entry(citation)) for citation in references.references]
    return blocks[0] + "\n" + "\n\n".join(blocks[1:]) + "\n"


def line_of(key: str, value: str, indent: int) -> str:
    """`key: value` as it stands `indent` columns in, without the indent of its first line."""
    # A date needs no quotes: every reader of references.yaml takes it for the date it is.
    text = value if key in _DATE_KEYS and value else scalar(value, indent)
    return f"{key}: {text}"


def _article(article: Article) -> str:
    values = {part.name: getattr(article, part.name) for part in fields(article)}
    lines = ["\n  " + line_of(name, value, 2) for name, value in values.items() if value]
    return "".join(lines) or " {}"


def _entry(citation: Citation) -> Iterator[str]:
    yield f"  - number: {citation.number}"
    for key, value in as_mapping(citation).items():
        if isinstance(value, Mapping):
            yield from _other(key, value)
        elif isinstance(value, list) and len(value) > 1:
            yield f"{_ENTRY}{key}:"
            yield from (f"{_ENTRY}  - {scalar(text, 8)}" for text in value)
        else:
            text = value[0] if isinstance(value, list) else str(value)
            yield _ENTRY + line_of(key, text, len(_ENTRY))
    if citation.cited_by:
        yield f"{_ENTRY}cited-by:"
    for passage in citation.cited_by:
        yield from _passage(passage)


def _other(key: str, values: Mapping[str, str]) -> Iterator[str]:
    yield f"{_ENTRY}{key}:"
    # `other` has no dates of its own, so its texts are written as texts; a key may need quotes as a value does.
    yield from (f"{_ENTRY}  {scalar(name, -10_000)}: {scalar(value, 6)}" for name, value in values.items())


def _passage(passage: CitedBy) -> Iterator[str]:
    yield f"{_ENTRY}  - section: {scalar(passage.section, 8)}"
    yield f"{_ENTRY}    text: {scalar(passage.text, 8)}"
