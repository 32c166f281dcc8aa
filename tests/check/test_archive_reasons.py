"""Every reason of the archive's table, by `citewatch check` over real sockets against the stand-in archives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from crawler.judge.verdict import ARCHIVE_REASONS
from tests.program import Program
from tests.web.archive import HOST, SECOND_HOST, TIMEMAP, Capture, archive_site, second_archive
from tests.web.page import CITED, html_page, story_page
from tests.web.server import Web
from tests.web.site import Answer, Site, redirect, site

WORK = story_page()
DAY = "20200101000000"
READ = "2020-01-02"
SOUP = html_page("Forty soups for cold days", "Peel the carrots and cut the leek, then wait. " * 12)
CHALLENGE = html_page(
    "Just a moment...",
    "Checking your browser before accessing the site.",
    head='<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>',
)
LOGIN = html_page(
    "Log in", "Please log in to read this article.", head='<meta name="robots" content="noindex">'
).replace(b"</body>", b'<form action="/login" method="post"><input type="password" name="password"></form></body>')
FOR_SALE = html_page("old.example is for sale", "This domain is for sale. Buy this domain. Make an offer today.")
FRONT = html_page("The Harbour Courier", *("Today at the harbour: boats, tides and the price of cod. " * 6,))


def _url(name: str) -> str:
    return f"https://{name}.example/2019/keepers"


def _shot(name: str, day: str = DAY) -> str:
    return f"https://{HOST}/web/{day}/{_url(name)}"


def _held(name: str, body: bytes = WORK, day: str = DAY, status: int = 200, url: str = "", **headers: str) -> Capture:
    marked = body.replace(b"</body>", f"<!--{name} {day}--></body>".encode())
    return Capture(url or _url(name), day, status=status, headers={"Content-Type": "text/html"} | headers, body=marked)


CAPTURES = (
    _held("good"),
    _held("error", html_page("404 Not Found", "No such page."), status=404),
    _held("soft-404", html_page("Page not found", "Sorry, the page you requested could not be found.")),
    _held("challenge", CHALLENGE, status=403),
    _held("login", LOGIN),
    _held("parked", FOR_SALE),
    _held("to-front", b"", status=302, Location="https://to-front.example/"),
    _held("front", FRONT, url="https://to-front.example/"),
    _held("another-work", html_page("Twelve ways to bake bread", "Knead the dough until it sings. " * 30)),
    _held("other-day", day="20200301000000"),
    _held("file", b"\x00\x01\x02" * 400, **{"Content-Type": "application/octet-stream"}),
    _held("led", b"", status=301, Location=_url("landing")),
    _held("landing", day="20200701000000"),
    _held("only-errors", SOUP, status=404),
    _held("moved-archive"),
)
SECOND = (_held("second"), _held("not-shown", day="20191231000000"))


def _cites(name: str, archive_url: str = "", **more: str) -> dict[str, Any]:
    cited = {"title": CITED, "author": "Ane Holm", "date": "2019-11-03", "url": _url(name), "access-date": READ}
    return cited | ({"archive-url": archive_url} if archive_url else {}) | more


# name: what is cited, the state and the reason of its snapshot
CASES: Mapping[str, tuple[dict[str, Any], str, str]] = {
    "named and good": (_cites("good", _shot("good")), "good", "ok"),
    "found and good": (_cites("good"), "good", "ok"),
    "a captured 404": (_cites("error", _shot("error")), "bad", "error-capture"),
    "a captured soft 404": (_cites("soft-404", _shot("soft-404")), "bad", "soft-404-capture"),
    "a captured challenge": (_cites("challenge", _shot("challenge")), "bad", "challenge-capture"),
    "a captured login": (_cites("login", _shot("login")), "bad", "login-capture"),
    "a captured parking page": (_cites("parked", _shot("parked")), "bad", "parked-capture"),
    "a captured redirect to the front page": (_cites("to-front", _shot("to-front")), "bad", "redirect-capture"),
    "another work": (
        _cites("another-work", _shot("another-work"), quote="the lamp was carried down"),
        "bad",
        "wrong-page",
    ),
    "another day": (_cites("other-day", _shot("other-day")), "bad", "wrong-date"),
    "named, and not there": (_cites("never-held", _shot("never-held")), "bad", "unplayable"),
    "an archive that alters": (
        _cites("altered", f"https://archive.ph/{DAY}/{_url('altered')}"),
        "bad",
        "distrusted-host",
    ),
    "an archive that is gone": (_cites("gone", "https://www.webcitation.org/5eWaHRbn4"), "bad", "unplayable"),
    "no snapshot's address": (
        _cites("listing", f"https://{HOST}/web/*/{_url('listing')}"),
        "bad",
        "malformed-archive-url",
    ),
    "only captured errors": (_cites("only-errors"), "bad", "error-capture"),
    "never captured": (_cites("never"), "missing", "no-capture"),
    "not shown to anybody": (_cites("not-shown"), "good", "ok"),
    "not shown, and nowhere else": (_cites("hidden"), "unknown", "excluded"),
    "named, and not shown": (_cites("hidden", _shot("hidden")), "unknown", "excluded"),
    "a file of no known kind": (_cites("file", _shot("file")), "unknown", "unclear"),
    "no address": ({"title": CITED}, "unknown", "no-url"),
    "captured redirects that lead to a good capture": (_cites("led"), "good", "ok"),
    "another archive has it": (_cites("second"), "good", "ok"),
    "an archive that moved": (
        _cites("moved-archive", f"http://webarchive.proni.gov.uk/{DAY}/{_url('moved-archive')}"),
        "good",
        "ok",
    ),
}


def _moved_archive() -> Site:
    """Archive-It, which plays what the Public Record Office of Northern Ireland had."""
    played = Answer(200, {"Memento-Datetime": "Wed, 01 Jan 2020 00:00:00 GMT", "Content-Type": "text/html"}, WORK)
    return site("wayback.archive-it.org", {f"/11112/{DAY}id_/{_url('moved-archive')}": played})


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, dict[str, Any]]]:
    excluded = (_url("hidden"), _url("not-shown"))
    names = {case[0]["url"].split("/")[2] for case in CASES.values() if "url" in case[0]}
    living = [site(name, {"*": Answer(200, {"Content-Type": "text/html"}, WORK)}) for name in sorted(names)]
    archives = [archive_site(CAPTURES, without=excluded), second_archive(SECOND), _moved_archive()]
    with Web([*archives, *living]) as web:
        program = Program(tmp_path_factory.mktemp("reasons"), web, (f"CITEWATCH_TIMEMAPS={TIMEMAP}",))
        program.cite([case[0] for case in CASES.values()])
        ended = program.check()
        assert ended.status in (0, 1), ended.err
        yield dict(zip(CASES, program.latest()["references"], strict=True))


@pytest.mark.parametrize("name", CASES)
def test_a_snapshot_and_its_reason(rows: Mapping[str, dict[str, Any]], name: str) -> None:
    _, state, reason = CASES[name]
    archive = rows[name]["archive"]
    assert (archive["state"], archive["reason"]) == (state, reason), archive["explanation"]


def test_where_a_captured_redirect_led_is_the_snapshot(rows: Mapping[str, dict[str, Any]]) -> None:
    row = rows["captured redirects that lead to a good capture"]
    assert row["archive"]["snapshot_url"] == _shot("landing", "20200701000000")
    assert row["archive"]["captured_at"] == "2020-07-01T00:00:00Z"


def test_the_other_archives_snapshot_is_its_own(rows: Mapping[str, dict[str, Any]]) -> None:
    for name, cited, day in (
        ("another archive has it", "second", DAY),
        ("not shown to anybody", "not-shown", "20191231000000"),
    ):
        archive = rows[name]["archive"]
        assert archive["source"] == "Arquivo.pt"
        assert archive["snapshot_url"] == f"https://{SECOND_HOST}/wayback/{day}/{_url(cited)}"


def test_the_snapshot_of_an_archive_that_moved_is_played_where_it_is_now(rows: Mapping[str, dict[str, Any]]) -> None:
    archive = rows["an archive that moved"]["archive"]
    assert archive["snapshot_url"].startswith("http://webarchive.proni.gov.uk/")
    assert archive["final_url"].startswith("https://wayback.archive-it.org/11112/")
    assert archive["source"] == "Archive-It"
    changes = rows["an archive that moved"]["suggestion"]["changes"]
    assert changes == {"archive-url": archive["final_url"].replace("id_", ""), "archive-date": "2020-01-01"}


@pytest.mark.parametrize(
    ("fault", "reason"), [("rate-limited", "rate-limited"), ("unavailable", "archive-unreachable")]
)
@pytest.mark.parametrize("part", ["cdx", "replay"])
def test_an_archive_that_cannot_be_asked(tmp_path: Path, part: str, fault: str, reason: str) -> None:
    named = _shot("good") if part == "replay" else ""
    with Web([archive_site(CAPTURES, **{part: fault}), site("good.example", {"*": Answer(200, {}, WORK)})]) as web:
        program = Program(tmp_path, web, ("RETRY_TIMES=0", "CITEWATCH_RETRY_AFTER_LIMIT=1"))
        program.cite([_cites("good", named)])
        program.check()
        archive = program.rows()["1"]["archive"]
    assert (archive["state"], archive["reason"]) == ("unknown", reason)


def test_every_reason_of_the_table_occurs_here_or_where_our_own_network_is_lost() -> None:
    occur = {reason for _, _, reason in CASES.values()} | {"rate-limited", "archive-unreachable"}
    table = {reason for reasons in ARCHIVE_REASONS.values() for reason in reasons}
    assert table - occur == {"offline"}  # tests/check/test_network.py


OLD = "old-home"
NEW = "https://new-home.example/archive/keepers"


def test_a_dead_page_is_found_again_at_the_address_that_a_captured_redirect_names(tmp_path: Path) -> None:
    captures = [_held(OLD), _held(OLD, b"", day="20210601000000", status=301, Location=NEW)]
    home = site("new-home.example", {"/archive/keepers": Answer(200, {"Content-Type": "text/html"}, WORK)})
    with Web([archive_site(captures), site(f"{OLD}.example", {"/": Answer(200, {}, FRONT)}), home]) as web:
        program = Program(tmp_path, web)
        program.cite([_cites(OLD, _shot(OLD))])
        program.check()
        first = program.rows()["1"]
        web.reset()
        program.check()
        asked = [each for each in web.requests if each.host == HOST]
    assert (first["live"]["state"], first["health"]) == ("dead", "rescued")
    assert first["suggestion"]["action"] == "change-url"
    assert first["suggestion"]["changes"] == {"url": NEW}
    assert "captured on 2021-06-01" in first["suggestion"]["text"]
    assert program.rows()["1"]["suggestion"] == first["suggestion"]
    assert asked == []


def test_a_redirect_that_leads_to_something_else_is_no_new_address(tmp_path: Path) -> None:
    captures = [_held(OLD), _held(OLD, b"", day="20210601000000", status=301, Location=NEW)]
    home = site("new-home.example", {"/archive/keepers": Answer(200, {"Content-Type": "text/html"}, SOUP)})
    with Web([archive_site(captures), site(f"{OLD}.example", {"/": redirect("/front")}), home]) as web:
        program = Program(tmp_path, web)
        program.cite([_cites(OLD)])
        program.check()
        row = program.rows()["1"]
    assert row["live"]["state"] == "dead"
    assert row["suggestion"]["action"] == "add-archive-url"


def test_what_other_archives_are_asked_is_counted_too(tmp_path: Path) -> None:
    with Web([archive_site(()), second_archive(SECOND), site("second.example", {})]) as web:
        program = Program(tmp_path, web, (f"CITEWATCH_TIMEMAPS={TIMEMAP}",))
        program.cite([_cites("second")])
        program.check()
        asked = [each.host for each in web.requests if each.host in (HOST, SECOND_HOST)]
        counted = program.latest()["run"]["archive_requests"]
    assert asked == [HOST, HOST, SECOND_HOST, SECOND_HOST], "two questions to the index, a TimeMap and a play"
    assert counted == {"index": 3, "playback": 1}
