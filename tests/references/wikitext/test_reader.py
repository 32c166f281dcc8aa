from __future__ import annotations

import pytest

from crawler.references.wikitext.reader import CLOSE, FIELD, GAP, OPEN, Reader


def text_of(page: str) -> str:
    """A page's text with its marks in a form that can be read."""
    text = Reader(page).read()
    return text.replace(OPEN, "<").replace(CLOSE, ">").replace(GAP, "~").replace(FIELD, "@")


CASES = {
    "markers": ("a<ref>b</ref> c<ref name=n />", "a<0> c<1>"),
    "what is no wikitext": ("<math>x</math>a<nowiki>''b''</nowiki>", "~a&#39;&#39;b&#39;&#39;"),
    "links": ("[[a|b]] [[c]]", "b c"),
    "templates of running text": ("{{lang|fr|a}} {{!}} {{nowrap|b<ref>c</ref>}}", "a | b<0>"),
    "templates of the wiki": ("a {{convert|5|km}} b", "a ~ b"),
    "arguments that cite": ("{{quote box|words<ref>a</ref>|x}}", "~words<0>~"),
    "long arguments that cite": ("{{x|a\nb<ref>a</ref>}}", "\n\na\nb<0>\n\n"),
    "a quotation's source": ("{{quote|words|Someone<ref>a</ref>}}", "words~Someone<0>~"),
    "a gallery": ("<gallery>\nA.jpg|words<ref>a</ref>\nB.jpg\n</gallery>", "\n\n\nwords<0>\n\n\n\n"),
    "an infobox": ("{{Infobox a|b=c<ref>d</ref>|e=f}}", "\n@c<0>\n"),
    "a list": ("a<ref>b</ref>{{reflist}}<references />", "a<0>\n\n\n\n"),
    "works": ("* {{cite book|title=a}}", "* ~"),
    "a short citation in the text": ("a {{harv|Smith|2010}}", "a ~"),
    "a page that has our marks": (f"a{OPEN}0{CLOSE}{GAP}{FIELD}", "a 0   "),
}


@pytest.mark.parametrize(("page", "expected"), CASES.values(), ids=CASES)
def test_the_text_of_a_page(page: str, expected: str) -> None:
    assert text_of(page) == expected


def test_what_a_reader_knows_after_reading() -> None:
    reader = Reader("{{cite book|title=a}}{{mystery}}{{mystery}}{{convert|1}}b<ref>c</ref>{{efn|d}}")
    reader.read()
    assert [footnote.group for footnote in reader.cited] == ["", "lower-alpha"]
    assert (len(reader.works), reader.unknown) == (1, {"mystery": 2})
