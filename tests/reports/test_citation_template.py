"""A footnote as one template to paste, with what was suggested in it and nothing that would end it early."""

from __future__ import annotations

from dataclasses import replace

import mwparserfromhell
import pytest

from crawler.history.record import Row
from crawler.judge.verdict import Suggestion
from crawler.reports.citation_template import template_lines
from tests.reports.samples import HOSTILE_TITLES, row

SNAPSHOT = "https://web.archive.org/web/20120101000000/https://press.example/story"


def suggested(citation: dict[str, object], changes: dict[str, str]) -> Row:
    made = row(1, "A work")
    return replace(
        made, citation=citation, suggestion=Suggestion(action="add-archive-url", text="Name it.", changes=changes)
    )


def parameters(shown: Row) -> dict[str, str]:
    (template,) = mwparserfromhell.parse("\n".join(template_lines(shown))).filter_templates(recursive=False)
    assert str(template.name).strip() == "cite web"
    return {str(each.name).strip(): str(each.value).strip() for each in template.params}


def test_the_whole_citation_with_its_change() -> None:
    citation: dict[str, object] = {
        "title": "A work",
        "url": "https://press.example/story",
        "url-source": "person",
        "name": "story",
        "author": ["Doe, Jane", "Roe, Richard"],
        "other": {"page": "12"},
    }
    assert parameters(suggested(citation, {"archive-url": SNAPSHOT, "url-status": "dead"})) == {
        "title": "A work",
        "url": "https://press.example/story",
        "author": "Doe, Jane",
        "author2": "Roe, Richard",
        "page": "12",
        "archive-url": SNAPSHOT,
        "url-status": "dead",
    }


def test_a_change_takes_the_old_value_s_place() -> None:
    shown = suggested({"url": "https://old.example/", "title": "A work"}, {"url": "https://new.example/"})
    assert list(parameters(shown).items()) == [("url", "https://new.example/"), ("title", "A work")]


@pytest.mark.parametrize("name", ["a|b", "a=b", "a}}b", "[[a", "<ref>", "a b", "a\nb"])
def test_a_name_that_would_end_the_template_is_left_out(name: str) -> None:
    shown = suggested({"url": "https://a.example/", "other": {name: "x", "page": "12"}}, {"url-status": "dead"})
    assert parameters(shown) == {"url": "https://a.example/", "page": "12", "url-status": "dead"}


def test_nothing_to_change_is_nothing_to_paste() -> None:
    assert template_lines(replace(row(1, "A work"), suggestion=None)) == ()
    assert template_lines(suggested({"title": "A work"}, {})) == ()


@pytest.mark.parametrize("title", HOSTILE_TITLES.values(), ids=list(HOSTILE_TITLES))
def test_no_title_adds_a_parameter_or_ends_the_template(title: str) -> None:
    found = parameters(suggested({"title": title, "url": "https://a.example/"}, {"url-status": "dead"}))
    assert set(found) <= {"title", "url", "url-status"}
    assert found["url-status"] == "dead"
