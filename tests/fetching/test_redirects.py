from collections.abc import Iterator

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.web.redirects import CircleError, UnfollowableError, follow
from crawler.web.trail import Trail, trail_of
from tests.fetching.crawling import Crawled, crawl_live
from tests.web import broken
from tests.web.broken import redirects
from tests.web.page import html_page, story_page
from tests.web.server import Web
from tests.web.site import Answer, redirect, site
from tests.web.site import Request as Asked
from tests.web.visits import Received

STORY = Answer(200, {}, story_page())
LATIN = "/caf\xe9"


async def _tell_cookies(request: Asked) -> Answer:
    """Sets a cookie, and says in its title which ones came."""
    page = html_page(request.headers.get("cookie", "none"), "Cookies.")
    return Answer(200, {"Set-Cookie": "visited=yes; Path=/"}, page)


SITES = (
    *redirects.SITES,
    site(
        "many.example",
        {
            **{f"/{status}": redirect("/end", status) for status in (301, 302, 303, 307, 308)},
            "/304": Answer(304, {"Location": "/end"}),
            "/300": Answer(300, {"Location": "/end"}, html_page("Several", "Choose one.")),
            "/utf-8": redirect("/caf\xc3\xa9"),
            "/latin": redirect(LATIN),
            "/relative": redirect("../end?a=b"),
            "/no-scheme": redirect("//many.example/end"),
            "/blanks": redirect("  /end  "),
            "/fragment": redirect("/end#part"),
            "/script": redirect("javascript:alert(1)"),
            "/mail": redirect("mailto:editor@many.example"),
            "/no-host": redirect("http:///end"),
            "/port-0": redirect("http://many.example:0/"),
            "/refresh": Answer(200, {}, html_page("Moved", head='<meta http-equiv="refresh" content="0;url=/end">')),
            "/refresh-later": Answer(
                200, {}, html_page("Read", head='<meta http-equiv="refresh" content="60;url=/end">')
            ),
            "/refresh-self": Answer(
                200, {}, html_page("Ticks", head='<meta http-equiv="refresh" content="1;url=#now">')
            ),
            "/refresh-a": Answer(
                200, {}, html_page("A", head='<meta http-equiv="refresh" content="0;url=/refresh-b">')
            ),
            "/refresh-b": Answer(
                200, {}, html_page("B", head='<meta http-equiv="refresh" content="0;url=/refresh-a">')
            ),
            "/refresh-odd": Answer(200, {}, html_page("O", head='<meta http-equiv="refresh" content="0;url=app://x">')),
            "/to-private": redirect("https://inside.example/"),
            "/end": STORY,
            "*": STORY,
        },
    ),
    site(
        "cookies.example",
        {"/sets": redirect("https://other-cookies.example/tells", Set_Cookie="secret=1"), "*": _tell_cookies},
    ),
    site("other-cookies.example", {"*": _tell_cookies}),
    site("forbids.example", {"/robots.txt": Answer(200, {}, b"User-agent: *\nDisallow: /private"), "*": STORY}),
    site("leads-to-forbidden.example", {"*": redirect("https://forbids.example/private/page")}),
)


def _many(path: str) -> str:
    return f"https://many.example/{path}"


ADDRESSES = [
    *(address for address in [*redirects.EXPECTED, *redirects.EITHER]),
    *(_many(path) for path in ("301", "302", "303", "307", "308", "304", "300", "utf-8", "latin", "relative")),
    *(_many(path) for path in ("no-scheme", "blanks", "fragment", "script", "mail", "no-host", "port-0")),
    *(_many(path) for path in ("refresh", "refresh-later", "refresh-self", "refresh-a", "refresh-odd", "to-private")),
    *("https://cookies.example/sets", "https://cookies.example/1", "https://cookies.example/2"),
    "https://leads-to-forbidden.example/a",
]


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web(SITES) as running:
        yield running


@pytest.fixture(scope="module")
def crawled(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    return crawl_live(web, tmp_path_factory.mktemp("redirects"), ADDRESSES)


@pytest.fixture(scope="module")
def requests(web: Web, crawled: Crawled) -> list[Received]:
    assert crawled.stderr == ""
    return list(web.requests)


def _way(crawled: Crawled, address: str) -> list[tuple[str, int]]:
    return [(hop.url, hop.status) for hop in crawled.fetches[address].hops]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_each_hop_is_kept_with_its_status(crawled: Crawled, status: int) -> None:
    assert _way(crawled, _many(str(status))) == [(_many(str(status)), status), (_many("end"), 200)]


@pytest.mark.parametrize("status", [300, 304])
def test_other_statuses_with_a_location_are_answers(crawled: Crawled, status: int) -> None:
    assert _way(crawled, _many(str(status))) == [(_many(str(status)), status)]


@pytest.mark.parametrize(
    ("path", "end"),
    [
        ("utf-8", "caf%C3%A9"),
        ("latin", "caf%C3%A9"),
        ("relative", "end?a=b"),
        ("no-scheme", "end"),
        ("blanks", "end"),
        ("fragment", "end"),
        ("refresh", "end"),
    ],
)
def test_locations_as_servers_write_them(crawled: Crawled, path: str, end: str) -> None:
    fetch = crawled.fetches[_many(path)]
    assert fetch.status == 200
    assert fetch.final_url.partition("#")[0] == _many(end)


@pytest.mark.parametrize("path", ["refresh-later", "refresh-self", "refresh-odd"])
def test_a_page_that_does_not_move_on_is_the_page(crawled: Crawled, path: str) -> None:
    assert _way(crawled, _many(path)) == [(_many(path), 200)]


def test_pages_that_move_on_to_each_other_come_to_an_end(crawled: Crawled) -> None:
    assert crawled.fetches[_many("refresh-a")].status == 200


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("script", "unsupported-scheme"),
        ("mail", "unsupported-scheme"),
        ("no-host", "protocol"),
        ("port-0", "protocol"),
        ("to-private", "dns-nxdomain"),
    ],
)
def test_where_the_way_ends(crawled: Crawled, path: str, kind: str) -> None:
    assert crawled.kind(_many(path)) == kind
    assert crawled.fetches[_many(path)].hops[0].status == 302


