"""Where a page names sources, and which tags are about which."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.references.wikitext.template import name_of
from crawler.repair.wikitext.mentions import find, links_in

U, V = "https://a.example/x?b=1", "https://b.example/y"
DEAD = "{{dead link|date=May 2012}}"


def _shown(page: str) -> list[str]:
    return [page[each.start : each.end] for each in find(page).mentions]


SOURCES = {
    "in a ref": (f"<ref>{{{{cite web|url={U}}}}}</ref>", [f"{{{{cite web|url={U}}}}}"]),
    "in a list of refs": (
        f"{{{{reflist|refs=<ref name=a>{{{{Cite news|url={U}}}}}</ref>}}}}",
        [f"{{{{Cite news|url={U}}}}}"],
    ),
    "in references": (f"<references><ref name=a>[{U} T]</ref></references>", [f"[{U} T]"]),
    "in another template": (f"{{{{efn|See {{{{cite web|url={U}}}}}.}}}}", [f"{{{{cite web|url={U}}}}}"]),
    "in a caption": (f"[[File:A.jpg|x<ref>[{U}]</ref>]]", [f"[{U}]"]),
    "a free link": (f"See {U}.", [U]),
    "a free link in brackets": (f"(see {U})", [U]),
    "a free link with brackets": (f"{U}_(z)", [f"{U}_(z)"]),
    "a free link before a template": (f"<ref>{U}{DEAD}</ref>", [U]),
    "a free link before italics": (f"{U}''it''", [U]),
    "a free link before an entity": (f"{U}&nbsp;x", [U]),
    "a free link on a line with CRLF": (f"{U}\r\nx", [U]),
    "a link with templates in its label": (f"[{U} T {{{{nbsp}}}}x]", [f"[{U} T {{{{nbsp}}}}x]"]),
    "several": (f"* [{U} T]\n* {{{{citation|url={V}}}}}\n", [f"[{U} T]", f"{{{{citation|url={V}}}}}"]),
    "in a comment": (f"<!-- {{{{cite web|url={U}}}}} [{U}] {U} -->", []),
    "in nowiki": (f"<nowiki>{{{{cite web|url={U}}}}} {U}</nowiki><pre>{U}</pre>", []),
    "in a template's parameter": (f"{{{{official website|{U}}}}}", []),
    "within the wiki": ("[[A|B]] {{see also|C}}", []),
    "a value of a template that never closes": (f"{{{{cite web|url={U}|archive-url = [{V} T]", []),
    "another scheme": ("[ftp://a.example/ T] mailto:a@b.example", []),
    "a label that ends on another line": (f"[{U} T\nx]", []),
}


@pytest.mark.parametrize(("page", "sources"), SOURCES.values(), ids=list(SOURCES))
def test_sources(page: str, sources: list[str]) -> None:
    assert _shown(page) == sources


def test_a_link_knows_its_address() -> None:
    page = f"x [{U}&amp;c=2 T]"
    (link,) = find(page).mentions
    assert link.address == f"{U}&c=2"
    assert page[link.address_start : link.address_end] == f"{U}&amp;c=2"


TAGGED = {
    "behind it": (f"<ref>[{U} T] {DEAD}</ref>", [["dead-link"]]),
    "without a blank": (f"<ref>{U}{DEAD}</ref>", [["dead-link"]]),
    "later in its footnote": (f"<ref>[{U} T], ''Paper'', 2010. {DEAD}</ref>", [["dead-link"]]),
    "later on its line": (f"* [{U} T], 2010. {DEAD}\n* other", [["dead-link"]]),
    "on the next line": (f"* [{U} T]\n\nText. {DEAD}", [[]]),
    "the last of two": (f"<ref>[{U} T], [{V} T] {DEAD}</ref>", [[], ["dead-link"]]),
    "the first of two": (f"<ref>[{U} T] {DEAD}, [{V} T]</ref>", [["dead-link"], []]),
    "of two, behind words": (f"<ref>[{U} T], [{V} T], 2010 {DEAD}</ref>", [[], []]),
    "several": (f"<ref>[{U} T] {{{{Webarchive|url=x}}}} {DEAD} {{{{cbignore}}}}</ref>",
                [["webarchive", "dead-link", "hands-off"]]),
    "of a template": (f"<ref>{{{{cite web|url={U}}}}}{DEAD}</ref>", [["dead-link"]]),
    "in another footnote": (f"<ref>[{U} T]</ref><ref>x {DEAD}</ref>", [[]]),
    "redirects": (f"[{U} T] {{{{Broken link}}}} {{{{Dead_link}}}}", [["dead-link", "dead-link"]]),
}  # fmt: skip


@pytest.mark.parametrize(("page", "tags"), TAGGED.values(), ids=list(TAGGED))
def test_tags(page: str, tags: list[list[str]]) -> None:
    assert [[mark.tag for mark in each.tags] for each in find(page).mentions] == tags


def test_other_templates_are_given_too() -> None:
    page = f"{{{{Use dmy dates}}}} {{{{infobox|ref=<ref>{{{{foo|{U}}}}}</ref>}}}} {DEAD}"
    assert {name_of(each) for each in find(page).others} == {"use dmy dates", "infobox", "foo"}


pieces = st.sampled_from(
    ["{{cite web|url=", U, f"[{U} T]", "}}", "{{", "[[", "]]", "|", "<ref>", "</ref>", "<!--", "-->", "<nowiki>",
     "</nowiki>", "\n", " ", DEAD, "{{efn|", "x", "'''", "\x00", "<ref name=a/>", "<references>", "</references>"]
)  # fmt: skip


@given(st.lists(pieces, max_size=25).map("".join))
def test_whatever_the_page_sources_lie_in_it_and_apart(page: str) -> None:
    found = find(page).mentions
    links = [each for each in found if each.template is None]
    assert all(0 <= each.start < each.end <= len(page) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(links))
    assert all(page[each.start : each.start + 2] == "{{" for each in found if each.template)
    marks = [mark.template.start for each in found for mark in each.tags]
    assert len(marks) == len(set(marks)), "a tag is about one source"


LINKED = {
    "a link": (f"[{U} T]", (U,)),
    "in a parameter": (f"website = [{U} T]", (U,)),
    "free, in a parameter": (f"website={U}", (U,)),
    "in a list": (f"\n* [{U} T]\n* {V}.", (U, V)),
    "in a citation in it": (f"[{V} T] {{{{cite web|url={U}}}}}", (V,)),
    "in a comment": (f"<!-- {U} -->", ()),
    "a value of what never closes": (f"x = 1 url={U}", ()),
    "none": ("a = b", ()),
}


@pytest.mark.parametrize(("text", "addresses"), LINKED.values(), ids=list(LINKED))
def test_the_links_in_a_templates_part(text: str, addresses: tuple[str, ...]) -> None:
    page = f"A {{{{box|{text}}}}}"
    (template,) = find(page).others
    assert links_in(page, template.parts[1]) == addresses
