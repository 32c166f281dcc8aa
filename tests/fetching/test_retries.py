from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from tests.fetching.crawling import Crawled, crawl_live
from tests.web.asking import ask
from tests.web.broken.connections import SITES as CONNECTIONS
from tests.web.page import story_page
from tests.web.server import Web
from tests.web.site import Answer, Request, Route, redirect, site
from tests.web.visits import Received

STORY = Answer(200, {}, story_page())


def _first(status: int, **headers: str) -> Route:
    """This answer to the first request for an address, and the story to the others."""
    busy = Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, b"Busy.")

    async def answer(request: Request) -> Answer:
        return busy if request.nth == 1 else STORY

    return answer


async def _at_a_date(request: Request) -> Answer:
    """The date is at least a second away, however late in its second the request comes."""
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    return Answer(429, {"Retry-After": when}, b"Busy.") if request.nth == 1 else STORY


FOR_EVER = Answer(429, {"Retry-After": "86400"}, b"Tomorrow.")
ALWAYS_BUSY = Answer(503, {}, b"Busy.")

SITES = (
    site("seconds.example", {"/a": _first(429, Retry_After="1"), "*": STORY}),
    site("date.example", {"/a": _at_a_date, "*": STORY}),
    site("nonsense.example", {"/a": _first(503, Retry_After="soon"), "*": STORY}),
    site("past.example", {"/a": _first(503, Retry_After="Thu, 01 Jan 1970 00:00:00 GMT"), "*": STORY}),
    site("tomorrow.example", {"/a": FOR_EVER, "*": STORY}),
    site("down-tomorrow.example", {"/a": Answer(503, {"Retry-After": "86400"}, b"Down."), "*": STORY}),
    site("always-429.example", {"/a": Answer(429, {}, b"Busy."), "*": STORY}),
    site("never-enough.example", {"*": Answer(429, {}, b"Busy.")}),
    site("always-busy.example", {"/a": ALWAYS_BUSY, "*": STORY}),
    site("not-found.example", {"/a": Answer(404, {}, b"No."), "*": STORY}),
    site("leads-to-tomorrow.example", {"/a": redirect("https://tomorrow.example/c")}),
)
ADDRESSES = [f"https://{each.host}/{path}" for each in SITES[:-1] for path in ("a", "b")]
LAST = "https://leads-to-tomorrow.example/a"


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web([*SITES, *CONNECTIONS]) as running:
        yield running


