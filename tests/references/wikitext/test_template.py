from __future__ import annotations

import pytest

from crawler.references.wikitext.markup import Template, parse
from crawler.references.wikitext.plain import plain
from crawler.references.wikitext.template import arguments, name_of


def template(text: str) -> Template:
    (node,) = parse(text)
    assert isinstance(node, Template)
    return node


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{{Cite web|a}}", "cite web"),
        ("{{ cite_web\n|a}}", "cite web"),
        ("{{Template:Cite web}}", "cite web"),
        ("{{subst:Cite web}}", "cite web"),
        ("{{cite<!-- x --> web}}", "cite web"),
        ("{{#invoke:cite|web|title=a}}", "cite web"),
        ("{{#invoke:Citation/CS1|news|title=a}}", "cite news"),
        ("{{#invoke:Chart|a}}", "#invoke:chart"),
        ("{{#tag:ref|a}}", "#tag:ref"),
        ("{{#if:{{{1}}}|a}}", "#if:"),
        ("{{{{x}} y}}", ""),
        ("{{}}", ""),
    ],
)
def test_names(text: str, name: str) -> None:
    nodes = parse(text)
    (node,) = [node for node in nodes if isinstance(node, Template)]
    assert name_of(node) == name


def test_arguments_by_name_and_number() -> None:
    values = arguments(template("{{t|a| b = c |d|2=e|x=|[[f=g]]|{{h|i=j}}k=l}}"))
    assert {name: plain(value.nodes) for name, value in values.items()} == {
        "1": "a",
        "b": "c",
        "2": "e",
        "x": "",
        "3": "f=g",
        "k": "l",
    }


def test_of_two_of_one_name_the_last_counts_and_stands_last() -> None:
    values = arguments(template("{{t|a=1|b=2|a=3}}"))
    assert [(name, plain(value.nodes)) for name, value in values.items()] == [("b", "2"), ("a", "3")]


def test_the_source_of_an_argument_is_without_its_name() -> None:
    page = "xy{{t|a = b=c|d}}"
    (_, node) = parse(page)
    assert isinstance(node, Template)
    values = arguments(node)
    assert [value.source(page) for value in values.values()] == [(" b=c", 9), ("d", 14)]
