from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.citation import Article, CitedBy
from crawler.references.document import dump, parse
from crawler.references.problem import NoFootnotesError
from crawler.references.wikitext.article import examine, read


def numbered(text: str) -> list[tuple[str, str]]:
    """Each footnote's label, and its words where it is a footnote of words alone."""
    return [(citation.label, citation.other.get("text", "")) for citation in read(text).references]


def said(text: str) -> list[str]:
    return [str(problem) for problem in examine(text, "page").problems]


# Each page with the numbers that MediaWiki's Cite extension gives its footnotes.
PAGES = {
    "in the order of the text": ("a<ref>one</ref> b<ref>two</ref>", [("1", "one"), ("2", "two")]),
    "a name again": ('a<ref name="n">one</ref><ref>two</ref><ref name="n" />', [("1", "one"), ("2", "two")]),
    "a name before its text": ("a<ref name=n /><ref>two</ref><ref name=n>one</ref>", [("1", "one"), ("2", "two")]),
    "names have case": ("<ref name=n>one</ref><ref name=N>two</ref>", [("1", "one"), ("2", "two")]),
    "white space in names is one space": (
        '<ref name="a  b">one</ref><ref name="a\nb" /><ref name=" a b "/>',
        [("1", "one")],
    ),
    "an underscore is no space": ("<ref name=a_b>one</ref><ref name='a b'>two</ref>", [("1", "one"), ("2", "two")]),
    "names without quotes": ("<ref name=n/>x<ref name=n>one</ref>", [("1", "one")]),
    "japanese notes are a group of another name": (
        "これは船のはなし{{efn|これは注釈}}である{{efn2|これは注}}。<ref>ふね</ref>{{Notelist}}{{Notelist2}}{{Reflist}}",
        [("注釈:1", "これは注釈"), ("注:1", "これは注"), ("1", "ふね")],
    ),
    "groups count for themselves": (
        '<ref group="note">n1</ref><ref>one</ref><ref group=note>n2</ref><references group="note" /><references />',
        [("note:1", "n1"), ("note:2", "n2"), ("1", "one")],
    ),
    "a name belongs to its group": (
        "<ref group=g name=n>n1</ref><ref name=n>one</ref><references group=g /><references />",
        [("g:1", "n1"), ("1", "one")],
    ),
    "an empty group is none": ('<ref group="">one</ref><ref>two</ref>', [("1", "one"), ("2", "two")]),
    "the same name with another text": ("<ref name=n>one</ref><ref name=n>other</ref>", [("1", "one")]),
    "a name that has no text anywhere": ("<ref name=n /><ref>two</ref>", [("1", ""), ("2", "two")]),
    "an empty footnote has no number": ("<ref></ref><ref> </ref><ref /><ref>one</ref>", [("1", "one")]),
    "an empty named one is citing": ("<ref name=n></ref><ref name=n>one</ref>", [("1", "one")]),
    "a number as a name has no number": ('<ref name="12">x</ref><ref>one</ref>', [("1", "one")]),
    "a name that begins with a number": ('<ref name="12a">one</ref>', [("1", "one")]),
    "an unknown attribute": ('<ref nmae="x">one</ref>', [("1", "one")]),
    "follow adds to a footnote": (
        "<ref name=n>one</ref><ref follow=n>more</ref><ref>two</ref>",
        [("1", "one more"), ("2", "two")],
    ),
    "follow of nothing has no number": ("<ref follow=n>more</ref><ref>one</ref>", [("1", "one")]),
    "details are 1.1": (
        '<ref name=b>book</ref><ref>two</ref><ref name=b details="p. 5" /><ref name=b details="p. 6" />',
        [("1", "book"), ("1:1", "p. 5"), ("1:2", "p. 6"), ("2", "two")],
    ),
    "details with the main text": ('<ref name=b details="p. 5">book</ref>', [("1", "book"), ("1:1", "p. 5")]),
    "empty details are none": ('<ref name=b details=" ">book</ref>', [("1", "book")]),
    "extends is 1.1": (
        "<ref>one</ref><ref extends=b>p. 5</ref><ref name=b>book</ref><ref extends=b>p. 6</ref>",
        [("1", "one"), ("2", "book"), ("2:1", "p. 5"), ("2:2", "p. 6")],
    ),
    "list-defined": (
        'a<ref name=x /><ref name=y /><references><ref name="y">two</ref><ref name="x">one</ref></references>',
        [("1", "one"), ("2", "two")],
    ),
    "list-defined and never cited": (
        "a<ref name=x /><references><ref name=y>two</ref><ref name=x>one</ref></references>",
        [("1", "one")],
    ),
    "list-defined of another group": (
        "a<ref name=x /><references><ref name=x group=g>two</ref></references>",
        [("1", "")],
    ),
    "list-defined in reflist": (
        "a<ref name=x /><ref>two</ref>{{reflist|30em|refs=<ref name=x>one</ref>}}",
        [("1", "one"), ("2", "two")],
    ),
    "list-defined in a group's reflist": (
        "a<ref name=x group=n /><ref>two</ref>{{Reflist|group=n|refs=<ref name=x group=n>one</ref>}}{{reflist}}",
        [("n:1", "one"), ("1", "two")],
    ),
    "numbers begin anew after a list": (
        "<ref name=a>one</ref><references /><ref name=a>one again</ref><ref>two</ref><references />",
        [("1", "one"), ("list-2:1", "one again"), ("list-2:2", "two")],
    ),
    "only the listed group begins anew": (
        "<ref group=g>g1</ref><ref>one</ref><references /><ref group=g>g2</ref><references group=g />",
        [("1", "one"), ("g:1", "g1"), ("g:2", "g2")],
    ),
    "a group that is named as a sub-reference is": (
        "<ref name=b>book</ref><ref name=b details=p /><ref group=1>one</ref><references /><references group=1 />",
        [("1", "book"), ("1:1", "p"), ("1-2:1", "one")],
    ),
    "a list of nothing is none": ("<references /><ref>one</ref><references />", [("1", "one")]),
    "refn": ("{{refn|note one|name=n}}<ref>two</ref>{{refn|name=n}}", [("1", "note one"), ("2", "two")]),
    "refn in a group": ("{{Refn|group=nb|note}}<references group=nb />", [("nb:1", "note")]),
    "efn has letters": (
        "{{efn|first}}<ref>one</ref>{{efn|1=sec=ond|name=n}}{{efn|name=n}}{{notelist}}{{reflist}}",
        [("lower-alpha:1", "first"), ("lower-alpha:2", "sec=ond"), ("1", "one")],
    ),
    "efn of other letters": (
        "{{efn-ua|a}}{{efn|group=ua|b}}{{notelist-ua}}",
        [("upper-alpha:1", "a"), ("upper-alpha:2", "b")],
    ),
    "notelist defines under its other name": (
        "{{efn|name=a}}{{notelist|notes={{efn|name=a|text}}}}",
        [("lower-alpha:1", "text")],
    ),
    "notelist defines": ("{{efn|name=a}}{{notelist|refs={{efn|name=a|text}}}}", [("lower-alpha:1", "text")]),
    "a footnote within a note comes first": (
        "{{refn|note<ref>inner</ref>}}<ref>last</ref>",
        [("1", "inner"), ("2", "note"), ("3", "last")],
    ),
    "a footnote within a note of another group": (
        "{{efn|note<ref>inner</ref>}}<ref>last</ref>{{notelist}}{{reflist}}",
        [("lower-alpha:1", "note"), ("1", "inner"), ("2", "last")],
    ),
    "tag function": (
        ('{{#tag:ref|one|name="n"|group=}}{{#tag:ref|name=x}}<ref name=n />{{#tag:ref|g1|group=g}}'),
        [("1", "one"), ("2", "name=x"), ("g:1", "g1")],
    ),
    "tag function of a list": (
        "<ref name=x />{{#tag:references|<ref name=x>one</ref>}}<ref>two</ref>",
        [("1", "one"), ("list-2:1", "two")],
    ),
    "r": ("<ref name=a>one</ref>{{r|b|a}}<ref name=b>two</ref>{{R|a|p=5}}", [("1", "one"), ("2", "two")]),
    "r in a group": ("{{r|group=g|a}}<ref name=a group=g>one</ref><references group=g />", [("g:1", "one")]),
    "sfn of the same words is one": (
        "{{sfn|Smith|2010|p=5}}{{sfn|Smith|2010|p=6}}{{sfn|Smith|2010|p=5}}",
        [("1", "Smith 2010, p. 5"), ("2", "Smith 2010, p. 6")],
    ),
    "comments and nowiki": (
        "<!-- <ref>a</ref> --><nowiki><ref>b</ref></nowiki><pre><ref>c</ref></pre><ref>one<!-- x --></ref>",
        [("1", "one")],
    ),
    "code": (
        "<syntaxhighlight lang='xml'><ref>a</ref></syntaxhighlight><math><ref>x</ref></math><ref>one</ref>",
        [("1", "one")],
    ),
    "what only transclusion shows": (
        (
            "<includeonly><ref>a</ref></includeonly><noinclude><ref>one</ref></noinclude><onlyinclude><ref>two</ref></onlyinclude"
            ">"
        ),
        [("1", "one"), ("2", "two")],
    ),
    "nowiki within a footnote": ("<ref><nowiki>{{x}}</nowiki> [a]</ref>", [("1", "{{x}} [a]")]),
    "a gallery": ("<gallery>\nA.jpg|words<ref>one</ref>\n</gallery><ref>two</ref>", [("1", "one"), ("2", "two")]),
    "a file's caption": ("[[File:A.jpg|thumb|words<ref>one</ref>]]<ref>two</ref>", [("1", "one"), ("2", "two")]),
    "a table": ("{|\n! a<ref>one</ref>\n|-\n| b || c<ref>two</ref>\n|}", [("1", "one"), ("2", "two")]),
    "an infobox": (
        "{{Infobox x|a=1<ref>one</ref>|b={{small|2<ref>two</ref>}}}}<ref>three</ref>",
        [("1", "one"), ("2", "two"), ("3", "three")],
    ),
    "of an argument given twice the last counts": ("{{t|a=<ref>no</ref>|a=<ref>one</ref>}}", [("1", "one")]),
    "a default": ("{{{x|<ref>one</ref>}}}", [("1", "one")]),
    "an if that is plain": (
        "{{#if:x|<ref>one</ref>|<ref>no</ref>}}{{#if: |<ref>no</ref>|<ref>two</ref>}}",
        [("1", "one"), ("2", "two")],
    ),
    "a footnote that was not closed": ("a<ref>b c<ref>d</ref> e<ref>one</ref>", [("1", "one")]),
    "the last one not closed": ("<ref>one</ref> a<ref>b", [("1", "one")]),
    "braces left open": ("{{t|a<ref>one</ref>\n== H ==\nb<ref>two</ref>", [("1", "one"), ("2", "two")]),
    "a capital tag": ("<REF NAME=n>one</REF><Ref name=n />", [("1", "one")]),
    "a group without a list": ("<ref group=g>g1</ref><ref>one</ref><references />", [("1", "one"), ("g:1", "g1")]),
    "a byte-order mark and carriage returns": ("\ufeffa<ref>one\r\ntwo</ref>\r\n", [("1", "one two")]),
}


