from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.citation import Article, Citation, CitedBy
from crawler.references.problem import NoFootnotesError
from crawler.references.rendered import examine, read

SNAP = "https://web.archive.org/web/20180618000000/https://example.org/live"


def sup(target: str, shown: str) -> str:
    brackets = '<span class="cite-bracket">[</span>', '<span class="cite-bracket">]</span>'
    return f'<sup class="reference"><a href="#cite_note-{target}">{brackets[0]}{shown}{brackets[1]}</a></sup>'


def li(target: str, text: str) -> str:
    back = f'<span class="mw-cite-backlink"><b>^ <a href="#cite_ref-{target}_0">a</a></b></span>'
    return f'<li id="cite_note-{target}">{back} <span class="reference-text">{text}</span></li>'


LIVING = (
    '<cite class="citation web cs1">Doe, Jane (June 11, 2017). '
    '<a class="external text" href="https://example.org/live">"A living page"</a>. <i>Example</i>. '
    f'<a class="external text" href="{SNAP}">Archived</a> from the original on June 18, 2018'
    '<span class="reference-accessdate">. Retrieved <span class="nowrap">June 17,</span> 2018</span>. '
    '<q>So it said.</q></cite><span class="Z3988" title="rft.jtitle=Example&amp;rft.atitle=A+living+page'
    '&amp;rft.date=2017-06-11&amp;rft.aulast=Doe&amp;rft.aufirst=Jane&amp;rft_id=https%3A%2F%2Fexample.org%2Flive">'
    "</span><style>.x{color:red}</style>"
)
DEAD = (
    '<cite class="citation web cs1"><a class="external text" href="https://web.archive.org/web/2019/http://example.org/">'
    '"A dead page"</a>. Acme Press. Archived from <a class="external text" href="http://example.org/">the original</a> '
    'on 2019-09-06<span>. Retrieved 2020-04-03</span>.<span class="cs1-maint citation-comment">{{cite web}}: CS1 maint'
    '</span></cite><span class="Z3988" title="rft.btitle=A+dead+page&amp;rft.pub=Acme+Press"></span>'
)
PAGE = f"""<!DOCTYPE html><html><head><title>Port - Wikipedia</title>
<link rel="canonical" href="https://en.wikipedia.org/wiki/Port"><script>x = {{"wgRevisionId":12345}}</script></head>
<body><h1 id="firstHeading">Port</h1><div class="mw-parser-output">
<table class="infobox"><tr><th>Traffic</th><td>82 big ships{sup("doe-1", "1")}</td></tr></table>
<p>The port of Elmstad is one of the oldest ports of the region.{sup("3", "2")}{sup("n-2", "note 1")}</p>
<div class="mw-heading mw-heading2"><h2 id="H">History</h2><span class="mw-editsection">[edit]</span></div>
<ul><li>Four thousand men built it in three years{sup("doe-1", "1")}
<ul><li>and of them ten came back{sup("3", "2")}</li></ul></li></ul>
<h2>Notes</h2><ol class="references" data-mw-group="note">{li("n-2", "See elsewhere for more.")}</ol>
<h2>References</h2><ol class="references">{li("doe-1", LIVING)}{li("3", DEAD)}</ol></div></body></html>"""


def test_the_page() -> None:
    found = read(PAGE)
    assert found.article == Article(title="Port", url="https://en.wikipedia.org/wiki/Port", revision="12345")
    assert found.references == (
        Citation(
            number=1,
            group="note",
            name="n",
            other={"text": "See elsewhere for more."},
            cited_by=(CitedBy(text="one of the oldest ports of the region"),),
        ),
        Citation(
            number=1,
            name="doe",
            title="A living page",
            url="https://example.org/live",
            url_source="article",
            url_status="live",
            archive_url=SNAP,
            archive_date="2018-06-18",
            access_date="2018-06-17",
            date="2017-06-11",
            author=("Doe, Jane",),
            work="Example",
            quote="So it said.",
            cited_by=(
                CitedBy(section="Infobox", text="82 big ships"),
                CitedBy(section="History", text="thousand men built it in three years"),
            ),
        ),
        Citation(
            number=2,
            title="A dead page",
            url="http://example.org/",
            url_source="article",
            url_status="dead",
            archive_url="https://web.archive.org/web/2019/http://example.org/",
            archive_date="2019-09-06",
            access_date="2020-04-03",
            publisher="Acme Press",
            cited_by=(
                CitedBy(text="one of the oldest ports of the region"),
                CitedBy(section="History", text="of them ten came back"),
            ),
        ),
    )


def listing(*items: str, attributes: str = "") -> str:
    return f'<ol class="references"{attributes}>{"".join(items)}</ol>'


def test_an_unnamed_footnote_has_no_name_and_underscores_are_spaces() -> None:
    found = read(listing(li("7", '"A".'), li("My_ref-8", '"B".'), li("a-b-9", '"C".')))
    assert [citation.name for citation in found.references] == ["", "My ref", "a-b"]


