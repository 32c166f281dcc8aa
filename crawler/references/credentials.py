"""Takes user names and passwords out of addresses: what is cited for everybody to read is asked as anybody may."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from crawler.references.citation import Citation, References

_FIRST = re.compile(r"^(\s*(?:[a-z][a-z0-9+.-]*:)?[/\\]+)[^/?#\\]*@", re.IGNORECASE)
_INNER = re.compile(r"(https?://)[^/?#\s]*@", re.IGNORECASE)
"""An address within an archive's address."""


def without_credentials(address: str) -> str:
    """The address without `user:password@` (RFC 3986, section 3.2.1), also where an archive's address has it inside."""
    return _INNER.sub(r"\1", _FIRST.sub(r"\1", address)) if "@" in address else address


def public(references: References) -> References:
    """The references with no credentials in any address: from here on nobody knows them."""
    article = replace(references.article, url=without_credentials(references.article.url))
    return replace(references, article=article, references=tuple(map(_public, references.references)))


def _public(citation: Citation) -> Citation:
    return replace(
        citation,
        url=without_credentials(citation.url),
        archive_url=without_credentials(citation.archive_url),
        other=_all_public(citation.other),
    )


def _all_public(other: Mapping[str, str]) -> Mapping[str, str]:
    return {key: without_credentials(value) for key, value in other.items()}