@pytest.mark.parametrize(("text", "expected"), PAGES.values(), ids=PAGES)
def test_numbers_are_cite_s(text: str, expected: list[tuple[str, str]]) -> None:
    assert numbered(text) == expected


BRINGS = "may bring footnotes that only the wiki knows"

# Each page with what is said of it, and of which footnote.
REMARKS = {
    "empty": ("a\n b<ref></ref><ref>x</ref>", "page:2:3: a <ref> without text and without a name: no number"),
    "number": ('<ref name="1">x</ref><ref>x</ref>', 'page:1:1: a <ref> whose name "1" is a number: no number'),
    "open": (
        "<ref>a<ref>b</ref><ref>x</ref>",
        "page:1:1: a <ref> that is not closed before the next begins: no number",
    ),
    "attribute": ("<ref x=y>a</ref>", 'page:1:1: a <ref> with "x", which Cite does not know; expected name or group'),
    "other text": (
        "<ref name=n>a</ref> <ref name=n>b</ref>",
        'page:1:21: footnote 1: the name "n" has another text before; that one counts',
    ),
    "no text": ("<ref name=n />", 'page:1:1: footnote 1: the name "n" has no text anywhere'),
    "follow": (
        "<ref follow=n>a</ref><ref>x</ref>",
        'page:1:1: a <ref> follows "n", which nothing before it cites: no number',
    ),
    "two names": (
        "<ref follow=n name=m>a</ref><ref>x</ref>",
        "page:1:1: a <ref> that follows another and has a name of its own: no number",
    ),
    "never cited": (
        "<ref>x</ref><references><ref name=y>z</ref></references>",
        'page:1:25: the list defines "y", which nothing before it cites: no number',
    ),
    "group": (
        "<ref name=y /><references><ref name=y group=g>z</ref></references>",
        'page:1:27: a <ref> of group "g" in the list of group "": left out',
    ),
    "unnamed": (
        "<ref>x</ref><references><ref>z</ref></references>",
        "page:1:25: a <ref> in a list without a name or without text: left out",
    ),
    "no list": (
        "<ref group=g>x</ref>",
        'page:1:1: no list of group "g"; its footnotes are read all the same, expected <references group="g" />',
    ),
    "nested": (
        "<ref>a {{efn|b}}</ref>",
        "page:1:1: footnote 1: holds {{efn}} within a <ref>, which Cite does not number",
    ),
    "unknown work": (
        "{{sfn|Smith|2010}}",
        "page:1:1: footnote 1: holds a short citation of Smith 2010, which no citation template of the page is",
    ),
    "unknown within": (
        "<ref>{{Cite-like|a}}</ref>",
        "page:1:1: footnote 1: holds {{cite-like}}, which only the wiki can expand",
    ),
    "bringing": (
        "<ref>a</ref>{{Single chart|x}}",
        f'page:1:13: "single chart" {BRINGS} (after footnote 1); later numbers may be higher',
    ),
    "transcluded": (
        "{{:Other page}}<ref>a</ref>",
        f'page:1:1: ":other page" {BRINGS} (before the first footnote); later numbers may be higher',
    ),
    "invoked": (
        "<ref group=g>a</ref>{{#invoke:Chart|x}}<references group=g />",
        f'page:1:21: "#invoke:chart" {BRINGS} (after footnote g 1); later numbers may be higher',
    ),
    "made name": (
        "{{ {{x}} }}<ref>a</ref>",
        f'page:1:1: "{{{{ {{{{x}}}} }}}}" {BRINGS} (before the first footnote); later numbers may be higher',
    ),
    "order": (
        "{{Infobox x|a=1<ref>one</ref>|b=2<ref>two</ref>}}",
        "page:1:1: footnote 1: {{infobox x}} cites 2 footnotes; which of them it shows first only the wiki knows",
    ),
    "branch": (
        "{{#if:{{{1|}}}|<ref>a</ref>}}",
        'page:1:1: "#if" cites footnotes; whether it shows them only the wiki knows',
    ),
    "unknown": (
        "{{Some thing}}<ref>a</ref>",
        "page: templates that were not expanded, whatever footnotes they hold are missing: {{some thing}}",
    ),
}


