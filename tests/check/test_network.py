"""Our own network's outages: no citation pays for them. Every host of this web goes away at once, and may come back."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

import pytest

from crawler.check.network import may_be_ours
from crawler.evidence.fetch import FAILURES, Failure, Fetch, Hop
from crawler.evidence.search import Search
from crawler.spiders.our_network import OURS, caused_by_us, is_unsigned
from tests.program import Program
from tests.web.page import html_page
from tests.web.server import CONTROL_HOST, Web
from tests.web.site import RawHandler, Request, Site

HOSTS = [f"host-{number}.example" for number in range(1, 7)]
NEVER = 10**9


@dataclass
class Outage:
    """The whole web goes away after `after` pages, and comes back when it was tried `tries` times in vain."""

    after: int = NEVER
    tries: int = NEVER
    pages: int = 0
    failed: int = 0

    @property
    def is_on(self) -> bool:
        return self.pages >= self.after and self.failed < self.tries

    async def answer(self, request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
        if self.is_on:
            self.failed += 1
            writer.transport.abort()
            return
        if request.path == "/work" and request.host in HOSTS:
            self.pages += 1
        page = html_page(f"The work of {request.host}", *["A sentence that fills the page with something."] * 12)
        status = "404 Not Found" if request.path == "/robots.txt" or "cdx" in request.path else "200 OK"
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\nConnection: close\r\n\r\n"
        )
        writer.write(head.encode() + page)
        await writer.drain()


@pytest.fixture
def outage() -> Outage:
    return Outage()


@pytest.fixture
def fragile(outage: Outage, tmp_path: Path) -> Callable[[], Program]:
    """The program on a web of which every host shares the outage; to be called inside `with` of its web."""
    hosts = [*HOSTS, CONTROL_HOST, "web.archive.org"]
    web = Web(Site(host=host, raw=outage.answer, answers_robots=True) for host in hosts)
    settings = ("CITEWATCH_OUTAGE_PATIENCE=1", "RETRY_TIMES=0", "DOWNLOAD_DELAY=0.05")

    def program() -> Program:
        made = Program(tmp_path, web, settings)
        made.cite([{"title": f"The work of {host}", "url": f"https://{host}/work"} for host in HOSTS])
        return made

    return program


def test_a_network_that_stays_away_changes_no_verdict(fragile: Callable[[], Program], outage: Outage) -> None:
    program = fragile()
    assert program.web is not None
    with program.web:
        assert program.check().status in (0, 1)
        before = program.rows()
        outage.pages, outage.after = 0, 1
        ended = program.check()
    assert ended.status == 3
    assert "network" in ended.err
    assert program.latest()["run"]["network"] == "degraded"
    after = program.rows()
    assert {row["live"]["reason"] for row in after.values()} == {"ok"}
    kept = [label for label in before if after[label]["live"] == before[label]["live"]]
    assert len(kept) >= len(HOSTS) - 2, "what was not asked keeps its verdict and its time"


def test_what_was_never_judged_is_offline(fragile: Callable[[], Program], outage: Outage) -> None:
    program = fragile()
    assert program.web is not None
    outage.after = 1
    with program.web:
        assert program.check().status == 3
    reasons = {row["live"]["reason"] for row in program.rows().values()}
    assert reasons == {"ok", "offline"}
    assert all(not row["flags"] for row in program.rows().values() if row["live"]["reason"] == "offline")


def test_a_network_that_comes_back_is_asked_for_what_was_lost(fragile: Callable[[], Program], outage: Outage) -> None:
    program = replace(fragile(), settings=("CITEWATCH_OUTAGE_PATIENCE=30", "RETRY_TIMES=0", "DOWNLOAD_DELAY=0.05"))
    assert program.web is not None
    outage.after, outage.tries = 2, 8
    with program.web:
        ended = program.check()
    assert ended.status in (0, 1), ended.err
    assert outage.failed == outage.tries, "the outage took place"
    assert program.latest()["run"]["network"] == "ok"
    assert {row["live"]["reason"] for row in program.rows().values()} == {"ok"}


def test_a_run_after_a_lost_network_goes_on_with_the_rest(fragile: Callable[[], Program], outage: Outage) -> None:
    program = fragile()
    assert program.web is not None
    outage.after = 1
    with program.web:
        program.check()
        outage.after = NEVER
        assert program.check().status in (0, 1)
    assert {row["live"]["reason"] for row in program.rows().values()} == {"ok"}


def test_news_of_a_degraded_run_is_told_even_quietly(fragile: Callable[[], Program], outage: Outage) -> None:
    program = fragile()
    assert program.web is not None
    outage.after = 2
    with program.web:
        ended = program.check("--quiet")
    flagged = [label for label, row in program.rows().items() if any(flag["new"] for flag in row["flags"])]
    assert ended.status == 3
    assert "network" in ended.err
    assert all(f"[{label}]" in ended.out for label in flagged)


def test_a_short_outage_between_two_looks_is_noticed(tmp_path: Path) -> None:
    """One page that refuses is looked into at once; what fails soon after, in an outage of a second, is too."""
    began: list[float] = []

    async def answer(request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
        if request.host == "slow.example":
            await asyncio.sleep(9)
        if request.host == "later.example" and not began:
            await asyncio.sleep(2)
            began.append(monotonic())
        if began and monotonic() - began[0] < 3:
            writer.transport.abort()
            return
        page = html_page(f"The work of {request.host}", *["A sentence that fills the page with something."] * 12)
        writer.write(
            f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page
        )
        await writer.drain()

    hosts = ["later.example", "slow.example"]
    sites = [Site(host=host, raw=answer) for host in [*hosts, CONTROL_HOST]]
    settings = ("CITEWATCH_CONTROL_SPACING=7", "DOWNLOAD_TIMEOUT=20", "RETRY_TIMES=0", "DOWNLOAD_DELAY=0.05")
    with Web([*sites, Site(host="refuses.example", refuses=True)]) as web:
        program = Program(tmp_path, web, settings)
        program.cite(
            [{"title": f"The work of {host}", "url": f"https://{host}/w"} for host in [*hosts, "refuses.example"]]
        )
        ended = program.check()
    assert ended.status in (0, 1), ended.err
    assert began, "the outage took place"
    reasons = [row["live"]["reason"] for row in program.rows().values()]
    assert reasons == ["ok", "ok", "refused"]


ROBOTS = "/robots.txt"
STAY_AWAY = "User-agent: *\nDisallow: /\n"


async def _say(writer: StreamWriter, status: str, text: str, kind: str = "text/html") -> None:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(text)}\r\nConnection: close\r\n\r\n"
    writer.write(head.encode() + text.encode())
    await writer.drain()


def _reasons(tmp_path: Path, hosts: list[str], answer: RawHandler) -> list[str]:
    settings = ("CITEWATCH_CONTROL_SPACING=1", "RETRY_TIMES=0", "DOWNLOAD_DELAY=0.05")
    with Web(
        Site(host=host, raw=answer, answers_robots=True) for host in [*hosts, CONTROL_HOST, "web.archive.org"]
    ) as web:
        program = Program(tmp_path, web, settings)
        program.cite([{"title": f"The work of {host}", "url": f"https://{host}/work"} for host in hosts])
        ended = program.check()
    assert ended.status in (0, 1), ended.err
    return [row["live"]["reason"] for row in program.rows().values()]


def test_what_robots_txt_said_in_an_outage_is_forgotten(tmp_path: Path) -> None:
    """Somebody else answers for the host, says that it has no rules, and lets nothing else through for a while."""
    tried: list[str] = []

    async def answer(request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
        if request.host == "web.archive.org":
            await _say(writer, "404 Not Found", "")
        elif request.path == ROBOTS and request.host != CONTROL_HOST:
            tried.append(ROBOTS)
            first = tried.count(ROBOTS) == 1
            await _say(writer, *(("404 Not Found", "") if first else ("200 OK", STAY_AWAY)), kind="text/plain")
        elif ROBOTS in tried and len(tried) < 6:
            tried.append(request.host)
            writer.transport.abort()
        else:
            await _say(writer, "200 OK", html_page("The work", "A sentence that fills the page.").decode())

    assert _reasons(tmp_path, ["host-1.example"], answer) == ["robots-disallowed"]
    assert CONTROL_HOST in tried, "the outage took place"


def test_a_robots_txt_that_failed_once_is_asked_for_again_in_the_next_crawl(tmp_path: Path) -> None:
    async def answer(request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
        if request.host == CONTROL_HOST:
            await _say(writer, "200 OK", "here")
        elif request.nth == 1:
            writer.transport.abort()
        else:
            await _say(writer, "200 OK", STAY_AWAY, kind="text/plain")

    assert _reasons(tmp_path, ["host-1.example"], answer) == ["robots-disallowed"]


UNSIGNED = {
    "led elsewhere": (("http://a.example/x", "http://portal.example/login"), True),
    "led elsewhere, signed there": (("http://a.example/x", "https://portal.example/login"), True),
    "led to its own https": (("http://a.example/x", "https://a.example/x"), False),
    "answered at once": (("http://a.example/x",), True),
    "signed all the way": (("https://a.example/x", "https://b.example/"), False),
    "from http to another protocol": (("http://a.example/x", "ftp://a.example/x"), True),
    "from https to http": (("https://a.example/x", "http://a.example/y"), True),
}


@pytest.mark.parametrize(("urls", "unsigned"), UNSIGNED.values(), ids=UNSIGNED)
def test_an_answer_that_anybody_on_the_way_may_have_given(urls: tuple[str, ...], unsigned: bool) -> None:  # noqa: FBT001 - a column of the table
    hops = tuple(Hop(url=url, status=200) for url in urls)
    assert is_unsigned(Fetch(address=urls[0], asked_at="2026-01-01T00:00:00Z", hops=hops)) is unsigned


@pytest.mark.parametrize("kind", ["protocol", "robots"])
@pytest.mark.parametrize(("url", "unsigned"), [("http://a.example/", True), ("https://a.example/", False)])
def test_noise_in_place_of_http_and_robots_txt_are_unsigned_too(kind: str, url: str, unsigned: bool) -> None:  # noqa: FBT001 - as above
    failure = Failure(kind=kind, detail="", url=url)
    assert is_unsigned(Fetch(address=url, asked_at="2026-01-01T00:00:00Z", failure=failure)) is unsigned


def test_a_private_host_that_the_address_names_is_no_doubt() -> None:
    def failure(url: str) -> Failure:
        return Failure(kind="forbidden-address", detail="", url=url)

    assert caused_by_us(failure("http://a.example/")), "a captive portal's name servers lead everybody inside"
    assert not caused_by_us(failure("http://10.0.0.1/"))
    assert not caused_by_us(failure("http://localhost/"))


DOUBTFUL = {kind: kind in OURS for kind in FAILURES}


@pytest.mark.parametrize(("kind", "doubtful"), DOUBTFUL.items(), ids=list(DOUBTFUL))
def test_which_failures_wait_for_a_control_host(kind: str, doubtful: bool) -> None:  # noqa: FBT001 - a column of the table
    failure = Failure(kind=kind, detail="", url="https://a.example/")
    fetch = Fetch(address=failure.url, asked_at="2026-01-01T00:00:00Z", failure=failure)
    assert may_be_ours(fetch) is doubtful
    families = {"timeout", "refused", "reset", "unroutable", "dns", "tls"}
    assert doubtful is (kind.partition("-")[0] in families or kind == "forbidden-address")


def test_an_index_that_cannot_be_reached_waits_too() -> None:
    search = Search(address="a", asked_at="2026-01-01T00:00:00Z", failure="archive-unreachable")
    assert may_be_ours(search)
    assert not may_be_ours(replace(search, record="runs/1/evidence.warc.gz#offset=7")), "the archive has answered"
    assert not may_be_ours(replace(search, failure="rate-limited"))
