from __future__ import annotations

import pytest

from crawler.references.wikitext.markup import Template, parse
from crawler.references.wikitext.short import anchors_of_short, name_of_short, place_of_short, words_of_short
from crawler.references.wikitext.template import arguments, name_of


def template(text: str) -> Template:
    (node,) = parse(text)
    assert isinstance(node, Template)
    return node


CASES = {
    "{{sfn|Smith|2010}}": ("Smith2010", ["Smith2010"], ("", ""), "Smith 2010"),
    "{{sfn|Smith|2010|p=5}}": ("Smith20105", ["Smith2010"], ("page", "5"), "Smith 2010, p. 5"),
    "{{sfn|Smith|Doe|2010a|pp=5-9}}": (
        "SmithDoe2010a5-9",
        ["SmithDoe2010a"],
        ("pages", "5-9"),
        "Smith & Doe 2010a, pp. 5-9",
    ),
    "{{sfn|A|B|C|2010|loc=ch. 2}}": ("ABC2010ch. 2", ["ABC2010"], ("at", "ch. 2"), "A, B & C 2010, ch. 2"),
    "{{sfn|Smith}}": ("Smith", ["Smith"], ("", ""), "Smith"),
    "{{harvnb|Smith|2010|ref=CITEREFx}}": ("Smith2010", ["x"], ("", ""), "Smith 2010"),
    "{{sfnm|1a1=A|1a2=B|1y=2010|1p=5|2a1=C|2y=2011}}": (
        "AB20105C2011",
        ["AB2010", "C2011"],
        ("", ""),
        "A B 2010; C 2011",
    ),
    "{{sfn}}": ("", [""], ("", ""), ""),
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_short_citations(text: str, expected: tuple[str, list[str], tuple[str, str], str]) -> None:
    short = template(text)
    name = name_of_short(name_of(short), arguments(short)).removeprefix("FOOTNOTE")
    assert (name, anchors_of_short(short), place_of_short(short), words_of_short(short)) == expected
