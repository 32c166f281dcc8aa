from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from crawler.references.passages import Paragraph
from crawler.references.rendered_passages import paragraphs

TARGETS = {"cite_note-1": 0, "cite_note-n-2": 9_000, "cite_note-3": 1}


def sup(target: str, shown: str = "[?]") -> str:
    return f'<sup class="reference"><a href="#{target}">{shown}</a></sup>'


def read(markup: str) -> list[Paragraph]:
    soup = BeautifulSoup(markup, "lxml")
    return list(paragraphs(soup, TARGETS, soup.find_all("ol", class_="references")))


ONE = sup("cite_note-1")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<p>a{ONE}</p>", [Paragraph(text="a[g0 1]")]),
        (f"<p>a{sup('cite_note-n-2', '[i]')}</p>", [Paragraph(text="a[g1 1]")]),
        (f"<p>a{ONE}b{sup('cite_note-3')}</p>", [Paragraph(text="a[g0 1]b[g0 2]")]),
        (f"<p>a{sup('cite_note-99')}</p>", [Paragraph(text="a[\ue000?]")]),
        (f"<p>a [1] b{ONE}</p>", [Paragraph(text="a [\ue0001] b[g0 1]")]),
        (f"<p>a<!-- c --><script>d</script>{ONE}</p>", [Paragraph(text="a[g0 1]")]),
        ("<p>a</p><table><tr><td><p>b</p></td></tr></table><aside><p>c</p></aside>", [Paragraph(text="a")]),
        (
            "<p>a<sup><a href='#cite_note-1'>1</a><a href='#cite_note-1'>1</a></sup></p>",
            [Paragraph(text="a[g0 1][g0 1]")],
        ),
        (f'<div id="toc" class="toc"><h2>Contents</h2></div><p>a{ONE}</p>', [Paragraph(text="a[g0 1]")]),
        ('<p>a<a href="#cite_note-1"><sup>1</sup></a></p>', [Paragraph(text="a[g0 1]")]),
        ("<p>a</p><p>b<sup>2</sup></p>", [Paragraph(text="a"), Paragraph(text="b2")]),
        (
            f"<h2>H<span class='mw-editsection'>[edit]</span></h2><p>a{ONE}</p>",
            [Paragraph(text="a[g0 1]", section="H")],
        ),
        (f"<h2>H</h2><h3>K</h3><p>a{ONE}</p>", [Paragraph(text="a[g0 1]", section="K")]),
        (f"<table class='infobox'><tr><td>a{ONE}", [Paragraph(text="a[g0 1]", section="Infobox", prose=False)]),
        (f"<table class='infobox_v2'><tr><td>a{ONE}", [Paragraph(text="a[g0 1]", section="Infobox", prose=False)]),
        (f"<table><tr><td>a{ONE}", [Paragraph(text="a[g0 1]", prose=False)]),
        (f"<p>a<style>p{{}}</style>{ONE}</p>", [Paragraph(text="a[g0 1]")]),
        (f"<ul><li>a{ONE}<ul><li>b{ONE}</li></ul></li></ul>", [Paragraph(text="a[g0 1]"), Paragraph(text="b[g0 1]")]),
        (f'<ol class="references"><li>a{ONE}</li></ol>', []),
    ],
)
def test_blocks(markup: str, expected: list[Paragraph]) -> None:
    assert read(markup) == expected
