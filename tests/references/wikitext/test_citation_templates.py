from __future__ import annotations

import pytest

from crawler.references.citation import Citation
from crawler.references.wikitext.citation_templates import bare, dialects, dialects_of, field_of, template_name

_PARTS = {"last", "first", "vauthors", "coauthors", "veditors", "editor-last", "editor-first", "chapter", "chapter-url"}
_PARTS |= {"year", "month", "day", "subtitle", "script-title", "original-title", "publication-date"}


@pytest.mark.parametrize(
    ("template", "languages"),
    [
        ("cite web", ["ru", "uk", "ja", "zh", "en"]),
        ("Cite_news", ["ru", "uk", "ja", "zh", "en"]),
        ("Template:Cite journal", ["ja", "en"]),
        ("Citation", ["en"]),
        ("cite something new", ["en"]),
        ("Internetquelle", ["de", "en"]),
        ("Literatur", ["de", "en"]),
        ("Lien web", ["fr", "en"]),
        ("Cita web", ["es", "it", "en"]),
        ("citar livro", ["pt", "en"]),
        ("Cytuj stronę", ["pl", "en"]),
        ("Citeer web", ["nl", "en"]),
        ("Статья", ["ru", "en"]),
        ("Стаття", ["uk", "en"]),
        ("引用网页", ["zh", "en"]),
        ("استشهاد ويب", ["ar", "en"]),
        ("citation needed", []),
        ("cita requerida", []),
        ("Infobox port", []),
        ("", []),
    ],
)
def test_whose_template_it_is(template: str, languages: list[str]) -> None:
    assert [dialect.language for dialect in dialects_of(template)] == languages


@pytest.mark.parametrize(
    ("template", "parameter", "field"),
    [
        ("cite web", "title", ("title", "")),
        ("cite web", "accessdate", ("access-date", "")),
        ("cite web", "access-date", ("access-date", "")),
        ("cite web", "Access_Date", ("access-date", "")),
        ("cite web", "last", ("last", "")),
        ("cite web", "last2", ("last", "2")),
        ("cite web", "author2-last", ("last", "2")),
        ("cite web", "author-last2", ("last", "2")),
        ("cite web", "author3", ("author", "3")),
        ("cite web", "editor2-first", ("editor-first", "2")),
        ("cite news", "newspaper", ("work", "")),
        ("cite web", "isbn13", ("isbn", "")),
        ("cite web", "titel", ("", "")),
        ("Internetquelle", "Titel", ("title", "")),
        ("Internetquelle", "archive-url", ("archive-url", "")),
        ("Lien web", "nom1", ("last", "1")),
        ("Lien web", "consulté le", ("access-date", "")),
        ("Cita web", "título", ("title", "")),
        ("Cita web", "titolo", ("title", "")),
        ("Cita web", "data", ("date", "")),
        ("Статья", "ссылка", ("url", "")),
        ("استشهاد ويب", "مسار أرشيف", ("archive-url", "")),
        ("cite web", "", ("", "")),
    ],
)
def test_what_a_parameter_means(template: str, parameter: str, field: tuple[str, str]) -> None:
    assert field_of(parameter, dialects_of(template)) == field


def test_every_language_has_the_fields_that_a_check_needs() -> None:
    for dialect in dialects():
        assert {"title", "url", "archive-url", "archive-date", "access-date", "date"} <= dialect.names.keys()


def test_every_field_is_a_citation_s_or_a_part_of_one() -> None:
    keys = {name.replace("_", "-") for name in Citation.__dataclass_fields__} | _PARTS
    assert {field for dialect in dialects() for field in dialect.names} <= keys


def test_no_language_gives_a_name_two_meanings() -> None:
    for dialect in dialects():
        listed = [(bare(name), field) for field, names in dialect.names.items() for name in names]
        meanings: dict[str, set[str]] = {}
        for name, field in listed:
            meanings.setdefault(name, set()).add(field)
        assert [name for name, fields in meanings.items() if len(fields) > 1] == []


def test_the_name_to_write_comes_first() -> None:
    names = {dialect.language: dialect.names["archive-url"][0] for dialect in dialects()}
    assert (names["en"], names["de"], names["fr"]) == ("archive-url", "archiv-url", "archive-url")
    assert (names["es"], names["it"], names["nl"]) == ("urlarchivo", "urlarchivio", "archiefurl")


def test_names_are_compared_without_namespace_and_case() -> None:
    assert template_name(" Template:Cite_web ") == "cite web"
