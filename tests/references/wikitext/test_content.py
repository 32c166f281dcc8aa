# ruff: noqa: RUF001 - templates print en dashes

from __future__ import annotations

from typing import Any

import pytest

from crawler.references.citation import Citation
from crawler.references.wikitext.cite import Content
from crawler.references.wikitext.cited_work import Work
from crawler.references.wikitext.content import Read, citation_from, read_content

BOOK = Work({"title": "Book", "author": ("Smith, A.",)}, {"location": "Paris"}, "Smith2010")


def read_text(text: str) -> Read:
    return read_content([Content(text, 0)], text)


def citation(text: str) -> Citation:
    return citation_from(read_text(text), 1, {"Smith2010": BOOK})


def said(found: Citation) -> dict[str, Any]:
    names = ("title", "url", "archive_url", "archive_date", "work", "date", "author", "url_status", "other")
    return {name: value for name in names if (value := getattr(found, name))}


SNAPSHOT = "https://web.archive.org/web/20100102030405/http://a.b/c"
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "a template": ("{{cite web|title=T|url=http://a}}", {"title": "T", "url": "http://a"}),
    "words beside it": ("See {{cite web|title=T}} and p. 5.", {"title": "T", "other": {"text": "See and p. 5."}}),
    "punctuation beside it": ("{{cite web|title=T}}.", {"title": "T"}),
    "several": (
        "{{cite web|title=T}} {{cite web|title=U|url=http://u|last=A|date=2010}}",
        {"title": "T", "other": {"text": 'A. "U". 2010 http://u'}},
    ),
    "a link beside a template that has none": (
        "{{cite book|title=T}} [http://a.b/c excerpt].",
        {"title": "T", "url": "http://a.b/c", "other": {"text": "excerpt."}},
    ),
    "a link beside a template that has one": (
        "{{cite book|title=T|url=http://a.b/d}} [http://a.b/c excerpt].",
        {"title": "T", "url": "http://a.b/d", "other": {"text": "excerpt."}},
    ),
    "a template that makes a link": (
        "{{Google books|AbC-12|A long title|page=5}}",
        {"title": "A long title", "url": "https://books.google.com/books?id=AbC-12&pg=PA5"},
    ),
    "a template that makes an address": (
        "[{{Google books |AbC-12 |plainurl=yes}} A long title]",
        {"title": "A long title", "url": "https://books.google.com/books?id=AbC-12"},
    ),
    "a template that makes an address, without its book": ("Words. {{Google books}}", {"other": {"text": "Words."}}),
    "icons beside it": ("{{en}} {{cite web|title=T}} {{pdf}} {{fr icon}}", {"title": "T"}),
    "in a wrapper": ("{{small|{{cite web|title=T}}}}", {"title": "T"}),
    "in a list of citations": (
        "{{multiref2|{{cite web|title=T}}|{{cite web|title=Uu}}}}",
        {"title": "T", "other": {"text": '"Uu"'}},
    ),
    "dead link": ("{{cite web|title=T}}{{dead link|date=May 2016}}", {"title": "T", "other": {"dead-link": "2016-05"}}),
    "dead link without date": ("{{cite web|title=T}} {{Dead link}}", {"title": "T", "other": {"dead-link": "yes"}}),
    "dead link in another language": (
        "{{cita web|título=T}}{{enlace roto|fecha=mayo de 2016}}",
        {"title": "T", "other": {"dead-link": "2016-05"}},
    ),
    "webarchive": (
        f"[http://a.b/c Some title] {{{{webarchive|url={SNAPSHOT}|date=January 2, 2010}}}}",
        {"title": "Some title", "url": "http://a.b/c", "archive_url": SNAPSHOT, "archive_date": "2010-01-02"},
    ),
    "webarchive alone": (f"{{{{webarchive|url={SNAPSHOT}|title=T}}}}", {"title": "T", "archive_url": SNAPSHOT}),
    "a snapshot by timestamp": (
        "{{Wayback|url=http://a.b/c|date=20100102030405|title=T}}",
        {"title": "T", "url": "http://a.b/c", "archive_url": SNAPSHOT, "archive_date": "2010-01-02"},
    ),
    "a snapshot in german": (
        "{{Webarchiv|url=http://a.b/c|wayback=20100102030405|text=T}}",
        {"title": "T", "url": "http://a.b/c", "archive_url": SNAPSHOT, "archive_date": "2010-01-02"},
    ),
    "the citation's own snapshot stands": (
        f"{{{{cite web|title=T|archive-url=http://x}}}} {{{{webarchive|url={SNAPSHOT}}}}}",
        {"title": "T", "archive_url": "http://x"},
    ),
    "a bare address": ("http://a.b/c?d=e", {"url": "http://a.b/c?d=e"}),
    "a bare address in a sentence": (
        "See http://a.b/c.",
        {"url": "http://a.b/c", "other": {"text": "See http://a.b/c."}},
    ),
    "a link with words": (
        "[http://a.b/c The long title], Paper, 2010",
        {"title": "The long title", "url": "http://a.b/c", "work": "Paper", "date": "2010"},
    ),
    "a link with one word": ("[http://a.b/c here]", {"url": "http://a.b/c", "other": {"text": "here"}}),
    "a link without words": ("[http://a.b/c]", {"url": "http://a.b/c"}),
    "a title in quotes": (
        "Doe, Jane (5 May 2010). [http://a.b/c \"The title\"]. ''Paper''. Retrieved 6 May 2010.",
        {"title": "The title", "url": "http://a.b/c", "work": "Paper", "date": "2010-05-05", "author": ("Doe, Jane",)},
    ),
    "links of which one is the snapshot": (
        f'[http://a.b/c "The title"]. [{SNAPSHOT} Archived] from the original on 2 January 2010.',
        {
            "title": "The title",
            "url": "http://a.b/c",
            "archive_url": SNAPSHOT,
            "archive_date": "2010-01-02",
            "url_status": "live",
        },
    ),
    "words": ("Some ''words'' of [[a|the]] author.", {"other": {"text": "Some words of the author."}}),
    "a short citation": (
        "{{harvnb|Smith|2010|p=5}}",
        {"title": "Book", "author": ("Smith, A.",), "other": {"location": "Paris", "page": "5"}},
    ),
    "short citations": (
        "{{harvnb|Smith|2010|pp=5–9}}; {{harvnb|Doe|2011}}.",
        {"title": "Book", "author": ("Smith, A.",), "other": {"location": "Paris", "text": "Doe 2011", "pages": "5–9"}},
    ),
    "a short citation of an unknown work": (
        "{{harv|Doe|Roe|2011|loc=ch. 2}}",
        {"other": {"text": "Doe & Roe 2011, ch. 2"}},
    ),
    "a book in words": (
        "Smith, John. ''The Book'' (London: Press, 1990), p. 5.",
        {
            "author": ("Smith, John",),
            "title": "The Book",
            "date": "1990",
            "other": {"location": "London", "pages": "5"},
        },
    ),
    "nothing": ("", {}),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_what_a_footnote_says(text: str, expected: dict[str, Any]) -> None:
    assert said(citation(text)) == expected


