"""A template's parameters with their places, and what setting one does to the text."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.references.wikitext.markup import Template, parse
from crawler.repair.wikitext.edit import apply
from crawler.repair.wikitext.parameters import Parameter, add_after, parameters, plain, set_value
from crawler.reports.passage import as_value


def _template(page: str) -> Template:
    return next(node for node in parse(page) if isinstance(node, Template))


def _by_name(page: str) -> Mapping[str, Parameter]:
    return {each.name: each for each in parameters(page, _template(page))}


READ = {
    "plain": ("{{cite web|url=https://a.example/|title=T}}", {"url": "https://a.example/", "title": "T"}),
    "spaced": ("{{cite web | url = https://a.example/ | title = T }}", {"url": "https://a.example/", "title": "T"}),
    "an equals sign in the value": ("{{c|url=https://a.example/?b=1}}", {"url": "https://a.example/?b=1"}),
    "entities": ("{{c|url=https://a.example/?b=1&amp;c=2}}", {"url": "https://a.example/?b=1&c=2"}),
    "what only looks like an entity": (
        "{{c|url=https://a.example/?b=1&copy=2}}",
        {"url": "https://a.example/?b=1&copy=2"},
    ),
    "the templates for signs": ("{{c|url=https://a.example/?b{{=}}1{{!}}2}}", {"url": "https://a.example/?b=1|2"}),
    "a comment beside": ("{{c|url=https://a.example/ <!-- seen=1 -->}}", {"url": "https://a.example/"}),
    "a comment before the name": ("{{c|<!-- a=b --> url =https://a.example/}}", {"url": "https://a.example/"}),
    "a comment within": ("{{c|url=https://a.<!-- | -->example/}}", {"url": "https://a.example/"}),
    "only a comment": ("{{c|url=<!-- none -->}}", {"url": ""}),
    "a template in the value": ("{{c|title={{lang|de|x=y}} z}}", {"title": "{{lang|de|x=y}} z"}),
    "a link in the value": ("{{c|title=[[A|B=C]]}}", {"title": "[[A|B=C]]"}),
    "without a name": ("{{c|https://a.example/ b}}", {"": "https://a.example/ b"}),
    "empty": ("{{c|url=|title= \n}}", {"url": "", "title": ""}),
}


@pytest.mark.parametrize(("page", "values"), READ.values(), ids=list(READ))
def test_values(page: str, values: dict[str, str]) -> None:
    assert {each.name: each.value for each in parameters(page, _template(page))} == values


SET = {
    "a value": ("{{c|a=1|b=2}}", "{{c|a=9|b=2}}"),
    "with blanks": ("{{c | a = 1 \n| b = 2}}", "{{c | a = 9 \n| b = 2}}"),
    "with a comment": ("{{c|a= 1 <!-- x -->|b=2}}", "{{c|a= 9 <!-- x -->|b=2}}"),
    "empty": ("{{c|a=|b=2}}", "{{c|a=9|b=2}}"),
    "empty in spaced company": ("{{c | a = | b = 2}}", "{{c | a = 9| b = 2}}"),
    "empty on a line": ("{{c\n| a = \n| b = 2\n}}", "{{c\n| a = 9\n| b = 2\n}}"),
    "empty without a blank": ("{{c\n| a =\n| b = 2\n}}", "{{c\n| a =9\n| b = 2\n}}"),
    "empty in tight company": ("{{c |a= |b=2}}", "{{c |a=9 |b=2}}"),
    "CRLF": ("{{c\r\n|a=1\r\n|b=2\r\n}}", "{{c\r\n|a=9\r\n|b=2\r\n}}"),
}


@pytest.mark.parametrize(("page", "after"), SET.values(), ids=list(SET))
def test_a_value_is_set_and_nothing_else(page: str, after: str) -> None:
    assert apply(page, [set_value(page, _template(page), _by_name(page)["a"], "9")]) == after


ADDED = {
    "tight": ("{{c|a=1|b=2}}", "{{c|a=1|x=8|y=9|b=2}}"),
    "a blank before the pipe": ("{{c |a=1 |b=2}}", "{{c |a=1 |x=8 |y=9 |b=2}}"),
    "spaced": ("{{c | a = 1 | b = 2}}", "{{c | a = 1 | x = 8 | y = 9 | b = 2}}"),
    "lines": ("{{c\n| a = 1\n| b = 2\n}}", "{{c\n| a = 1\n| x = 8\n| y = 9\n| b = 2\n}}"),
    "lines with CRLF": ("{{c\r\n|a=1\r\n|b=2\r\n}}", "{{c\r\n|a=1\r\n|x=8\r\n|y=9\r\n|b=2\r\n}}"),
    "pipes at the ends": ("{{c|\n  a=1|\n  b=2\n}}", "{{c|\n  a=1|\n  x=8|\n  y=9|\n  b=2\n}}"),
    "the last, tight": ("{{c|b=2|a=1}}", "{{c|b=2|a=1|x=8|y=9}}"),
    "the last, with a blank": ("{{c |b=2 |a=1}}", "{{c |b=2 |a=1 |x=8 |y=9}}"),
    "the last, with a blank at the end": ("{{c |b=2 |a=1 }}", "{{c |b=2 |a=1 |x=8 |y=9 }}"),
    "the last of lines": ("{{c\n| b = 2\n| a = 1\n}}", "{{c\n| b = 2\n| a = 1\n| x = 8\n| y = 9\n}}"),
    "the only one": ("{{c|a=1}}", "{{c|a=1|x=8|y=9}}"),
    "the only one on a line": ("{{c\n|a=1\n}}", "{{c\n|a=1\n|x=8\n|y=9\n}}"),
    "aligned": ("{{c\n| a     = 1\n| title = 2\n}}", "{{c\n| a     = 1\n| x     = 8\n| y     = 9\n| title = 2\n}}"),
    "a comment behind": ("{{c|a=1 <!-- n -->|b=2}}", "{{c|a=1 <!-- n -->|x=8|y=9|b=2}}"),
    "a comment before": ("{{c|<!-- n -->a=1|b=2}}", "{{c|<!-- n -->a=1|x=8|y=9|b=2}}"),
}


@pytest.mark.parametrize(("page", "after"), ADDED.values(), ids=list(ADDED))
def test_new_ones_look_like_their_neighbour(page: str, after: str) -> None:
    edit = add_after(page, _template(page), _by_name(page)["a"], [("x", "8"), ("y", "9")])
    assert apply(page, [edit]) == after


ADDRESSES = {
    "https://a.example/b|c": "https://a.example/b%7Cc",
    "https://a.example/[1]{2}": "https://a.example/%5B1%5D%7B2%7D",
    "https://a.example/a b\"<!--'": "https://a.example/a%20b%22%3C!--%27",
    "https://a.example/~~~~": "https://a.example/%7E%7E%7E%7E",
    "https://a.example/?a=1&lt;=2&copy=3": "https://a.example/?a=1&amp;lt;=2&copy=3",
    "https://a.example/\u202eb": "https://a.example/%E2%80%AEb",
    "https://a.example/~me/~x": "https://a.example/~me/~x",
    "https://a.example/ü?q=ö": "https://a.example/ü?q=ö",
}


@pytest.mark.parametrize(("address", "written"), ADDRESSES.items(), ids=list(ADDRESSES))
def test_addresses_are_no_wikitext(address: str, written: str) -> None:
    assert as_value(address) == written


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_address_stays_in_its_parameter(address: str) -> None:
    page = f"{{{{cite web|url={as_value(address)}|title=T}}}}"
    (url, title) = parameters(page, _template(page))
    assert (url.name, title.name, title.value) == ("url", "title", "T")
    assert unquote(plain(as_value(address))) == unquote(address.strip())


pieces = st.sampled_from(
    ["a", "url", "=", "|", " ", "\n", "\r\n", "<!-- x -->", "{{t|u=v}}", "[[l|m]]", "http://a.example/", "ü", "<b>"]
)


@given(st.lists(pieces, max_size=12))
def test_places_hold_what_they_say(listed: list[str]) -> None:
    page = "{{cite web|" + "".join(listed) + "}}"
    for each in parameters(page, _template(page)):
        assert each.start <= each.value_start <= each.value_end <= each.end
        assert plain(page[each.value_start : each.value_end]) == each.value
        if each.name:
            assert page[each.equals] == "="
        edited = apply(page, [set_value(page, _template(page), each, "N")])
        assert len(edited) == len(page) - (each.value_end - each.value_start) + 1
