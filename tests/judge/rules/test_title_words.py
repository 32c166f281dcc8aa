"""A page that has all that the cited title names, in another order: records and sheets of figures."""

from __future__ import annotations

import pytest

from crawler.judge.live import judge_fetch
from crawler.judge.verdict import LiveVerdict
from tests.judge.cases import citation, fetch, html

CITED = "Burial of Josiah Threlkeld, millwright, 1798"
RECORD = (
    "Surname Threlkeld. Forename Josiah. Burial 14 February 1798. Trade: millwright. Entry in the hand of the curate."
)


def judged(body: bytes, title: str = CITED, url: str = citation().url) -> LiveVerdict:
    return judge_fetch(citation(title=title), fetch(body, url=url, via=() if url == citation().url else ((URL, 302),)))


URL = citation().url


def test_a_record_that_has_every_word_of_the_title_is_the_work() -> None:
    verdict = judged(html("Parish index", RECORD))
    assert (verdict.state, verdict.reason, verdict.signals[0].rule) == ("alive", "ok", "identity/words")


OPEN = {
    "one word is missing": RECORD.replace("millwright", "smith"),
    "the year is another": RECORD.replace("1798", "1801"),
    "a text so long that it may have any words": RECORD + " The water stood high in the mill." * 120,
}


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_what_does_not_name_the_work(text: str) -> None:
    assert all(signal.rule != "identity/words" for signal in judged(html("Parish index", text)).signals)


def test_a_short_title_may_stand_anywhere() -> None:
    assert all(
        signal.rule != "identity/words" for signal in judged(html("Parish index", RECORD), "Burial, 1798").signals
    )


def test_the_words_at_another_address_prove_nothing() -> None:
    verdict = judged(html("Parish index", RECORD), url="https://courier.example/index")
    assert all(signal.rule != "identity/words" for signal in verdict.signals)


def test_words_that_say_that_it_is_gone_weigh_against_it() -> None:
    assert judged(html("Page not found", RECORD)).state != "alive"
