from __future__ import annotations

import pytest

from crawler.references.importers import IMPORTERS, UnknownFormatError, guess_format
from crawler.references.problem import NoFootnotesError, ReferencesError

PAGE = "<!DOCTYPE html>\n<html><body></body></html>"


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [
        ("article.txt", "", "text"),
        ("article.txt", "A claim.<ref>{{cite web|url=https://a.example/}}</ref>", "wikitext"),
        ("ARTICLE.TXT", PAGE, "text"),
        ("article.html", "no markup", "html"),
        ("article.htm", "", "html"),
        ("-", PAGE, "html"),
        ("-", '<div class="mw-parser-output">', "html"),
        ("-", "The port is old.[1]", "text"),
        ("https://en.wikipedia.org/wiki/Norinco", PAGE, "html"),
        ("article", "", "text"),
        ("notes.md", "", "markdown"),
        ("refs.csl.json", "", "csl"),
        ("references.yaml", "", "yaml"),
        ("page.wikitext", "", "wikitext"),
        ("article.wikitext", "", "wikitext"),
        ("Article.WIKI", PAGE, "wikitext"),
        ("article.mediawiki", "", "wikitext"),
        ("-", "It is.<ref>One</ref>", "wikitext"),
        ("-", "{{Infobox port\n|name=x}}", "wikitext"),
        ("-", "{{Cite web|title=x}}", "wikitext"),
        ("-", "The '''port''' is [[old|very old]].", "wikitext"),
        ("-", '<div class="x">\n{{quote|x}}</div>', "wikitext"),
        ("-", "<!DOCTYPE html><p>{{quote|x}}</p>", "html"),
        ("-", '1. ^ "One". {{cite web}}: CS1 maint', "text"),
    ],
)
def test_guesses(name: str, text: str, format_: str) -> None:
    assert guess_format(name, text) == format_
    assert format_ in IMPORTERS


def test_an_ending_that_nothing_reads_names_the_formats_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.references.importers.IMPORTERS", {"text": IMPORTERS["text"]})
    with pytest.raises(UnknownFormatError, match=r"a\.html looks like html; expected one of text"):
        guess_format("a.html", "")


NOTHING = {"csl": "[]", "yaml": "references: []", "csv": "number,title\n"}


@pytest.mark.parametrize("format_", IMPORTERS)
def test_every_importer_refuses_an_article_without_footnotes(format_: str) -> None:
    with pytest.raises((NoFootnotesError, ReferencesError)):
        IMPORTERS[format_](NOTHING.get(format_, "An article without any."), "article")


ONE = {
    "text": 'It is.[1]\n\n1. ^ "One". Bee.\n',
    "html": '<p>It is.</p><ol class="references"><li>"One". Bee.</li></ol>',
    "wikitext": "It is.<ref>{{cite web|title=One|work=Bee}}</ref>",
    "markdown": 'It is.[^x]\n\n[^x]: "One". Bee.\n',
    "csl": '[{"id": "x", "type": "webpage", "title": "One", "container-title": "Bee"}]',
    "yaml": "references:\n- number: 1\n  title: One\n  work: Bee\n",
    "jsonl": '{"number": 1, "title": "One", "work": "Bee"}\n',
    "csv": "number,title,work\n1,One,Bee\n",
}


@pytest.mark.parametrize("format_", IMPORTERS)
def test_every_importer_has_the_one_signature(format_: str) -> None:
    (citation,) = IMPORTERS[format_](ONE[format_], "article").references.references
    assert (citation.number, citation.title, citation.work) == (1, "One", "Bee")


@pytest.mark.parametrize("format_", ONE)
def test_each_is_known_by_its_look(format_: str) -> None:
    assert guess_format("-", ONE[format_]) == format_
