"""What the visited hosts see of us: one request at a time, pauses between two, an honest name."""

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest

from crawler import __version__
from tests.fetching.crawling import Crawled, crawl_live
from tests.program import Program
from tests.web.page import story_page
from tests.web.server import Web
from tests.web.site import Answer, Request, Site, redirect, site
from tests.web.sockets import LOOPBACK
from tests.web.visits import Received

STORY = Answer(200, {}, story_page())
DELAY = 0.2

at_work = {"now": 0, "most": 0}


async def _slow(_request: Request) -> Answer:
    """Takes longer than the pause, and counts how many requests it works on at a time."""
    at_work["now"] += 1
    at_work["most"] = max(at_work.values())
    await asyncio.sleep(1.5 * DELAY)
    at_work["now"] -= 1
    return STORY


SITES = (
    site("many.example", {"*": STORY}),
    site("slow.example", {"*": _slow}),
    site("target.example", {"*": STORY}),
    *(site(f"leads-{number}.example", {"*": redirect("https://target.example/page")}) for number in range(4)),
)
ADDRESSES = [
    *(f"https://many.example/{number}" for number in range(3)),
    *(f"http://many.example/{number}" for number in range(2)),
    *(f"https://slow.example/{number}" for number in range(3)),
    *(f"https://leads-{number}.example/" for number in range(4)),
]


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web(SITES) as running:
        yield running


@pytest.fixture(scope="module")
def requests(web: Web, tmp_path_factory: pytest.TempPathFactory) -> list[Received]:
    folder = tmp_path_factory.mktemp("politeness")
    crawled: Crawled = crawl_live(
        web, folder, ADDRESSES, DOWNLOAD_DELAY=DELAY, CITEWATCH_CONTACT="ann@example.org  (Ann)"
    )
    assert crawled.stderr == ""
    assert {fetch.status for fetch in crawled.fetches.values()} == {200}
    return list(web.requests)


def _pauses(requests: list[Received], host: str) -> list[float]:
    times = [each.at for each in requests if each.host == host]
    return [second - first for first, second in pairwise(times)]


@pytest.mark.parametrize(("host", "count"), [("many.example", 6), ("slow.example", 4), ("target.example", 5)])
def test_a_pause_lies_between_two_requests_to_a_host(requests: list[Received], host: str, count: int) -> None:
    pauses = _pauses(requests, host)
    assert len(pauses) == count - 1
    # The pause is counted where the request goes out; on its way it may gain a little on the one before.
    assert min(pauses) >= 0.8 * DELAY


@contextmanager
def _long_way(port: int, seconds: float) -> Iterator[int]:
    """A port on loopback that leads to `port`: nothing of a connection arrives for its first `seconds`."""

    def lead(visitor: socket.socket) -> None:
        time.sleep(seconds)
        with socket.create_connection((LOOPBACK, port)) as there, visitor:
            Thread(target=_pass_on, args=(there, visitor), daemon=True).start()
            _pass_on(visitor, there)

    def welcome() -> None:
        while True:
            try:
                visitor, _ = door.accept()
            except OSError:  # the door was closed
                return
            Thread(target=lead, args=(visitor,), daemon=True).start()

    with socket.create_server((LOOPBACK, 0)) as door:
        Thread(target=welcome, daemon=True).start()
        yield door.getsockname()[1]
        door.shutdown(socket.SHUT_RDWR)


def _pass_on(source: socket.socket, to: socket.socket) -> None:
    try:
        while data := source.recv(65_536):
            to.sendall(data)
        to.shutdown(socket.SHUT_WR)
    except OSError:  # the other end has gone
        return


def test_the_pause_holds_where_connecting_takes_long(tmp_path: Path) -> None:
    with Web([site("far.example", {"*": STORY})]) as web, _long_way(web.http_port, 3 * DELAY) as port:
        crawled = crawl_live(
            web,
            tmp_path,
            [f"http://far.example/{number}" for number in range(3)],
            DOWNLOAD_DELAY=DELAY,
            CITEWATCH_CONNECT_TO=f"far.example:80:{LOOPBACK}:{port}",
        )
    assert {fetch.status for fetch in crawled.fetches.values()} == {200}
    pauses = _pauses(web.requests, "far.example")
    assert len(pauses) == 3
    assert min(pauses) >= 0.8 * DELAY


async def _hangs_up(_request: Request, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


def test_the_pause_holds_between_two_crawls_of_a_run(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    with Web([Site(host="gone.example", raw=_hangs_up, answers_robots=True)]) as web:
        program = Program(folder, web, (f"DOWNLOAD_DELAY={DELAY}", "RETRY_TIMES=0"))
        program.cite([{"title": "The keepers", "url": "https://gone.example/page"}])
        ended = program.check()
    assert ended.status == 0, ended.err
    assert program.rows()["1"]["live"]["reason"] == "reset"
    # A failure that may be our own network's is asked for once more, in a crawl of its own.
    pages = [each for each in web.requests if each.target == "/page"]
    assert len(pages) == 2
    assert min(_pauses(web.requests, "gone.example")) >= 0.8 * DELAY


def test_a_host_is_asked_for_one_page_at_a_time(requests: list[Received]) -> None:
    assert len([each for each in requests if each.host == "slow.example"]) == 4
    assert at_work == {"now": 0, "most": 1}


def test_different_hosts_do_not_wait_for_each_other(requests: list[Received]) -> None:
    firsts = [next(each.at for each in requests if each.host == f"leads-{number}.example") for number in range(4)]
    assert max(firsts) - min(firsts) < DELAY * 3


def test_we_say_who_we_are(requests: list[Received]) -> None:
    assert {each.headers["user-agent"] for each in requests} == {f"citewatch/{__version__} (+ann@example.org (Ann))"}


def test_firewalls_that_block_links_let_us_through(requests: list[Received]) -> None:
    assert not any("link" in each.headers["user-agent"].lower() for each in requests)


def test_we_accept_what_a_browser_accepts(requests: list[Received]) -> None:
    headers = requests[0].headers
    assert headers["accept"].startswith("text/html,")
    assert headers["accept-encoding"] == "gzip, deflate, br"
    assert headers["accept-language"].startswith("en")


def test_nothing_tells_where_we_come_from(requests: list[Received]) -> None:
    assert not any("referer" in each.headers or "cookie" in each.headers for each in requests)
