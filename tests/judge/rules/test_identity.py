# ruff: noqa: RUF001 - a title in another script has letters that look like ours
"""Whether the page is the work: by its title, its text, its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence.fetch import Fetch
from crawler.evidence.places import same_place
from crawler.judge.live import Beside, judge_fetch
from crawler.judge.rules.cited_title import is_generic, title_score
from tests.evidence.pdfs import pdf
from tests.judge.cases import STORY, TITLE, URL, case, citation, fetch, html
from tests.judge.sites import MADE_UP, ROOT, SITE, judged, laid_out, rules_of

NEW = "https://courier.example/archive/ferry-strike"
PAGE = html(TITLE, STORY)
PDF = b"%PDF-1.4 ..."
ENDS: dict[str, tuple[Fetch, str]] = {
    "the cited title": (fetch(PAGE), "ok"),
    "a short page with the cited title": (fetch(html(TITLE, "Two boats sail.")), "ok"),
    "the cited title in the text": (fetch(html("Coast Courier", f"Today: {TITLE}.")), "ok"),
    "a page of text under another title": (fetch(html("Boats are back", STORY)), "ok"),
    "next to nothing": (fetch(html("Boats", "Hello.")), "unclear"),
    "an empty page": (fetch(b""), "unclear"),
    "a file": (fetch(PDF, content_type="application/pdf"), "ok"),
    "moved for good": (fetch(PAGE, via=((URL, 301),), url=NEW), "moved"),
    "moved for good by 308": (fetch(PAGE, via=((URL, 308),), url=NEW), "moved"),
    "moved for good in two hops": (fetch(PAGE, via=((URL, 301), (f"{URL}/x", 308)), url=NEW), "moved"),
    "elsewhere for now": (fetch(PAGE, via=((URL, 302),), url=NEW), "ok"),
    "one hop for now": (fetch(PAGE, via=((URL, 301), (f"{URL}/x", 302)), url=NEW), "ok"),
    "sent on by its own HTML": (fetch(PAGE, via=((URL, 200),), url=NEW), "ok"),
    "to https": (fetch(PAGE, via=((URL.replace("https", "http"), 301),)), "ok"),
    "a 404 that carries the title": (fetch(PAGE, status=404), "unclear"),
    "a 403 that carries the title": (fetch(PAGE, status=403), "ok"),
    "another success than 200": (fetch(PAGE, status=203), "ok"),
}


@pytest.mark.parametrize("name", ENDS)
def test_ends(name: str) -> None:
    fetched, reason = ENDS[name]
    assert judge_fetch(citation(url=fetched.address), fetched).reason == reason


def test_a_translated_title_is_the_title_too() -> None:
    cited = citation(title="Fergestreiken er over", trans_title=TITLE)
    assert title_score(case(fetch(PAGE), cited)) == 1


MOST_READ = f"We looked everywhere for the page that you wanted. Most read: {TITLE}."


def test_a_title_that_any_made_up_address_shows_too_is_no_sign_of_the_work() -> None:
    now = fetch(laid_out("Page not found", "Page not found", MOST_READ))
    assert judged(now, fetch(laid_out("Page not found", "Page not found", MOST_READ), url=MADE_UP)).state == "dead"
    assert judged(now).state != "dead"


def test_a_deep_address_that_shows_the_front_page_does_not_answer() -> None:
    body = laid_out(SITE, SITE, STORY)
    assert "identity/answers" not in rules_of(judged(fetch(body), front=fetch(body, url=ROOT)))
    assert "identity/answers" in rules_of(judged(fetch(body)))


OF_ANOTHER_SORT = "In the mill the miller shows how flour was ground a hundred years ago, and sells bread on Sundays. "


def test_a_page_with_nothing_of_the_citation_may_be_anything() -> None:
    verdict = judge_fetch(citation(), fetch(html("The mill", OF_ANOTHER_SORT * 5)))
    assert (verdict.state, verdict.reason) == ("unknown", "unclear")
    assert "nothing of the citation" in verdict.explanation


SOMETHING_OF_IT = {
    "a word of the title": (citation(), "The ferry to the mill was free. "),
    "the author": (citation(author=("Holm, Ada",)), "Ada Holm wrote this. "),
    "the day": (citation(date="2014-03-06"), "Milled on 6 March 2014. "),
    "a title in another language": (citation(title="Der Streik der Fähren ist nach elf Tagen zu Ende"), ""),
    "a title of one word": (citation(title="The strikes, and what they were about"), ""),
}


@pytest.mark.parametrize("name", SOMETHING_OF_IT)
def test_something_of_the_citation_or_nothing_to_look_for_is_enough(name: str) -> None:
    cited, words = SOMETHING_OF_IT[name]
    assert judge_fetch(cited, fetch(html("The mill", words + OF_ANOTHER_SORT * 5))).state == "alive"


def test_a_page_that_is_seen_to_be_another_work_is_no_doubt() -> None:
    cited = citation(author=("Holm, Ada",), date="2014-03-06", quote="Eleven days at sea is more than enough for me.")
    verdict = judge_fetch(cited, fetch(html("The mill", OF_ANOTHER_SORT * 5)))
    assert verdict.state == "alive"  # flagged as a wrong page


SEARCHED = html("ferry strike ends | Coast Courier", "No page was found.", heading="Results for: ferry strike ends")


def test_a_title_that_was_made_from_the_address_is_not_the_works() -> None:
    cited = citation(title="Ferry strike ends")
    assert judge_fetch(cited, fetch(SEARCHED)).state != "alive"
    assert judge_fetch(citation(), fetch(html("Results: ferry strike ends", "Eleven days at sea."))).state != "alive"


NAMED_SO = {
    "a title of its own": (URL, "Ferry strike ends", html("Ferry strike ends | Coast Courier", "No boat was lost.")),
    "cited as it stands there": (URL, "ferry strike ends", SEARCHED),
    "a blog that writes all small": (URL, "Ferry Strike Ends", html("ferry strike ends", STORY)),
    "a wiki's address is the title": (
        "https://ships.example/wiki/Wreck_of_the_Aurora",
        "Wreck of the 'Aurora'",
        html("Wreck of the Aurora - Ships", "Photograph not available. Record removed from the register in 1915."),
    ),
    "a script without capitals": (
        "https://courier.example/اعتصاب-کشتی-ها-تمام-شد",
        "«اعتصاب کشتی ها» تمام شد",
        html("اعتصاب کشتی ها تمام شد", "نتیجه ای یافت نشد."),
    ),
}


@pytest.mark.parametrize(("url", "title", "body"), NAMED_SO.values(), ids=NAMED_SO)
def test_a_title_that_is_like_the_address_may_be_the_works(url: str, title: str, body: bytes) -> None:
    assert judge_fetch(citation(title=title, url=url), fetch(body, url=url)).state == "alive"


def test_the_title_in_the_works_own_script() -> None:
    cited = citation(title="The boats", script_title="ja:北の海の船の歌")
    assert judge_fetch(cited, fetch(html("北の海の船の歌", "二。"))).reason == "ok"
    assert judge_fetch(cited, fetch(html("海岸新聞", "今日: 北の海の船の歌."))).reason == "ok"


def test_a_web_page_where_a_file_was_is_not_the_file() -> None:
    cited = citation(url="https://courier.example/report.pdf")
    assert judge_fetch(cited, fetch(html("Our new site", STORY), url=cited.url)).reason == "unclear"


def test_a_name_is_a_title_at_its_own_address_only() -> None:
    cited = citation(title="Courier")
    here = fetch(html("Courier", "Hello."))
    home = fetch(html("Courier", STORY), via=((URL, 302),), url="https://new.example/")
    same_site = fetch(html("Courier", STORY), via=((URL, 302),), url="https://courier.example/")
    assert judge_fetch(cited, same_site).state != "dead"
    assert judge_fetch(cited, here).reason == "ok"
    assert judge_fetch(cited, home).reason == "redirected-home"


@pytest.mark.parametrize("title", ["404 Not Found", "Just a moment...", "Access Denied", "Untitled", "Page not found."])
def test_titles_that_name_no_work(title: str) -> None:
    assert is_generic(title)
    assert title_score(case(fetch(html(title)), citation(title=title))) == 0


@pytest.mark.parametrize("title", [TITLE, "Not Found: a novel", "Home at last", "404 days at sea"])
def test_titles_that_name_one(title: str) -> None:
    assert not is_generic(title)


SAME = [
    ("http://a.example/b", "https://www.a.example/b/"),
    ("https://a.example/B", "https://a.example/b"),
    ("https://a.example", "https://a.example/"),
    ("https://a.example/b?utm_source=x", "https://a.example/b"),
    ("https://a.example:443/b", "https://a.example/b"),
    ("https://a.example/caf%C3%A9", "https://a.example/café"),
    (" https://a.example/b#c", "https://a.example/b"),
]
OTHER = [
    ("https://a.example/b", "https://a.example/c"),
    ("https://a.example/b?id=1", "https://a.example/b?id=2"),
    ("https://a.example/b", "https://b.example/b"),
    ("https://a.example:8080/b", "https://a.example/b"),
    ("https://a.example/b", "https://a.example/"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_place(one: str, other: str) -> None:
    assert same_place(one, other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_place(one: str, other: str) -> None:
    assert not same_place(one, other)


@given(st.text(), st.text())
def test_any_two_addresses_can_be_compared(one: str, other: str) -> None:
    assert same_place(one, other) == same_place(other, one)


def test_a_pdf_that_has_none_of_the_titles_words_is_not_taken_for_the_work() -> None:
    report = fetch(pdf(["Parking charges 2023", "Short stay: two crowns an hour."]), content_type="application/pdf")
    assert judge_fetch(citation(), report).reason == "unclear"
    assert judge_fetch(citation(title=""), report).state == "alive"
    work = fetch(pdf(["Ferry strike ends after eleven", "days at sea", "by Ada Holm"]), content_type="application/pdf")
    assert judge_fetch(citation(), work).confidence > 0.85


TAKEN_BACK = {
    "withdrawn": html(TITLE, "This article has been withdrawn at the request of the family."),
    "removed, with a byline": html(TITLE, "Ada Holm, 6 March 2014. This story has been removed."),
}
NOT_TAKEN_BACK = {
    "a correction over the text": html(TITLE, "An earlier version of this article has been removed.", STORY),
    "a note beside a short text": html(
        TITLE,
        "Two boats sail at nine and at noon, and one comes back at night with the post and the papers.",
        "This video is not available with subtitles.",
    ),
    "somebody else's words": html(TITLE, "The sign said: page not found."),
    "for the time being": html(TITLE, "This article is currently not available."),
}


@pytest.mark.parametrize("body", TAKEN_BACK.values(), ids=TAKEN_BACK)
def test_a_title_over_nothing_but_a_notice_is_not_the_work(body: bytes) -> None:
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("dead", "soft-404")


@pytest.mark.parametrize("body", NOT_TAKEN_BACK.values(), ids=NOT_TAKEN_BACK)
def test_a_title_over_a_text_is_the_work(body: bytes) -> None:
    assert judge_fetch(citation(), fetch(body)).state != "dead"


def test_a_wikis_own_mark_explains_the_title() -> None:
    body = html(f"{TITLE} - Wiki", body='<div class="noarticletext mw-content-ltr">Make it.</div>', heading=TITLE)
    assert judge_fetch(citation(), fetch(body)).reason == "soft-404"


def test_both_spellings_of_an_international_host_are_one_place() -> None:
    assert same_place("https://例え.example/a", "https://www.xn--r8jz45g.example/a")


QUOTE = "The first boat left the harbour at six in the morning"


def test_the_quoted_words_show_a_page_that_is_called_otherwise() -> None:
    verdict = judge_fetch(citation(quote=QUOTE), fetch(html("Boats are back", STORY)))
    assert verdict.signals[0].rule == "identity/quote"
    assert (verdict.state, verdict.reason) == ("alive", "ok")
    assert verdict.confidence > 0.9


@pytest.mark.parametrize("quote", ["northern ferries", "The second boat sank at noon", ""])
def test_a_word_or_two_and_what_is_not_there_show_nothing(quote: str) -> None:
    verdict = judge_fetch(citation(quote=quote), fetch(html("Boats are back", STORY)))
    assert "identity/quote" not in [signal.rule for signal in verdict.signals]


def test_what_a_made_up_address_shows_too_is_no_quote_of_the_work() -> None:
    same = fetch(html("Our harbour", STORY))
    verdict = judge_fetch(citation(quote=QUOTE), same, Beside(probe=fetch(html("Our harbour", STORY), url=MADE_UP)))
    assert "identity/quote" not in [signal.rule for signal in verdict.signals]
