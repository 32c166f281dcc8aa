# ruff: noqa: RUF001 - templates of every language

from __future__ import annotations

from typing import Any

import pytest

from crawler.references.wikitext.cited_work import Work, work_of
from crawler.references.wikitext.markup import Template, parse


def work(text: str) -> Work:
    (node,) = parse(text)
    assert isinstance(node, Template)
    return work_of(node, text)


WAYBACK = "https://web.archive.org/web/2018/http://a.b/c"
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "a web page": (
        (
            "{{cite web |last=Doe |first=Jane |title=A [[page|title]] |trans-title=T |url=http://a.b/c"
            " |website=''Example'' "
            "|publisher=[[Acme]] |date=June 11, 2017 |access-date=17 June 2017 |language=fr |via=V"
            ' |quote=So "it" said.}}'
        ),
        {
            "author": ("Doe, Jane",),
            "title": "A title",
            "trans_title": "T",
            "url": "http://a.b/c",
            "url_source": "article",
            "work": "Example",
            "publisher": "Acme",
            "date": "2017-06-11",
            "access_date": "2017-06-17",
            "language": "fr",
            "via": "V",
            "quote": 'So "it" said.',
        },
    ),
    "an address that a template makes": (
        "{{cite book|title=T|url={{Google books |plainurl=yes |id=AbC-12 |page=126 }}|page=126}}",
        {"title": "T", "url": "https://books.google.com/books?id=AbC-12&pg=PA126", "url_source": "article"},
    ),
    "old spellings": (
        f"{{{{Cite news|newspaper=N|accessdate=2017-06-17|archiveurl={WAYBACK}|archivedate=2018-01-02|url=http://a.b/c|deadurl=no}}}}",
        {
            "work": "N",
            "access_date": "2017-06-17",
            "archive_url": WAYBACK,
            "archive_date": "2018-01-02",
            "url": "http://a.b/c",
            "url_source": "article",
            "url_status": "live",
        },
    ),
    "dead by default where a snapshot is named": (
        f"{{{{cite web|url=http://a.b/c|archive-url={WAYBACK}}}}}",
        {"url": "http://a.b/c", "url_source": "article", "archive_url": WAYBACK, "url_status": "dead"},
    ),
    "a stated status": (
        "{{cite web|url=http://a|url-status=usurped}}",
        {"url": "http://a", "url_source": "article", "url_status": "usurped"},
    ),
    "dead by an old parameter": (
        "{{cite web|url=http://a|dead-url=yes}}",
        {"url": "http://a", "url_source": "article", "url_status": "dead"},
    ),
    "several authors in the order of their numbers": (
        "{{cite book|last2=B|first2=C|author1=A D|last10=J|last3=E|title=T}}",
        {"author": ("A D", "B, C", "E", "J"), "title": "T"},
    ),
    "authors in one field": (
        "{{cite book|authors=Woolf, V.; Mann, E.|title=T}}",
        {"author": ("Woolf, V.", "Mann, E."), "title": "T"},
    ),
    "vancouver": (
        "{{cite journal|vauthors=Smith JB, Doe A, ((Acme Ltd)), et al.|title=T}}",
        {"author": ("Smith, JB", "Doe, A", "Acme Ltd"), "title": "T"},
    ),
    "editors": (
        "{{cite book|editor-last=A|editor-first=B|editor2=C D|title=T}}",
        {"editor": ("A, B", "C D"), "title": "T"},
    ),
    "a chapter": (
        "{{cite book|chapter=C|title=T|chapter-url=http://a/c|url=http://a|publisher=P}}",
        {"title": "C", "work": "T", "url": "http://a/c", "url_source": "article", "publisher": "P"},
    ),
    "a newspaper's section is no title": ("{{cite news|title=T|section=S|newspaper=N}}", {"title": "T", "work": "N"}),
    "a title in its script": (
        "{{cite web|script-title=zh:标题|url=http://a}}",
        {"title": "标题", "url": "http://a", "url_source": "article"},
    ),
    "a title and the same in its script": (
        "{{cite web|title=Biaoti|script-title=zh:标题|trans-title=Title|url=http://a}}",
        {
            "title": "Biaoti",
            "script_title": "zh:标题",
            "trans_title": "Title",
            "url": "http://a",
            "url_source": "article",
        },
    ),
    "year and month": ("{{cite book|title=T|year=1999|month=May}}", {"title": "T", "date": "1999-05"}),
    "a date over a year": ("{{cite book|title=T|year=1999|date=5 May 1999}}", {"title": "T", "date": "1999-05-05"}),
    "a year with a letter": ("{{cite book|title=T|date=1999b}}", {"title": "T", "date": "1999"}),
    "identifiers": (
        "{{cite journal|title=T|issn=1234-5678|isbn=123|doi=10.1/x|ISBN=456}}",
        {"title": "T", "issn": "1234-5678", "isbn": "123", "doi": "10.1/x"},
    ),
    "an address with signs": (
        "{{cite web|url=http://a.b/c?d{{=}}e&amp;f__g}}",
        {"url": "http://a.b/c?d=e&f__g", "url_source": "article"},
    ),
    "an address without scheme": ("{{cite web|url=//a.b/c}}", {"url": "https://a.b/c", "url_source": "article"}),
    "no address": ("{{cite web|url=see there}}", {"url": "see there", "url_source": "article"}),
    "an invoked template": (
        "{{#invoke:cite|web|title=T|url=http://a}}",
        {"title": "T", "url": "http://a", "url_source": "article"},
    ),
    "german": (
        (
            "{{Internetquelle |autor=Max Muster |url=http://a.de |titel=Titel |werk=Werk |hrsg=Haus"
            " |datum=2010-03-15 |abruf=15. März 2011 "
            "|sprache=de |archiv-url=http://web.archive.org/x |archiv-datum=2012-01-02 |offline=1 |zitat=Z}}"
        ),
        {
            "author": ("Max Muster",),
            "url": "http://a.de",
            "url_source": "article",
            "title": "Titel",
            "work": "Werk",
            "publisher": "Haus",
            "date": "2010-03-15",
            "access_date": "2011-03-15",
            "language": "de",
            "archive_url": "http://web.archive.org/x",
            "archive_date": "2012-01-02",
            "url_status": "dead",
            "quote": "Z",
        },
    ),
    "german book": (
        (
            "{{Literatur |Autor=A; B |Titel=T |Sammelwerk=S |Verlag=V |Datum=1999 |ISBN=1 |Online=[http://a.de Text]"
            " |Abruf=2010-01-02}}"
        ),
        {
            "author": ("A", "B"),
            "title": "T",
            "work": "S",
            "publisher": "V",
            "date": "1999",
            "isbn": "1",
            "url": "http://a.de",
            "url_source": "article",
            "access_date": "2010-01-02",
        },
    ),
    "french": (
        (
            "{{Lien web |nom1=Doe |prénom1=Jean |titre=T |url=http://a.fr |site=S |date=15 mars 2010"
            " |consulté le=1er août 2011 |brisé le=2 mai 2012}}"
        ),
        {
            "author": ("Doe, Jean",),
            "title": "T",
            "url": "http://a.fr",
            "url_source": "article",
            "work": "S",
            "date": "2010-03-15",
            "access_date": "2011-08-01",
            "url_status": "dead",
        },
    ),
    "french article": (
        (
            "{{Article |auteur=A |titre=T |périodique=P |jour=5 |mois=mai |année=2001 |lire en ligne=http://a.fr"
            " |éditeur=E}}"
        ),
        {
            "author": ("A",),
            "title": "T",
            "work": "P",
            "date": "2001-05-05",
            "url": "http://a.fr",
            "url_source": "article",
            "publisher": "E",
        },
    ),
    "spanish": (
        (
            "{{cita web |apellido=Pérez |nombre=Ana |título=T |url=http://a.es |fecha=15 de marzo de 2010"
            " |fechaacceso=16 de marzo de 2010 "
            "|urlarchivo=http://b |fechaarchivo=2011-01-01 |urlmuerta=sí}}"
        ),
        {
            "author": ("Pérez, Ana",),
            "title": "T",
            "url": "http://a.es",
            "url_source": "article",
            "date": "2010-03-15",
            "access_date": "2010-03-16",
            "archive_url": "http://b",
            "archive_date": "2011-01-01",
            "url_status": "dead",
        },
    ),
    "italian": (
        (
            "{{cita news |autore=A |titolo=T |url=http://a.it |data=15 marzo 2010 |accesso=16 marzo 2010 |editore=E"
            " |urlarchivio=http://b |urlmorto=no}}"
        ),
        {
            "author": ("A",),
            "title": "T",
            "url": "http://a.it",
            "url_source": "article",
            "date": "2010-03-15",
            "access_date": "2010-03-16",
            "publisher": "E",
            "archive_url": "http://b",
            "url_status": "live",
        },
    ),
    "portuguese": (
        (
            "{{citar web |ultimo=Silva |primeiro=Rui |titulo=T |url=http://a.pt |acessodata=1 de maio de 2010"
            " |publicado=P |arquivourl=http://b |urlmorta=sim}}"
        ),
        {
            "author": ("Silva, Rui",),
            "title": "T",
            "url": "http://a.pt",
            "url_source": "article",
            "access_date": "2010-05-01",
            "publisher": "P",
            "archive_url": "http://b",
            "url_status": "dead",
        },
    ),
    "polish": (
        (
            "{{cytuj |autor=A |tytuł=T |url=http://a.pl |data=2010-03-15 |data dostępu=2011-01-01 |archiwum=http://b"
            " |zarchiwizowano=2012-01-01 |opublikowany=P}}"
        ),
        {
            "author": ("A",),
            "title": "T",
            "url": "http://a.pl",
            "url_source": "article",
            "date": "2010-03-15",
            "access_date": "2011-01-01",
            "archive_url": "http://b",
            "archive_date": "2012-01-01",
            "publisher": "P",
        },
    ),
    "dutch": (
        (
            "{{Citeer web |auteur=A |titel=T |url=http://a.nl |bezochtdatum=15 maart 2010 |archiefurl=http://b"
            " |dodeurl=ja}}"
        ),
        {
            "author": ("A",),
            "title": "T",
            "url": "http://a.nl",
            "url_source": "article",
            "access_date": "2010-03-15",
            "archive_url": "http://b",
            "url_status": "dead",
        },
    ),
    "russian": (
        (
            "{{статья |автор=А |заглавие=З |ссылка=http://a.ru |издание=И |год=2010 |месяц=марта |день=5 |язык=ru"
            " |archiveurl=http://b}}"
        ),
        {
            "author": ("А",),
            "title": "З",
            "url": "http://a.ru",
            "url_source": "article",
            "work": "И",
            "date": "2010-03-05",
            "language": "ru",
            "archive_url": "http://b",
        },
    ),
    "ukrainian": (
        "{{стаття |автор=A |назва=T |посилання=http://a.ua |видання=V |рік=2010 |мова=uk}}",
        {
            "author": ("A",),
            "title": "T",
            "url": "http://a.ua",
            "url_source": "article",
            "work": "V",
            "date": "2010",
            "language": "uk",
        },
    ),
    "japanese": (
        "{{Cite web|和書|url=http://a.jp|title=題名|accessdate=2010年3月15日|publisher=社|date=2009-01-02}}",
        {
            "url": "http://a.jp",
            "url_source": "article",
            "title": "題名",
            "access_date": "2010-03-15",
            "publisher": "社",
            "date": "2009-01-02",
        },
    ),
    "chinese": (
        "{{引用网页|url=http://a.cn|标题=标题|访问日期=2010-03-15}}",
        {"url": "http://a.cn", "url_source": "article", "title": "标题", "access_date": "2010-03-15"},
    ),
    "arabic": (
        (
            "{{استشهاد ويب|مسار=http://a.eg|عنوان=عنوان|تاريخ=15 مارس 2010|تاريخ الوصول=2011-01-01|مسار "
            "أرشيف=http://b|ناشر=P}}"
        ),
        {
            "url": "http://a.eg",
            "url_source": "article",
            "title": "عنوان",
            "date": "2010-03-15",
            "access_date": "2011-01-01",
            "archive_url": "http://b",
            "publisher": "P",
        },
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_what_a_template_says(text: str, expected: dict[str, Any]) -> None:
    assert work(text).values == expected


def test_other_parameters_are_kept_by_their_names() -> None:
    given = (
        "location=Paris|Page=5|author-link=X|empty=|isbn=1|date=n.d.|access-date=soon|url-status=maybe|deadurl=unsure"
    )
    assert work(f"{{{{cite book|title=T|{given}}}}}").other == {
        "location": "Paris",
        "Page": "5",
        "author-link": "X",
        "date": "n.d.",
        "access-date": "soon",
        "url-status": "maybe",
        "deadurl": "unsure",
    }


def test_a_second_text_for_one_field_is_kept() -> None:
    found = work("{{cite news|newspaper=N|website=W|title=T}}")
    assert (found.values["work"], found.other) == ("N", {"website": "W"})


def test_a_chapter_beside_a_work_is_kept() -> None:
    assert work("{{cite encyclopedia|title=T|encyclopedia=E|section=S}}").other == {"section": "S"}


def test_what_only_the_wiki_can_expand_is_kept_as_wikitext() -> None:
    found = work("{{cite web|title={{mystery|x}}|url=http://a}}")
    assert ("title" in found.values, found.other) == (False, {"title": "{{mystery|x}}"})


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("{{cite book|last=Smith|date=5 May 2010}}", "Smith2010"),
        ("{{cite book|last1=A|last2=B|last3=C|last4=D|last5=E|year=2010a}}", "ABCD2010a"),
        ("{{cite book|author=World Bank|year=2010}}", "World Bank2010"),
        ("{{cite book|vauthors=Smith J, Doe A|year=2010}}", "SmithDoe2010"),
        ("{{cite book|editor-last=Ed|year=2010}}", "Ed2010"),
        ("{{cite book|last=Smith|date=n.d.}}", "Smithn.d."),
        ("{{cite book|last=Smith|year=2010|ref=none}}", ""),
        ("{{cite book|last=Smith|year=2010|ref=harv}}", "Smith2010"),
        ("{{cite book|last=Smith|year=2010|ref=CITEREFOther}}", "Other"),
        ("{{cite book|title=T|ref={{sfnref|Bank|2010}}}}", "Bank2010"),
        ("{{cite book|title=T|ref={{harvid|Bank|2010}}}}", "Bank2010"),
    ],
)
def test_the_anchor_for_short_citations(text: str, anchor: str) -> None:
    assert work(text).anchor == anchor
