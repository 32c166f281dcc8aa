"""The text of one footnote, as a reader sees it, becomes a citation: Wikipedia's citation templates turned back.

The templates print authors and date, the title in quotes, the work, the publisher, identifiers, "Archived from the
original on …", "Retrieved …" and last a quotation. Plain text does not show italics, so a single name after the title
is taken for the work, a second one for the publisher.
"""

# ruff: noqa: RUF001 - the templates print en dashes, so the patterns look for them

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.references import printed_addresses
from crawler.references.citation import Citation
from crawler.references.dates import DATE, LONG_DATE, iso_date
from crawler.references.imprint import imprint_in
from crawler.references.people import names_in
from crawler.references.printed_titles import is_head, quoted_title, translated
from crawler.references.script import language_of

_FLAGS = re.ASCII | re.IGNORECASE
_ARCHIVED = re.compile(
    rf"\bArchived(?: \(\w+\))? (?:from the original(?: \(\w+\))?(?: on (?P<on>{DATE}))?"
    rf"|(?P<at>{DATE}) at (?:the )?[^.]{{1,60}}|(?:on )?(?P<by>{DATE}))\.?(?: –[^.]{{1,60}}\.)?",
    _FLAGS,
)
_RETRIEVED = re.compile(
    rf"\b(?:(?:Last )?(?:Retrieved|Accessed)|Last visited)(?: on)?:? (?P<on>{DATE})\b[.)\]]*", _FLAGS
)
_BARE_PAGES = re.compile(r"[,. ]*(\d{1,4}(?:[–-]\d{1,4})?)\.?", re.ASCII)
_DATED = re.compile(r"\((?P<date>[^()]*\b\d{4}[^()]*|n\.d\.)\)\.? ?")
_NAME_AND_DATE = (
    re.compile(rf"(?P<name>.*?\S),? \(?(?P<date>{LONG_DATE})\)?", _FLAGS),
    re.compile(r"(?P<name>.*?\S)(?:, \(?| \()(?P<date>\d{4})\)?", re.ASCII),
)
_IDENTIFIERS = {
    "issn": re.compile(r"\b(?:e?ISSN)[ :]*(\d{4}-?\d{3}[\dX])\.?", _FLAGS),
    "isbn": re.compile(r"\bISBN[ :]*([\d][\d -]{8,15}[\dX])\.?", _FLAGS),
    "doi": re.compile(r"\bdoi ?: ?(10\.\d{4,9}/\S+?)\.?(?= |$)", _FLAGS),
}
_PRINTED = {
    "pages": re.compile(r"\bpp?\. ([\dA-Z][\dA-Z–, -]*)\.?(?= |$)", re.ASCII),
    "volume": re.compile(r"\b[Vv]ol\. (\w+)[.,]?"),
    "issue": re.compile(r"\b[Nn]o\. (\w+)[.,]?"),
}
_VIA = re.compile(r"[–—-] via ([^.]+(?:\.\w+)*)\.?(?= |$)")
_LANGUAGE = re.compile(r"\(in ([A-Z][\w -]*)\)")
_MAINTENANCE = re.compile(r"\s*(?:\{\{cite \w+\}\}: .*|\[(?:permanent )?dead link\])", re.IGNORECASE)
# A full stop that ends a name: not the one of an initial (U.S.) or of a title (St. Louis).
_STOP = re.compile(r"(?<![A-Z])(?<!\bSt)(?<!\bMt)(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)\.(?: |$)")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")


@dataclass(slots=True)
class _Found:
    """The fields found so far, and the text that is still to be read."""

    rest: str
    values: dict[str, Any] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)

    def take(self, pattern: re.Pattern[str]) -> str:
        """Cuts the first match out of the rest and gives its first group."""
        found = pattern.search(self.rest)
        if not found:
            return ""
        self.rest = " ".join((self.rest[: found.start()] + self.rest[found.end() :]).split())
        return found[1].strip()

    def date(self, text: str) -> None:
        """Keeps a publication date; what is no ISO 8601 date stays as it was printed, under `other`."""
        if iso := iso_date(text):
            self.values["date"] = iso
        elif text:
            self.other["date"] = text


def clean(text: str) -> str:
    """The text on one line, single spaces, without characters that cannot be written."""
    return " ".join(_UNWRITABLE.sub("", text).split())


def citation_of(text: str, number: int) -> Citation:
    """The citation that a footnote's text states. A footnote that cites nothing keeps its words as `other: text`."""
    printed = _MAINTENANCE.sub("", clean(text))
    addresses = printed_addresses.cut(printed)
    given = _given(addresses)
    found = _Found(addresses.rest)
    if not found.rest.strip(" .,;:"):
        return Citation(number=number, **given)
    if not (_quoted_title(found, cites=bool(given["url"])) or _unquoted_title(found)):
        return Citation(number=number, other={"text": printed}, **given)
    _ending(found)
    _middle(found)
    if addresses.more:
        found.other["text"] = " ".join([found.other.get("text", ""), *addresses.more]).strip()
    return Citation(number=number, other=found.other, **_with_language(found.values), **given)


