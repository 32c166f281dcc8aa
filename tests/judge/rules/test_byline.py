"""A work under another title, known by its author, its day and its words."""

from __future__ import annotations

import pytest

from crawler.evidence.fetch import Fetch
from crawler.judge.rule import Case
from crawler.judge.rules.byline import byline
from crawler.references.citation import Citation
from tests.judge.cases import STORY, TITLE, URL, case, citation, fetch, html
from tests.judge.sites import MADE_UP, ROOT, judged, laid_out, rules_of

CITED = citation(title="Boats to sail again on Friday", author=("Holm, Ada",), date="2014-03-06")
DAY = '<meta property="article:published_time" content="2014-03-06">'


def story(*first: str, head: str = "", text: str = STORY) -> Fetch:
    return fetch(html("Crews go back to work", *first, text, head=head))


KNOWN = {
    "author and day": (story("By Ada Holm", head=DAY), 0.8),
    "author and words": (story("By Ada Holm", text=f"Boats are to sail again. {STORY}"), 0.8),
    "day and words": (story(head=DAY, text=f"Boats are to sail again. {STORY}"), 0.8),
    "the day alone, as the page's own": (story(head=DAY), 0.55),
    "the day alone, in its first line": (story("6 March 2014"), 0.55),
    "next to no text under author and day": (story("By Ada Holm", head=DAY, text="Eleven days."), 0.8),
}


@pytest.mark.parametrize("name", KNOWN)
def test_known(name: str) -> None:
    fetched, weight = KNOWN[name]
    signal = byline(case(fetched, CITED))
    assert signal is not None
    assert (signal.reason, signal.weight) == ("ok", weight)
    assert signal.sentence.startswith("The page is there and has the cited")


UNKNOWN = {
    "nothing of it": (story(), CITED),
    "the author alone": (story("By Ada Holm"), CITED),
    "words alone": (story(text=f"Boats are to sail again. {STORY}"), CITED),
    "another day": (story(head=DAY.replace("06", "27")), CITED),
    "a day far down in the text": (story(text=f"{STORY} It was 6 March 2014."), CITED),
    "the day of a list": (fetch(html("Latest", "Hens", head=DAY)), CITED),
    "a citation without author or day": (story("By Ada Holm", head=DAY), citation(title=CITED.title)),
    "the cited title, which says more": (story("By Ada Holm", head=DAY), citation(title="Crews go back to work")),
    "an error": (fetch(html("Crews", "By Ada Holm", STORY, head=DAY), status=500), CITED),
    "a redirect's end": (
        fetch(html("Crews", "By Ada Holm", STORY, head=DAY), via=((URL, 301),), url=f"{ROOT}b"),
        CITED,
    ),
    "a file": (fetch(b"%PDF-1.4", content_type="application/pdf"), CITED),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_unknown(name: str) -> None:
    fetched, cited = UNKNOWN[name]
    assert byline(case(fetched, cited)) is None


def test_a_cited_front_page_has_everybodys_names() -> None:
    cited = Citation(number=1, title=CITED.title, url=ROOT, author=CITED.author, date=CITED.date)
    page = fetch(html("Courier", "By Ada Holm", STORY, head=DAY), url=ROOT)
    assert byline(case(page, cited)) is None


def test_what_a_made_up_address_gets_too_is_no_work() -> None:
    body = laid_out("Crews", "Crews", "By Ada Holm, 6 March 2014", "We looked behind the sofa.")
    probe = fetch(body, url=MADE_UP)
    assert byline(Case(citation=CITED, fetch=fetch(body), address=URL, probe=probe)) is None


def test_words_that_stand_on_every_page_of_the_site_are_no_words_of_the_work() -> None:
    here = story("By Ada Holm", text=f"Boats are to sail again. {STORY}")
    assert byline(case(here, CITED)) is not None
    front = fetch(html("Boats are to sail again", "Boats are to sail again."), url=ROOT)
    assert byline(Case(citation=CITED, fetch=here, address=URL, front=front)) is None


def test_a_generic_title_has_no_words() -> None:
    cited = citation(title="Page not found", author=("Holm, Ada",))
    assert byline(case(story("By Ada Holm", text=f"The page was not found. {STORY}"), cited)) is None


def test_it_decides_where_only_the_title_differs() -> None:
    verdict = judged(story("By Ada Holm", head=DAY), cited=CITED)
    assert (verdict.state, verdict.reason) == ("alive", "ok")
    assert "identity/byline" in rules_of(verdict)
    assert TITLE not in verdict.explanation
