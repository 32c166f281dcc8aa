from __future__ import annotations

import json
from html import escape
from typing import Any

import pytest
from bs4 import BeautifulSoup

from crawler.references.citation import Citation
from crawler.references.parsoid_templates import citation_in


def template(name: str, **params: str) -> dict[str, Any]:
    wrapped = {key.replace("_", "-"): {"wt": value} for key, value in params.items()}
    return {"template": {"target": {"wt": name}, "params": wrapped, "i": 0}}


def transclusion(*parts: Any, tag: str = "cite", about: str = "#mwt1", inner: str = "Shown") -> str:
    kept = escape(json.dumps({"parts": list(parts)}), quote=True)
    shown = f'<{tag} typeof="mw:Transclusion" about="{about}" data-mw="{kept}">{inner}</{tag}>'
    return f'{shown}<span about="{about}">x</span>'


def read(markup: str) -> Citation | None:
    return citation_in(BeautifulSoup(f"<p>{markup}</p>", "lxml"), 3)


CITE = template("Cite web ", title="A story", url="http://a.example/", website="The Example", access_date="5 May 2010")
SAID = Citation(
    number=3,
    title="A story",
    url="http://a.example/",
    url_source="article",
    work="The Example",
    access_date="2010-05-05",
)


def test_the_template_as_it_was_written() -> None:
    assert read(transclusion(CITE)) == SAID


def test_words_beside_it_are_kept_and_the_rest_of_what_it_printed_is_not() -> None:
    found = read(f"See page 5 of {transclusion(CITE)}")
    assert found is not None
    assert (found.title, found.other) == ("A story", {"text": "See page 5 of"})


def test_the_first_of_several_counts() -> None:
    second = template("cite book", title="Another")
    found = read(transclusion(CITE, "; ", second))
    assert found is not None
    assert found.title == "A story"
    assert "Another" in found.other["text"]


def test_markup_in_words_is_no_wikitext() -> None:
    found = read(transclusion(CITE) + " {{cite web|title=No}} [http://b.example/ no]")
    assert found is not None
    assert (found.title, found.url) == ("A story", "http://a.example/")


NOTHING = {
    "no template": "Words <a href='http://a/'>alone</a>",
    "a template that cites nothing": transclusion(template("nowrap", **{"1": "text"}), tag="span"),
    "no JSON": '<cite typeof="mw:Transclusion" data-mw="{">x</cite>',
    "nesting without end": f'<cite typeof="mw:Transclusion" data-mw="{"[" * 50_000}">x</cite>',
    "another kind of JSON": '<cite typeof="mw:Transclusion" data-mw="[3]">x</cite>',
    "parts of another kind": '<cite typeof="mw:Transclusion" data-mw="{&quot;parts&quot;: [3, null]}">x</cite>',
    "a name that is none": transclusion(template("cite web}}{{x")),
    "a template without a target": transclusion({"template": {"params": 3}}),
}


@pytest.mark.parametrize("markup", NOTHING.values(), ids=list(NOTHING))
def test_where_nothing_is_kept(markup: str) -> None:
    assert read(markup) is None
