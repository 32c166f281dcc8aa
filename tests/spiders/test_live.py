import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from crawler.evidence.made_up import is_made_up, made_up
from crawler.spiders.live import LiveSpider
from tests.fetching.crawling import crawl, crawl_live
from tests.web.page import CITED, html_page, story_page
from tests.web.page import STORY as STORY_TEXTS
from tests.web.server import Web
from tests.web.site import Answer, redirect, site

STORY = Answer(200, {}, story_page())
SITES = (
    site("fine.example", {"/a": STORY, "/b?c=d": STORY}),
    site(
        "moves-on.example",
        {"/a": Answer(200, {}, html_page("M", head='<meta http-equiv="refresh" content="3; /b">')), "/b": STORY},
    ),
    site("leads.example", {"/a": redirect("https://fine.example/a")}),
)


FRONT = Answer(200, {}, html_page("Coast Courier", *STORY_TEXTS))
OPEN = site("open.example", {"*": FRONT})


def test_scrapy_lists_the_spiders() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"], capture_output=True, text=True, check=True, timeout=60
    )
    assert {"archive", "article", "control", "live"} <= set(listed.stdout.split())
    assert listed.stderr == ""


def test_scrapy_crawls_the_addresses_of_references_yaml(tmp_path: Path) -> None:
    with Web(SITES) as web:
        crawled = crawl(
            web, tmp_path, "live", [{"title": CITED, "url": "https://fine.example/a"}, {"title": "No address"}]
        )
    assert crawled.stderr == ""
    assert [(fetch.address, fetch.status) for fetch in crawled.fetches.values()] == [("https://fine.example/a", 200)]


def test_each_address_is_asked_once_however_many_cite_it(tmp_path: Path) -> None:
    addresses = [
        "https://fine.example/a",
        "https://fine.example/a#part",
        " https://fine.example/a ",
        "https://fine.example/b?c=d",
    ]
    with Web(SITES) as web:
        crawled = crawl_live(web, tmp_path, addresses)
        asked = Counter(each.target for each in web.requests)
    assert set(crawled.fetches) == {"https://fine.example/a", "https://fine.example/b?c=d"}
    assert asked == {"/robots.txt": 1, "/a": 1, "/b?c=d": 1}


@pytest.mark.parametrize(
    ("address", "end"),
    [
        ("https://moves-on.example/a", "https://moves-on.example/b"),
        ("https://leads.example/a", "https://fine.example/a"),
    ],
)
def test_the_way_is_followed_to_its_end(tmp_path: Path, address: str, end: str) -> None:
    with Web(SITES) as web:
        fetch = crawl_live(web, tmp_path, [address]).fetches[address]
    assert (fetch.final_url, fetch.status, len(fetch.hops)) == (end, 200, 2)


@pytest.mark.parametrize("address", ["#top", " #", "\t#a#b "])
def test_an_address_that_is_a_fragment_alone_is_malformed(tmp_path: Path, address: str) -> None:
    with Web(SITES) as web:
        crawled = crawl_live(web, tmp_path, [address, "https://fine.example/a"])
    assert crawled.kind("") == "malformed-url"
    assert crawled.fetches["https://fine.example/a"].status == 200


def test_from_python_each_address_given_is_asked() -> None:
    assert LiveSpider(addresses=["", "https://fine.example/a#part", "https://fine.example/a"]).addresses == (
        "",
        "https://fine.example/a",
    )


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("ftp://files.example/a", "unsupported-scheme"),
        ("http://[bad/", "malformed-url"),
        ("http://127.0.0.1/", "forbidden-address"),
        ("http://0x7f.1/", "forbidden-address"),
        ("http://[::1]:8080/", "forbidden-address"),
        ("http://localhost./", "forbidden-address"),
    ],
)
def test_bad_addresses_are_outcomes_like_others(tmp_path: Path, address: str, kind: str) -> None:
    with Web(SITES) as web:
        crawled = crawl_live(web, tmp_path, [address, "https://fine.example/a"])
    assert crawled.kind(address) == kind
    assert crawled.fetches["https://fine.example/a"].status == 200
    assert crawled.stderr == ""


def test_in_doubt_a_made_up_address_and_the_front_page_are_asked_once_a_host(tmp_path: Path) -> None:
    cited = [{"title": CITED, "url": f"https://open.example/news/{number}"} for number in range(3)]
    with Web((OPEN,)) as web:
        crawled = crawl(web, tmp_path, "live", cited)
        asked = Counter(each.target for each in web.requests)
    probes = [fetch for address, fetch in crawled.fetches.items() if is_made_up(address)]
    assert [fetch.address for fetch in probes] == [made_up("https://open.example/news/0")]
    assert probes[0].status == 200
    assert asked["/"] == 1
    assert sum(asked.values()) == 1 + len(cited) + 2


def test_a_front_page_that_is_cited_too_is_not_asked_again(tmp_path: Path) -> None:
    cited = [{"title": CITED, "url": f"https://open.example{path}"} for path in ("/news/0", "")]
    with Web((OPEN,)) as web:
        crawl(web, tmp_path, "live", cited)
        asked = Counter(each.target for each in web.requests)
    assert asked["/"] == 1


def test_where_the_cited_title_stands_nothing_is_made_up(tmp_path: Path) -> None:
    with Web(SITES) as web:
        crawled = crawl(web, tmp_path, "live", [{"title": CITED, "url": "https://fine.example/a"}])
    assert set(crawled.fetches) == {"https://fine.example/a"}


def test_the_header_refresh_is_followed_like_the_element(tmp_path: Path) -> None:
    moving = site("header.example", {"/a": Answer(200, {"Refresh": "0; url=/b"}, html_page("M")), "/b": STORY})
    with Web((moving,)) as web:
        fetch = crawl_live(web, tmp_path, ["https://header.example/a"]).fetches["https://header.example/a"]
    assert (fetch.final_url, len(fetch.hops)) == ("https://header.example/b", 2)
