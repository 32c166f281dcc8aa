from __future__ import annotations

import pytest

from crawler.references.wikitext.footnote_templates import given, group_named, group_of, kind_of
from crawler.references.wikitext.markup import Template, parse
from crawler.references.wikitext.plain import plain
from crawler.references.wikitext.template import arguments


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("efn", "note"),
        ("refn", "note"),
        ("sfn", "short"),
        ("harvnb", "harvard"),
        ("r", "reuse"),
        ("reflist", "list"),
        ("notelist", "list"),
        ("przypisy", "list"),
        ("clh-echa", "bringing"),
        ("примечания", "list"),
        ("cite web", "citation"),
        ("internetquelle", "citation"),
        ("infobox port", "infobox"),
        ("карточка порта", "infobox"),
        ("single chart", "bringing"),
        ("convert", "silent"),
        ("use dmy dates", "silent"),
        ("lang-de", "silent"),
        ("some thing", "unknown"),
        ("", "unknown"),
    ],
)
def test_what_a_template_is_to_footnotes(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("efn", "lower-alpha"),
        ("efn-ua", "upper-alpha"),
        ("refn", ""),
        ("notelist", "lower-alpha"),
        ("reflist", ""),
        ("x", ""),
    ],
)
def test_groups_of_templates_that_name_none(name: str, group: str) -> None:
    assert group_of(name, japanese=False) == group


@pytest.mark.parametrize(
    ("name", "group"), [("efn", "注釈"), ("notelist", "注釈"), ("efn2", "注"), ("notelist2", "注"), ("reflist", "")]
)
def test_groups_in_japanese(name: str, group: str) -> None:
    assert group_of(name, japanese=True) == group


def test_short_names_of_groups() -> None:
    assert (group_named("ua"), group_named("note")) == ("upper-alpha", "note")


def test_roles_of_arguments() -> None:
    (template,) = parse("{{efn|Text|Group=g|nom=n}}")
    assert isinstance(template, Template)
    found = [given(arguments(template), role) for role in ("note-text", "note-group", "note-name", "list-refs")]
    assert [value and plain(value.nodes) for value in found] == ["Text", "g", "n", "Text"]
