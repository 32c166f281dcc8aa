import asyncio
from pathlib import Path

import pytest

from tests.fetching.crawling import Crawled, crawl_live
from tests.web.broken import connections, handshakes, statuses
from tests.web.page import CITED, story_page
from tests.web.server import Web
from tests.web.site import Answer, Request, redirect, site

HTTP2 = site(
    "two.example",
    {
        "/article": Answer(200, {"X-Kept": "kept"}, story_page()),
        "/away": redirect("https://fine.example/article", 301),
        "/gone": Answer(410, {}, b"Gone."),
        "/here": redirect("/article"),
    },
    certificate="http2-only",
)
ADDRESSES = [
    *(f"https://two.example/{path}" for path in ("article", "away", "gone", "here", "missing")),
    *(f"https://{host}.example/article" for host in ("fine", "closes", "garbage", "expired", "handshake-cut")),
    "http://two.example/article",
]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    with Web([HTTP2, statuses.FINE, *handshakes.SITES, *connections.SITES]) as web:
        return crawl_live(web, tmp_path_factory.mktemp("handler"), ADDRESSES, RETRY_TIMES=0)


@pytest.mark.parametrize(
    ("path", "statuses"), [("article", [200]), ("gone", [410]), ("missing", [404]), ("here", [302, 200])]
)
def test_a_host_that_speaks_http2_alone_is_understood(crawled: Crawled, path: str, statuses: list[int]) -> None:
    fetch = crawled.fetches[f"https://two.example/{path}"]
    assert [hop.status for hop in fetch.hops] == statuses
    assert fetch.failure is None


def test_its_page_and_headers_are_there(crawled: Crawled) -> None:
    fetch = crawled.fetches["https://two.example/article"]
    assert fetch.page is not None
    assert fetch.page.titles[0].text == CITED
    assert fetch.header("x-kept") == "kept"


def test_its_redirects_lead_to_other_hosts_too(crawled: Crawled) -> None:
    fetch = crawled.fetches["https://two.example/away"]
    assert [(hop.url, hop.status) for hop in fetch.hops] == [
        ("https://two.example/away", 301),
        ("https://fine.example/article", 200),
    ]


def test_over_plain_http_it_is_a_host_like_others(crawled: Crawled) -> None:
    assert crawled.fetches["http://two.example/article"].status == 200


@pytest.mark.parametrize(
    ("host", "kind"),
    [("closes", "reset"), ("garbage", "protocol"), ("expired", "tls-expired"), ("handshake-cut", "tls-failed")],
)
def test_who_fails_without_speaking_http2_has_failed(crawled: Crawled, host: str, kind: str) -> None:
    assert crawled.kind(f"https://{host}.example/article") == kind


def test_nothing_is_said_of_faults(crawled: Crawled) -> None:
    assert crawled.stderr == ""


async def _next_slowly(request: Request) -> Answer:
    """Each answer is quick enough by itself, and leads to one more."""
    await asyncio.sleep(0.4)
    return redirect(f"/{int(request.path[1:]) + 1}")


def test_all_requests_for_an_address_have_one_time_together(tmp_path: Path) -> None:
    start = "https://on-and-on.example/0"
    with Web([site("on-and-on.example", {"*": _next_slowly})]) as web:
        crawled = crawl_live(web, tmp_path, [start], RETRY_TIMES=0, CITEWATCH_ADDRESS_TIMEOUT=1, ROBOTSTXT_OBEY=False)
    assert crawled.kind(start) == "timeout"
    assert 1 <= len(crawled.fetches[start].hops) <= 3
