"""Two readings of one citation become one: what the surer one does not say is taken from the other."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from crawler.references.citation import Citation

_OURS = frozenset({"number", "group", "other", "url_status", "archive_date", "url_source"})


def filled(citation: Citation, further: Citation) -> Citation:
    """The citation with what only `further` says; number, group and what it says itself stay.

    A status goes with its address, a date with its snapshot: they are not mixed. Of the parameters under `other` the
    citation's stand, unless it has no title: then it was not understood, and its words are the other reading's.
    """
    values: dict[str, Any] = {
        part.name: getattr(further, part.name)
        for part in fields(Citation)
        if part.name not in _OURS and not getattr(citation, part.name) and getattr(further, part.name)
    }
    url, archive_url = values.get("url", citation.url), values.get("archive_url", citation.archive_url)
    if url and url == further.url:
        values["url_status"] = citation.url_status or further.url_status
        values["url_source"] = citation.url_source or further.url_source
    if not archive_url or archive_url == further.archive_url:
        values["archive_date"] = citation.archive_date or further.archive_date
    if not citation.other or not citation.title:
        values["other"] = {**further.other, **{key: text for key, text in citation.other.items() if key != "text"}}
    return replace(citation, **values)