def test_numbers_are_the_list_s() -> None:
    assert [c.number for c in read(listing(li("9", "A."), li("4", "B."), attributes=' start="5"')).references] == [5, 6]


@pytest.mark.parametrize("start", ["0", "-1", "x", "9" * 5_000, "²"])
def test_a_start_that_is_no_number_is_1(start: str) -> None:
    assert read(listing(li("9", "A."), attributes=f' start="{start}"')).references[0].number == 1


def test_a_second_list_from_1_has_a_group_of_its_own() -> None:
    found = read(listing(li("1", '"A".')) + listing(li("2", '"B".')))
    assert [citation.label for citation in found.references] == ["1", "list-2:1"]


def test_list_items_without_ids() -> None:
    found = read(listing('<li>"One". Bee.</li>', '<li>"Two". Bee.</li>'))
    assert [(citation.number, citation.title) for citation in found.references] == [(1, "One"), (2, "Two")]


def test_a_footnote_that_bundles_several_keeps_the_words_of_the_rest() -> None:
    cites = ('<cite><a class="external" href="http://a/">"A"</a>. Bee.</cite>', '<cite>"B".</cite>')
    markup = " ".join(cites)
    (citation,) = read(listing(li("1", markup))).references
    assert (citation.title, citation.url, citation.other) == ("A", "http://a/", {"text": '"B".'})


def test_a_bare_address() -> None:
    (citation,) = read(listing(li("1", '<a class="external free" href="http://a/b">http://a/b</a>'))).references
    assert (citation.url, citation.url_source, citation.other) == ("http://a/b", "article", {})


def test_a_page_of_the_other_parser() -> None:
    page = (
        '<section><p>The port is one of the oldest.<sup class="mw-ref reference"><a href="./Port#cite_note-p-1">'
        '<span class="mw-reflink-text">[1]</span></a></sup></p></section><div class="mw-references-wrap">'
        '<ol class="mw-references references"><li id="cite_note-p-1"><span class="mw-cite-backlink">'
        '<a>↑</a></span> <span class="mw-reference-text reference-text"><cite><a rel="mw:ExtLink nofollow" '
        'href="http://a/" class="external text">"A"</a>.</cite></span></li></ol></div>'
    )
    (citation,) = read(page).references
    assert (citation.name, citation.title, citation.url) == ("p", "A", "http://a/")
    assert citation.cited_by == (CitedBy(text="port is one of the oldest"),)


@pytest.mark.parametrize(
    "text", ["", "plain", "<html></html>", '<ol><li id="cite_note-1">x</li></ol>', '<ol class="references"></ol>']
)
def test_a_page_without_footnotes(text: str) -> None:
    with pytest.raises(NoFootnotesError, match="no footnotes found; expected a page with a list of footnotes"):
        read(text)


def test_deep_markup() -> None:
    page = "<div>" * 5_000 + listing(li("1", '"A".'))
    try:
        found = len(read(page).references)
    except NoFootnotesError as error:
        found = str(error).count("expected")
    assert found


_PARTS = [*PAGE.replace(">", ">\0").split("\0"), "<sup", 'href="#cite_note-3"', "&#0;", "</ol>"]


@given(st.lists(st.sampled_from(_PARTS), max_size=30).map("".join))
@settings(max_examples=60, deadline=None)
def test_any_markup_is_read_or_refused(text: str) -> None:
    try:
        found = len(read(text).references)
    except NoFootnotesError as error:
        found = str(error).count("expected")
    assert found


def test_half_a_character_and_a_null_byte() -> None:
    (citation,) = read(listing("<li>A \ud800 ship\0 and more</li>")).references
    assert citation.other["text"].startswith("A ? ship")


def test_an_error_that_the_wiki_shows_is_a_problem_with_its_place() -> None:
    error = '<span class="error mw-ext-cite-error">Cite error: The reference x was never defined.</span>'
    found = examine(f"<p>x</p>\n{listing(li('x-1', error))}", "page.html")
    assert [str(problem) for problem in found.problems] == [
        "page.html:2:24: footnote 1: the page shows an error: Cite error: The reference x was never defined."
    ]
    assert found.references.references == (Citation(number=1, name="x"),)


def test_the_headings_of_a_skin_are_no_sections() -> None:
    text = f"<p>It is one of the oldest.{sup('1', '1')}</p>{listing(li('1', 'A.'))}"
    page = f'<h2>Contents</h2><div id="mw-content-text">{text}</div>'
    assert read(page).references[0].cited_by == (CitedBy(text="is one of the oldest"),)


def test_a_bundle_beside_a_template_keeps_the_words_of_the_other_wikis() -> None:
    memento = (
        f'<a class="external text" href="https://example.org/live">Eine Geschichte</a> (<a class="external text" '
        f'href="{SNAP}">Memento</a> vom 18. Juni 2018)'
    )
    (citation,) = read(listing(li("1", memento))).references
    assert (citation.url, citation.archive_url) == ("https://example.org/live", SNAP)
