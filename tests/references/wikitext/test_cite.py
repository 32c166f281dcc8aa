from __future__ import annotations

import pytest

from crawler.references.wikitext.cite import Cite, Content, Mark


def mark(text: str | None, **attributes: str) -> Mark:
    return Mark(attributes, None if text is None else Content(text, 0), 7)


def test_footnotes_count_in_their_group() -> None:
    cite = Cite()
    found = [
        cite.cite(mark("a")),
        cite.cite(mark("b", group="g")),
        cite.cite(mark("c")),
        cite.cite(mark(None, name="n")),
    ]
    assert [(footnote.group, footnote.number) for footnote in found if footnote] == [
        ("", 1),
        ("g", 1),
        ("", 2),
        ("", 3),
    ]


def test_a_name_is_the_same_footnote_until_its_list() -> None:
    cite = Cite()
    first = cite.cite(mark("a", name="n"))
    assert cite.cite(mark(None, name="n")) is first
    cite.list_group("")
    again = cite.cite(mark(None, name="n"))
    assert again is not first
    assert again
    assert (again.number, again.texts) == (1, [])


def test_lists_have_what_their_group_has_so_far() -> None:
    cite = Cite()
    for group in ("", "g", ""):
        cite.cite(mark("a", group=group))
    cite.list_group("g")
    cite.list_group("g")
    cite.cite(mark("b"))
    cite.end()
    assert [[(footnote.group, footnote.number) for footnote in listed] for listed in cite.lists] == [
        [("g", 1)],
        [("", 1), ("", 2), ("", 3)],
    ]
    assert cite.remarks == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (mark(None), "without text"),
        (mark(" "), "without text"),
        (mark("a", name="1"), "is a number"),
        (mark("a", follow="1"), "is a number"),
        (mark("a", follow="n", name="m"), "name of its own"),
        (mark("a<ref>b"), "not closed"),
        (mark("a<references />"), "not closed"),
    ],
)
def test_what_cite_refuses_has_no_number(wrong: Mark, message: str) -> None:
    cite = Cite()
    assert cite.cite(wrong) is None
    assert message in cite.remarks[0].message
    assert (cite.remarks[0].start, cite.cite(mark("a"))) != (0, None)


@pytest.mark.parametrize("text", ["<nowiki><ref></nowiki>", "<!-- <ref> -->", "<i>a</i>", "a <refer>"])
def test_a_tag_that_only_looks_open(text: str) -> None:
    assert Cite().cite(mark(text)) is not None


def test_a_note_of_a_template_may_hold_tags() -> None:
    assert Cite().cite(Mark({}, Content("a<ref>b</ref>", 0, "argument"), 0)) is not None


def test_definitions_of_a_list_give_texts_to_what_was_cited() -> None:
    cite = Cite()
    footnote = cite.cite(mark(None, name="n", group="g"))
    cite.define(mark("text", name="n"), "g")
    cite.define(mark("other", name="n", group="g"), "g")
    assert footnote
    assert [content.text for content in footnote.texts] == ["text"]
    assert [remark.footnote for remark in cite.remarks] == [footnote]


def test_sub_references_stand_under_their_footnote() -> None:
    cite = Cite()
    detail = cite.cite(mark("book", name="b", details="p. 5"))
    assert detail
    assert detail.main
    assert (detail.number, detail.main.number, detail.texts[0].text, detail.main.texts[0].text) == (
        1,
        1,
        "p. 5",
        "book",
    )
    again = cite.cite(mark("p. 6", extends="b", name="six"))
    assert again
    assert (again.number, again.main, cite.cite(mark(None, extends="b", name="six"))) == (
        2,
        detail.main,
        again,
    )
