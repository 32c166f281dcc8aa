"""The second archive: TimeMaps, a TimeGate, and captures that play, or fail, as RFC 7089 has it."""

from __future__ import annotations

import http.client
from collections.abc import Iterator

import pytest

from tests.web.archive import TIMEMAP, Capture, second_archive
from tests.web.archive.memento import SECOND_HOST, address
from tests.web.asking import ask
from tests.web.server import Web

PAGE = "http://a.example/page"
MOVED = "http://a.example/moved"
FIRST = Capture(PAGE, "20100101000000", body=b"<body>as it was</body>")
SECOND = Capture(PAGE, "20150101000000", status=404, body=b"<body>gone</body>")
LEADS = Capture(MOVED, "20120101000000", status=301, headers={"Location": PAGE})


@pytest.fixture
def web() -> Iterator[Web]:
    with Web([second_archive([FIRST, SECOND, LEADS])]) as served:
        yield served


def test_a_timemap_lists_all_captures(web: Web) -> None:
    found = ask(web, f"{TIMEMAP}{PAGE}")
    assert (found.status, found.headers["content-type"]) == (200, "application/link-format")
    lines = found.body.decode().splitlines()
    assert lines[0] == f'<{PAGE}>; rel="original",'
    assert lines[2:] == [
        f'<{address(FIRST)}>; rel="memento"; datetime="Fri, 01 Jan 2010 00:00:00 GMT",',
        f'<{address(SECOND)}>; rel="memento"; datetime="Thu, 01 Jan 2015 00:00:00 GMT"',
    ]


def test_a_timemap_of_nothing_is_a_404(web: Web) -> None:
    assert ask(web, f"{TIMEMAP}http://never.example/").status == 404


def test_a_timegate_leads_to_the_nearest(web: Web) -> None:
    gate = f"https://{SECOND_HOST}/wayback/timegate/{PAGE}"
    early = ask(web, gate, accept_datetime="Sat, 01 Jan 2011 00:00:00 GMT")
    assert (early.status, early.headers["location"]) == (302, address(FIRST))
    assert ask(web, gate).headers["location"] == address(SECOND)
    assert ask(web, f"https://{SECOND_HOST}/wayback/timegate/http://never.example/").status == 404


@pytest.mark.parametrize("part", ["wayback", "noFrame/replay"])
def test_a_capture_plays_with_its_status_and_its_date(web: Web, part: str) -> None:
    found = ask(web, f"https://{SECOND_HOST}/{part}/20100101000000/{PAGE}")
    assert (found.status, found.body) == (200, FIRST.body)
    assert found.headers["memento-datetime"] == "Fri, 01 Jan 2010 00:00:00 GMT"
    assert ask(web, f"https://{SECOND_HOST}/{part}/20150101000000/{PAGE}").status == 404


def test_another_time_leads_to_the_nearest_capture(web: Web) -> None:
    found = ask(web, f"https://{SECOND_HOST}/noFrame/replay/2009/{PAGE}")
    assert found.status == 302
    assert found.headers["location"] == f"https://{SECOND_HOST}/noFrame/replay/20100101000000/{PAGE}"
    assert "memento-datetime" not in found.headers


def test_a_captured_redirect_leads_where_it_led(web: Web) -> None:
    found = ask(web, f"https://{SECOND_HOST}/noFrame/replay/20120101000000/{MOVED}")
    assert found.status == 301
    assert found.headers["location"] == PAGE


@pytest.mark.parametrize("path", ["wayback/20100101000000/http://never.example/", "about", ""])
def test_it_has_nothing_else(web: Web, path: str) -> None:
    found = ask(web, f"https://{SECOND_HOST}/{path}")
    assert (found.status, "memento-datetime" in found.headers) == (404, False)


@pytest.mark.parametrize(("fault", "status"), [("unavailable", 503), ("html", 200)])
def test_a_timemap_that_fails_is_a_page(fault: str, status: int) -> None:
    with Web([second_archive([FIRST], timemap=fault)]) as web:
        found = ask(web, f"{TIMEMAP}{PAGE}")
        assert (found.status, found.headers["content-type"]) == (status, "text/html; charset=utf-8")


def test_a_truncated_timemap_is_half_of_what_it_promises() -> None:
    with Web([second_archive([FIRST], timemap="truncated")]) as web, pytest.raises(http.client.IncompleteRead):
        ask(web, f"{TIMEMAP}{PAGE}")
