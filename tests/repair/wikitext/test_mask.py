"""What is blanked out of a stretch of a page, and that places stay."""

from __future__ import annotations

import pytest

from crawler.references.wikitext.markup import parse
from crawler.repair.wikitext.mask import COMMENT, NODE, masked, span

MASKED = {
    "text alone": ("a = b", "a = b"),
    "a template": ("a {{b|c}} d", "a ####### d"),
    "a link": ("[[b|c]] d", "####### d"),
    "a closed tag": ("a<ref name=x />b", "a##############b"),
    "a tag with text": ("<ref>x = y</ref>z", "################z"),
    "a tag with a blank at its end": ("<ref>x</ref >z", "#############z"),
    "a comment": ("a<!-- {{b}} -->c", "a..............c"),
    "a comment that never ends": ("a<!-- b", "a......"),
    "nowiki": ("<nowiki>{{a}}</nowiki>|", "######################|"),
}


@pytest.mark.parametrize(("page", "shown"), MASKED.values(), ids=list(MASKED))
def test_masked(page: str, shown: str) -> None:
    found = masked(page, parse(page), 0, len(page))
    assert found.replace(NODE, "#").replace(COMMENT, ".") == shown


def test_a_text_has_no_span() -> None:
    with pytest.raises(TypeError):
        span("a", "a")