@pytest.fixture(scope="module")
def crawled(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    web.reset()
    return crawl_live(web, tmp_path_factory.mktemp("retries"), ADDRESSES, RETRY_TIMES=2)


@pytest.fixture(scope="module")
def requests(web: Web, crawled: Crawled) -> list[Received]:
    assert crawled.stderr == ""
    return list(web.requests)


def _asked(requests: list[Received], host: str, target: str = "") -> list[Received]:
    return [each for each in requests if each.host == host and each.target in ([target] if target else ["/a", "/b"])]


@pytest.mark.parametrize("host", ["seconds", "date", "nonsense", "past"])
def test_who_is_busy_once_is_asked_again(crawled: Crawled, requests: list[Received], host: str) -> None:
    fetch = crawled.fetches[f"https://{host}.example/a"]
    assert (fetch.status, len(fetch.hops)) == (200, 1)
    assert len(_asked(requests, f"{host}.example", "/a")) == 2


@pytest.mark.parametrize("host", ["seconds", "date"])
def test_the_whole_host_waits_as_long_as_it_asks_for(requests: list[Received], host: str) -> None:
    first, second, *_ = _asked(requests, f"{host}.example")
    assert second.at - first.at >= 1.0


@pytest.mark.parametrize("host", ["always-busy", "always-429"])
def test_the_waits_grow_and_the_tries_end(crawled: Crawled, requests: list[Received], host: str) -> None:
    asked = _asked(requests, f"{host}.example", "/a")
    waits = [second.at - first.at for first, second in pairwise(asked)]
    assert len(asked) == 3
    assert waits[0] >= 0.1
    assert waits[1] >= 0.2
    assert crawled.fetches[f"https://{host}.example/a"].status in (429, 503)


def test_who_asks_for_a_long_wait_is_not_asked_again(crawled: Crawled, requests: list[Received]) -> None:
    assert len(_asked(requests, "tomorrow.example")) == 1
    assert [crawled.fetches[f"https://tomorrow.example/{path}"].status for path in "ab"] == [429, 429]


def test_an_answer_to_another_request_is_no_record_of_this_one(crawled: Crawled) -> None:
    hop = crawled.fetches["https://tomorrow.example/b"].hops[0]
    assert (hop.url, hop.record) == ("https://tomorrow.example/b", "")


def test_who_says_429_to_the_last_is_left_alone(crawled: Crawled, requests: list[Received]) -> None:
    asked = [each.target for each in _asked(requests, "never-enough.example")]
    last = next(number for number, target in enumerate(asked) if asked[: number + 1].count(target) == 3)
    assert asked[last + 1 :] == []
    assert {crawled.fetches[f"https://never-enough.example/{path}"].status for path in "ab"} == {429}


@pytest.mark.parametrize("host", ["down-tomorrow", "always-busy"])
def test_a_503_speaks_for_its_own_address_only(crawled: Crawled, host: str) -> None:
    assert crawled.fetches[f"https://{host}.example/a"].status == 503
    assert crawled.fetches[f"https://{host}.example/b"].status == 200


def test_a_503_with_a_long_wait_is_not_asked_again(requests: list[Received]) -> None:
    assert len(_asked(requests, "down-tomorrow.example", "/a")) == 1


def test_a_definite_answer_is_not_asked_again(requests: list[Received]) -> None:
    assert len(_asked(requests, "not-found.example", "/a")) == 1


def test_a_redirect_to_a_host_that_is_left_alone_is_not_asked(
    web: Web, tmp_path_factory: pytest.TempPathFactory
) -> None:
    web.reset()
    crawled = crawl_live(web, tmp_path_factory.mktemp("retries"), ["https://tomorrow.example/a", LAST])
    fetch = crawled.fetches[LAST]
    assert [hop.status for hop in fetch.hops] in ([302, 429], [302, 200])
    asked = [each.target for each in web.requests if each.host == "tomorrow.example" and each.target != "/robots.txt"]
    # Whichever came first: after the 429 nothing more was asked.
    assert asked in (["/a"], ["/c", "/a"])
    assert (asked == ["/a"]) == (fetch.status == 429)


FAULTS = {
    "reset": ("reset", 2),
    "closes": ("reset", 2),
    "silent": ("timeout", 2),
    "garbage": ("protocol", 1),
    "reset-once": ("", 2),
    "closes-once": ("", 2),
    "silent-once": ("", 2),
}


@pytest.fixture(scope="module")
def faulty(web: Web, tmp_path_factory: pytest.TempPathFactory) -> tuple[Crawled, list[Received]]:
    web.reset()
    addresses = [f"https://{host}.example/article" for host in (*FAULTS, "refused")]
    crawled = crawl_live(web, tmp_path_factory.mktemp("retries"), addresses, DOWNLOAD_TIMEOUT=1, ROBOTSTXT_OBEY=False)
    return crawled, list(web.requests)


@pytest.mark.parametrize("host", FAULTS)
def test_a_passing_failure_is_asked_again(faulty: tuple[Crawled, list[Received]], host: str) -> None:
    crawled, requests = faulty
    kind, times = FAULTS[host]
    assert crawled.kind(f"https://{host}.example/article") == kind
    assert len(_asked(requests, f"{host}.example", "/article")) == times


def test_who_refuses_is_said_to_refuse(faulty: tuple[Crawled, list[Received]]) -> None:
    assert faulty[0].kind("https://refused.example/article") == "refused"


def test_the_stand_in_forgets_when_it_is_told_to(web: Web) -> None:
    web.reset()
    assert ask(web, "https://seconds.example/a").status == 429
    assert ask(web, "https://seconds.example/a").status == 200
