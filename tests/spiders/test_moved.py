"""Where dead pages went: their captured redirects are played, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.fetching.crawling import crawl
from tests.web.archive import HOST, Capture, archive_site
from tests.web.page import CITED, story_page
from tests.web.server import Web

NEW = "https://new.example/story"


def _url(name: str) -> str:
    return f"https://{name}.example/story"


def _redirect(name: str, day: str) -> Capture:
    return Capture(_url(name), day, status=301, headers={"Location": NEW}, body=day.encode())


CAPTURES = (
    Capture(_url("moved"), "20140101000000", body=story_page()),
    _redirect("moved", "20130101000000"),
    *(_redirect("moved", f"20{year}0101000000") for year in range(15, 20)),
    Capture(_url("stayed"), "20150101000000", body=story_page()),
)


def _asked(tmp_path: Path, *names: str, **settings: object) -> tuple[list[str], list[str]]:
    """The questions to the index, and the times at which redirects were played."""
    citations: list[dict[str, Any]] = [
        {"title": CITED, "url": _url(name), "access-date": "2014-02-01"} for name in names
    ]
    with Web([archive_site(CAPTURES)]) as web:
        crawled = crawl(web, tmp_path, "moved", citations, **settings)
        assert crawled.stderr == ""
        targets = [each.target for each in web.requests if each.host == HOST]
    plays = [target.split("/")[2] for target in targets if target.startswith("/web/") and "/https://new." not in target]
    return [target for target in targets if target.startswith("/cdx/")], plays


def test_the_first_redirects_after_the_day_and_the_last_are_played(tmp_path: Path) -> None:
    queries, plays = _asked(tmp_path, "moved")
    assert len(queries) == 1
    assert plays == ["20150101000000id_", "20160101000000id_", "20190101000000id_"]


def test_what_was_never_redirected_is_not_played(tmp_path: Path) -> None:
    assert _asked(tmp_path, "stayed")[1] == []


def test_what_was_never_captured_is_asked_twice_so_that_it_is_known(tmp_path: Path) -> None:
    queries, plays = _asked(tmp_path, "never")
    assert (len(set(queries)), plays) == (2, [])


def test_what_has_no_address_asks_nothing(tmp_path: Path) -> None:
    with Web([archive_site(CAPTURES)]) as web:
        crawl(web, tmp_path, "moved", [{"title": CITED}])
        assert [each for each in web.requests if each.host == HOST] == []
