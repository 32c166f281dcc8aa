"""What a page still has of a snapshot: a column that rolls on keeps its frame, and loses what is cited of it."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.judge.live import Beside, judge_fetch
from crawler.judge.verdict import LiveVerdict
from tests.judge.cases import STORY, citation, fetch, html, page

QUOTE = "the water stood at the window sills of the infant school"
MENU = '<ul><li><a href="/a">Office</a><li><a href="/b">Rubbish</a><li><a href="/c">Map</a></ul>' * 3
FLOOD = (
    "June 2013. Dear neighbours, in the night of the second of June the brook rose by two metres within three hours. "
    f"By morning {QUOTE}, and the fire engine was saved in the last minute. Forty people slept in the gymnasium, and "
    "nobody was hurt. Thank you to all who carried sandbags, and to the bakers. Yours, Miloslav Bartunek, mayor."
)
FLATS = (
    "Autumn 2026. Dear neighbours, the summer is over and with it the first year on the new village green. I know that "
    "not everybody likes the kerb by the chapel; it is to be laid anew in November. Work on six flats in the old barn "
    "has begun, and twenty three families have asked for one. The list hangs on the board. Yours, Petra Mala, mayor."
)
COLUMN = "The mayor's word"


def judged(now: bytes, before: bytes, **cited: Any) -> LiveVerdict:
    return judge_fetch(citation(**cited), fetch(now), Beside(before=page(before)))


LETTER = {"title": COLUMN, "author": ("Bartunek, Miloslav",), "date": "2013-06", "quote": QUOTE}


def test_a_column_that_keeps_its_title_and_not_the_quote_has_rolled_on() -> None:
    verdict = judged(html(COLUMN, FLATS, body=MENU), html(COLUMN, FLOOD, body=MENU), **LETTER)
    assert (verdict.state, verdict.reason) == ("dead", "replaced")


LIVING = {
    "the letter is there": (html(COLUMN, FLOOD), LETTER),
    "it was mended": (html(COLUMN, FLOOD.replace("Forty", "Fifty"), "Mended in July."), LETTER),
    "nothing of it was quoted": (html(COLUMN, FLATS), {**LETTER, "quote": ""}),
    "a script has yet to fill it": (html(COLUMN, "Loading ..."), LETTER),
    "a teaser of what subscribers read": (
        html(COLUMN, FLOOD[:200], "Subscribe.", head='<meta property="article:content_tier" content="locked">'),
        LETTER,
    ),
}


@pytest.mark.parametrize(("now", "cited"), LIVING.values(), ids=LIVING)
def test_a_titled_page_that_has_not(now: bytes, cited: dict[str, Any]) -> None:
    assert judged(now, html(COLUMN, FLOOD), **cited).state != "dead"


CRANE = {"title": "The crane at Wendle Quay", "author": ("Holm, Ada",), "date": "2014-03-06", "quote": QUOTE}
STORY_OF_IT = f"By Ada Holm, 6 March 2014. {STORY} {FLATS} In that night {QUOTE}, and the crane fell into the dock."
PARTS = {
    "its first page": f"By Ada Holm, 6 March 2014. {STORY} Page 1 of 3.",
    "an abstract": f"{STORY} Download the full report.",
    "a renewed figure": "By Ada Holm. The crane fell in March 2014, in a night of which all have spoken since.",
}


@pytest.mark.parametrize("text", PARTS.values(), ids=PARTS)
def test_a_part_of_the_work_under_its_title_is_no_other(text: str) -> None:
    before = html(CRANE["title"], STORY_OF_IT, body=MENU)
    assert judged(html(CRANE["title"], text, body=MENU), before, **CRANE).state == "alive"


TALK = {"title": "Who owned the gleanings", "author": ("Peel, Rosalind",), "date": "2015-03-11"}
GLEANINGS = (
    "Wednesday 11 March 2015, room two. Rosalind Peel asks who had a right to what the reapers left. When the women of "
    "Nether Stoke walked into the barley in August they carried a copy of the court roll, and eleven of them were "
    "fined. The paper follows their quarrel through the books of three parishes, and ends in a locked barn door."
)
CURLEWS = (
    "Wednesday 2 December 2026, theatre B. Hamish Oju reads farmers' diaries for the first curlew of each year. Two "
    "hundred of them were kept along the upper dale, and they agree to within nine days. What they cannot say is what "
    "became of the bird after the telephone came, for then nobody wrote it down any more. Tea is served at four."
)


def seminar(heading: str, text: str) -> bytes:
    """The page of a series, which keeps its title from talk to talk."""
    return html("Next seminar | History", text, heading=heading, body=MENU)


def test_a_series_that_keeps_its_frame_and_not_the_title_author_or_year_has_rolled_on() -> None:
    verdict = judged(seminar("Counting curlews", CURLEWS), seminar(TALK["title"], GLEANINGS), **TALK)
    assert (verdict.state, verdict.reason) == ("dead", "replaced")


@pytest.mark.parametrize(
    "text",
    [
        CURLEWS + " Last week's paper on who owned the gleanings can be read in the library.",
        CURLEWS.replace("2 December 2026", "11 March 2015"),
    ],
    ids=["has the words of the title", "is of the cited year"],
)
def test_a_series_that_may_not_have(text: str) -> None:
    assert judged(seminar("The first curlew", text), seminar(TALK["title"], GLEANINGS), **TALK).state != "dead"
