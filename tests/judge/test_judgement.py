"""One citation's whole judgement; and that whatever was seen, it keeps to the contract's words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.archives.captures import Capture
from crawler.evidence.fetch import FAILURES, Fetch
from crawler.evidence.search import Search
from crawler.judge.archive import Holdings
from crawler.judge.judgement import Evidence, judge
from crawler.judge.past import Past, Policy
from crawler.judge.verdict import ARCHIVE_REASONS, CONTENT_VERDICTS, FLAGS, LIVE_REASONS, LIVE_STATE_OF, Flag
from crawler.references.citation import Citation
from tests.judge.captures import NAMED, STAMP, WORK, played, raw
from tests.judge.cases import AT, STORY, TITLE, URL, citation, failed, fetch, html

NOW = "2026-03-01T06:05:00Z"
START = datetime(2026, 1, 1, tzinfo=UTC)


def seen(live: Fetch | None = None, play: Fetch | None = None, search: Search | None = None) -> Evidence:
    plays = {raw(): play} if play else {}
    searches = {URL: search} if search else {}
    return Evidence(live={URL: live} if live else {}, archives=Holdings(plays=plays, searches=searches))


def test_a_dead_page_with_a_good_snapshot_is_rescued() -> None:
    cited = citation(archive_url=NAMED, quote="after eleven days")
    found = judge(cited, seen(fetch(b"", status=404), played()), [], Policy(), NOW)
    assert (found.live.reason, found.archive.reason, found.health) == ("not-found", "ok", "rescued")
    assert (found.content.quote.verdict, found.content.quote.source) == ("match", "archive")
    assert found.flags == ()
    assert found.suggestion is not None
    assert found.suggestion.action == "set-url-status"


def test_both_verdicts_are_confirmed_by_earlier_runs() -> None:
    earlier = Past(live_at=START, live_state="dead", live_reason="gone", archive_at=START, archive_state="good")
    found = judge(citation(archive_url=NAMED), seen(fetch(b"", status=410), played()), [earlier], Policy(), NOW)
    assert (found.live.confirmed, found.archive.confirmed) == (True, True)


def test_the_last_verdicts_flags_stand_while_nothing_contradicts_them() -> None:
    flag = Flag(flag="dead-citation", since="2026-01-01T00:00:00Z", new=True)
    earlier = Past(
        live_at=START, live_state="dead", live_reason="gone", archive_at=None, archive_state="missing", flags=(flag,)
    )
    found = judge(citation(), seen(failed("timeout")), [earlier], Policy(), NOW)
    assert [(each.flag, each.new) for each in found.flags] == [("dead-citation", False)]


def test_the_fragment_is_not_part_of_what_was_asked() -> None:
    found = judge(citation(url=f"{URL}#page-2"), seen(fetch(WORK)), [], Policy(), NOW)
    assert found.live.state == "alive"


@pytest.mark.parametrize(
    "address", ["http://[bad/#x", "http://[bad", "https://a.example:x/", "see there", "\x00", "//"]
)
def test_a_malformed_address_is_judged_like_any_other(address: str) -> None:
    evidence = Evidence(live={address.partition("#")[0]: failed("malformed-url", url=address)})
    found = judge(citation(url=address, archive_url=address), evidence, [], Policy(), NOW)
    assert (found.live.reason, found.archive.reason) == ("malformed-url", "malformed-archive-url")


BODIES = [
    b"", WORK, html("Page not found"), html("Just a moment...", body="<i class=cf-chl></i>"), html("Boats", STORY),
    html("x", "This domain is for sale!"), html("Log in", body="<input type=password>"), html(TITLE), b"%PDF-1.4",
    html("Two\nlines\u2028of title 404"), html("Wartung", STORY), html("Casino", "slot poker roulette jackpot " * 20),
]  # fmt: skip
PLACES = [
    URL,
    "https://courier.example/",
    "https://courier.example/2014/",
    "http://[bad",
    "https://other.example/a?b=c#d",
]
ADDRESSES = [URL, "", "http://[bad/#x", "see there", f"{URL}#part", "https://courier.example/"]
TEXTS = st.sampled_from(["", TITLE, "Page not found", "Home", "渡船停航"]) | st.text(max_size=20)
FETCHES = st.builds(
    fetch,
    st.sampled_from(BODIES),
    status=st.sampled_from([100, 200, 204, 302, 304, 401, 403, 404, 410, 429, 451, 500, 503, 999]),
    headers=st.sampled_from([{}, {"cf-mitigated": "challenge"}, {"memento-datetime": "Fri, 07 Mar 2014 12:00:00 GMT"}]),
    via=st.sampled_from([(), ((URL, 301),), ((URL, 302), ("https://other.example/", 308))]),
    url=st.sampled_from(PLACES),
    truncated=st.booleans(),
    intact=st.booleans(),
) | st.builds(failed, st.sampled_from(sorted(FAILURES)), url=st.sampled_from(PLACES))
SEARCHES = st.builds(
    Search,
    address=st.just(URL),
    asked_at=st.just(AT),
    captures=st.sampled_from(
        [(), (Capture(original=URL, timestamp=STAMP, mimetype="text/html", status=200, digest="x", length=9),)]
    ),
    failure=st.sampled_from(["", "rate-limited", "excluded", "archive-unreachable"]),
    empty=st.integers(0, 2),
)
CITATIONS = st.builds(
    Citation,
    number=st.just(1),
    title=TEXTS,
    url=st.sampled_from(ADDRESSES),
    url_source=st.sampled_from(["", "article", "recalled"]),
    url_status=st.sampled_from(["", "live", "dead"]),
    archive_url=st.sampled_from(["", NAMED, f"https://archive.ph/{STAMP}/{URL}", "http://[bad", URL]),
    archive_date=st.sampled_from(["", "2014-03-07", "no date"]),
    date=st.sampled_from(["", "2014", "2014-03-06", "2014-02-30", "no date"]),
    author=st.lists(TEXTS, max_size=2).map(tuple),
    quote=TEXTS,
)
PASTS = st.lists(
    st.builds(
        lambda days, reason, archive, flags: Past(
            live_at=None if reason == "offline" else START + timedelta(days=days),
            live_state=LIVE_STATE_OF[reason],
            live_reason=reason,
            archive_at=START + timedelta(days=days),
            archive_state=archive,
            flags=tuple(Flag(flag=flag, since="2026-01-01T00:00:00Z", new=True) for flag in flags),
        ),
        st.integers(0, 58),
        st.sampled_from(sorted(LIVE_STATE_OF)),
        st.sampled_from(sorted(ARCHIVE_REASONS)),
        st.sets(st.sampled_from(FLAGS)),
    ),
    max_size=5,
).map(lambda rows: sorted(rows, key=lambda row: row.archive_at or START))
LIVE_HEALTH = {"alive": {"bad": "at-risk", "missing": "at-risk"}, "dead": {"good": "rescued"}}
SUSPECT = {"timeout", "refused", "reset", "dns-error", "server-error", "tls-error", "protocol-error", "redirect-loop"}


@settings(suppress_health_check=[HealthCheck.too_slow])  # pages are read while they are made up
@given(CITATIONS, FETCHES, FETCHES, SEARCHES, PASTS)
def test_any_evidence_is_judged_in_the_contracts_words(
    cited: Citation, live: Fetch, play: Fetch, search: Search, past: list[Past]
) -> None:
    address = cited.url.partition("#")[0]
    evidence = Evidence(live={address: live}, archives=Holdings(plays={raw(): play}, searches={address: search}))
    found = judge(cited, evidence, past, Policy(), NOW)
    assert found.live.reason in LIVE_REASONS[found.live.state]
    assert found.archive.reason in ARCHIVE_REASONS[found.archive.state]
    for verdict in (found.live, found.archive):
        assert verdict.explanation.strip()
        assert len(verdict.explanation.splitlines()) == 1
        assert verdict.explanation.rstrip('"”').endswith((".", "…"))
        assert 0 <= verdict.confidence <= 1
    if found.live.state == "unknown":
        expected = "suspect" if found.live.reason in SUSPECT else "unknown"
    else:
        usual = {"alive": "healthy", "dead": "dead"}[found.live.state]
        expected = LIVE_HEALTH[found.live.state].get(found.archive.state, usual)
    assert found.health == expected
    assert [flag.flag for flag in found.flags] == [
        name for name in FLAGS if name in {flag.flag for flag in found.flags}
    ]
    assert found.health != "dead" or found.flags[0].flag == "dead-citation"
    assert found.live.state != "alive" or "dead-citation" not in {flag.flag for flag in found.flags}
    words = (found.content.title, found.content.author, found.content.date, found.content.quote)
    assert all(word.verdict in CONTENT_VERDICTS for word in words)
    assert found.live.reason != "unreachable" or found.live.confidence <= 0.8
    assert cited.url_source != "recalled" or found.live.state != "dead"
    if found.live.reason == "paywalled":
        assert all(word.verdict != "absent" for word in words)


@given(CITATIONS)
def test_nothing_seen_is_nothing_known(cited: Citation) -> None:
    found = judge(cited, Evidence(), [], Policy(), NOW)
    assert found.live.state == "unknown"
    assert found.archive.state == "unknown" or cited.archive_url
    assert found.live.checked_at is found.archive.checked_at is None
