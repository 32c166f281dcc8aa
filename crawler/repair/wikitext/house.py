"""An article's own habits, which repairs keep to: its language, and how it writes the dates of snapshots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.references.wikitext.citation_templates import dialects_of, field_of
from crawler.references.wikitext.template import name_of
from crawler.repair.wikitext.dates import declared_form, form_of, usual_form
from crawler.repair.wikitext.mentions import Found, Mention
from crawler.repair.wikitext.parameters import parameters
from crawler.repair.wikitext.tags import date_form_of


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """`english`: whether the templates around citations are the English Wikipedia's.

    `declared` is the form that the article declares for its dates, `usual` the one that it mostly has; "" for none.
    `dates` are the archive dates of its sources as they are written, then the access dates.
    """

    english: bool
    declared: str
    usual: str
    dates: tuple[str, ...] = ()

    def form(self, archive_date: str, access_date: str) -> str:
        """The form for an archive date beside these dates of the same source (as they are written, "" for none)."""
        return self.declared or form_of(archive_date) or form_of(access_date) or self.usual or "iso"


def house_of(page: str, found: Found, article: Mapping[str, str]) -> House:
    """The habits of a page, of which `found` has the sources and `article` says where it stands (`url`)."""
    dates = list(_dates(page, found.mentions))
    usual = [usual_form(text for field, text in dates if field == wanted) for wanted in ("archive-date", "access-date")]
    written = tuple(text for wanted in ("archive-date", "access-date") for field, text in dates if field == wanted)
    return House(
        english=_is_english(article, found),
        declared=_declared(page, found),
        usual=usual[0] or usual[1],
        dates=written,
    )


def _is_english(article: Mapping[str, str], found: Found) -> bool:
    """Unless the article's address or a template on the page is another language's."""
    try:
        host = urlsplit(article.get("url", "")).hostname or ""
    except ValueError:
        host = ""
    language, _, rest = host.partition(".")
    if rest.removeprefix("m.") == "wikipedia.org" and language not in ("en", "simple", "test"):
        return False
    names = {name_of(mention.template) for mention in found.mentions if mention.template}
    return all(dialects_of(name)[-1].writes(name) for name in names)


def _declared(page: str, found: Found) -> str:
    for template in found.others:
        if form := date_form_of(name_of(template)):
            named = {each.name: each.value for each in parameters(page, template)}
            return declared_form(form, named.get("cs1-dates", ""))
    return ""


def _dates(page: str, mentions: tuple[Mention, ...]) -> Iterator[tuple[str, str]]:
    """Each archive date and access date of the citation templates and of the {{Webarchive}}s."""
    for mention in mentions:
        if mention.template is not None:
            spoken = dialects_of(name_of(mention.template))
            yield from ((field_of(each.name, spoken)[0], each.value) for each in parameters(page, mention.template))
        elif archive := mention.tag("webarchive"):
            yield from (("archive-date", each.value) for each in parameters(page, archive) if each.name == "date")
