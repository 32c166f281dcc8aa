"""What answers a made-up address too shows nothing; shells and walls do so as well, and then nothing is known."""

from __future__ import annotations

import pytest

from crawler.evidence.fetch import Fetch
from crawler.evidence.made_up import made_up
from crawler.judge.doubt import in_doubt
from crawler.judge.live import Beside, judge_fetch
from crawler.judge.verdict import LiveVerdict
from crawler.references.citation import Citation
from tests.judge.cases import STORY, TITLE, URL, citation, fetch, html

LINKS = "".join(f'<a href="/{number}">Story {number}</a> ' for number in range(30))
FRONT = html("Coast Courier", STORY, body=LINKS)
SHELL = html("Coast Courier", body=f'<p>{STORY}</p>{LINKS}<div id="root"></div><script src="/app.js"></script>')
WALL = html("Coast Courier", f"{STORY} Prove that you are a person.")
ROOT = "https://courier.example/"
MADE_UP = made_up(URL)


def judged(now: Fetch, probe: Fetch, cited: Citation | None = None) -> LiveVerdict:
    return judge_fetch(cited or citation(), now, Beside(probe=probe))


def test_a_front_page_for_everything() -> None:
    verdict = judged(fetch(FRONT), fetch(FRONT, url=MADE_UP))
    assert (verdict.state, verdict.reason, verdict.signals[0].rule) == ("dead", "soft-404", "probe/same")


def test_a_front_page_whose_figures_changed_meanwhile() -> None:
    assert judged(fetch(FRONT), fetch(FRONT.replace(b"forty", b"fifty"), url=MADE_UP)).state == "dead"


@pytest.mark.parametrize("body", [SHELL, WALL], ids=["a shell", "a wall"])
def test_a_page_that_only_a_browser_may_fill_is_unclear(body: bytes) -> None:
    verdict = judged(fetch(body), fetch(body, url=MADE_UP))
    assert (verdict.state, verdict.reason) == ("unknown", "unclear")


def test_two_redirects_to_the_same_place() -> None:
    to_root = [fetch(FRONT, url=ROOT, via=((address, 302),)) for address in (URL, MADE_UP)]
    assert judged(*to_root).state == "dead"


DIFFER = {
    "the made-up address is not there": fetch(html("Nothing"), url=MADE_UP, status=404),
    "it shows something else": fetch(html("Coast Courier", "Search our archive. " * 30), url=MADE_UP),
    "it is titled otherwise": fetch(html("Archive", STORY, body=LINKS), url=MADE_UP),
}


@pytest.mark.parametrize("probe", DIFFER.values(), ids=DIFFER)
def test_another_answer_is_no_sign_of_death(probe: Fetch) -> None:
    assert judged(fetch(FRONT), probe).state == "alive"


def test_the_cited_title_is_stronger() -> None:
    work = fetch(html(TITLE, STORY, body=LINKS))
    assert judged(work, fetch(html(TITLE, STORY, body=LINKS), url=MADE_UP)).state == "alive"


def test_a_cited_front_page_is_the_front_page() -> None:
    cited = citation(url=ROOT, title="The Courier of the Coast")
    assert judged(fetch(FRONT, url=ROOT), fetch(FRONT, url=made_up(ROOT)), cited).state == "alive"


DOUBT = {
    "a page without the cited title": (citation(), fetch(FRONT), True),
    "next to no text": (citation(), fetch(html("Coast Courier", "News")), True),
    "the cited title": (citation(), fetch(html(TITLE, STORY)), False),
    "a footnote without a title": (citation(title=""), fetch(FRONT), False),
    "a footnote with a title that names no work": (citation(title="Page not found"), fetch(FRONT), False),
    "a 404": (citation(), fetch(FRONT, status=404), False),
    "words of absence": (citation(), fetch(html("Page not found", "Error 404. Page not found.")), False),
    "a front page": (citation(url=ROOT), fetch(FRONT, url=ROOT), False),
    "a file": (citation(), fetch(b"%PDF-1.4", content_type="application/pdf"), False),
}


@pytest.mark.parametrize(("cited", "answer", "doubt"), DOUBT.values(), ids=DOUBT)
def test_when_a_made_up_address_is_asked(cited: Citation, answer: Fetch, *, doubt: bool) -> None:
    assert in_doubt(cited, answer) is doubt