@pytest.mark.parametrize("text", [text for text, _ in CASES.values()], ids=CASES)
def test_an_address_comes_from_the_article(text: str) -> None:
    found = citation(text)
    assert found.url_source == ("article" if found.url else "")


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("a<ref>b</ref>", ["a <ref> within a <ref>, which Cite does not number"]),
        ("a{{sfn|Smith|2010}}", ["{{sfn}} within a <ref>, which Cite does not number"]),
        ("a{{#tag:ref|b}}", ["{{#tag:ref}} within a <ref>, which Cite does not number"]),
        ("a{{mystery}}", ["{{mystery}}, which only the wiki can expand"]),
        ("{{cite Q|Q42}}", ["{{cite q}}, which only the wiki can expand"]),
        ("{{cite web|title=a}} {{nowrap|b}}", []),
        ("{{cite web|title=a|access-date=foo}}", ['no date as its access-date: "foo" is kept under `other`']),
        ("{{cite web|title=a|archivedate=32 May}}", ['no date as its archivedate: "32 May" is kept under `other`']),
        ("{{cite web|title=a|date=Spring 2010}}", []),
        ("{{cite web|title=a", ["a {{cite web}} that is not closed: it was read up to the footnote's end"]),
        ("{{nowrap|a", []),
        ("{{cite web|title=a}} {{", []),
        ("<nowiki>{{cite web|title=a</nowiki>", []),
    ],
)
def test_what_is_strange_in_a_tag(text: str, strange: list[str]) -> None:
    assert read_text(text).strange == strange


UNCLOSED = {
    "the whole": ("{{cite web|title=A|url=http://a.b/c", {"title": "A", "url": "http://a.b/c"}),
    "a brace short": ("{{cite web|title=A|url=http://a.b/c}", {"title": "A", "url": "http://a.b/c"}),
    "a template within": ("{{cite web|title={{lang|fr|A", {"title": "A"}),
    "a date that is none": ("{{cite web|title=A|access-date=foo", {"title": "A", "other": {"access-date": "foo"}}),
    "no citation": ("{{nowrap|A", {"other": {"text": "{{nowrap|A"}}),
}


@pytest.mark.parametrize(("text", "expected"), UNCLOSED.values(), ids=list(UNCLOSED))
def test_a_template_that_is_not_closed_is_read_as_far_as_it_goes(text: str, expected: dict[str, Any]) -> None:
    assert said(citation(text)) == expected


def test_many_templates_and_one_that_is_not_closed_take_no_longer() -> None:
    text = "{{cite web|title=a}} " * 5_000 + "{{cite web|title=b"
    assert len(read_text(text).works) == 5_001


def test_footnotes_within_a_template_s_note_are_footnotes_of_their_own() -> None:
    text = "See there.{{sfn|Smith|2010}}<ref>b</ref>"
    read = read_content([Content(text, 0, "argument")], text)
    assert (read.strange, citation_from(read, 1, {"Smith2010": BOOK}).other) == ([], {"text": "See there."})


def test_a_short_footnote_is_its_template() -> None:
    text = "{{sfn|Smith|2010|p=5}}"
    found = citation_from(read_content([Content(text, 0, "short")], text), 3, {"Smith2010": BOOK})
    assert (found.number, found.title, found.other["page"]) == (3, "Book", "5")


def test_texts_that_follow_are_joined() -> None:
    page = "{{cite web|title=T}}more words"
    read = read_content([Content(page[:20], 0), Content(page[20:], 20)], page)
    assert said(citation_from(read, 1, {})) == {"title": "T", "other": {"text": "more words"}}
