import pytest

from tests.web.archive.capture import Capture, Holdings
from tests.web.archive.replay import play

HTML = b'<html><body><a href="http://a.example/on">on</a><img src="https://a.example/i.png"></body></html>'
HOLDINGS = Holdings(
    [
        Capture(
            "http://a.example/page", "20100101000000", body=HTML, headers={"Content-Type": "text/html", "X-Own": "yes"}
        ),
        Capture("http://a.example/page", "20140101000000", 404, body=b"<body>gone</body>"),
        Capture("http://a.example/page?x=1", "20140101000000", body=b"with a query"),
        Capture("http://a.example/old", "20150101000000", 301, {"Location": "http://a.example/new"}, b"moved"),
        Capture("http://a.example/new", "20150101000000", body=b"new"),
        Capture(
            "http://a.example/pdf", "20150101000000", headers={"Content-Type": "application/pdf"}, body=b"%PDF <body>"
        ),
    ],
    excluded=["http://secret.example/"],
)
PAGE = "http://a.example/page"
MEMENTO = ("Memento-Datetime", "Link", "x-archive-orig-content-type")


def test_a_capture_plays_as_it_was_captured() -> None:
    answer = play(HOLDINGS, f"/web/20100101000000id_/{PAGE}")
    assert (answer.status, answer.body) == (200, HTML)
    assert answer.headers["Content-Type"] == "text/html"
    assert answer.headers["x-archive-orig-x-own"] == "yes"
    assert answer.headers["Memento-Datetime"] == "Fri, 01 Jan 2010 00:00:00 GMT"


def test_a_link_header_names_the_original_and_the_first_memento() -> None:
    link = play(HOLDINGS, f"/web/20140101000000id_/{PAGE}").headers["Link"]
    assert f'<{PAGE}>; rel="original"' in link
    assert f'<https://web.archive.org/web/20100101000000/{PAGE}>; rel="first memento"' in link
    assert f'<https://web.archive.org/web/20140101000000/{PAGE}>; rel="memento"' in link


@pytest.mark.parametrize("modifier", ["", "id_", "if_", "im_", "js_", "cs_", "oe_"])
def test_a_time_that_is_not_there_leads_to_the_nearest(modifier: str) -> None:
    answer = play(HOLDINGS, f"/web/20110101000000{modifier}/{PAGE}")
    assert answer.status == 302
    assert answer.headers["Location"] == f"https://web.archive.org/web/20100101000000{modifier}/{PAGE}"
    assert "Memento-Datetime" not in answer.headers


@pytest.mark.parametrize("target", [f"/web/{PAGE}", f"/web/2/{PAGE}", f"/web/2014/{PAGE}", f"/web/2014id_/{PAGE}"])
def test_part_of_a_time_leads_to_a_capture(target: str) -> None:
    assert "/web/20140101000000" in play(HOLDINGS, target).headers["Location"]


@pytest.mark.parametrize("url", ["a.example/page", "http:/a.example/page", "https://www.A.example:443/page/"])
def test_the_address_may_be_spelt_otherwise(url: str) -> None:
    assert play(HOLDINGS, f"/web/20100101000000id_/{url}").body == HTML


def test_a_query_belongs_to_the_address() -> None:
    assert play(HOLDINGS, f"/web/20140101000000id_/{PAGE}?x=1").body == b"with a query"
    assert play(HOLDINGS, f"/web/20140101000000id_/{PAGE}?x=2").status == 404


def test_a_captured_error_is_told_from_the_archives_own() -> None:
    captured = play(HOLDINGS, f"/web/20140101000000id_/{PAGE}")
    own = play(HOLDINGS, "/web/20140101000000id_/http://a.example/never")
    assert captured.status == own.status == 404
    assert all(name in captured.headers for name in MEMENTO)
    assert not any(name in own.headers for name in MEMENTO)
    assert b"Hrm." in own.body
    assert b"The Wayback Machine has not archived that URL." in own.body


def test_a_captured_redirect_plays_as_one_inside_the_archive() -> None:
    answer = play(HOLDINGS, "/web/20150101000000id_/http://a.example/old")
    assert (answer.status, answer.body) == (301, b"moved")
    assert answer.headers["Location"] == "https://web.archive.org/web/20150101000000id_/http://a.example/new"
    assert answer.headers["x-archive-orig-location"] == "http://a.example/new"


def test_a_captured_redirect_is_a_page_in_the_plain_view() -> None:
    answer = play(HOLDINGS, "/web/20150101000000/http://a.example/old")
    assert answer.status == 200
    assert b"Got an HTTP 301 response at crawl time" in answer.body
    assert b'location.href = "/web/20150101000000/http://a.example/new"' in answer.body


def test_the_plain_view_has_a_banner_and_leads_into_the_archive() -> None:
    body = play(HOLDINGS, f"/web/20100101000000/{PAGE}").body
    assert b"BEGIN WAYBACK TOOLBAR INSERT" in body
    assert b'href="/web/20100101000000/http://a.example/on"' in body
    assert b'src="/web/20100101000000im_/https://a.example/i.png"' in body


def test_the_frame_view_has_no_banner() -> None:
    body = play(HOLDINGS, f"/web/20100101000000if_/{PAGE}").body
    assert b"TOOLBAR" not in body
    assert b'href="/web/20100101000000/http' in body


def test_what_is_no_page_gets_no_banner() -> None:
    assert play(HOLDINGS, "/web/20150101000000/http://a.example/pdf").body == b"%PDF <body>"


@pytest.mark.parametrize("modifier", ["", "id_"])
def test_an_excluded_address_is_refused_with_a_reason(modifier: str) -> None:
    answer = play(HOLDINGS, f"/web/2014{modifier}/http://secret.example/page")
    assert answer.status == 403
    assert answer.headers["x-archive-wayback-runtime-error"].startswith("AdministrativeAccessControlException")


def test_a_star_is_the_calendar() -> None:
    assert play(HOLDINGS, f"/web/*/{PAGE}").status == 200
