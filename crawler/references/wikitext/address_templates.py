"""Templates that make an outside link or address of their arguments, such as {{Google books}} (link_templates.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from crawler.data_file import read_table
from crawler.references.footnote import clean
from crawler.references.wikitext.markup import Template
from crawler.references.wikitext.plain import plain
from crawler.references.wikitext.template import Value, arguments, name_of

_AS_GIVEN = "-_.~&=%+/:"
# What the wiki passes on in an address; the rest it encodes, or it would end the address.


def address_of(name: str, values: Mapping[str, Value]) -> str:
    """The address that the template makes; "" where it is not known to make any, or its arguments leave none.

    `name` is as `template.name_of` gives it, `values` as `template.arguments` does.
    """
    made = _made().get(name)
    wanted = _given(values, made["id"]) if made else ""
    if made is None or not wanted:
        return ""
    further = ((before, _given(values, names)) for before, names in made["further"].items())
    pieces = [f"{before}{quote(value, safe=_AS_GIVEN)}" for before, value in further if value]
    return "".join([str(made["address"]), quote(wanted, safe=_AS_GIVEN), *pieces])


def is_bare(name: str, values: Mapping[str, Value]) -> bool:
    """Whether a template that makes an address shows it bare, not as a link with words."""
    return bool(_made()[name]["bare"]) or bool(_given(values, ["plainurl", "plain-url"]))


def link_of(template: Template) -> str:
    """The address or link that the template makes, as wikitext; "" where it is not known to make any."""
    name, values = name_of(template), arguments(template)
    address = address_of(name, values)
    if not address or is_bare(name, values):
        return address
    return f"[{address} {_given(values, _made()[name]['title'])}]"


def _given(values: Mapping[str, Value], names: list[str]) -> str:
    found = (clean(plain(values[name].nodes)) for name in map(str, names) if name in values)
    return next(filter(None, found), "")


@cache
def _made() -> Mapping[str, Mapping[str, Any]]:
    loaded: Mapping[str, Any] = read_table("crawler.references.wikitext", "link_templates.yaml")
    return {str(name): entry for entry in loaded["addresses"] for name in entry["templates"]}
