"""A source's repairs as edits of the page: parameters in its template, or the tags behind a bare link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crawler.references.wikitext.markup import Template
from crawler.references.wikitext.template import name_of
from crawler.repair.wikitext.dates import write_day, write_month
from crawler.repair.wikitext.edit import Edit
from crawler.repair.wikitext.house import House
from crawler.repair.wikitext.mentions import Mention
from crawler.repair.wikitext.native_dates import write_like
from crawler.repair.wikitext.parameters import Parameter, add_after, parameters, set_value
from crawler.repair.wikitext.source import Source
from crawler.repair.wikitext.tags import takes_archive
from crawler.reports.passage import as_value

_BEHIND = {
    "archive-url": ("access-date", "url"),
    "archive-date": ("archive-url", "access-date", "url"),
    "url-status": ("archive-date", "archive-url", "access-date", "url"),
}
"""Behind which parameter a new one goes, where that has a value: the first that has."""


class CannotWriteError(ValueError):
    """A repair that has no place in this source; the message says why."""


def placeable(source: Source, changes: Mapping[str, str]) -> Mapping[str, str]:
    """Without the snapshot that comes with a new address where the source has no place for one: the address matters."""
    if "url" not in changes or "archive-url" not in changes or _has_place(source):
        return changes
    kept = ("url", "url-status") if source.value("url-status") else ("url",)
    return {key: new for key, new in changes.items() if key in kept}


def _has_place(source: Source) -> bool:
    if source.mention.tag("other-archive") is not None:
        return False
    if source.dialect is None or source.holder is None or source.value("archive-url"):
        return True
    return takes_archive(name_of(source.holder), source.dialect)


def write(
    page: str, source: Source, changes: Mapping[str, str], house: House, *, lost_at: str | None
) -> tuple[Edit, ...]:
    """The edits; () where nothing is to be done.

    `changes` are values under references.yaml's names, dates in ISO 8601; `lost_at` (RFC 3339) is when the page of a
    source without any snapshot was seen to be gone. Raises CannotWriteError.
    """
    mention = source.mention
    if source.dialect is None and not house.english:
        raise CannotWriteError("bare links are repaired in English articles only")
    other = mention.tag("other-archive")
    if other is not None and ("archive-url" in changes or lost_at is not None):
        raise CannotWriteError(f"a {{{{{name_of(other)}}}}} behind it names its snapshot already")
    edits = [*_template(page, source, changes, house)] if source.dialect else [*_link(page, source, changes, house)]
    if lost_at is not None and house.english and mention.tag("dead-link") is None:
        edits.append(
            Edit(mention.end, mention.end, f" {{{{dead link|date={write_month(lost_at)}|fix-attempted=yes}}}}")
        )
    if edits and mention.tag("hands-off") is not None:
        raise CannotWriteError("{{cbignore}} asks programs not to touch it")
    return tuple(edits)


def _template(page: str, source: Source, changes: Mapping[str, str], house: House) -> Iterator[Edit]:
    template, dialect = source.holder, source.dialect
    if template is None or dialect is None:
        return
    wishes = {key: new for key, new in changes.items() if key != "url-status" or _takes_status(source)}
    if "archive-url" in wishes and not _has_place(source):
        raise CannotWriteError("it is not known to take an archive address")
    yield from _parameters(
        page, template, source, {key: _written(key, new, source, house) for key, new in wishes.items()}
    )
    if untags(wishes):
        yield from _without_dead_links(page, source.mention)


def untags(changes: Mapping[str, str]) -> bool:
    """Whether a `{{dead link}}` beside the source goes with these changes: a snapshot or a living address is named."""
    return "archive-url" in changes or "url" in changes


def _takes_status(source: Source) -> bool:
    """Only a template that has the parameter in its own language, or has it there already, understands it."""
    return "url-status" in source.held or (source.dialect is not None and "url-status" in source.dialect.names)


def _written(key: str, value: str, source: Source, house: House) -> str:
    if key == "archive-date":
        own = (source.value("archive-date"), source.value("access-date"))
        if source.dialect is None or source.dialect.language == "en":
            return write_day(value, house.form(*own))
        return write_like(value, (*own, *house.dates), source.dialect.language)
    return value if key == "url-status" else as_value(value)


def _parameters(page: str, template: Template, source: Source, values: Mapping[str, str]) -> Iterator[Edit]:
    """Values for parameters that stand there, and new ones, in order, each behind its anchor."""
    added: dict[int, tuple[Parameter, list[tuple[str, str]]]] = {}
    for key in ("url", "archive-url", "archive-date", "url-status"):
        if key not in values:
            continue
        if key in source.held:
            yield set_value(page, template, source.held[key], values[key])
            continue
        anchor = next((source.held[name] for name in _BEHIND[key] if source.value(name)), None)
        if anchor is None:
            raise CannotWriteError(f"{{{{{name_of(template)}}}}} names no address, so its snapshot cannot be told")
        name = source.dialect.names.get(key, (key,))[0] if source.dialect else {"archive-url": "url"}.get(key, "date")
        added.setdefault(anchor.start, (anchor, []))[1].append((name, values[key]))
    for anchor, listed in added.values():
        yield add_after(page, template, anchor, listed)


def _link(page: str, source: Source, changes: Mapping[str, str], house: House) -> Iterator[Edit]:
    mention = source.mention
    values = {key: _written(key, new, source, house) for key, new in changes.items() if key != "url-status"}
    if "url" in values:
        yield Edit(mention.address_start, mention.address_end, values.pop("url"))
    if not values:
        if untags(changes):
            yield from _without_dead_links(page, mention)
        return
    if source.holder is not None and not _waits(page, source):
        yield from _parameters(page, source.holder, source, values)
        yield from _without_dead_links(page, mention)
        return
    written = f"{{{{Webarchive|url={values['archive-url']}|date={values['archive-date']}}}}}"
    tag = mention.tag("dead-link")
    if source.holder is not None:
        yield Edit(source.holder.start, source.holder.end, written)
        yield from _without_dead_links(page, mention)
    elif tag is None:
        yield Edit(mention.end, mention.end, f" {written}")
    else:
        # Right behind an address without brackets it would be read as a part of it.
        gap = "" if page[tag.start - 1].isspace() else " "
        yield Edit(tag.start, tag.end, gap + written)
        yield from _without_dead_links(page, mention, but=tag)


def _waits(page: str, source: Source) -> bool:
    """Whether the {{Webarchive}} behind a link says nothing but a date, and is there to be filled in."""
    said = {each.name.lower() for each in parameters(page, source.holder) if each.value} if source.holder else set()
    return said <= {"date"}


def _without_dead_links(page: str, mention: Mention, but: Template | None = None) -> Iterator[Edit]:
    """Takes the tags away that say that there is no page, each with the blanks before it."""
    for mark in mention.tags:
        if mark.tag == "dead-link" and mark.template is not but:
            start = mark.template.start
            while page[start - 1 : start] in (" ", "\t"):
                start -= 1
            yield Edit(start, mark.template.end, "")
