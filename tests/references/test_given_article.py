"""An article in place of a list of references is told by what stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.references.document import load
from crawler.references.problem import ReferencesError

ARTICLES = {
    "wikitext": "'''Norinco''' sells boats.<ref>{{cite web|url=https://a.example/}}</ref>",
    "a template alone": "{{Cite news |title=T |url=https://a.example/}}",
    "HTML": "<!DOCTYPE html><html><body><ol class=references><li>One</li></ol></body></html>",
}
LISTS = {
    "a list that quotes a template": 'references:\n  - number: 1\n    title: "{{cite web}} and <ref>"\n    url: https://a.example/\n',
    "with its article": 'article:\n  title: "<ref>"\nreferences:\n  - number: 1\n    url: https://a.example/\n',
}


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
def test_an_article_is_told_what_makes_a_list_of_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "boats.wiki"
    path.write_text(text)
    with pytest.raises(ReferencesError) as refused:
        load(path)
    assert f"make a list of its footnotes: citewatch import {path}" in str(refused.value)


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_a_list_is_a_list_whatever_it_quotes(tmp_path: Path, text: str) -> None:
    path = tmp_path / "references.yaml"
    path.write_text(text)
    assert load(path).references[0].url == "https://a.example/"
