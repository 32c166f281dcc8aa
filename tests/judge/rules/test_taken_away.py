# ruff: noqa: RUF001 - a notice in another script has letters that look like ours
"""Pages that are titled as the work, and say of it that it is gone; and works that merely speak of such things."""

from __future__ import annotations

import pytest

from crawler.judge.live import judge_fetch
from tests.judge.cases import STORY, TITLE, citation, fetch, html

MENU = "<nav>" + "<a href=/>Boats</a> " * 12 + "</nav>"
BOXES = "<h2>Most read</h2><p>Boats for sale. Nets to mend.</p>"

GONE = {
    "under the title": html(TITLE, "This article has been removed.", body=MENU),
    "under the title and a byline": html(TITLE, "By Ada Holm, 6 March. This story was deleted on request.", body=MENU),
    "under a menu with a heading": html(
        TITLE, heading="Courier", body=f"<h2>Menu</h2>{MENU}<h2>{TITLE}</h2><p>This article has been removed.</p>"
    ).replace(b"<h1>Courier</h1>", b""),
    "by the first heading": html(TITLE, "Perhaps there is a slip in the address.", heading="Page not found", body=MENU),
    "by the first heading, at length": html(
        TITLE,
        f"We may keep what we print for seven years only. {STORY[:230]}",
        "This text has been removed: its time is over.",
        heading="This content is no longer available",
        body=MENU + BOXES,
    ),
    "by the first heading, of itself": html(
        TITLE, "Our right to print it ran out.", heading="Sorry, we no longer carry this story", body=MENU
    ),
    "by the first heading, and of itself under it": html(
        TITLE,
        "Статията, която искате да прочетете, е свалена от сайта.",
        heading="Тази публикация вече не е достъпна",
        body=MENU,
    ),
    "by the first heading, in Arabic": html(TITLE, "عذرا", heading="عذراً، الصفحة المطلوبة غير موجودة", body=MENU),
}

THERE = {
    "a correction": html(TITLE, f"An earlier version of this article has been removed. {STORY[:200]}", body=MENU),
    "a text": html(TITLE, f"This article has been removed from our other site. {STORY} {STORY}", body=MENU),
    "a banner over the title": html(
        TITLE, heading="This document has been archived", body=f"<h2>{TITLE}</h2><p>{STORY}</p>{MENU}"
    ),
    "a player that is empty": html(
        TITLE,
        "This episode is no longer available.",
        "Ann Hume talks to the crews about potatoes, pianos and eleven days without a boat. First heard in March.",
        body=MENU,
    ),
    "a withdrawn document": html(
        TITLE,
        "This document was withdrawn on 4 May.",
        "It is out of date: see the guide on ferries, or read on below.",
        body=f"<p>Two pages on boats, potatoes and pianos.</p>{MENU}",
    ),
    "a heading of a box": html(TITLE, STORY, body="<h2>Page not found</h2><p>A film by the crew.</p>"),
    "an attachment": html(TITLE, STORY, "The map is no longer available.", body=MENU),
}


SEEN_IN_THE_HEAD_ALONE = {
    "this week's list": html(
        TITLE,
        "This video is no longer available. This text has been removed.",
        "The crews sail again, with forty passengers and a piano on board.",
        heading="This week at sea",
        body=MENU,
    ),
    "a story whose heading was rewritten": html(
        TITLE, "The wall had it for a week: seven pages on boats.", heading="An article was removed", body=MENU
    ),
}


@pytest.mark.parametrize("body", GONE.values(), ids=GONE)
def test_a_work_that_was_taken_away_is_dead(body: bytes) -> None:
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("dead", "soft-404")


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("This article is not available", "This article is not available to guests. Members sign in."),
        ("This content is not available", "This content is not available to you. Subscribers can read it in full."),
    ],
)
def test_a_gate_under_the_cited_title_is_no_removal(heading: str, text: str) -> None:
    assert judge_fetch(citation(), fetch(html(TITLE, text, heading=heading, body=MENU))).state != "dead"


@pytest.mark.parametrize("body", THERE.values(), ids=THERE)
def test_a_work_that_speaks_of_such_things_is_there(body: bytes) -> None:
    assert judge_fetch(citation(), fetch(body)).state == "alive"


@pytest.mark.parametrize("title", ["Page not found", "This page is no longer available"])
def test_a_work_that_is_called_so_is_there(title: str) -> None:
    body = html(title, STORY[:240], "By Ada Holm", heading=title)
    assert judge_fetch(citation(title=title, author=("Holm, Ada",)), fetch(body)).state != "dead"


@pytest.mark.parametrize("body", SEEN_IN_THE_HEAD_ALONE.values(), ids=SEEN_IN_THE_HEAD_ALONE)
def test_what_stands_in_place_of_the_cited_title_is_not_its_absence(body: bytes) -> None:
    assert judge_fetch(citation(), fetch(body)).state != "dead"