@pytest.mark.parametrize(("text", "expected"), REMARKS.values(), ids=REMARKS)
def test_what_cannot_be_told_is_said_with_its_place(text: str, expected: str) -> None:
    assert expected in said(text)


def test_a_sound_page_has_nothing_to_say() -> None:
    text = (
        "{{Short description|x}}{{lang|fr|a}} b<ref name=n>one</ref>{{efn|n}}<ref name=n />\n{{notelist}}\n{{reflist}}"
    )
    assert said(text) == []


@pytest.mark.parametrize("text", ["", "plain words", "<nowiki><ref>x</ref></nowiki>", "<ref></ref>", "<references />"])
def test_a_page_without_footnotes(text: str) -> None:
    with pytest.raises(NoFootnotesError, match="no footnotes found; expected a page's wikitext"):
        read(text)


PASSAGES = {
    "the lead": ("The port is one of the oldest.<ref>x</ref>", [("", "port is one of the oldest")]),
    "a section": ("== Its ''history'' ==\nMen built it<ref>x</ref> then.", [("Its history", "built it")]),
    "a heading with a footnote": ("== The head<ref>x</ref> ==\n", [("The head", "The head")]),
    "markup": (
        "It has '''bold''' [[link|words]] and<br>[http://a.b more]<ref>x</ref>",
        [("", "has bold words and more")],
    ),
    "entities": (
        "Ships&nbsp;and caf&eacute; sailors everywhere &amp; none<ref>x</ref>",
        [("", "and café sailors everywhere & none")],
    ),
    "after another marker": (
        "One two three<ref>y</ref> four five six seven<ref>x</ref>",
        [("", "four five six seven")],
    ),
    "a list": ("* one item of it<ref>x</ref>\n* two", [("", "item of it")]),
    "a cell": ('{|\n|-\n| style="a" | ninety large ships<ref>x</ref> || b\n|}', [("", "ninety large ships")]),
    "an infobox": ("{{Infobox port\n| ships = 82 big ships<ref>x</ref>\n}}", [("Infobox", "82 big ships")]),
    "a template that shows its words": (
        "And then {{nowrap|four thousand men}} built<ref>x</ref>",
        [("", "then four thousand men built")],
    ),
    "language": ("And then {{lang|fr|quatre mille}} hommes came<ref>x</ref>", [("", "then quatre mille hommes came")]),
    "a template that only the wiki can expand": (
        "It is {{convert|5|km}} long and wide there<ref>x</ref>",
        [("", "and wide there")],
    ),
    "a quotation": ("{{quote|The port is very old, they said<ref>x</ref>}}", [("", "port is very old, they said")]),
    "brackets of the text": ("It was [12] in the book [a] then<ref>x</ref>", [("", "was [12] in the book [a] then")]),
    "a dropped template": (
        "It was so{{citation needed|date=May 2010}} and so on<ref>x</ref>",
        [("", "was so and so on")],
    ),
    "a paragraph over lines": (
        "It was long ago\nand far from here<ref>x</ref>",
        [("", "was long ago and far from here")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PASSAGES.values(), ids=PASSAGES)
def test_where_the_last_footnote_is_cited(text: str, expected: list[tuple[str, str]]) -> None:
    citation = next(citation for citation in read(text).references if citation.other.get("text") == "x")
    assert [(place.section, place.text) for place in citation.cited_by] == expected


def test_a_footnote_that_is_cited_in_several_places() -> None:
    (citation,) = read("Lead words of it<ref name=n>x</ref>\n== S ==\n* and here they are<ref name=n />").references
    assert citation.cited_by == (CitedBy(text="words of it"), CitedBy(section="S", text="here they are"))


def test_paragraphs_that_cite_nothing_are_counted_by_section() -> None:
    long = "A paragraph that has quite enough words to be one that ought to cite something. " * 2
    lead, section = f"{long}<ref>x</ref>\n\n{long}", f"{long}\n\n{long}\n\nshort one\n* {long}"
    page = f"{lead}\n\n== S ==\n{section}\n\n== T ==\n{long}<ref>y</ref>"
    assert examine(page).uncited == {"": 1, "S": 2}


def test_the_same_page_again_is_the_same() -> None:
    for text, _ in PAGES.values():
        references = replace(read(text), article=Article(title="T", imported="2024-01-02"))
        assert parse(dump(references)) == references


def test_a_large_page_is_read_whole() -> None:
    cite = "{{cite web |last=Doe |title=Title [[of]] it |url=http://a.example/%d |access-date=2 May 2011}}"
    page = "".join(f"Words and words.<ref>{cite % number}</ref>{' filler' * 100}\n\n" for number in range(5_000))
    found = read(page).references
    assert len(page) > 4_000_000
    assert [citation.number for citation in found] == list(range(1, 5_001))
    assert [citation.url for citation in found] == [f"http://a.example/{number}" for number in range(5_000)]
    assert all(len(citation.cited_by) == 1 for citation in found)


BROKEN = {
    "open braces": "{{" * 50_000,
    "deep templates": "{{a|" * 3_000 + "x" + "}}" * 3_000,
    "deep links": "[[a|" * 50_000,
    "open footnotes": "<ref>" * 50_000,
    "open tags": "<ref " * 50_000,
    "open names": '<ref name="' * 20_000,
    "open comments": "<!--" * 50_000,
    "open tables": "{|\n|" * 20_000,
    "mixed": "<ref>{{a|[http://x [[" * 10_000,
    "closing": "}}]]</ref>" * 20_000,
    "tags in tags": "".join(f"<{tag}>{{{{a|" * 3 for tag in ("poem", "gallery", "tab", "section")) + "x",
    "quotes": "'" * 100_000,
    "equals": "=" * 100_000,
    "brackets": "[http://a " * 20_000,
    "brackets in a footnote": f"<ref>{'[http://a ' * 20_000}</ref>",
    "tags in a footnote": f"<ref>{'<b>' * 20_000}<ref></ref>",
    "pipes": "{{cite web|" + "|" * 100_000 + "}}",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_broken_wikitext_hides_no_footnote_before_it(text: str) -> None:
    assert numbered(f"a<ref>one</ref>\n{text}")[0] == ("1", "one")


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A page with the labels of its footnotes, known by the way it is made."""
    counts: dict[str, int] = {}
    known: dict[tuple[str, str], str] = {}
    body: list[str] = []
    defined: list[tuple[str, str]] = []
    for serial in range(draw(st.integers(1, 12))):
        group = draw(st.sampled_from(["", "note", "lower-alpha"]))
        name = draw(st.sampled_from(["", "", "a", "b", "A", "c d"]))
        attributes = (f' group="{group}"' if group else "") + (f' name="{name}"' if name else "")
        if (group, name) not in known or not name:
            counts[group] = counts.get(group, 0) + 1
            known[group, name or f"#{serial}"] = f"{group}:{counts[group]}" if group else str(counts[group])
            in_list = bool(name) and draw(st.booleans())
            defined += [(group, name)] if in_list else []
            tag = f"<ref{attributes} />" if in_list else f"<ref{attributes}>text {serial}</ref>"
        else:
            tag = f"<ref{attributes}/>"
        before = draw(
            st.sampled_from(["Words. ", "\n== H ==\n", "\n* item ", "<!-- <ref>no</ref> -->", "{{x|1=", "[[l|"])
        )
        after = {"{{x|1=": "}}", "[[l|": "]]"}.get(before, "")
        body.append(f"{before}w{tag}{after}")
    groups = draw(st.permutations(sorted(counts)))
    lists = []
    for group in groups:
        refs = "".join(f'<ref name="{name}">listed</ref>' for of, name in defined if of == group)
        lists.append(
            draw(
                st.sampled_from(
                    [f'<references group="{group}">{refs}</references>', f"{{{{reflist|group={group}|refs={refs}}}}}"]
                )
            )
        )
    labels = [
        f"{group}:{number}" if group else str(number) for group in groups for number in range(1, counts[group] + 1)
    ]
    return "".join([*body, "\n", *lists]), labels


@given(articles())
@settings(max_examples=200, deadline=None)
def test_numbers_of_articles_that_were_made_for_it(made: tuple[str, list[str]]) -> None:
    text, labels = made
    found = examine(text)
    assert [citation.label for citation in found.references.references] == labels
    assert not [problem for problem in found.problems if "no number" in problem.message]
    assert all(citation.cited_by and citation.other["text"] for citation in found.references.references)


_PIECES = [
    *itertools.chain.from_iterable(
        text.replace("<", "\0<").replace("{", "\0{").split("\0") for text, _ in PAGES.values()
    ),
    "{{cite web|title=",
    "{{cite web|url=http://a |date=2010",
    "{{",
    "}}",
    "[[",
    "]]",
    "|",
    "=",
    "[http://a b",
    "\x02",
    "{|\n|",
    "''",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join) | st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused_and_read_again_the_same(text: str) -> None:
    try:
        references = read(text)
        written = parse(dump(references))
    except NoFootnotesError as error:
        assert "expected a page's wikitext" in str(error)  # noqa: PT017 - either is well
    else:
        assert written == references


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_bytes_never_crash_it(content: bytes) -> None:
    assert read("<ref>x</ref>" + content.decode("latin-1")).references[0].number == 1