def test_a_location_that_is_no_address_is_a_fault_of_the_answer(crawled: Crawled) -> None:
    failure = crawled.fetches["https://bad-location.example/article"].failure
    assert failure is not None
    assert (failure.kind, failure.url) == ("protocol", "https://bad-location.example/article")
    assert "http://[bad/" in failure.detail


def test_fifteen_redirects_are_followed(crawled: Crawled) -> None:
    fetch = crawled.fetches["https://long-redirects.example/article"]
    assert (fetch.status, len(fetch.hops)) == (200, redirects.HOPS + 1)


@pytest.mark.parametrize("host", ["loop", "self-loop", "redirects-for-ever"])
def test_circles_and_ways_without_end(crawled: Crawled, host: str) -> None:
    address = f"https://{host}.example/article"
    assert crawled.kind(address) == "redirect-loop"
    assert len(crawled.fetches[address].hops) <= 21


@pytest.mark.parametrize("path", redirects.PRIVATE)
def test_a_redirect_into_a_private_network_is_refused_in_every_spelling(crawled: Crawled, path: str) -> None:
    assert crawled.kind(f"https://private-redirect.example{path}") == "forbidden-address"


def test_robots_txt_is_obeyed_at_every_hop(crawled: Crawled, requests: list[Received]) -> None:
    assert crawled.kind("https://leads-to-forbidden.example/a") == "robots"
    assert [each.target for each in requests if each.host == "forbids.example"] == ["/robots.txt"]


def test_a_cookie_opens_a_cookie_wall(crawled: Crawled) -> None:
    assert [status for _, status in _way(crawled, "https://cookie-wall.example/article")] == [302, 200]


def test_the_values_of_cookies_are_not_kept(crawled: Crawled) -> None:
    assert crawled.fetches["https://cookie-wall.example/article"].hops[0].headers["set-cookie"] == "seen"


def _titles(crawled: Crawled, address: str) -> str:
    page = crawled.fetches[address].page
    assert page is not None
    return page.titles[0].text


def test_cookies_of_one_citation_never_go_to_another(crawled: Crawled) -> None:
    assert {_titles(crawled, f"https://cookies.example/{path}") for path in "12"} == {"none"}


def test_cookies_of_one_host_never_go_to_another(crawled: Crawled) -> None:
    assert _titles(crawled, "https://cookies.example/sets") == "none"


def test_all_requests_are_gets(requests: list[Received]) -> None:
    assert {each.method for each in requests} == {"GET"}


def _answered(status: int = 302) -> tuple[Request, Response]:
    request = Request("https://a.example/", meta={"trail": Trail("https://a.example/", "now"), "retry_times": 2})
    return request, Response("https://a.example/", status=status)


def test_the_next_request_has_its_own_tries_and_its_own_slot() -> None:
    request, response = _answered()
    request.meta["download_slot"] = "a.example"
    follower = follow(request, response, "https://b.example/", 20)
    assert "retry_times" not in follower.meta
    assert "download_slot" not in follower.meta
    assert trail_of(follower) is trail_of(request)


def test_a_service_of_the_same_host_keeps_its_slot() -> None:
    request, response = _answered()
    request.meta["download_slot"] = "a service"
    assert follow(request, response, "https://a.example/b", 20).meta["download_slot"] == "a service"


@pytest.mark.parametrize(("most", "error"), [(0, CircleError), (20, None)])
def test_how_many_redirects_are_followed(most: int, error: type[Exception] | None) -> None:
    request, response = _answered()
    if error is None:
        assert follow(request, response, "https://b.example/", most).url == "https://b.example/"
        return
    with pytest.raises(error):
        follow(request, response, "https://b.example/", most)


def test_what_cannot_be_followed_says_where_to() -> None:
    request, response = _answered()
    with pytest.raises(UnfollowableError, match=r"ftp://files\.example"):
        follow(request, response, "ftp://files.example/", 20)
    failure = trail_of(request).failure
    assert failure is not None
    assert failure.kind == "unsupported-scheme"


def test_the_broken_redirects_are_part_of_the_broken_web() -> None:
    assert set(redirects.EXPECTED) <= set(broken.EXPECTED)
