"""What is read of a body, over real sockets: no more than the limit on the wire, no more than the limit unpacked."""

import gzip
import zlib
from collections.abc import Iterator

import brotli
import pytest

from tests.fetching.crawling import Crawled, crawl_live
from tests.web import broken
from tests.web.page import CITED, story_page
from tests.web.server import Web
from tests.web.site import Answer, site

LIMIT = 100_000
PAGE = story_page()
LONG = PAGE + b"<!-- " + b"and the sea went on " * 50_000 + b"-->"


def _packed(encoding: str, body: bytes) -> Answer:
    return Answer(200, {"Content-Encoding": encoding, "Content-Type": "text/html; charset=utf-8"}, body)


BOMB = PAGE + bytes(30_000_000)
ROUTES = {
    "whole": Answer(200, {}, PAGE),
    "long": Answer(200, {}, LONG),
    "long-gzip": _packed("gzip", gzip.compress(LONG)),
    "bomb-gzip": _packed("gzip", gzip.compress(BOMB, 1)),
    "bomb-deflate": _packed("deflate", zlib.compress(BOMB, 1)),
    "bomb-br": _packed("br", brotli.compress(BOMB, quality=1)),
    "bomb-twice": _packed("gzip, gzip", gzip.compress(gzip.compress(BOMB, 1))),
    "cut-gzip": _packed("gzip", gzip.compress(PAGE)[:-20]),
    "not-gzip": _packed("gzip", PAGE),
    "noise-br": _packed("br", b"\xff\xfe\xfd" * 500),
}
WHOLE = {"whole"}
BROKEN = {"cut-gzip", "not-gzip"}
NOTHING = {"noise-br"}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    sites = [site(f"{name}.example", {"/article": answer}) for name, answer in ROUTES.items()]
    with Web([*sites, *(each for each in broken.SITES if each.host in ("endless.example", "drip.example"))]) as web:
        addresses = [f"https://{each.host}/article" for each in web.sites.values()]
        yield crawl_live(web, tmp_path_factory.mktemp("limits"), addresses, CITEWATCH_BODY_LIMIT=LIMIT, RETRY_TIMES=0)


@pytest.mark.parametrize("name", [name for name in ROUTES if name not in NOTHING])
def test_the_beginning_is_kept(crawled: Crawled, name: str) -> None:
    page = crawled.fetches[f"https://{name}.example/article"].page
    assert page is not None
    assert page.titles[0].text == CITED
    assert page.size <= 2 * LIMIT


@pytest.mark.parametrize("name", ROUTES)
def test_what_was_cut_or_broken_is_said(crawled: Crawled, name: str) -> None:
    fetch = crawled.fetches[f"https://{name}.example/article"]
    assert fetch.truncated is (name not in WHOLE | BROKEN | NOTHING)
    assert fetch.intact is (name not in BROKEN | NOTHING)


def test_a_body_of_which_nothing_can_be_read_is_a_broken_answer(crawled: Crawled) -> None:
    fetch = crawled.fetches["https://noise-br.example/article"]
    assert crawled.kind(fetch.address) == "protocol"
    assert [hop.status for hop in fetch.hops] == [200]


def test_an_endless_body_ends_at_the_limit(crawled: Crawled) -> None:
    fetch = crawled.fetches["https://endless.example/article"]
    assert (fetch.status, fetch.truncated) == (200, True)


def test_a_dripping_body_ends_with_our_patience(crawled: Crawled) -> None:
    assert crawled.kind("https://drip.example/article") == "timeout"


def test_nothing_is_said_of_faults(crawled: Crawled) -> None:
    assert crawled.stderr == ""
