"""The verdict on the named snapshot, or on the best one found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.archives.captures import Capture
from crawler.archives.timemap import Memento
from crawler.evidence.fetch import Fetch, Hop
from crawler.evidence.search import Search
from crawler.judge.archive import Holdings, fetch_of, judge_archive
from tests.judge.captures import MEMENTO, NAMED, STAMP, played, raw
from tests.judge.cases import AT, URL, citation, html

NAMING = citation(archive_url=NAMED, archive_date="2014-03-07")
NEAR = "20140308120000"
DEAD = html("Page not found")


def search(*stamps: str, **fields: object) -> Search:
    captures = tuple(
        Capture(original=URL, timestamp=stamp, mimetype="text/html", status=200, digest=stamp, length=9)
        for stamp in stamps
    )
    return replace(Search(address=URL, asked_at=AT, captures=captures), **fields)  # type: ignore[arg-type]


def holdings(found: Search | None = None, **plays: Fetch) -> Holdings:
    """`plays` by timestamp, as `at20140307120000`."""
    by_address = {raw(stamp=stamp.removeprefix("at")): fetch for stamp, fetch in plays.items()}
    return Holdings(plays=by_address, searches={URL: found} if found else {})


ON_8 = played(memento="Sat, 08 Mar 2014 12:00:00 GMT")
UNNAMED = {
    "two empty answers": (holdings(search(empty=2)), "missing", "no-capture"),
    "one empty answer is no proof": (holdings(search(empty=1)), "unknown", "unclear"),
    "an empty answer, then none": (
        holdings(search(empty=1, failure="archive-unreachable")),
        "unknown",
        "archive-unreachable",
    ),
    "asked too often": (holdings(search(failure="rate-limited")), "unknown", "rate-limited"),
    "excluded": (holdings(search(failure="excluded")), "unknown", "excluded"),
    "not asked": (holdings(), "unknown", "unclear"),
    "a good one": (holdings(search(STAMP), at20140307120000=played()), "good", "ok"),
    "a bad one, then a good one": (
        holdings(search(STAMP, NEAR), at20140307120000=played(DEAD), at20140308120000=ON_8),
        "good",
        "ok",
    ),
    "only a bad one": (holdings(search(STAMP), at20140307120000=played(DEAD)), "bad", "soft-404-capture"),
    "one that was not played": (holdings(search(STAMP)), "unknown", "unclear"),
    "one that the archive could not play": (
        holdings(search(STAMP), at20140307120000=played(html("x"), status=503, memento="")),
        "unknown",
        "archive-unreachable",
    ),
    "one that is listed and does not play": (
        holdings(search(STAMP), at20140307120000=played(html("x"), status=404, memento="")),
        "bad",
        "unplayable",
    ),
}


@pytest.mark.parametrize("name", UNNAMED)
def test_where_none_is_named_the_best_one_found(name: str) -> None:
    held, state, reason = UNNAMED[name]
    found = judge_archive(citation(), held)
    assert (found.state, found.reason) == (state, reason)


def test_archive_date_without_address_asks_nearest_that_date() -> None:
    cited = citation(archive_date="2014-03-08")
    found = judge_archive(cited, holdings(search(STAMP, NEAR), at20140307120000=played(), at20140308120000=ON_8))
    assert found.requested_at == "2014-03-08"
    assert NEAR in found.snapshot_url
    assert [STAMP in other.snapshot_url for other in found.alternatives] == [True]


ADDRESSES = {
    "a listing": (f"https://web.archive.org/web/*/{URL}", "bad", "malformed-archive-url"),
    "a date that does not exist": (f"https://web.archive.org/web/20140230/{URL}", "bad", "malformed-archive-url"),
    "no archive at all": (URL, "bad", "malformed-archive-url"),
    "no address": ("see the archive\nthere", "bad", "malformed-archive-url"),
    "an archive that alters": (f"https://archive.ph/{STAMP}/{URL}", "bad", "distrusted-host"),
    "an archive that is gone": ("https://www.webcitation.org/5eWaHRbn4?url=http://a.example/", "bad", "unplayable"),
    "one that was not played": (NAMED, "unknown", "unclear"),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_named_addresses(name: str) -> None:
    address, state, reason = ADDRESSES[name]
    found = judge_archive(citation(archive_url=address), holdings())
    assert (found.state, found.reason) == (state, reason)
    assert found.url == found.snapshot_url == address
    assert "\n" not in found.explanation


@pytest.mark.parametrize("modifier", ["", "id_", "if_", "im_", "js_", "cs_", "oe_", "re_"])
def test_any_modifier_is_an_address(modifier: str) -> None:
    address = f"https://web.archive.org/web/{STAMP}{modifier}/{URL}"
    held = holdings(at20140307120000=played())
    assert judge_archive(citation(archive_url=address), held).state == "good"


def test_a_fragment_is_not_part_of_what_is_played() -> None:
    held = holdings(at20140307120000=played())
    assert judge_archive(citation(archive_url=f"{NAMED}#page-2"), held).state == "good"


def test_the_named_one_is_judged_and_a_better_one_only_offered() -> None:
    held = holdings(search(NEAR), at20140307120000=played(DEAD), at20140308120000=ON_8)
    found = judge_archive(NAMING, held)
    assert (found.reason, found.snapshot_url) == ("soft-404-capture", NAMED)
    assert [(other.captured_at, other.source) for other in found.alternatives] == [
        ("2014-03-08T12:00:00Z", "Wayback Machine")
    ]


def test_the_named_one_is_no_alternative_to_itself() -> None:
    held = holdings(search(STAMP), at20140307120000=played())
    assert judge_archive(citation(archive_url=NAMED), held).alternatives == ()


def test_a_footnote_with_a_snapshot_alone_still_has_it_judged() -> None:
    held = holdings(at20140307120000=played())
    assert judge_archive(citation(url="", archive_url=NAMED), held).state == "good"


def test_without_any_address() -> None:
    assert judge_archive(citation(url=""), holdings()).reason == "no-url"


def test_a_verdict_says_what_it_rests_on() -> None:
    found = judge_archive(NAMING, holdings(at20140307120000=played(memento=MEMENTO)))
    assert (found.captured_at, found.checked_at, found.status) == ("2014-03-07T12:00:00Z", AT, 200)
    assert (found.source, found.requested_at, found.final_url) == ("Wayback Machine", "2014-03-07", raw())


@pytest.mark.parametrize("name", ["asked too often", "an empty answer, then none", "not asked"])
def test_what_was_not_asked_says_so(name: str) -> None:
    assert "snapshot not checked yet" in judge_archive(citation(), UNNAMED[name][0]).explanation


def test_captured_errors_alone_are_bad() -> None:
    errors = search(STAMP)
    errors = replace(errors, captures=tuple(replace(each, status=404) for each in errors.captures))
    found = judge_archive(citation(), holdings(errors))
    assert (found.state, found.reason, found.source) == ("bad", "error-capture", "Wayback Machine")


ELSEWHERE = f"https://arquivo.pt/wayback/{STAMP}/{URL}"
ELSEWHERE_PLAYED = f"https://arquivo.pt/noFrame/replay/{STAMP}/{URL}"
LISTED = (Memento(address=ELSEWHERE, timestamp=STAMP),)


def _elsewhere(fetch: Fetch, **fields: object) -> Holdings:
    hops = tuple(replace(hop, url=ELSEWHERE_PLAYED) for hop in fetch.hops)
    listed = replace(search(**fields), mementos=LISTED)
    return Holdings(plays={ELSEWHERE_PLAYED: replace(fetch, hops=hops)}, searches={URL: listed})


@pytest.mark.parametrize("fields", [{"empty": 2}, {"failure": "excluded"}], ids=["never captured", "excluded"])
def test_another_archive_that_has_it_stands_in(fields: dict[str, object]) -> None:
    found = judge_archive(citation(), _elsewhere(played(), **fields))
    assert (found.state, found.reason) == ("good", "ok")
    assert (found.snapshot_url, found.source) == (ELSEWHERE, "Arquivo.pt")


def test_another_archives_bad_snapshot_is_judged_as_such() -> None:
    assert judge_archive(citation(), _elsewhere(played(DEAD), empty=2)).reason == "soft-404-capture"


def test_another_archive_is_an_alternative_to_a_bad_named_one() -> None:
    held = _elsewhere(played(), empty=2)
    both = replace(held, plays={**held.plays, raw(): played(DEAD)})
    found = judge_archive(NAMING, both)
    assert found.reason == "soft-404-capture"
    assert [(other.snapshot_url, other.source) for other in found.alternatives] == [(ELSEWHERE, "Arquivo.pt")]


NEW_URL = "https://courier.example/archive/ferry-strike-ends"
LANDED = f"https://web.archive.org/web/20150601000000/{NEW_URL}"


def _led() -> Fetch:
    """A captured redirect to another address, which was captured a year later."""
    first = Hop(url=raw(), status=301, headers={"memento-datetime": MEMENTO, "location": raw(NEW_URL)})
    second = Hop(url=raw(NEW_URL), status=302)
    last = played(url=NEW_URL, memento="Mon, 01 Jun 2015 00:00:00 GMT", before=(first, second))
    final = replace(last.hops[-1], url=raw(NEW_URL, "20150601000000"))
    return replace(last, hops=(*last.hops[:-1], final))


def test_a_captured_redirect_is_judged_where_it_led() -> None:
    redirects = search(STAMP)
    redirects = replace(redirects, captures=tuple(replace(each, status=301) for each in redirects.captures))
    held = holdings(redirects, at20140307120000=_led())
    found = judge_archive(citation(), held)
    assert (found.state, found.snapshot_url, found.captured_at) == ("good", LANDED, "2015-06-01T00:00:00Z")
    assert fetch_of(citation(), found, held) == _led()


def test_a_named_redirect_is_judged_by_the_day_that_it_names() -> None:
    found = judge_archive(NAMING, holdings(at20140307120000=_led()))
    assert (found.state, found.reason) == ("bad", "wrong-date")


def test_what_a_verdict_is_about_is_found_again() -> None:
    held = holdings(search(STAMP), at20140307120000=played())
    assert fetch_of(NAMING, judge_archive(NAMING, held), held) == played()
    assert fetch_of(citation(), judge_archive(citation(), held), held) == played()
    assert fetch_of(citation(), judge_archive(citation(), holdings()), holdings()) is None


def test_an_archive_that_moved_is_judged_where_it_plays_now() -> None:
    old = f"http://webarchive.proni.gov.uk/{STAMP}/{URL}"
    now = f"https://wayback.archive-it.org/11112/{STAMP}id_/{URL}"
    fetch = played()
    fetch = replace(fetch, hops=tuple(replace(hop, url=now) for hop in fetch.hops))
    found = judge_archive(citation(archive_url=old), Holdings(plays={now: fetch}))
    assert (found.state, found.snapshot_url, found.source) == ("good", old, "Archive-It")
