from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from crawler.references.passages import Paragraph
from crawler.references.rendered_passages import paragraphs

LABELS = {"cite_note-1": "1", "cite_note-n-2": "note:1", "cite_note-3": "2"}


def sup(target: str, shown: str = "[?]") -> str:
    return f'<sup class="reference"><a href="#{target}">{shown}</a></sup>'


def read(markup: str) -> list[Paragraph]:
    return list(paragraphs(BeautifulSoup(markup, "lxml"), LABELS))


ONE = sup("cite_note-1")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<p>a{ONE}</p>", [Paragraph(text="a[1]")]),
        (f"<p>a{sup('cite_note-n-2', '[i]')}</p>", [Paragraph(text="a[note 1]")]),
        (f"<p>a{ONE}b{sup('cite_note-3')}</p>", [Paragraph(text="a[1]b[2]")]),
        (f"<p>a{sup('cite_note-99')}</p>", [Paragraph(text="a")]),
        ("<p>a</p><p>b<sup>2</sup></p>", []),
        (f"<h2>H<span class='mw-editsection'>[edit]</span></h2><p>a{ONE}</p>", [Paragraph(text="a[1]", section="H")]),
        (f"<h2>H</h2><h3>K</h3><p>a{ONE}</p>", [Paragraph(text="a[1]", section="K")]),
        (f"<table class='infobox'><tr><td>a{ONE}", [Paragraph(text="a[1]", section="Infobox", prose=False)]),
        (f"<table><tr><td>a{ONE}", [Paragraph(text="a[1]", prose=False)]),
        (f"<p>a<style>p{{}}</style>{ONE}</p>", [Paragraph(text="a[1]")]),
        (f"<ul><li>a{ONE}<ul><li>b{ONE}</li></ul></li></ul>", [Paragraph(text="a[1]"), Paragraph(text="b[1]")]),
        (f'<ol class="references"><li>a{ONE}</li></ol>', []),
    ],
)
def test_blocks(markup: str, expected: list[Paragraph]) -> None:
    assert read(markup) == expected
