"""What a source on a page states of itself: its address, its snapshot and status, and the parameters that hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crawler.references.citation import Citation
from crawler.references.wikitext.citation_templates import Dialect, dialects, dialects_of, field_of
from crawler.references.wikitext.markup import Template
from crawler.references.wikitext.template import name_of
from crawler.repair.wikitext.mentions import Mention
from crawler.repair.wikitext.parameters import Parameter, parameters

REPAIRED = ("url", "archive-url", "archive-date", "url-status")
_READ = (*REPAIRED, "access-date", "chapter-url", "title")


class AmbiguousSourceError(ValueError):
    """A template states something in two ways; the message says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A mention with what it states. `held` has the parameter that holds each field; `dialect` is None for a link.

    `holder` is the template whose parameters they are: the mention's own, or the {{Webarchive}} behind a bare link.
    """

    mention: Mention
    holder: Template | None
    held: Mapping[str, Parameter] = field(default_factory=dict)
    dialect: Dialect | None = None

    def value(self, name: str) -> str:
        """What is stated under a field's name, "" for nothing."""
        return self.held[name].value if name in self.held else ""

    @property
    def address(self) -> str:
        """The cited address."""
        return self.value("url") if self.mention.template else self.mention.address

    def stated(self) -> Citation:
        """The same as a citation, of which the dates are as they are written."""
        return Citation(
            number=0,
            title=self.value("title"),
            url=self.address,
            archive_url=self.value("archive-url"),
            archive_date=self.value("archive-date"),
            url_status=self.value("url-status"),
        )


def read_source(page: str, mention: Mention) -> Source:
    """What a mention states. Raises AmbiguousSourceError where a template states it twice."""
    if mention.template is None:
        return _read_link(page, mention)
    every = parameters(page, mention.template)
    dialect = _dialect(name_of(mention.template), every)
    fields: dict[str, list[Parameter]] = {}
    for each in every:
        named, number = field_of(each.name, _spoken(dialect))
        if named in _READ and not number:
            fields.setdefault(named, []).append(each)
    held = {named: _only(named, listed) for named, listed in fields.items()}
    if (chapter := held.pop("chapter-url", None)) and chapter.value:
        # The snapshot that such a template names is the chapter's.
        held["url"] = chapter
    return Source(mention=mention, holder=mention.template, held=held, dialect=dialect)


def _read_link(page: str, mention: Mention) -> Source:
    """A bare link names its snapshot in a {{Webarchive}} behind it."""
    archive = mention.tag("webarchive")
    if archive is None:
        return Source(mention=mention, holder=None)
    fields = {"url": "archive-url", "date": "archive-date"}
    held: dict[str, Parameter] = {}
    for each in parameters(page, archive):
        if each.name.lower() in fields:
            if fields[each.name.lower()] in held:
                raise AmbiguousSourceError(f"|{each.name}= stands there twice")
            held[fields[each.name.lower()]] = each
    return Source(mention=mention, holder=archive, held=held)


def _only(named: str, listed: Sequence[Parameter]) -> Parameter:
    """The one that counts: with a value, or the first of several empty ones."""
    names = [each.name for each in listed]
    filled = [each for each in listed if each.value]
    if len(filled) > 1 or len(set(names)) < len(names):
        raise AmbiguousSourceError(f"it states {named} twice")
    return (filled or listed)[0]


def _dialect(name: str, every: Sequence[Parameter]) -> Dialect:
    """Of the dialects that a name belongs to the one that knows most of its parameters, English before others.

    Raises AmbiguousSourceError where two others are as likely.
    """
    known = {
        dialect.language: (sum(bool(field_of(each.name, (dialect,))[0]) for each in every if each.name), dialect)
        for dialect in dialects_of(name)
        if dialect.writes(name)
    }
    most = max(count for count, _ in known.values())
    likely = [dialect for count, dialect in known.values() if count == most]
    if likely[-1].language != _english().language and len(likely) > 1:
        languages = " or ".join(dialect.language for dialect in likely)
        raise AmbiguousSourceError(f"its language could be {languages}")
    return likely[-1]


def _spoken(dialect: Dialect) -> tuple[Dialect, ...]:
    return (dialect,) if dialect.language == _english().language else (dialect, _english())


def _english() -> Dialect:
    return dialects()[0]
