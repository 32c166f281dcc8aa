"""The cited title where a reader sees it, and in the head of a page that shows something else."""

from __future__ import annotations

import pytest

from crawler.judge.live import judge_fetch
from crawler.judge.rules.cited_title import HEAD_ALONE, title_score, titled_in_head_alone
from crawler.judge.wording import MATCH
from tests.judge.cases import STORY, TITLE, case, citation, fetch, html
from tests.judge.sites import NO_SUCH_PAGE, ROOT, judged, laid_out

MENU = "<nav>" + "<a href=/>Boats</a> " * 12 + "</nav>"
NOTICE = "Three ropes and a bucket stand in the way of what you came for. Mind your head."

IN_THE_HEAD = {
    "over a notice": html(TITLE, NOTICE, heading="Courier", body=MENU),
    "over a notice without a heading": html(TITLE, NOTICE, body=MENU).replace(f"<h1>{TITLE}</h1>".encode(), b""),
    "in a link of the menu too": html(TITLE, NOTICE, heading="Courier", body=f"<nav><a href=/>{TITLE}</a></nav>"),
}
SEEN = {
    "in the heading": html(TITLE, NOTICE),
    "in the heading, shortened": html(TITLE, NOTICE, heading="Ferry strike ends after eleven days"),
    "in the text": html(TITLE, f"Today: {TITLE}. {NOTICE}", heading="Courier"),
    "over a long text": html(TITLE, f"{STORY} {STORY}", heading="Courier"),
    "over frames": (
        f"<html><head><title>{TITLE}</title></head><frameset cols=20%,80%><frame src=menu.html><frame src=text.html>"
        "<noframes>This site is made of frames, and your browser shows none of them, alas.</noframes></frameset></html>"
    ).encode(),
    "over a page that a script fills": html(TITLE, heading="", body="<div id=app></div><script src=a.js></script>"),
}


@pytest.mark.parametrize("body", IN_THE_HEAD.values(), ids=IN_THE_HEAD)
def test_a_title_that_no_reader_sees_shows_no_work(body: bytes) -> None:
    seen = case(fetch(body), citation())
    assert titled_in_head_alone(seen)
    assert title_score(seen) == HEAD_ALONE
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("unknown", "unclear")
    assert "in its head" in verdict.explanation


@pytest.mark.parametrize("body", SEEN.values(), ids=SEEN)
def test_a_title_that_a_reader_sees_shows_the_work(body: bytes) -> None:
    seen = case(fetch(body), citation())
    assert not titled_in_head_alone(seen)
    assert title_score(seen) >= MATCH
    assert judge_fetch(citation(), fetch(body)).state == "alive"


def test_a_cited_front_page_is_called_as_it_likes() -> None:
    cited = citation(url=ROOT)
    verdict = judge_fetch(cited, fetch(html(TITLE, NOTICE, heading="Courier"), url=ROOT))
    assert verdict.state == "alive"


HELD_BACK = {
    "Please sign in with your card to go on to this text.": "login-required",
    "This video is not available in your country.": "blocked",
    "Sorry, our archive is temporarily unavailable. Please try again later.": "server-error",
}


@pytest.mark.parametrize(("words", "reason"), HELD_BACK.items(), ids=HELD_BACK)
def test_a_plea_under_a_title_in_the_head_holds_the_work_back(words: str, reason: str) -> None:
    verdict = judge_fetch(citation(), fetch(html(TITLE, words, heading="Courier", body=MENU)))
    assert (verdict.state, verdict.reason) == ("unknown", reason)


def test_a_word_of_absence_under_a_title_in_the_head_is_believed() -> None:
    gone = "This story was removed by its author in March. We will not put it back."
    verdict = judged(fetch(laid_out(TITLE, "A gap on the shelf", gone)), NO_SUCH_PAGE)
    assert (verdict.state, verdict.reason) == ("dead", "soft-404")


def test_author_and_day_in_the_head_are_none_of_what_is_shown() -> None:
    head = '<meta name="author" content="Ada Holm"><meta property="article:published_time" content="2014-03-06">'
    cited = citation(author=("Holm, Ada",), date="2014-03-06")
    verdict = judge_fetch(cited, fetch(html(TITLE, NOTICE, heading="Courier", head=head, body=MENU)))
    assert (verdict.state, verdict.reason) == ("unknown", "unclear")
