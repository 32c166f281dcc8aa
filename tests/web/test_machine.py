import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest

from tests.web.archive import HOST, Capture, archive_site
from tests.web.asking import Reply, ask, ask_raw
from tests.web.server import Web

PAGE = "http://a.example/page"
CAPTURES = [Capture(PAGE, "20100101000000", body=b"<body>" + b"as it was " * 50 + b"</body>")]


@contextmanager
def _archive(**faults: str) -> Iterator[Web]:
    with Web([archive_site(CAPTURES, **faults)]) as web:
        yield web


def _query(web: Web, url: str = PAGE, more: str = "output=json") -> Reply:
    return ask(web, f"https://{HOST}/cdx/search/cdx?url={quote(url, safe='')}&{more}")


def _play(web: Web) -> Reply:
    return ask(web, f"https://{HOST}/web/20100101000000id_/{PAGE}")


def test_index_and_replay_work() -> None:
    with _archive() as web:
        found = _query(web)
        assert json.loads(found.body)[1][1:3] == ["20100101000000", PAGE]
        assert found.headers["content-type"] == "application/json"
        assert _query(web, more="").headers["content-type"].startswith("text/plain")
        played = _play(web)
        assert (played.status, played.body) == (200, CAPTURES[0].body)
        assert played.headers["memento-datetime"] == "Fri, 01 Jan 2010 00:00:00 GMT"


def test_it_has_nothing_else() -> None:
    with _archive() as web:
        assert ask(web, f"https://{HOST}/about/").status == 404
        assert ask(web, f"https://{HOST}/robots.txt").status == 404


def test_a_query_without_an_address_is_bad() -> None:
    with _archive() as web:
        assert ask(web, f"https://{HOST}/cdx/search/cdx?output=json").status == 400


@pytest.mark.parametrize(("fault", "status"), [("rate-limited", 429), ("unavailable", 503), ("html", 200)])
def test_a_part_that_fails_answers_in_html_and_leaves_the_other_alone(fault: str, status: int) -> None:
    with _archive(cdx=fault) as web:
        answer = _query(web)
        assert (answer.status, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
        assert _play(web).body == CAPTURES[0].body
    with _archive(replay=fault) as web:
        answer = _play(web)
        assert (answer.status, "memento-datetime" in answer.headers) == (status, False)
        assert json.loads(_query(web).body)


def test_a_rate_limit_says_when_to_come_back_and_may_end() -> None:
    with _archive(cdx="rate-limited-once") as web:
        first = _query(web)
        assert (first.status, first.headers["retry-after"]) == (429, "60")
        assert _query(web).status == 200
        web.reset()
        assert _query(web).status == 429


@pytest.mark.parametrize("part", ["cdx", "replay"])
def test_a_truncated_answer_is_half_of_what_it_promises(part: str) -> None:
    with _archive(**{part: "truncated"}) as web, pytest.raises(http.client.IncompleteRead):
        _query(web) if part == "cdx" else _play(web)


def test_a_slow_archive_keeps_its_visitor_waiting() -> None:
    with _archive(cdx="slow") as web, pytest.raises(TimeoutError):
        ask_raw(web, f"http://{HOST}/cdx/search/cdx?url=a.example", patience=0.2)


def test_a_flaky_index_finds_nothing_at_first_however_it_is_asked() -> None:
    with _archive(cdx="flaky") as web:
        assert json.loads(_query(web).body) == []
        assert len(json.loads(_query(web, more="output=json&limit=-1").body)) == 2
        assert json.loads(_query(web, url="http://other.example/").body) == []
        web.reset()
        assert _query(web, more="").body == b""


def test_a_messy_index_has_odd_rows_before_the_right_ones() -> None:
    with _archive(cdx="messy") as web:
        _, malformed, empty, right = json.loads(_query(web).body)
        assert not malformed[1].isdigit()
        assert empty[-1] == "0"
        assert right[1] == "20100101000000"


def test_an_excluded_address_is_refused_by_both_parts() -> None:
    with Web([archive_site(CAPTURES, without=["http://a.example/"])]) as web:
        for answer in (_query(web), _play(web)):
            assert answer.status == 403
            assert "AccessControlException" in answer.headers["x-archive-wayback-runtime-error"]
