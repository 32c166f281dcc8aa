import asyncio
from collections import Counter
from collections.abc import Iterator

import pytest

from crawler.web.robots import MOST_READ
from tests.fetching.crawling import Crawled, crawl_live
from tests.web.page import html_page, story_page
from tests.web.server import Web
from tests.web.site import Answer, Request, Route, redirect, site
from tests.web.visits import Received

STORY = Answer(200, {}, story_page())
PLAIN = {"Content-Type": "text/plain"}
STAY_AWAY = b"User-agent: *\nDisallow: /\n"


async def _never(_request: Request) -> Answer:
    await asyncio.sleep(60)
    return STORY


async def _forbids_over_http(request: Request) -> Answer:
    return Answer(404, PLAIN, b"") if request.tls else Answer(200, PLAIN, STAY_AWAY)


async def _leads_to_https(request: Request) -> Answer:
    return Answer(200, PLAIN, STAY_AWAY) if request.tls else redirect("https://led.example/robots.txt")


HOSTS: dict[str, tuple[dict[str, Route], str]] = {
    "forbids": ({"/robots.txt": Answer(200, PLAIN, STAY_AWAY)}, "robots"),
    "forbids-us": ({"/robots.txt": Answer(200, PLAIN, b"User-agent: citewatch\nDisallow: /\n")}, "robots"),
    "forbids-others": ({"/robots.txt": Answer(200, PLAIN, b"User-agent: greedy\nDisallow: /\n")}, ""),
    "lets-us": ({"/robots.txt": Answer(200, PLAIN, STAY_AWAY + b"\nUser-agent: citewatch\nAllow: /\n")}, ""),
    "some": ({"/robots.txt": Answer(200, PLAIN, b"User-agent: *\nDisallow: /private/\n")}, ""),
    "wildcard": ({"/robots.txt": Answer(200, PLAIN, b"User-agent: *\nDisallow: /*article$\n")}, "robots"),
    "mark": ({"/robots.txt": Answer(200, PLAIN, b"\xef\xbb\xbf" + STAY_AWAY)}, "robots"),
    "empty": ({"/robots.txt": Answer(200, PLAIN, b"")}, ""),
    "noise": ({"/robots.txt": Answer(200, PLAIN, bytes(range(256)) * 40)}, ""),
    "page": ({"/robots.txt": Answer(200, {}, html_page("Welcome", "Disallow: /"))}, ""),
    "missing": ({"/robots.txt": Answer(404, PLAIN, STAY_AWAY)}, ""),
    "unauthorised": ({"/robots.txt": Answer(403, PLAIN, STAY_AWAY)}, ""),
    "in-trouble": ({"/robots.txt": Answer(500, PLAIN, STAY_AWAY)}, ""),
    "busy": ({"/robots.txt": Answer(429, {"Retry-After": "3600"}, b"")}, ""),
    "moved": ({"/robots.txt": redirect("https://forbids.example/robots.txt")}, "robots"),
    "circle": ({"/robots.txt": redirect("/robots.txt")}, ""),
    "beyond": ({"/robots.txt": Answer(200, PLAIN, b"#" * MOST_READ + b"\n" + STAY_AWAY)}, ""),
    "never": ({"/robots.txt": _never}, ""),
}

SITES = tuple(site(f"{name}.example", {**routes, "*": STORY}) for name, (routes, _) in HOSTS.items())
ADDRESSES = [f"{scheme}://{name}.example/article" for name in HOSTS for scheme in ("https", "http")]


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    expired = site("expired.example", {"/robots.txt": Answer(200, PLAIN, STAY_AWAY)}, certificate="expired")
    robots = {"unsigned": _forbids_over_http, "led": _leads_to_https}
    by_scheme = [site(f"{name}.example", {"/robots.txt": route, "*": STORY}) for name, route in robots.items()]
    with Web([*SITES, *by_scheme, expired]) as running:
        yield running


@pytest.fixture(scope="module")
def crawled(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    folder = tmp_path_factory.mktemp("robots")
    by_scheme = [f"{scheme}://{name}.example/a" for name in ("unsigned", "led") for scheme in ("http", "https")]
    addresses = [
        *ADDRESSES,
        *by_scheme,
        "https://some.example/private/a",
        "https://expired.example/a",
        "http://expired.example/a",
    ]
    return crawl_live(web, folder, addresses, DOWNLOAD_TIMEOUT=1)


@pytest.fixture(scope="module")
def requests(web: Web, crawled: Crawled) -> list[Received]:
    assert crawled.stderr == ""
    return list(web.requests)


@pytest.mark.parametrize("name", HOSTS)
@pytest.mark.parametrize("scheme", ["https", "http"])
def test_what_each_robots_txt_means(crawled: Crawled, name: str, scheme: str) -> None:
    assert crawled.kind(f"{scheme}://{name}.example/article") == HOSTS[name][1]


def test_what_is_forbidden_is_not_asked_for(requests: list[Received]) -> None:
    pages = {each.host for each in requests if each.target == "/article"}
    assert pages == {f"{name}.example" for name, (_, kind) in HOSTS.items() if not kind}


def test_a_part_of_a_site_may_be_forbidden(crawled: Crawled) -> None:
    assert crawled.kind("https://some.example/private/a") == "robots"
    assert crawled.kind("https://some.example/article") == ""


def test_it_is_asked_once_a_host(requests: list[Received]) -> None:
    asked = Counter(each.host for each in requests if each.target == "/robots.txt")
    # A circle asks for itself, and what moved was asked for at the other host; silence over https is asked over http.
    assert asked.pop("circle.example") == 3
    assert asked.pop("forbids.example") == 2
    assert asked.pop("never.example") == 2
    # Over http nobody signs: https is asked for its own word, which counts where http leads to it.
    assert asked.pop("unsigned.example") == 2
    assert asked.pop("led.example") == 2
    assert set(asked.values()) == {1}


def test_what_is_said_over_http_does_not_count_for_https(crawled: Crawled) -> None:
    assert [crawled.kind(f"{scheme}://unsigned.example/a") for scheme in ("http", "https")] == ["robots", ""]
    assert [crawled.kind(f"{scheme}://led.example/a") for scheme in ("http", "https")] == ["robots", "robots"]


def test_where_https_fails_http_is_asked_for_its_own(crawled: Crawled) -> None:
    assert crawled.kind("https://expired.example/a") == "tls-expired"
    assert crawled.kind("http://expired.example/a") == "robots"


def test_it_need_not_be_obeyed(web: Web, tmp_path_factory: pytest.TempPathFactory) -> None:
    web.reset()
    address = "https://forbids.example/article"
    crawled = crawl_live(web, tmp_path_factory.mktemp("robots"), [address], ROBOTSTXT_OBEY=False)
    assert crawled.fetches[address].status == 200
    assert [each.target for each in web.requests] == ["/article"]
