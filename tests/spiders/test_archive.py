from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from crawler.evidence.search import CANDIDATES, FURTHER
from tests.fetching.crawling import Crawled, crawl
from tests.web.archive import HOST, SECOND_HOST, TIMEMAP, Capture, archive_site, second_archive
from tests.web.page import CITED, html_page, story_page
from tests.web.server import Web
from tests.web.site import Answer, Request, Site, site
from tests.web.visits import Received

STORY = story_page()
SOUP = html_page("Forty soups for cold days", "Peel the carrots and cut the leek.")


def _url(name: str) -> str:
    return f"https://{name}.example/article"


def _captures(name: str, *timestamps: str, body: bytes = STORY, status: int = 200) -> list[Capture]:
    """Each with a body of its own, so that none is a repeat of another."""
    return [
        Capture(
            _url(name), timestamp, status=status, body=body.replace(b"</body>", f"<!--{timestamp}--></body>".encode())
        )
        for timestamp in timestamps
    ]


def _redirect(name: str, timestamp: str, to: str, digest: str = "") -> Capture:
    return Capture(_url(name), timestamp, status=301, headers={"Location": to}, body=f"Moved {digest}".encode())


HOLDINGS = (
    *_captures("good", "20200101000000"),
    *_captures("several", "20180101000000", "20200101000000", "20220101000000"),
    *_captures("many-bad", *(f"20{year}0101000000" for year in range(10, 20)), body=SOUP),
    *_captures("bad-then-good", "20200101000000", body=html_page("Page not found", "It was not found.")),
    *_captures("bad-then-good", "20200301000000"),
    *_captures("captured-404", "20200101000000", status=404, body=SOUP),
    *_captures("other-form", "20200101000000"),
    *_captures("crowded", *(f"20{year}0{month}01000000" for year in range(10, 20) for month in range(1, 10))),
    *_captures("crowded", *(f"20{year}0{month}02000000" for year in range(10, 20) for month in range(1, 10))),
    *_captures("tracked", "20200101000000"),
    *_captures("soup-and-redirect", "20200101000000", body=SOUP),
    _redirect("soup-and-redirect", "20200201000000", "https://new-home.example/article"),
    _redirect("redirect", "20200101000000", "https://new-home.example/article"),
    _redirect("to-nowhere", "20200101000000", "https://nowhere.example/article"),
    *_captures("new-home", "20200601000000"),
    *(
        _redirect("all-redirects", f"20{year}0{month}0{day}000000", "https://all-redirects.example/", digest=f"{day}")
        for year in range(10, 20)
        for month in range(1, 10)
        for day in range(1, 3)
    ),
    *_captures("all-redirects", "20050101000000"),
)


def _cites(name: str, **more: str) -> dict[str, Any]:
    return {
        "title": CITED,
        "url": _url(name),
        "access-date": "2020-01-02",
        **{key.replace("_", "-"): more[key] for key in more},
    }


def _snapshot(name: str, timestamp: str) -> str:
    return f"https://{HOST}/web/{timestamp}/{_url(name)}"


