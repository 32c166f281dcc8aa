# ruff: noqa: RUF001 - look-alikes are what typesetting does to texts
"""Title, author, date and quote looked for in a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence.page import Page, Text
from crawler.judge.fields import author_in, date_in, quote_in, title_in
from crawler.judge.verdict import CONTENT_VERDICTS
from tests.judge.cases import STORY, TITLE, citation, html, page


def titled(*titles: str, text: str = "") -> Page:
    return Page(kind="html", titles=tuple(Text(source="title", text=title) for title in titles), text=text)


def dated(*dates: str, text: str = "") -> Page:
    return Page(kind="html", dates=tuple(Text(source="date", text=date) for date in dates), text=text)


TITLES = {
    "the title": (titled(TITLE), "match"),
    "with the site's name": (titled(f"{TITLE} | Coast Courier"), "match"),
    "cut off": (titled("Ferry strike ends after eleven..."), "match"),
    "the second of two": (titled("Coast Courier", TITLE), "match"),
    "only in the text": (titled("Coast Courier", text=f"Today: {TITLE.upper()}!"), "match"),
    "another": (titled("Forty soups for cold days"), "differs"),
    "something like it": (titled("Ferry strike ends as crews sail"), "unknown"),
    "none": (titled(), "absent"),
    "a text file": (Page(kind="text", text="Nothing."), "unknown"),
    "a text file with it": (Page(kind="text", text=f"{TITLE}. By Ada."), "match"),
}
AUTHORS = {
    "as a byline": ("Holm, Ada", (), "By Ada Holm, Harbour", "match"),
    "in the page's facts": ("Holm, Ada", ("Ada Holm",), "", "match"),
    "last name first": ("Holm, Ada", ("HOLM, Ada",), "", "match"),
    "without the cited initial": ("Holm, Ada B.", (), "By Ada Holm", "match"),
    "cited as written": ("Ada Holm", (), "By Ada Holm", "match"),
    "an agency": ("Reuters", (), "(Reuters) - Ferries", "match"),
    "with a typo": ("Holm, Adda", ("Ada Holm",), "", "match"),
    "Chinese": ("王小明", (), "记者王小明报道", "match"),
    "another": ("Holm, Ada", ("Bo Lund",), "By Bo Lund", "differs"),
    "nobody": ("Holm, Ada", (), "The ferries sail.", "absent"),
    "letters of another word": ("Ma", (), "The human harbour", "absent"),
    "part of another name": ("Holm, Ada", (), "By Ada Holmberg", "absent"),
}
DATES = {
    "the day": ("2014-03-06", ("2014-03-06",), "", "match"),
    "the day with a time": ("2014-03-06", ("2014-03-06T10:00:00+01:00",), "", "match"),
    "the month cited": ("2014-03", ("2014-03-06",), "", "match"),
    "the year cited": ("2014", ("2014-03-06",), "", "match"),
    "the page knows the year": ("2014-03-06", ("2014",), "", "match"),
    "in words": ("2014-03-06", ("March 6, 2014",), "", "match"),
    "in words with the weekday": ("2014-03-06", ("Thu, 6 March 2014",), "", "match"),
    "with slashes": ("2014-03-06", ("2014/03/06",), "", "match"),
    "without anything between": ("2014-03-06", ("20140306",), "", "match"),
    "across midnight": ("2014-03-06", ("2014-03-07T01:00:00Z",), "", "match"),
    "changed later": ("2014-03-06", ("2014-03-06", "2019-01-01"), "", "match"),
    "in the text": ("2014-03-06", (), "Thursday, March 6, 2014. Ferries", "match"),
    "in the text, against a later change": ("2014-03-06", ("2019-01-01",), "6 March 2014", "match"),
    "in German": ("2014-03-06", ("6. März 2014",), "", "match"),
    "in Spanish": ("2014-03-06", ("6 de marzo de 2014",), "", "match"),
    "in Russian": ("2014-03-06", ("6 марта 2014",), "", "match"),
    "in Japanese": ("2014-03-06", ("2014年3月6日",), "", "match"),
    "in Hungarian": ("2014-03-06", ("2014. március 6.",), "", "match"),
    "day first": ("2014-03-06", ("06/03/2014",), "", "match"),
    "month first": ("2014-03-06", ("03/06/2014",), "", "match"),
    "with dots, in the text": ("2014-03-06", (), "Stand: 6.3.2014, Hafen", "match"),
    "another day in German": ("2014-03-06", ("16. März 2014",), "", "differs"),
    "another day": ("2014-03-06", ("2014-03-16",), "", "differs"),
    "another year": ("2014", ("2015-03-06",), "", "differs"),
    "only the year in the text": ("2014-03-06", (), "In 2014 ferries", "unknown"),
    "not there": ("2014-03-06", (), "Ferries", "absent"),
    "not to be read": ("2014-03-06", ("last Thursday",), "", "absent"),
    "a season cited": ("Spring 2014", ("2014-03-06",), "", "unknown"),
}
QUOTES = {
    "as it stands": ("went back to work on Thursday", "match"),
    "in capitals": ("WENT BACK TO WORK", "match"),
    "in quotation marks": ("“went back to work”", "match"),
    "with an ellipsis": ("went back to work … a fair agreement", "match"),
    "with dots in brackets": ("went back to work [...] a fair agreement", "match"),
    "with dots at both ends": ("... went back to work ...", "match"),
    "with an insertion": ("[The] crews of the northern ferries", "match"),
    "with hard spaces": ("two\u00a0lorries and\u00a0a piano on board", "match"),
    "with soft hyphens": ("two lor\u00adries and a pi\u00adano on board", "match"),
    "with a typo": ("The first boat left the habour at six in the morning", "match"),
    "parts in the wrong order, far apart": ("stored potatoes and dried fish ... northern ferries went back", "match"),
    "another": ("The ferries were sold to a circus at once", "absent"),
    "a short one of other letters": ("a fair fight", "absent"),
    "one part that is not there": ("went back to work ... for double the pay and a new boat", "absent"),
}


@pytest.mark.parametrize(("shown", "verdict"), TITLES.values(), ids=TITLES)
def test_title(shown: Page, verdict: str) -> None:
    assert title_in(citation(), shown).verdict == verdict


def test_a_translated_title() -> None:
    assert title_in(citation(title="Fergestreiken er over", trans_title=TITLE), titled(TITLE)).verdict == "match"


@pytest.mark.parametrize(("cited", "named", "text", "verdict"), AUTHORS.values(), ids=AUTHORS)
def test_author(cited: str, named: tuple[str, ...], text: str, verdict: str) -> None:
    assert author_in((cited,), Page(kind="html", authors=named, text=text)).verdict == verdict


def test_one_author_of_several_is_enough() -> None:
    assert author_in(("Lund, Bo", "Holm, Ada"), Page(kind="html", text="By Ada Holm")).compared == "Holm, Ada"


@pytest.mark.parametrize(("cited", "shown", "text", "verdict"), DATES.values(), ids=DATES)
def test_date(cited: str, shown: tuple[str, ...], text: str, verdict: str) -> None:
    assert date_in(cited, dated(*shown, text=text)).verdict == verdict


@pytest.mark.parametrize(("quote", "verdict"), QUOTES.values(), ids=QUOTES)
def test_quote(quote: str, verdict: str) -> None:
    assert quote_in(quote, page(html(TITLE, STORY))).verdict == verdict


@pytest.mark.parametrize(
    ("shown", "verdict"),
    [
        ("On 31 December 2009 the town had 11,482 inhabitants.", "match"),
        ("On 31 December 2009[3] the town had 11482 inhabitants", "match"),
        ("On 31 December 2023 the town had 10 214 inhabitants.", "absent"),
        ("On 31 December 2009 the town had 11 428 inhabitants.", "absent"),
    ],
)
def test_a_quote_with_other_figures_is_another(shown: str, verdict: str) -> None:
    assert quote_in("On 31 December 2009 the town had 11 482 inhabitants", page(html(TITLE, shown))).verdict == verdict


def test_a_quote_across_tags() -> None:
    body = "<p><b>T</b>he <i>first</i> boat<br>left <a href='/h'>the harbour</a>&nbsp;&ndash; at six</p>"
    assert quote_in("The first boat left the harbour – at six", page(html(TITLE, body=body))).score == 1


def test_a_curly_quote_of_a_straight_text() -> None:
    assert quote_in("the captain’s “old” piano", page(html(TITLE, 'the captain\'s "old" piano'))).score == 1


def test_the_passage_is_shown_as_it_stands_on_the_page() -> None:
    shown = page(html(TITLE, "Later the captain said: “Never\u00a0—\u00a0never again!” and went below."))
    found = quote_in("Never \N{EN DASH} never again", shown).compared
    assert "captain said: “Never — never again!” and went" in found


def test_a_date_that_differs_is_said_to_be_the_sites() -> None:
    assert "the site's own date" in date_in("2014-03-06", dated("2019-01-01")).compared


def test_the_name_of_a_pdfs_file_is_no_other_title() -> None:
    shown = Page(kind="pdf", titles=(Text(source="pdf", text="Microsoft Word - report_final2.doc"),), text=STORY)
    assert title_in(citation(), shown).verdict == "unknown"
    assert title_in(citation(), Page(kind="pdf", text=f"Coast Papers 7 {TITLE} by Ada Holm")).verdict == "match"


@pytest.mark.parametrize("quote", ["", "...", "[…]", '""', " . "])
def test_a_quote_of_nothing_is_not_looked_for(quote: str) -> None:
    assert quote_in(quote, page(html(TITLE, STORY))).verdict == "unknown"


def test_what_is_not_cited_is_unknown() -> None:
    shown = page(html(TITLE, STORY))
    none = citation(title="")
    assert {title_in(none, shown).verdict, author_in((), shown).verdict, date_in("", shown).verdict} == {"unknown"}


@given(st.text(), st.text(), st.lists(st.text(), max_size=2), st.lists(st.text(), max_size=2))
def test_any_texts_give_a_verdict_and_a_score(cited: str, text: str, authors: list[str], dates: list[str]) -> None:
    shown = Page(
        kind="html", text=text, authors=tuple(authors), dates=tuple(Text(source="date", text=date) for date in dates)
    )
    found = (
        title_in(citation(title=cited), shown),
        author_in((cited,), shown),
        date_in(cited, shown),
        quote_in(cited, shown),
    )
    assert all(each.verdict in CONTENT_VERDICTS for each in found)
    assert all(each.score is None or 0 <= each.score <= 1 for each in found)
