"""Whether a played snapshot shows the work, and whose fault it is where it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.evidence.fetch import Failure, Fetch, Hop
from crawler.judge.snapshot import as_captured, judge_snapshot, shows_cited_work
from crawler.judge.verdict import ARCHIVE_REASONS
from tests.judge.captures import ARCHIVE_REDIRECT, CAPTURED_REDIRECT, MEMENTO, NAMED, STAMP, WORK, played, raw, snapshot
from tests.judge.cases import AT, STORY, TITLE, URL, citation, html
from tests.judge.sites import OTHER as PLOTS
from tests.judge.sites import laid_out

ROOT = "https://courier.example/"
LOGIN = html("Log in", body='<form><input type="password"></form>')
OTHER = html(
    "Forty soups for cold days", STORY, head='<meta name="author" content="Bo Lund"><meta name="date" content="2001">'
)


def trouble(kind: str, *hops: Hop) -> Fetch:
    return Fetch(address=raw(), asked_at=AT, hops=hops, failure=Failure(kind=kind, detail="x", url=raw()))


PLAYED: dict[str, tuple[Fetch, str, str]] = {
    "the work": (played(), "good", "ok"),
    "the work, by way of the nearest capture": (played(before=(ARCHIVE_REDIRECT,)), "good", "ok"),
    "the work, by way of a captured redirect": (played(before=(CAPTURED_REDIRECT,), url=f"{URL}/new"), "good", "ok"),
    "a captured 404": (played(html("Nothing"), status=404), "bad", "error-capture"),
    "a captured 403": (played(html("Nothing"), status=403), "bad", "error-capture"),
    "a captured 500": (played(html("Nothing"), status=500), "bad", "error-capture"),
    "a captured outage": (played(html("x", "Error establishing a database connection")), "bad", "error-capture"),
    "a captured soft 404": (played(html("Page not found")), "bad", "soft-404-capture"),
    "a captured challenge": (
        played(html("Just a moment...", body="<i class=cf-chl></i>"), status=403),
        "bad",
        "challenge-capture",
    ),
    "a captured login": (played(LOGIN), "bad", "login-capture"),
    "a captured login under the work's title": (
        played(html(TITLE, "Please log in to read on.", body='<h2>Log in</h2><form><input type="password"></form>')),
        "bad",
        "login-capture",
    ),
    "the work with a login beside it": (
        played(html(TITLE, STORY, body='<h2>Log in</h2><form><input type="password"></form>')),
        "good",
        "ok",
    ),
    "a captured sale": (played(html("x", "This domain is for sale!")), "bad", "parked-capture"),
    "a captured casino": (
        played(html("Casino", "slot poker roulette jackpot bonus deposit " * 9)),
        "bad",
        "wrong-page",
    ),
    "a captured redirect to the front page": (
        played(html("Coast Courier", STORY), url=ROOT, before=(CAPTURED_REDIRECT,)),
        "bad",
        "redirect-capture",
    ),
    "a captured redirect to nowhere": (played(b"", status=302), "bad", "redirect-capture"),
    "a captured circle": (trouble("redirect-loop", CAPTURED_REDIRECT), "bad", "redirect-capture"),
    "a page that could be anything": (played(html("Boats are back", STORY)), "unknown", "unclear"),
    "another work by somebody else": (played(OTHER), "bad", "wrong-page"),
    "a captured empty page": (played(b""), "unknown", "unclear"),
    "a long capture that has not shown the work": (played(html("", STORY), truncated=True), "unknown", "unclear"),
    "the archive's own 404": (played(html("Hrm."), status=404, memento=""), "bad", "unplayable"),
    "the archive's own 400": (played(html("Hrm."), status=400, memento=""), "unknown", "archive-unreachable"),
    "the archive at work": (played(html("Back soon"), memento=""), "unknown", "archive-unreachable"),
    "the archive is asked too often": (played(html("Slow down"), status=429, memento=""), "unknown", "rate-limited"),
    "the archive is in trouble": (played(html("Oh"), status=503, memento=""), "unknown", "archive-unreachable"),
    "the archive does not answer": (trouble("timeout"), "unknown", "archive-unreachable"),
    "a legal exclusion": (played(html("No"), status=451, memento=""), "unknown", "excluded"),
    "an exclusion in words": (
        played(html("Sorry", "This URL has been excluded from the Wayback Machine."), memento=""),
        "unknown",
        "excluded",
    ),
}
CITED = citation(author=("Holm, Ada",), date="2014-03-06")


@pytest.mark.parametrize("name", PLAYED)
def test_played(name: str) -> None:
    fetched, state, reason = PLAYED[name]
    found = judge_snapshot(CITED, snapshot(), fetched)
    assert (found.state, found.reason) == (state, reason)
    assert found.reason in ARCHIVE_REASONS[found.state]
    assert "\n" not in found.explanation
    assert found.explanation.endswith(".")


def test_a_captured_429_is_not_the_archives() -> None:
    assert judge_snapshot(CITED, snapshot(), played(html("x"), status=429)).reason == "error-capture"


def test_an_exclusion_by_header() -> None:
    header = {"x-archive-wayback-runtime-error": "AdministrativeAccessControlException: Blocked"}
    fetched = played(html("x"), status=403, memento="")
    final = replace(fetched.hops[-1], headers=header)
    assert judge_snapshot(CITED, snapshot(), replace(fetched, hops=(final,))).reason == "excluded"


def test_without_a_telling_title_a_page_that_plays_is_good() -> None:
    assert judge_snapshot(citation(title="Boats"), snapshot(), played(html("Harbour", STORY))).state == "good"


@pytest.mark.parametrize(
    ("stamp", "memento", "good"),
    [
        (STAMP, MEMENTO, True),
        (STAMP, "Sat, 08 Mar 2014 12:00:00 GMT", True),
        (STAMP, "Sat, 08 Mar 2014 12:00:01 GMT", False),
        (STAMP, "Thu, 06 Mar 2014 12:00:00 GMT", True),
        (STAMP, "Sun, 08 Mar 2020 12:00:00 GMT", False),
        ("2014", "Wed, 31 Dec 2014 23:59:59 GMT", True),
        ("2014", "Thu, 01 Jan 2015 23:00:00 GMT", True),
        ("2014", "Sat, 03 Jan 2015 00:00:00 GMT", False),
        ("201403", "Mon, 31 Mar 2014 12:00:00 GMT", True),
        ("201403", "Sat, 05 Apr 2014 12:00:00 GMT", False),
        ("20140307", "Fri, 07 Mar 2014 23:59:59 GMT", True),
        (STAMP, "no date", True),
    ],
)
def test_the_period_that_the_address_names(stamp: str, memento: str, *, good: bool) -> None:
    found = judge_snapshot(CITED, snapshot(f"https://web.archive.org/web/{stamp}/{URL}"), played(memento=memento))
    assert found.reason == ("ok" if good else "wrong-date")


def test_a_wrong_date_names_both() -> None:
    found = judge_snapshot(CITED, snapshot(), played(memento="Sun, 08 Mar 2020 12:00:00 GMT"))
    assert found.explanation == (
        "The archive has no capture of 2014-03-07: it shows the one of 2020-03-08 in its place."
    )
    assert found.captured_at == "2020-03-08T12:00:00Z"


def test_a_wrong_date_names_the_period_of_a_partial_timestamp() -> None:
    found = judge_snapshot(
        CITED, snapshot(f"https://web.archive.org/web/2014/{URL}"), played(memento="Sun, 08 Mar 2020 12:00:00 GMT")
    )
    assert found.explanation == "The archive has no capture of 2014: it shows the one of 2020-03-08 in its place."


def test_an_archive_that_does_not_speak_memento_is_taken_at_its_word() -> None:
    other = snapshot(f"https://arquivo.pt/wayback/{STAMP}/{URL}")
    assert judge_snapshot(CITED, other, played(memento="")).state == "good"


def test_the_page_is_judged_at_its_own_address() -> None:
    fetched = as_captured(played(before=(ARCHIVE_REDIRECT, CAPTURED_REDIRECT), url=ROOT))
    assert [hop.url for hop in fetched.hops] == [URL, ROOT]


def test_a_snapshot_alone_is_judged_by_what_it_is_of() -> None:
    alone = citation(url="", archive_url=NAMED)
    assert judge_snapshot(alone, snapshot(), played(WORK)).state == "good"


def test_the_search_ends_with_a_good_one() -> None:
    assert shows_cited_work(CITED, snapshot(), played())
    assert not shows_cited_work(CITED, snapshot(), played(html(TITLE), status=404))


def test_a_page_of_today_behind_an_archives_address_is_no_snapshot() -> None:
    live = played()
    live = replace(live, hops=(ARCHIVE_REDIRECT, replace(live.hops[-1], url=URL, headers={})))
    found = judge_snapshot(citation(), snapshot(f"https://ghostarchive.org/archive/2014/{URL}"), live)
    assert (found.state, found.reason) == ("unknown", "unclear")
    assert "out of the archive" in found.explanation


def test_a_text_with_nothing_of_the_citation_is_another_work() -> None:
    cited = citation(archive_url=NAMED)
    found = judge_snapshot(cited, snapshot(), played(laid_out("Allotments", "Allotments: the new rules", PLOTS)))
    assert (found.state, found.reason) == ("bad", "wrong-page")


def test_a_text_that_has_words_of_it_is_not_judged() -> None:
    words = "The ferry sails after eleven days."
    found = judge_snapshot(
        citation(archive_url=NAMED), snapshot(), played(laid_out("A word", "A word first", f"{words} {PLOTS}"))
    )
    assert found.state != "bad"


@pytest.mark.parametrize("words", ["Subscribe to read on.", "This article is for our circle."])
def test_a_text_that_holds_something_back_and_has_nothing_of_it_is_no_snapshot_of_it(words: str) -> None:
    found = judge_snapshot(
        citation(archive_url=NAMED), snapshot(), played(laid_out("A word", "A word first", f"{words} {PLOTS}"))
    )
    assert (found.state, found.reason) == ("bad", "challenge-capture")