SECOND = second_archive(
    [*_captures("never", "20190101000000", "20200101000000"), *_captures("many-bad", "20200101000000")]
)
Ask = Callable[..., tuple[Crawled, list[Received]]]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Crawls these citations against an archive with these captures and faults."""

    def crawl_archive(
        citations: Iterable[dict[str, Any]],
        *,
        cdx: str = "",
        replay: str = "",
        without: tuple[str, ...] = (),
        second: Site = SECOND,
        **settings: object,
    ) -> tuple[Crawled, list[Received]]:
        with Web([archive_site(HOLDINGS, without=without, cdx=cdx, replay=replay), second]) as web:
            crawled = crawl(web, tmp_path, "archive", citations, **settings)
            assert crawled.stderr == ""
            return crawled, list(web.requests)

    return crawl_archive


def _queries(requests: Iterable[Received]) -> list[str]:
    return [each.target for each in requests if each.target.startswith("/cdx/")]


def _plays(requests: Iterable[Received]) -> list[str]:
    return [each.target for each in requests if each.target.startswith("/web/")]


def test_a_named_snapshot_that_is_good_is_all_that_is_asked(ask: Ask) -> None:
    crawled, requests = ask([_cites("good", archive_url=_snapshot("good", "20200101000000"))])
    assert _plays(requests) == [f"/web/20200101000000id_/{_url('good')}"]
    assert _queries(requests) == []
    assert [fetch.status for fetch in crawled.fetches.values()] == [200]


def test_a_named_snapshot_that_is_bad_leads_to_the_index(ask: Ask) -> None:
    _, requests = ask([_cites("bad-then-good", archive_url=_snapshot("bad-then-good", "20200101000000"))])
    targets = [each.target for each in requests]
    assert targets[0].startswith("/web/20200101000000id_/")
    assert targets[1].startswith("/cdx/")
    assert _plays(requests)[-1].startswith("/web/20200301000000id_/")
    assert len(_plays(requests)) == 2


@pytest.mark.parametrize(
    "named", ["https://archive.today/AbCdE", "https://web.archive.org/web/", "https://fine.example/no-archive"]
)
def test_what_names_no_snapshot_worth_asking_leads_to_the_index(ask: Ask, named: str) -> None:
    _, requests = ask([_cites("good", archive_url=named)])
    assert len(_queries(requests)) == 1
    assert _plays(requests) == [f"/web/20200101000000id_/{_url('good')}"]
    assert {each.host for each in requests} == {HOST}


def test_where_none_is_named_the_nearest_is_played(ask: Ask) -> None:
    crawled, requests = ask([_cites("several")])
    assert _plays(requests) == [f"/web/20200101000000id_/{_url('several')}"]
    assert len(crawled.searches[0].captures) == 3


def test_no_more_candidates_are_played_than_the_bound(ask: Ask) -> None:
    _, requests = ask([_cites("many-bad")])
    assert len(_plays(requests)) == CANDIDATES + FURTHER


def _archive_with(bad: Answer) -> Site:
    """An archive that lists two captures of whatever it is asked for; the first plays as `bad`, the second well."""

    async def answer(request: Request) -> Answer:
        if request.path.startswith("/cdx/"):
            original = request.query["url"]
            key = f"example,{original.partition('//')[2].partition('.')[0]})/article"
            rows = [f"{key} {time} {original} text/html 200 AAAA{time} 500" for time in (FIRST, NEXT)]
            return Answer(200, {"Content-Type": "text/plain"}, "\n".join(rows).encode())
        return bad if FIRST in request.target else Answer(200, MEMENTO, STORY)

    return site(HOST, {"*": answer})


FIRST, NEXT = "20200101000000", "20200301000000"
MEMENTO = {"Content-Type": "text/html", "Memento-Datetime": "Sun, 01 Mar 2020 00:00:00 GMT"}
BAD = {
    "redirect-loop": Answer(302, {"Location": f"https://{HOST}/web/{FIRST}id_/{_url('fails')}"}),
    "protocol": Answer(200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"This is no gzip."),
    "unsupported-scheme": Answer(302, {"Location": "mailto:keeper@fails.example"}),
}


@pytest.mark.parametrize("cites", [{}, {"archive_url": _snapshot("fails", FIRST)}], ids=["found", "named"])
@pytest.mark.parametrize("kind", BAD)
def test_a_capture_that_fails_by_itself_leads_to_the_next(tmp_path: Path, kind: str, cites: dict[str, str]) -> None:
    with Web([_archive_with(BAD[kind])]) as web:
        crawled = crawl(web, tmp_path, "archive", [_cites("fails", **cites)])
        plays, queries = _plays(web.requests), _queries(web.requests)
    assert crawled.kind(f"https://{HOST}/web/{FIRST}id_/{_url('fails')}") == kind
    assert [plays[0], plays[-1]] == [f"/web/{time}id_/{_url('fails')}" for time in (FIRST, NEXT)]
    assert len(queries) == 1


def test_an_empty_answer_is_asked_once_more_in_other_words(ask: Ask) -> None:
    crawled, requests = ask([_cites("never"), _cites("good")])
    never = [query for query in _queries(requests) if "never.example" in query]
    assert len(set(never)) == 2
    assert _queries(requests)[-1] == never[1]
    assert [search.empty for search in crawled.searches if "never" in search.address] == [1, 2]


def test_a_capture_that_only_the_second_answer_has_is_played_for_all_who_cite_it(ask: Ask) -> None:
    crawled, requests = ask([_cites("several"), _cites("several", access_date="2022-01-02")], cdx="flaky")
    assert [(search.empty, len(search.captures)) for search in crawled.searches] == [(1, 0), (0, 3)]
    assert sorted(_plays(requests)) == [
        f"/web/{time}id_/{_url('several')}" for time in ("20200101000000", "20220101000000")
    ]


def test_the_index_is_asked_anew_where_its_answer_ends_before_another_date(ask: Ask) -> None:
    early, late = _cites("crowded", access_date="2010-01-02"), _cites("crowded", access_date="2019-09-02")
    crawled, requests = ask([early, late])
    assert len(_queries(requests)) == 2
    assert sorted(_plays(requests)) == [f"/web/{day}000000id_/{_url('crowded')}" for day in ("20100102", "20190902")]
    assert len(crawled.searches[-1].captures) == 180


def test_two_dates_in_one_answer_are_one_question(ask: Ask) -> None:
    _, requests = ask([_cites("several"), _cites("several", access_date="2018-02-01")])
    assert len(_queries(requests)) == 1
    assert len(_plays(requests)) == 2


def test_another_spelling_is_asked_for_where_there_is_nothing(ask: Ask) -> None:
    citation = {**_cites("tracked"), "url": f"{_url('tracked')}?utm_source=letter"}
    crawled, requests = ask([citation])
    assert len(_queries(requests)) == 3
    assert _plays(requests) == [f"/web/20200101000000id_/{_url('tracked')}"]
    assert (crawled.searches[-1].address, crawled.searches[-1].empty) == (citation["url"], 2)


def test_no_more_than_two_other_spellings_are_asked_for(ask: Ask) -> None:
    url = "https://never.example/%7Eme/caf%25C3%25A9?a=1&amp;utm_source=x"
    _, requests = ask([{**_cites("never"), "url": url}])
    assert len(_queries(requests)) == 4


def test_a_captured_redirect_is_followed_inside_the_archive(ask: Ask) -> None:
    crawled, requests = ask([_cites("redirect")])
    assert _plays(requests) == [
        f"/web/20200101000000id_/{_url('redirect')}",
        f"/web/20200101000000id_/{_url('new-home')}",
        f"/web/20200601000000id_/{_url('new-home')}",
    ]
    assert len(_queries(requests)) == 1
    assert [fetch.status for fetch in crawled.fetches.values()] == [200]


def test_a_captured_redirect_is_tried_after_the_pages(ask: Ask) -> None:
    _, requests = ask([_cites("soup-and-redirect")])
    assert _plays(requests)[0] == f"/web/20200101000000id_/{_url('soup-and-redirect')}"
    assert _plays(requests)[-1] == f"/web/20200601000000id_/{_url('new-home')}"
    assert len(_queries(requests)) == 1


def test_pages_for_which_redirects_left_no_room_are_asked_for(ask: Ask) -> None:
    _, requests = ask([_cites("all-redirects", access_date="2019-09-02")])
    assert len(_queries(requests)) == 2
    assert _plays(requests)[-1] == f"/web/20050101000000id_/{_url('all-redirects')}"


def _timemaps(requests: Iterable[Received]) -> list[str]:
    return [each.target for each in requests if each.host == SECOND_HOST and "/timemap/" in each.target]


def test_other_archives_are_asked_where_the_first_has_nothing_good(ask: Ask) -> None:
    crawled, requests = ask([_cites("never"), _cites("many-bad")], CITEWATCH_TIMEMAPS=TIMEMAP)
    assert sorted(_timemaps(requests)) == [f"/wayback/timemap/link/{_url(name)}" for name in ("many-bad", "never")]
    played = [each.target for each in requests if each.host == SECOND_HOST and "/replay/" in each.target]
    assert sorted(played) == [f"/noFrame/replay/20200101000000/{_url(name)}" for name in ("many-bad", "never")]
    found = {search.address: search for search in crawled.searches}
    assert [len(found[_url(name)].mementos or ()) for name in ("never", "many-bad")] == [2, 1]
    assert found[_url("never")].empty == 2


@pytest.mark.parametrize("to", ["https://gone.example/2", "/2", "//gone.example/2"], ids=["whole", "path", "host"])
def test_a_redirect_as_it_was_captured_is_followed_inside_the_archive(ask: Ask, to: str) -> None:
    page = Capture("https://gone.example/2", "20200101000000", body=STORY)
    second = second_archive([_redirect("gone", "20200101000000", to), page])
    crawled, requests = ask([_cites("gone")], CITEWATCH_TIMEMAPS=TIMEMAP, second=second)
    played = [each.target for each in requests if "/noFrame/replay/" in each.target]
    assert played == [f"/noFrame/replay/20200101000000/{url}" for url in (_url("gone"), page.url)]
    assert [fetch.status for fetch in crawled.fetches.values()] == [200]
    assert {each.host for each in requests} == {HOST, SECOND_HOST}


def test_other_archives_are_left_alone_where_the_first_has_it(ask: Ask) -> None:
    _, requests = ask([_cites("good")], CITEWATCH_TIMEMAPS=TIMEMAP)
    assert {each.host for each in requests} == {HOST}


def test_without_the_setting_no_other_archive_is_asked(ask: Ask) -> None:
    _, requests = ask([_cites("never")])
    assert {each.host for each in requests} == {HOST}


def test_an_archive_that_lists_nothing_has_said_so(ask: Ask) -> None:
    crawled, _ = ask([_cites("nowhere")], CITEWATCH_TIMEMAPS=TIMEMAP)
    assert crawled.searches[-1].mementos == ()


@pytest.mark.parametrize("fault", ["unavailable", "html"])
def test_an_archive_that_fails_has_said_nothing(ask: Ask, fault: str) -> None:
    second = second_archive(_captures("never", "20200101000000"), timemap=fault)
    crawled, _ = ask([_cites("never")], CITEWATCH_TIMEMAPS=TIMEMAP, second=second, RETRY_TIMES=0)
    assert [(search.empty, search.mementos) for search in crawled.searches] == [(1, None), (2, None)]


def test_half_a_timemap_is_read_as_far_as_it_goes(ask: Ask) -> None:
    many = _captures("never", *(f"20{year}0101000000" for year in range(10, 20)))
    second = second_archive(many, timemap="truncated")
    crawled, _ = ask([_cites("never")], CITEWATCH_TIMEMAPS=TIMEMAP, second=second)
    assert 0 < len(crawled.searches[-1].mementos or ()) < len(many)


def test_half_a_timemap_that_lists_nothing_has_said_nothing(ask: Ask) -> None:
    second = second_archive(_captures("never", "20200101000000"), timemap="truncated")
    crawled, _ = ask([_cites("never")], CITEWATCH_TIMEMAPS=TIMEMAP, second=second)
    assert crawled.searches[-1].mementos is None


def test_archives_that_are_not_trusted_are_not_played(ask: Ask) -> None:
    played = f"https://archive.ph/20200101000000/{_url('nowhere')}"
    link = f'<{played}>; rel="memento"; datetime="Wed, 01 Jan 2020 00:00:00 GMT"'
    crawled, requests = ask([_cites("nowhere")], CITEWATCH_TIMEMAPS=TIMEMAP, second=second_archive([], more=[link]))
    assert crawled.searches[-1].mementos == ()
    assert {each.host for each in requests} == {HOST, SECOND_HOST}


def test_an_archive_that_does_not_show_it_leaves_the_others(ask: Ask) -> None:
    _, requests = ask([_cites("never")], CITEWATCH_TIMEMAPS=TIMEMAP, without=(_url("never"),))
    assert [each for each in requests if "/noFrame/replay/" in each.target]


def test_an_index_that_fails_sends_nobody_elsewhere(ask: Ask) -> None:
    _, requests = ask([_cites("never")], CITEWATCH_TIMEMAPS=TIMEMAP, cdx="html")
    assert {each.host for each in requests} == {HOST}


FAULTS = {
    "rate-limited": "rate-limited",
    "unavailable": "archive-unreachable",
    "html": "archive-unreachable",
    "truncated": "archive-unreachable",
    "slow": "archive-unreachable",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_index_that_fails_never_means_that_there_is_nothing(ask: Ask, fault: str) -> None:
    crawled, _ = ask([_cites("good")], cdx=fault, DOWNLOAD_TIMEOUT=1, CITEWATCH_RETRY_AFTER_LIMIT=1)
    assert [(search.failure, search.empty, search.captures) for search in crawled.searches] == [(FAULTS[fault], 0, ())]
    assert crawled.searches[0].detail


def test_an_index_that_fails_on_the_second_question_has_answered_once(ask: Ask) -> None:
    crawled, _ = ask([_cites("never")], cdx="rate-limited-once", RETRY_TIMES=0)
    assert {(search.failure, search.empty) for search in crawled.searches} == {("rate-limited", 0)}


def test_an_index_that_has_had_enough_is_left_alone(ask: Ask) -> None:
    citations = [_cites(name) for name in ("good", "several", "many-bad", "never")]
    crawled, requests = ask(citations, cdx="rate-limited", CITEWATCH_RETRY_AFTER_LIMIT=1)
    assert len(_queries(requests)) == 1
    assert {search.failure for search in crawled.searches} == {"rate-limited"}
    assert len(crawled.searches) == 4


def test_what_the_index_left_unasked_has_no_record(ask: Ask, tmp_path: Path) -> None:
    evidence = tmp_path / "runs" / "today" / "evidence.warc.gz"
    crawled, _ = ask(
        [_cites("good"), _cites("several")],
        cdx="rate-limited",
        CITEWATCH_RETRY_AFTER_LIMIT=1,
        CITEWATCH_EVIDENCE=evidence,
    )
    assert sorted(bool(search.record) for search in crawled.searches) == [False, True]


def test_an_owner_who_does_not_want_it_shown(ask: Ask) -> None:
    crawled, _ = ask([_cites("good")], without=(_url("good"),))
    assert [search.failure for search in crawled.searches] == ["excluded"]


def test_rows_that_cannot_be_read_take_no_others_with_them(ask: Ask) -> None:
    crawled, requests = ask([_cites("good")], cdx="messy")
    assert len(crawled.searches[0].captures) == 1
    assert len(_plays(requests)) == 1


@pytest.mark.parametrize(("fault", "kind"), [("slow", "timeout"), ("rate-limited", ""), ("unavailable", "")])
def test_a_snapshot_that_cannot_be_asked_for(ask: Ask, fault: str, kind: str) -> None:
    named = _snapshot("good", "20200101000000")
    crawled, _ = ask(
        [_cites("good", archive_url=named)], replay=fault, DOWNLOAD_TIMEOUT=1, CITEWATCH_RETRY_AFTER_LIMIT=1
    )
    (fetch,) = [fetch for fetch in crawled.fetches.values() if "good.example" in fetch.address]
    assert (fetch.failure.kind if fetch.failure else "") == kind
    assert fetch.status == {"slow": None, "rate-limited": 429, "unavailable": 503}[fault]


def test_an_archive_that_does_not_answer_is_not_searched_either(ask: Ask) -> None:
    _, requests = ask(
        [_cites("good", archive_url=_snapshot("good", "20200101000000"))], replay="slow", DOWNLOAD_TIMEOUT=1
    )
    assert _queries(requests) == []


def test_each_address_is_played_and_searched_once_however_many_share_it(ask: Ask) -> None:
    named = _cites("good", archive_url=_snapshot("good", "20200101000000"))
    crawled, requests = ask([named, _cites("good"), named, _cites("good"), _cites("never"), _cites("never")])
    assert max(Counter(_plays(requests)).values()) == 1
    assert max(Counter(_queries(requests)).values()) == 1
    assert len(crawled.searches) == 3


def test_what_has_no_address_asks_for_nothing(ask: Ask) -> None:
    crawled, requests = ask([{"title": CITED}])
    assert (crawled.fetches, crawled.searches, requests) == ({}, [], [])


def test_robots_txt_is_for_crawlers_that_follow_links(ask: Ask) -> None:
    _, requests = ask([_cites("good")])
    assert not [each for each in requests if each.target == "/robots.txt"]


def test_the_index_and_replay_have_their_own_pace(ask: Ask) -> None:
    citations = [_cites("good"), _cites("several"), _cites("captured-404")]
    _, requests = ask(citations, CITEWATCH_CDX_PER_MINUTE=200, CITEWATCH_REPLAY_PER_MINUTE=0)
    times = [each.at for each in requests if each.target.startswith("/cdx/")]
    assert len(times) >= 3
    assert min(second - first for first, second in pairwise(times)) >= 0.8 * 60 / 200


def test_without_a_limit_nothing_waits_for_the_delay_of_other_hosts(ask: Ask) -> None:
    _, requests = ask([_cites("good"), _cites("several")], DOWNLOAD_DELAY=20)
    assert len(requests) == 4
