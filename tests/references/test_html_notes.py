"""Footnotes of ordinary pages, as each program prints them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.citation import Citation
from crawler.references.html_page import examine
from crawler.references.problem import NoFootnotesError

A, B = "https://a.example/x", "https://b.example/y"
TITLED = f'Doe, Jane (2005). <a href="{A}">"A story"</a>. <i>The Example</i>. Retrieved 17 June 2018.'


def read(markup: str) -> tuple[Citation, ...]:
    return examine(
        f"<!DOCTYPE html><html><head><title>T</title></head><body>{markup}</body></html>"
    ).references.references


def text(first: str, second: str) -> str:
    return f"<p>Ships are very old things.{first}</p><h2>Sails</h2><p>Sails of cloth came much later.{second}</p>"


def sup(number: int, label: str = "") -> str:
    return f'<sup id="fnref{number}"><a href="#fn{number}">{label or number}</a></sup>'


PAGES = {
    "Pandoc": text(
        '<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
        '<a href="#fn2" class="footnote-ref" id="fnref2" role="doc-noteref"><sup>2</sup></a>',
    )
    + '<section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes"><hr /><ol>'
    f'<li id="fn1"><p>{TITLED}<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li>'
    f'<li id="fn2"><p>See <a href="{B}">a page on sails</a>.<a href="#fnref2" '
    f'class="footnote-back">↩︎</a></p></li></ol>'
    "</section>",
    "Python-Markdown": text(
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
        '<sup id="fnref:2"><a class="footnote-ref" href="#fn:2">2</a></sup>',
    )
    + f'<div class="footnote"><hr><ol><li id="fn:1"><p>{TITLED}&#160;<a class="footnote-backref" href="#fnref:1" '
    'title="Jump back to footnote 1 in the text">&#8617;</a></p></li>'
    f'<li id="fn:2"><p>See <a href="{B}">a page on sails</a>.&#160;<a class="footnote-backref" href="#fnref:2">&#8617;'
    "</a></p></li></ol></div>",
    "kramdown": text(
        '<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="footnote" rel="footnote">1</a></sup>',
        '<sup id="fnref:2" role="doc-noteref"><a href="#fn:2" class="footnote" rel="footnote">2</a></sup>',
    )
    + f'<div class="footnotes" role="doc-endnotes"><ol><li id="fn:1"><p>{TITLED} <a href="#fnref:1" '
    'class="reversefootnote" role="doc-backlink">&#8617;</a></p></li>'
    f'<li id="fn:2"><p>See <a href="{B}">a page on sails</a>. <a href="#fnref:2" '
    f'class="reversefootnote">&#8617;</a></p>'
    "</li></ol></div>",
    "GitHub": text(
        '<sup><a href="#user-content-fn-1" id="user-content-fnref-1" data-footnote-ref="">1</a></sup>',
        '<sup><a href="#user-content-fn-2" id="user-content-fnref-2" data-footnote-ref="">2</a></sup>',
    )
    + '<section data-footnotes="" class="footnotes"><h2 id="footnote-label" class="sr-only">Footnotes</h2><ol>'
    f'<li id="user-content-fn-1"><p>{TITLED} <a href="#user-content-fnref-1" data-footnote-backref="" '
    'class="data-footnote-backref">↩</a></p></li>'
    f'<li id="user-content-fn-2"><p>See <a href="{B}">a page on sails</a>. <a '
    f'href="#user-content-fnref-2">↩</a></p></li>'
    "</ol></section>",
    "WordPress": text(
        '<sup data-fn="6f1c0a3e-1111-4a2b-9c3d-000000000001" class="fn"><a '
        'href="#6f1c0a3e-1111-4a2b-9c3d-000000000001" '
        'id="6f1c0a3e-1111-4a2b-9c3d-000000000001-link">1</a></sup>',
        '<sup data-fn="6f1c0a3e-1111-4a2b-9c3d-000000000002" class="fn"><a '
        'href="#6f1c0a3e-1111-4a2b-9c3d-000000000002" '
        'id="6f1c0a3e-1111-4a2b-9c3d-000000000002-link">2</a></sup>',
    )
    + f'<ol class="wp-block-footnotes"><li id="6f1c0a3e-1111-4a2b-9c3d-000000000001">{TITLED} '
    '<a href="#6f1c0a3e-1111-4a2b-9c3d-000000000001-link" aria-label="Jump to footnote reference 1">↩︎</a></li>'
    f'<li id="6f1c0a3e-1111-4a2b-9c3d-000000000002">See <a href="{B}">a page on sails</a>. '
    '<a href="#6f1c0a3e-1111-4a2b-9c3d-000000000002-link">↩︎</a></li></ol>',
    "an EPUB": text(
        '<a epub:type="noteref" href="#n1" id="r1">1</a>', '<a epub:type="noteref" href="#n2" id="r2">2</a>'
    )
    + f'<section epub:type="footnotes"><aside epub:type="footnote" id="n1"><p>{TITLED} <a href="#r1">↩</a></p></aside>'
    f'<aside epub:type="footnote" id="n2"><p>See <a href="{B}">a page on sails</a>.</p></aside></section>',
    "a word processor": text(
        '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
        '<a class="sdfootnoteanc" name="sdfootnote2anc" href="#sdfootnote2sym"><sup>2</sup></a>',
    )
    + '<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> '
    f"{TITLED}</p></div>"
    '<div id="sdfootnote2"><p><a class="sdfootnotesym" name="sdfootnote2sym" href="#sdfootnote2anc">2</a> '
    f'See <a href="{B}">a page on sails</a>.</p></div>',
    "markers and notes without any class": text(sup(1, "[1]"), sup(2, "[2]"))
    + f'<p id="fn1"><a href="#fnref1">[1]</a> {TITLED}</p><p id="fn2"><a href="#fnref2">[2]</a> '
    f'See <a href="{B}">a page on sails</a>.</p>',
}


@pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
def test_what_programs_print(page: str) -> None:
    first, second = read(page)
    assert (first.title, first.author, first.date, first.work) == ("A story", ("Doe, Jane",), "2005", "The Example")
    assert (first.url, first.url_source, first.access_date) == (A, "article", "2018-06-17")
    assert (second.number, second.url, second.title) == (2, B, "a page on sails")
    assert (first.number, first.group, first.name) == (1, "", "")
    assert [place.section for place in (*first.cited_by, *second.cited_by)] == ["", "Sails"]
    assert "↩" not in str(first) + str(second)


def notes(*items: str) -> str:
    return f'<section class="footnotes"><ol>{"".join(items)}</ol></section>'


def test_a_label_in_words_is_the_name() -> None:
    page = '<p>It is so.<sup id="fnref:doe"><a href="#fn:doe">1</a></sup></p>' + notes(
        '<li id="fn:doe">Text here.</li>'
    )
    assert read(page)[0].name == "doe"


@pytest.mark.parametrize(
    ("shown", "labels"),
    [
        (("1", "2"), ["1", "2"]),
        (("[1]", "[2]"), ["1", "2"]),
        (("7", "9"), ["7", "9"]),
        (("note 1", "note 2"), ["note:1", "note:2"]),
        (("a", "b"), ["lower-alpha:1", "lower-alpha:2"]),
        (("i", "ii"), ["lower-roman:1", "lower-roman:2"]),
        (("*", "†"), ["symbol:1", "symbol:2"]),
        (("1", "1"), ["1", "list-2:1"]),
        (("1", "a"), ["1", "lower-alpha:1"]),
    ],
)
def test_labels(shown: tuple[str, str], labels: list[str]) -> None:
    page = text(sup(1, shown[0]), sup(2, shown[1])) + notes('<li id="fn1">One.</li>', '<li id="fn2">Two.</li>')
    assert [citation.label for citation in read(page)] == labels


def test_a_note_that_nothing_cites_is_listed_too() -> None:
    page = text(sup(1), "") + notes('<li id="fn1">One.</li>', '<li id="fn2">Two.</li>')
    assert [(citation.label, len(citation.cited_by)) for citation in read(page)] == [("1", 1), ("2", 0)]


def test_a_note_of_several_paragraphs() -> None:
    page = text(sup(1), "") + notes(f'<li id="fn1"><p><a href="{A}">A story of ships</a>.</p><p>More of it.</p></li>')
    assert read(page)[0].other == {"text": "More of it"}


def test_a_note_cited_twice_has_one_number() -> None:
    again = '<sup id="fnref1b"><a href="#fn1">1</a></sup>'
    (citation,) = read(text(sup(1), again) + notes('<li id="fn1">One.</li>'))
    assert [place.section for place in citation.cited_by] == ["", "Sails"]


def test_links_within_the_page_are_no_markers() -> None:
    page = '<p><a href="#one">1</a> <a href="#two">2</a></p><h2 id="one">One</h2><p>Text.</p><h2 id="two">Two</h2>'
    with pytest.raises(NoFootnotesError, match="a list of class `footnotes`"):
        read(page)


def test_a_hidden_record_in_an_ordinary_page() -> None:
    record = "rft.atitle=A+story&amp;rft.jtitle=The+Example&amp;rft.aulast=Doe&amp;rft.aufirst=Jane"
    page = text(sup(1), "") + notes(f'<li id="fn1">Somehow printed <span class="Z3988" title="{record}"></span></li>')
    (citation,) = read(page)
    assert (citation.title, citation.work, citation.author) == ("A story", "The Example", ("Doe, Jane",))


def test_passages_that_cite_nothing() -> None:
    long = "<p>This paragraph has quite enough words to state something, and yet nobody says where it is from.</p>"
    found = examine(text(sup(1), "") + long + notes('<li id="fn1">One.</li>'))
    assert found.uncited == {"Sails": 1}


@given(st.lists(st.sampled_from([*re.findall(r"<[^>]+>|[^<]+", "".join(PAGES.values()))]), max_size=25))
@settings(deadline=None, max_examples=150)
def test_pieces_in_any_order_are_read_or_refused(pieces: list[str]) -> None:
    try:
        found = read("".join(pieces))
    except NoFootnotesError:
        return
    assert len({citation.label for citation in found}) == len(found)
