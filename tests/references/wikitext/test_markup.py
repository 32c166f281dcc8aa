from __future__ import annotations

import mwparserfromhell
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.wikitext.markup import DEEPEST, Argument, Link, Node, Tag, Template, parse


def shape(nodes: tuple[Node, ...]) -> list[object]:
    """The nodes as lists: texts as they are, the others by their kind and parts."""
    shaped: list[object] = []
    for node in nodes:
        if isinstance(node, str):
            shaped += [shaped.pop() + node] if shaped and isinstance(shaped[-1], str) else [node]
        elif isinstance(node, Tag):
            shaped.append((node.name, node.attributes, node.inner))
        else:
            kind = {Template: "{{", Argument: "{{{", Link: "[["}[type(node)]
            shaped.append((kind, *(shape(part.nodes) for part in node.parts)))
    return shaped


CASES = {
    "text": ("a = b | c", ["a = b | c"]),
    "template": ("a{{b|c=d|e}}f", ["a", ("{{", ["b"], ["c=d"], ["e"]), "f"]),
    "empty parts": ("{{a||}}", [("{{", ["a"], [], [])]),
    "nested": ("{{a|{{b|c}}}}", [("{{", ["a"], [("{{", ["b"], ["c"])])]),
    "argument": ("{{{a|b}}}", [("{{{", ["a"], ["b"])]),
    "four braces": ("{{{{a}}}}", ["{", ("{{{", ["a"]), "}"]),
    "five braces": ("{{{{{a}}}}}", [("{{", [("{{{", ["a"])])]),
    "more closing than opening": ("{{a}}}}", [("{{", ["a"]), "}}"]),
    "link": ("[[a|b]]", [("[[", ["a"], ["b"])]),
    "a link keeps its pipe": ("{{a|[[b|c]]}}", [("{{", ["a"], [("[[", ["b"], ["c"])])]),
    "external link in brackets": ("[[[http://a b]]]", ["[", ("[[", ["http://a b"]), "]"]),
    "open braces": ("{{a|b {{c}}", ["{{a|b ", ("{{", ["c"])]),
    "open brackets keep braces open": ("{{a|[[b}} {{c}}", ["{{a|[[b}} ", ("{{", ["c"])]),
    "braces within brackets": ("[[a {{b]] c}}", ["[[a ", ("{{", ["b]] c"])]),
    "tag": ("a<ref name=b>c</ref>d", ["a", ("ref", " name=b", "c"), "d"]),
    "tag that closes itself": ("<ref name=b />", [("ref", " name=b ", None)]),
    "tag that closes itself at once": ("<ref/>", [("ref", "", None)]),
    "the first closing tag closes": ("<ref>a<ref>b</ref>c</ref>", [("ref", "", "a<ref>b"), "c</ref>"]),
    "a space in the closing tag": ("<ref>a</ref >b", [("ref", "", "a"), "b"]),
    "the first > ends a tag": ('<ref name="a>b">c</ref>', [("ref", ' name="a', 'b">c')]),
    "what is in a tag is opaque": ("{{a|<ref>}}</ref>|b}}", [("{{", ["a"], [("ref", "", "}}")], ["b"])]),
    "a tag that is never closed": ("<ref>a {{b}}", ["<ref>a ", ("{{", ["b"])]),
    "a closed tag, then one that is not": ("<ref>a</ref><ref>b", [("ref", "", "a"), "<ref>b"]),
    "another word": ("<refer>a</refer><reference/>", ["<refer>a</refer><reference/>"]),
    "references": ("<references>a</references>", [("references", "", "a")]),
    "capitals": ("<REF>a</Ref>", [("ref", "", "a")]),
    "nowiki": ("<nowiki>{{a}}</nowiki>", [("nowiki", "", "{{a}}")]),
    "comment": ("a<!-- {{b}} -->c", ["ac"]),
    "comment within a template": ("{{a<!-- | -->|b}}", [("{{", ["a"], ["b"])]),
    "open comment": ("a<!-- {{b}}", ["a"]),
    "a comment with a line of its own": ("a\n  <!-- b --> \nc", ["a\n  c"]),
    "comment within a tag": ("<ref>a<!-- </ref> -->", [("ref", "", "a<!-- "), " -->"]),
    "only in a template": ("a<includeonly>b</includeonly>c", ["ac"]),
    "only in a template, open": ("a<includeonly>b", ["a"]),
    "not in a template": ("<noinclude>a</noinclude>", ["a"]),
    "only this in a template": ("<onlyinclude>{{a}}</onlyinclude>", [("{{", ["a"])]),
    "a lone bracket": ("a < b", ["a < b"]),
    "a tag without an end": ("<ref name=a", ["<ref name=a"]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_a_page_is_read_as_mediawiki_reads_it(text: str, expected: list[object]) -> None:
    assert shape(parse(text)) == expected


def test_places_are_the_page_s() -> None:
    text = "ab{{t|x=<ref>y</ref>}}"
    (_, template) = parse(text)
    assert isinstance(template, Template)
    assert text[template.start : template.end] == "{{t|x=<ref>y</ref>}}"
    assert [text[part.start : part.end] for part in template.parts] == ["t", "x=<ref>y</ref>"]
    (_, tag) = template.parts[1].nodes
    assert isinstance(tag, Tag)
    assert (text[tag.start : tag.start + 4], text[tag.inner_start : tag.inner_start + 1]) == ("<ref", "y")


def test_places_count_from_a_base() -> None:
    (template,) = parse("{{a|<ref>b</ref>}}", base=100)
    assert isinstance(template, Template)
    (tag,) = template.parts[1].nodes
    assert isinstance(tag, Tag)
    assert (template.start, template.end, template.parts[1].start, tag.start, tag.inner_start) == (
        100,
        118,
        104,
        104,
        109,
    )


def test_braces_that_are_nested_too_deep_are_text() -> None:
    text = "{{a|" * (DEEPEST + 5) + "x" + "}}" * (DEEPEST + 5)
    nodes, depth = parse(text), 0
    while isinstance(nodes[0], Template):
        nodes, depth = nodes[0].parts[1].nodes, depth + 1
    assert depth == DEEPEST


_WORDS = st.text("abc ", min_size=1, max_size=4)
_PAGES = st.recursive(
    _WORDS,
    lambda inner: st.one_of(
        st.tuples(_WORDS, inner).map(lambda pair: f"{{{{{pair[0].strip() or 'n'}|{pair[1]}}}}}"),
        st.tuples(_WORDS, inner).map(lambda pair: f"[[{pair[0].strip() or 'n'}|{pair[1]}]]"),
        st.lists(inner, max_size=3).map("".join),
        _WORDS.map(lambda words: f"<ref>{words}</ref>"),
        _WORDS.map(lambda words: f"<!--{words}-->"),
    ),
    max_leaves=12,
)


def counted(nodes: tuple[Node, ...]) -> list[str]:
    """The names of all templates and the contents of all footnotes, in the order in which they begin."""
    found = []
    for node in nodes:
        if isinstance(node, Tag):
            found.append(node.inner or "")
        elif not isinstance(node, str):
            found += ["".join(map(str, node.parts[0].nodes)).strip()] if isinstance(node, Template) else []
            found += [name for part in node.parts for name in counted(part.nodes)]
    return found


@given(_PAGES)
@settings(max_examples=200, deadline=None)
def test_sound_wikitext_is_read_as_mwparserfromhell_reads_it(text: str) -> None:
    others = mwparserfromhell.parse(text, skip_style_tags=True)
    expected = []
    for node in others.ifilter(forcetype=(mwparserfromhell.nodes.Template, mwparserfromhell.nodes.Tag)):
        is_template = isinstance(node, mwparserfromhell.nodes.Template)
        expected.append(str(node.name).strip() if is_template else str(node.contents))
    assert counted(parse(text)) == expected


@given(st.lists(st.sampled_from(["{{", "}}", "[[", "]]", "{", "}", "|", "=", "a", "<ref>", "</ref>"]), max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_text_is_lost_or_made_up(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert rebuilt(parse(text)) == text


def rebuilt(nodes: tuple[Node, ...]) -> str:
    """The wikitext that the nodes stand for."""
    written = ""
    for node in nodes:
        if isinstance(node, str):
            written += node
        elif isinstance(node, Tag):
            written += f"<{node.name}{node.attributes}>{node.inner}</{node.name}>"
        else:
            opening = {Template: "{{", Argument: "{{{", Link: "[["}[type(node)]
            closing = opening.replace("{", "}").replace("[", "]")
            written += opening + "|".join(rebuilt(part.nodes) for part in node.parts) + closing
    return written