def _given(addresses: printed_addresses.Addresses) -> dict[str, Any]:
    source = "article" if addresses.url else ""
    return {"url": addresses.url, "url_source": source, "archive_url": addresses.archive_url}


def _quoted_title(found: _Found, *, cites: bool) -> bool:
    """Takes what stands before the title, and the title in its quotes."""
    quoted = quoted_title(found.rest, cites=cites)
    if not quoted:
        return False
    _head(found, quoted.before)
    found.values |= {
        "title": quoted.title,
        "script_title": quoted.script_title,
        "trans_title": quoted.trans_title,
    }
    found.rest = quoted.rest
    return True


def _unquoted_title(found: _Found) -> bool:
    """A book: authors, the date in parentheses and the title, or the title and something only a citation has."""
    if _imprint(found):
        return True
    dated = _DATED.search(found.rest)
    cites = any(pattern.search(found.rest) for pattern in (_ARCHIVED, _RETRIEVED, *_IDENTIFIERS.values()))
    if dated and dated.start() and is_head(found.rest[: dated.start()]):
        _head(found, found.rest[: dated.end()])
        found.rest = found.rest[dated.end() :]
    elif not cites:
        return False
    title, _, found.rest = _cut(found.rest)
    found.values["title"], found.values["trans_title"] = translated(title)
    return bool(title)


def _imprint(found: _Found) -> bool:
    """Takes a book by its place, publisher and year in brackets."""
    book = imprint_in(found.rest)
    if not book or not is_head(book.people):
        return False
    authors, editors = names_in(book.people)
    found.values |= {"author": authors, "editor": editors, "title": book.title, "publisher": book.publisher}
    found.date(book.year)
    found.other["location"] = book.place
    pages = _BARE_PAGES.fullmatch(book.rest)
    found.rest = f"{'p' if pages[1].isdecimal() else 'pp'}. {pages[1]}" if pages else book.rest
    return True


def _head(found: _Found, text: str) -> None:
    dated = _DATED.search(text)
    before, after = (text[: dated.start()], text[dated.end() :]) if dated else (text, "")
    if dated:
        found.date(dated["date"])
    authors, editors = names_in(before)
    found.values |= {"author": authors, "editor": editors + names_in(after)[1]}


def _ending(found: _Found) -> None:
    """Takes "Archived …" and "Retrieved …"; what is printed after them is the quotation."""
    archived, retrieved = _ARCHIVED.search(found.rest), _RETRIEVED.search(found.rest)
    marks = [mark for mark in (archived, retrieved) if mark]
    if not marks:
        return
    if archived:
        found.values["archive_date"] = iso_date(archived["on"] or archived["at"] or archived["by"] or "")
    if retrieved:
        found.values["access_date"] = iso_date(retrieved["on"])
    quote = found.rest[max(mark.end() for mark in marks) :].strip()
    found.values["quote"] = _unquoted(quote) if quote.strip(" .,;:–-)]") else ""
    found.rest = found.rest[: min(mark.start() for mark in marks)].rstrip(" ,;([")


def _unquoted(text: str) -> str:
    """A quotation without the marks around the whole of it."""
    whole = re.fullmatch(r'["“]([^"“”]*)["”]\.?', text)
    return whole[1].strip() if whole else text


def _middle(found: _Found) -> None:
    """Takes identifiers, language, pages and dates out of what stands after the title; names are left."""
    for name, pattern in _IDENTIFIERS.items():
        found.values[name] = found.take(pattern)
    found.values["via"] = found.take(_VIA)
    found.values["language"] = found.take(_LANGUAGE)
    found.other |= {name: value for name, pattern in _PRINTED.items() if (value := found.take(pattern))}
    if format_ := found.take(re.compile(r"\((PDF|DOC|XLS|TXT|Video|Audio)\)")):
        found.other["format"] = format_
    _names(found)


def _names(found: _Found) -> None:
    names = []
    while found.rest:
        part, _, found.rest = _cut(found.rest)
        printed = part.removeprefix("(").removesuffix(")")
        if iso_date(printed) and not found.values.get("date"):
            found.date(printed)
        elif part.strip(" .,;:–-"):
            names.append(_undated(found, part.strip(" ,;")))
    found.values |= dict(zip(("work", "publisher"), names, strict=False))
    if names[2:]:
        found.other["text"] = ". ".join(names[2:])


def _undated(found: _Found, name: str) -> str:
    """A name without the date that a comma or brackets part from it."""
    dated = next(filter(None, (pattern.fullmatch(name) for pattern in _NAME_AND_DATE)), None)
    if found.values.get("date") or not dated or not iso_date(dated["date"]):
        return name
    found.date(dated["date"])
    return dated["name"]


def _cut(text: str) -> tuple[str, str, str]:
    stop = _STOP.search(text)
    return (text[: stop.start()].strip(), stop[0], text[stop.end() :].strip()) if stop else (text.strip(), "", "")


def _with_language(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "language": values.get("language") or language_of(values.get("title", ""))}
