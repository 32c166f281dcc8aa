"""A citation template becomes the fields of a Citation; parameters that have no field are kept under `other`.

Dates become ISO 8601; what cannot be read as a date stays as it is written, under `other`. Whatever only the wiki can
expand stays as wikitext, under `other` too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.references.citation import LANGUAGE_CODE, URL_STATUSES
from crawler.references.citation import name_of as field_name
from crawler.references.footnote import clean
from crawler.references.problem import shown
from crawler.references.wikitext.address_templates import address_of
from crawler.references.wikitext.citation_templates import Dialect, bare, dialects_of, field_of
from crawler.references.wikitext.markup import Template
from crawler.references.wikitext.plain import flat, plain, shown_part, unescaped
from crawler.references.wikitext.short import anchor_of_work
from crawler.references.wikitext.template import Value, arguments, name_of
from crawler.references.wikitext.written_dates import assembled, written_date

_PLAIN = ("title", "trans-title", "work", "publisher", "via", "language", "issn", "isbn", "doi", "quote")
_DATES = ("date", "access-date", "archive-date")
_DAYS = ("access-date", "archive-date")
_ADDRESSES = ("url", "archive-url", "chapter-url")
_PEOPLE = ("last", "first", "author", "editor-last", "editor-first", "editor")
_ADDRESS = re.compile(r"(?:\b(?:https?|ftp):|(?<![^\s\[]))//[^\s\[\]<>\"|{}]+", re.IGNORECASE)
_INITIALS = re.compile(r"(?P<last>.+?) (?P<initials>[A-Z]{1,3})", re.DOTALL)
_ENGLISH = ("cite", "citation", "vcite")


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work: `values` by Citation's fields, `other` by the parameters' names, `anchor` for short citations.

    `strange` says which values could not be read as what they should be; they stand under `other`.
    """

    values: Mapping[str, Any]
    other: Mapping[str, str]
    anchor: str
    strange: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """What a template says: texts by field and number, and what no field takes by the parameter's own name."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, number: str = "") -> str:
        """Takes a field's text; "" where the template does not give it."""
        self.names.pop((name, number), "")
        return self.texts.pop((name, number), "")


def work_of(template: Template, page: str) -> Work:
    """What a citation template says; `page` is the wikitext that its places point into."""
    spoken = dialects_of(name_of(template))
    found, status = _read(template, page, spoken)
    values: dict[str, Any] = {}
    names = _people(found, values)
    date = found.texts.get(("date", "")) or found.texts.get(("year", "")) or ""
    anchor = anchor_of_work(template, names, date)
    _title(found, values)
    _addresses(found, values)
    _dates(found, values)
    for name in _PLAIN:
        if text := found.take(name):
            values.setdefault(field_name(name), text)
    values |= _status(found, values, status, name_of(template))
    left = {found.names[key]: text for key, text in found.texts.items()}
    kept = {name: value for name, value in values.items() if value}
    return Work(kept, {**found.other, **left}, anchor, tuple(_no_dates(found)))


def _no_dates(found: _Found) -> Iterator[str]:
    """The days that are none. A work's own date may be a season or several; when somebody looked is always a day."""
    for name in _DAYS:
        if (name, "") in found.texts:
            written = shown(found.texts[(name, "")])
            yield f"no date as its {found.names[(name, '')]}: {written} is kept under `other`"


def _read(template: Template, page: str, spoken: tuple[Dialect, ...]) -> tuple[_Found, str]:
    """The template's texts, and `dead` or `live` where a parameter says so."""
    found, status = _Found(), ""
    for name, value in arguments(template).items():
        # Bare words between pipes are no parameters of these templates; wikis ignore them.
        if name.isdecimal():
            continue
        text = _text(value, *field_of(name, spoken)[:1])
        said = _said_dead(name, text, spoken)
        status = status or said
        if not text:
            _unexpanded(found, name, value, page)
        elif not said:
            _keep(found, name, text, spoken)
    return found, status


def _keep(found: _Found, name: str, text: str, spoken: tuple[Dialect, ...]) -> None:
    key = field_of(name, spoken)
    if not key[0]:
        found.other[clean(name)] = text
    elif _normal(key) not in found.texts:
        found.texts[_normal(key)] = text
        found.names[_normal(key)] = clean(name)
    elif found.texts[_normal(key)] != text:
        found.other[clean(name)] = text


def _normal(key: tuple[str, str]) -> tuple[str, str]:
    return (key[0], "" if key[1] in ("1", "01", "0") else key[1])


def _text(value: Value, field_: str) -> str:
    if field_ in _ADDRESSES:
        return clean(unescaped(flat(value.nodes, lambda _: "", _in_address)))
    return clean(plain(value.nodes))


def _in_address(template: Template) -> str:
    part = shown_part(name_of(template), arguments(template))
    return part[0] if part else address_of(name_of(template), arguments(template))


