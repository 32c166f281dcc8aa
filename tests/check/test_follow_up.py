"""Dead pages are followed up, living ones are not; each new address is asked once."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.archives.captures import Capture
from crawler.check.follow_up import dead_citations, follow_up, followed_addresses
from crawler.check.seen import Seen
from crawler.evidence.fetch import Fetch, Hop
from crawler.evidence.search import Search
from crawler.references.citation import Citation
from crawler.spiders.live import LiveSpider
from crawler.spiders.moved import MovedSpider
from tests.program import Program
from tests.web.archive import Capture as Held
from tests.web.archive import archive_site
from tests.web.page import CITED, story_page
from tests.web.server import Web
from tests.web.site import Answer, site

AT = "2026-03-01T06:00:00Z"
OLD, NEW = "https://old.example/story", "https://new.example/story"
DAY = "20200101000000"
PLAYED = f"https://web.archive.org/web/{DAY}id_/{OLD}"
CITATION = Citation(number=1, title="The keepers of the light", url=OLD, access_date="2019-11-03")
MEMENTO = {"memento-datetime": "Wed, 01 Jan 2020 00:00:00 GMT"}


def _answered(status: int, address: str = OLD) -> Fetch:
    return Fetch(address=address, asked_at=AT, hops=(Hop(url=address, status=status),))


def _seen(status: int = 404, to: str = NEW) -> Seen:
    """What a run saw: the old address, and a captured redirect of it that was played."""
    capture = Capture(original=OLD, timestamp=DAY, mimetype="text/html", status=301, digest="A", length=9)
    hop = Hop(url=PLAYED, status=301, headers={**MEMENTO, "location": f"https://web.archive.org/web/{DAY}id_/{to}"})
    return Seen(
        live={OLD: _answered(status)},
        plays={PLAYED: Fetch(address=PLAYED, asked_at=AT, hops=(hop,))},
        searches={OLD: Search(address=OLD, asked_at=AT, captures=(capture,))},
    )


def _never(*_: object) -> bool:
    return False


def test_only_what_is_seen_to_be_dead_is_followed_up() -> None:
    assert dead_citations([CITATION], _seen(404), _never) == [CITATION]
    assert dead_citations([CITATION], _seen(503), _never) == []
    assert dead_citations([CITATION], Seen(), _never) == []


def test_a_page_that_failed_once_too_often_is_followed_up() -> None:
    assert dead_citations([CITATION], _seen(503), lambda _, fetch: fetch.status == 503) == [CITATION]
    first, _ = follow_up([CITATION], _seen(503), lambda *_: True)
    (crawl,) = first()
    assert crawl.arguments["citations"] == [CITATION]


@pytest.mark.parametrize("status", [200, 403])
def test_strikes_are_no_matter_where_something_answers(status: int) -> None:
    assert dead_citations([CITATION], _seen(status), lambda *_: True) == []


def test_where_captured_redirects_lead_is_asked_once() -> None:
    seen = _seen()
    assert followed_addresses([CITATION, replace(CITATION, number=2)], seen) == [NEW]
    seen.live[NEW] = _answered(200, NEW)
    assert followed_addresses([CITATION], seen) == []


def test_what_leads_nowhere_new_is_not_asked() -> None:
    assert followed_addresses([CITATION], _seen(to=OLD)) == []
    assert followed_addresses([CITATION], Seen()) == []
    assert followed_addresses([replace(CITATION, access_date="2021-01-01")], _seen()) == []


def test_the_second_plan_goes_on_from_what_the_first_found() -> None:
    seen = _seen()
    first, second = follow_up([CITATION], seen, _never)
    assert second() == ()
    (crawl,) = first()
    assert (crawl.spider, crawl.kind, crawl.arguments["citations"]) == (MovedSpider, "play", [CITATION])
    (crawl,) = second()
    assert (crawl.spider, crawl.kind, crawl.arguments) == (LiveSpider, "live", {"addresses": [NEW]})


def test_where_nothing_is_dead_nothing_is_planned() -> None:
    first, second = follow_up([CITATION], _seen(200), _never)
    assert (first(), second()) == ((), ())


def test_a_page_that_is_out_of_reach_for_good_is_found_again_in_one_article_and_in_several(tmp_path: Path) -> None:
    captures = [
        Held(OLD, DAY, body=story_page()),
        Held(OLD, "20210601000000", status=301, headers={"Location": NEW}),
    ]
    sites = [
        archive_site(captures),
        site("old.example", {"*": Answer(503, {}, b"")}),
        site("new.example", {"/story": Answer(200, {"Content-Type": "text/html"}, story_page())}),
    ]
    with Web(sites) as web:
        program = Program(tmp_path, web, ("CITEWATCH_STRIKES=1", "CITEWATCH_STRIKE_SPAN_DAYS=0"))
        program.cite([{"title": CITED, "url": OLD, "access-date": "2019-11-03"}])
        program.check()
        alone = program.rows()["1"]
        listed = "".join(
            f'[[articles]]\nname = "{name}"\nreferences = "references.yaml"\nreports = "{name}"\n'
            for name in ("first", "second")
        )
        (tmp_path / "citewatch.toml").write_text(listed, encoding="utf-8")
        ended = program.run("check", *program.network())
        assert ended.status in (0, 1), ended.err
    rows = [alone]
    for name in ("first", "second"):
        rows += json.loads((tmp_path / name / "latest.json").read_text(encoding="utf-8"))["references"]
    for row in rows:
        assert (row["live"]["state"], row["live"]["reason"]) == ("dead", "unreachable")
    assert [row["suggestion"]["changes"] for row in rows] == [rows[0]["suggestion"]["changes"]] * 3
    assert rows[0]["suggestion"]["changes"]["url"] == NEW
