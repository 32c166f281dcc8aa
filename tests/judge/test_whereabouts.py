"""A new address is accepted only where title and text are those of the work; everything else proposes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.archives.captures import Capture
from crawler.evidence.fetch import Fetch, Hop
from crawler.evidence.page import Page
from crawler.evidence.search import Search
from crawler.judge.archive import Holdings
from crawler.judge.whereabouts import find_again
from crawler.references.citation import Citation
from tests.judge.captures import MEMENTO, raw
from tests.judge.cases import AT, STORY, TITLE, URL, citation, failed, fetch, html, page

NEW = "https://courier.example/archive/ferry-strike-ends"
DAY = "20150601000000"
CITED = citation(access_date="2014-03-07")
LONG = f"{STORY} Nobody on the islands could say when the last strike had been, but all knew who had won that one."
BEFORE = page(html(TITLE, LONG))
WORK = html(TITLE, LONG, body="<p>A new footer of a new site.</p>")


def holdings(target: str = NEW, day: str = DAY, status: int = 301) -> Holdings:
    """A captured redirect of `day` that was played, and where it led."""
    capture = Capture(original=URL, timestamp=day, mimetype="text/html", status=status, digest="A", length=9)
    headers = {"memento-datetime": MEMENTO, "location": f"https://web.archive.org/web/{day}id_/{target}"}
    hop = Hop(url=raw(stamp=day), status=301, headers=headers)
    play = Fetch(address=raw(stamp=day), asked_at=AT, hops=(hop,))
    return Holdings(plays={raw(stamp=day): play}, searches={URL: Search(address=URL, asked_at=AT, captures=(capture,))})


def found(
    live: Fetch | None, *, cited: Citation = CITED, before: Page | None = BEFORE, held: Holdings | None = None
) -> str:
    """The address accepted, "" for none."""
    again = find_again(cited, held or holdings(), {NEW: live} if live else {}, before)
    return again.url if again else ""


def test_the_work_at_its_new_address() -> None:
    again = find_again(CITED, holdings(), {NEW: fetch(WORK, url=NEW)}, BEFORE)
    assert again is not None
    assert again.url == NEW
    assert "captured on 2015-06-01" in again.proof
    assert "100% of the snapshot's text" in again.proof


def test_a_page_that_moved_on_for_good_since_is_named_where_it_is() -> None:
    further = f"{NEW}/2"
    assert found(fetch(WORK, url=further, via=((NEW, 301),))) == further
    assert found(fetch(WORK, url=further, via=((NEW, 302),))) == NEW


QUOTED = citation(access_date="2014-03-07", quote="The first boat left the harbour at six in the morning")
REFUSED = {
    "not asked": {"live": None},
    "not found": {"live": fetch(html("Not found"), status=404, url=NEW)},
    "no answer": {"live": failed("timeout", url=NEW)},
    "another title": {"live": fetch(html("Potato soup for islanders", LONG), url=NEW)},
    "the title alone": {"live": fetch(html(TITLE, "Another text stands here, of another day. " * 20), url=NEW)},
    "a soft 404": {"live": fetch(html("Page not found", "Sorry, we could not find that page."), url=NEW)},
    "no snapshot to compare with, and no quote": {"live": fetch(WORK, url=NEW), "before": None},
    "no snapshot, and the quote is not there": {
        "live": fetch(html(TITLE, "Another text. " * 40), url=NEW),
        "before": None,
        "cited": QUOTED,
    },
    "a snapshot that says too little": {"live": fetch(WORK, url=NEW), "before": page(html(TITLE, "Short."))},
    "no title to compare": {"live": fetch(WORK, url=NEW), "cited": replace(CITED, title="")},
    "a redirect from before it was read": {"live": fetch(WORK, url=NEW), "held": holdings(day="20130101000000")},
    "a redirect to the front page": {
        "live": fetch(WORK, url=NEW),
        "held": holdings(target="https://courier.example/"),
    },
    "a redirect to itself": {"live": fetch(WORK, url=NEW), "held": holdings(target=URL.replace("https:", "http:"))},
    "no redirect": {"live": fetch(WORK, url=NEW), "held": holdings(status=200)},
    "nothing searched": {"live": fetch(WORK, url=NEW), "held": Holdings()},
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_nothing_is_proposed(case: dict[str, object]) -> None:
    assert found(**case) == ""  # type: ignore[arg-type]


def test_without_a_snapshot_the_cited_quote_will_do() -> None:
    assert found(fetch(WORK, url=NEW), before=None, cited=QUOTED) == NEW