def _unexpanded(found: _Found, name: str, value: Value, page: str) -> None:
    written = clean(value.source(page)[0])
    if any(isinstance(node, Template) for node in value.nodes):
        found.other[clean(name)] = written


def _said_dead(name: str, text: str, spoken: tuple[Dialect, ...]) -> str:
    """`dead` or `live` where the parameter says which, else ""."""
    word = text.lower()
    for dialect in spoken:
        values = dialect.dead.get(bare(name))
        if values and word and (word in values.get("yes", ()) or "*" in values.get("yes", ())):
            return "dead"
        if values and word in values.get("no", ()):
            return "live"
    return ""


def _people(found: _Found, values: dict[str, Any]) -> list[str]:
    """Takes authors and editors; gives the family names that the work's anchor is made of."""
    authors, names = _listed(found, "last", "first", "author")
    editors, editing = _listed(found, "editor-last", "editor-first", "editor")
    values["author"] = tuple(authors + _vancouver(found.take("vauthors")) + _split(found.take("coauthors")))
    values["editor"] = tuple(editors + _vancouver(found.take("veditors")))
    return names or [author.partition(",")[0] for author in values["author"]] or editing


def _listed(found: _Found, last: str, first: str, whole: str) -> tuple[list[str], list[str]]:
    """The people of one kind in the order of their numbers, and the names that anchors use."""
    numbers = {number for name, number in found.texts if name in (last, whole)}
    people: list[str] = []
    names: list[str] = []
    for number in sorted(numbers, key=lambda number: int(number or "1")):
        family, given, full = found.take(last, number), found.take(first, number), found.take(whole, number)
        if family:
            people.append(", ".join(part for part in (family, given) if part))
            names.append(family)
        if full:
            people += _split(full)
            names.append(full)
    return people, names


def _split(text: str) -> list[str]:
    return [name for name in (part.strip(" ,") for part in re.split(r";\s*(?:and |& )?", text)) if name]


def _vancouver(text: str) -> list[str]:
    """`Smith J, ((Acme Ltd))`: family name and initials, corporate names in double brackets."""
    people = []
    for name in (part.strip() for part in text.split(",")):
        initials = _INITIALS.fullmatch(name)
        people.append(f"{initials['last']}, {initials['initials']}" if initials else name.strip("()"))
    return [name for name in people if name and name != "et al."]


def _title(found: _Found, values: dict[str, Any]) -> None:
    """The title of what is cited: a chapter's where one is given, and the book is the work then."""
    title, chapter = found.take("title"), found.texts.get(("chapter", ""), "")
    has_work = ("work", "") in found.texts
    if chapter and (not title or not has_work):
        found.take("chapter")
        values |= {"title": chapter, **({"work": title} if title else {})}
    else:
        values["title"] = title
    script = found.texts.get(("script-title", ""), "")
    if script and not values["title"]:
        values["title"] = LANGUAGE_CODE.sub("", found.take("script-title"))
    elif script:
        values["script_title"] = found.take("script-title")


def _addresses(found: _Found, values: dict[str, Any]) -> None:
    book, chapter = _address(found.take("url")), _address(found.take("chapter-url"))
    values["url"] = chapter or book
    if chapter and book and chapter != book:
        found.other["url"] = book
    values["url_source"] = "article" if values["url"] else ""
    values["archive_url"] = _address(found.take("archive-url"))


def _address(text: str) -> str:
    """The address in a parameter, which may hold a bracketed link; what is no address stays: that is a verdict."""
    found = _ADDRESS.search(text)
    if not found:
        return text
    return f"https:{found[0]}" if found[0].startswith("//") else text if text.startswith(found[0]) else found[0]


def _dates(found: _Found, values: dict[str, Any]) -> None:
    for name in _DATES:
        written = found.texts.get((name, ""), "")
        if iso := written_date(written):
            found.take(name)
            values[field_name(name)] = iso
    parts = [found.texts.get((name, ""), "") for name in ("year", "month", "day")]
    date = values.get("date", "")
    if not date or len(date) == len("2010"):
        whole = assembled(*parts) or written_date(parts[0])
        if whole and len(whole) > len(date):
            values["date"] = whole
            for name in ("year", "month", "day"):
                found.take(name)
    if not values.get("date") and (published := written_date(found.texts.get(("publication-date", ""), ""))):
        found.take("publication-date")
        values["date"] = published


def _status(found: _Found, values: Mapping[str, Any], said: str, name: str) -> dict[str, str]:
    """The page's status: as stated, else dead where an English template names a snapshot, as its documentation says."""
    stated = found.texts.get(("url-status", ""), "").lower()
    if stated in URL_STATUSES:
        found.take("url-status")
        return {"url_status": stated}
    if not said and not stated and values.get("archive_url") and values.get("url") and name.startswith(_ENGLISH):
        return {"url_status": "dead"}
    return {"url_status": said}
