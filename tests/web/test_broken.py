import gzip
import html
import http.client
import zlib
from collections.abc import Callable, Iterator

import brotli
import pytest

from crawler.judge.verdict import LIVE_STATE_OF
from tests.web import broken
from tests.web.asking import ask, ask_raw, connection, request_bytes
from tests.web.broken import bodies, encodings, redirects, statuses
from tests.web.page import CITED
from tests.web.server import Web
from tests.web.site import host_of


@pytest.fixture(scope="module")
def running() -> Iterator[Web]:
    with Web(broken.SITES) as web:
        yield web


@pytest.fixture
def web(running: Web) -> Web:
    running.reset()
    return running


def test_no_host_stands_twice() -> None:
    hosts = [site.host for site in broken.SITES]
    assert len(hosts) == len(set(hosts))


def test_every_host_lies_under_the_reserved_domain() -> None:
    assert all(site.host.endswith(".example") for site in broken.SITES)


def test_every_address_is_at_a_host_of_these() -> None:
    hosts = {site.host for site in broken.SITES}
    assert {host_of(address) for address in [*broken.EXPECTED, *broken.EITHER]} <= hosts


def test_every_host_has_a_verdict() -> None:
    judged = {host_of(address) for address in [*broken.EXPECTED, *broken.EITHER]}
    only_reached_by_redirect = {"new-address.example"}
    assert {site.host for site in broken.SITES} == judged | only_reached_by_redirect


def test_every_verdict_is_in_the_vocabulary() -> None:
    verdicts = [*broken.EXPECTED.values(), *(each for some in broken.EITHER.values() for each in some)]
    assert all(LIVE_STATE_OF[reason] == state for state, reason in verdicts)


def test_an_address_is_certain_or_not() -> None:
    assert not set(broken.EXPECTED) & set(broken.EITHER)
    assert all(len(verdicts) > 1 for verdicts in broken.EITHER.values())


@pytest.mark.parametrize("name", sorted(statuses.STATUSES))
def test_statuses(web: Web, name: str) -> None:
    assert ask(web, f"https://{name}.example/article").status == statuses.STATUSES[name][0]


def test_head_may_fail_where_get_works(web: Web) -> None:
    assert ask(web, "https://head-fails.example/article", method="HEAD").status == 404
    assert ask(web, "https://head-fails.example/article").status == 200


@pytest.mark.parametrize(
    ("host", "error"),
    [
        ("reset", ConnectionResetError),
        ("closes", http.client.RemoteDisconnected),
        ("garbage", http.client.BadStatusLine),
        ("http-0-9", http.client.BadStatusLine),
        ("status-100", http.client.RemoteDisconnected),
    ],
)
def test_connections_that_fail(web: Web, host: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        ask(web, f"http://{host}.example/article")


@pytest.mark.parametrize("host", ["closes-once", "reset-once"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_connections_that_fail_once(web: Web, host: str, scheme: str) -> None:
    with pytest.raises((OSError, http.client.HTTPException)):
        ask(web, f"{scheme}://{host}.example/article")
    assert CITED.encode() in ask(web, f"{scheme}://{host}.example/article").body


@pytest.mark.parametrize("host", ["silent", "silent-once"])
def test_a_silent_host_says_nothing(web: Web, host: str) -> None:
    with pytest.raises(TimeoutError):
        ask_raw(web, f"http://{host}.example/article", patience=0.2)


def test_a_host_silent_once_answers_then(web: Web) -> None:
    with pytest.raises(TimeoutError):
        ask_raw(web, "https://silent-once.example/article", patience=0.2)
    assert ask(web, "https://silent-once.example/article").status == 200


def test_a_drip_is_a_byte_and_then_a_pause(web: Web) -> None:
    with connection(web, "http://drip.example/article") as wire:
        wire.sendall(request_bytes("http://drip.example/article"))
        received = b""
        while not received.endswith(b"\r\n\r\n  "):
            received += wire.recv(1)
    assert b"Content-Length: 1000000" in received


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_an_endless_page_goes_on_and_its_host_notices_who_has_gone(web: Web, scheme: str) -> None:
    url = f"{scheme}://endless.example/article"
    with connection(web, url) as wire:
        wire.sendall(request_bytes(url))
        received = b""
        while len(received) < 1_000_000:
            received += wire.recv(65536)
    assert CITED.encode() in received
    assert ask(web, f"{scheme}://fine.example/article").status == 200


def test_a_flood_of_headers_goes_on(web: Web) -> None:
    with connection(web, "http://header-flood.example/article") as wire:
        wire.sendall(request_bytes("http://header-flood.example/article"))
        received = b""
        while len(received) < 500_000:
            received += wire.recv(65536)
    assert b"\r\n\r\n" not in received


@pytest.mark.parametrize("host", ["truncated", "chunked-cut"])
def test_a_body_that_ends_too_soon_has_told_its_title(web: Web, host: str) -> None:
    with pytest.raises(http.client.IncompleteRead) as raised:
        ask(web, f"https://{host}.example/article")
    assert host == "chunked-cut" or CITED.encode() in raised.value.partial
    assert CITED.encode() in ask_raw(web, f"http://{host}.example/article")


def test_a_stub_has_not_told_its_title(web: Web) -> None:
    assert CITED.encode() not in ask_raw(web, "http://truncated.example/stub")


def test_a_lying_length_leaves_bytes_over(web: Web) -> None:
    received = ask_raw(web, "http://lying-length.example/article")
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(int(line.partition(b":")[2]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length"))
    assert CITED.encode() in body[:length]
    assert len(body) == length + 200


def test_two_lengths_disagree(web: Web) -> None:
    assert ask_raw(web, "http://two-lengths.example/article").count(b"Content-Length") == 2


def test_a_bomb_is_small_until_it_is_unpacked(web: Web) -> None:
    body = ask(web, "https://gzip-bomb.example/article").body
    assert len(body) < 200_000
    assert zlib.decompressobj(31).decompress(body, 10_000_000) == bytes(10_000_000)


@pytest.mark.parametrize(
    ("host", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress), ("deflate", zlib.decompress)]
)
def test_packed_pages_unpack(web: Web, host: str, unpack: Callable[[bytes], bytes]) -> None:
    reply = ask(web, f"https://{host}.example/article")
    assert reply.headers["content-encoding"] == host
    assert unpack(reply.body) == bodies.PAGE


@pytest.mark.parametrize(
    ("host", "error"), [("bad-gzip", zlib.error), ("unpacked-gzip", OSError), ("gzip-cut", EOFError)]
)
def test_badly_packed_pages_do_not(web: Web, host: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        gzip.decompress(ask(web, f"https://{host}.example/article").body)


def test_redirects_that_lead_to_an_end(web: Web) -> None:
    url, hops = "/article", 0
    while (reply := ask(web, f"https://long-redirects.example{url}")).status == 302:
        url, hops = reply.headers["location"], hops + 1
    assert (hops, reply.status) == (redirects.HOPS, 200)


def test_redirects_that_do_not(web: Web) -> None:
    assert ask(web, "https://loop.example/article").headers["location"] == "/elsewhere"
    assert ask(web, "https://loop.example/elsewhere").headers["location"] == "/article"
    assert ask(web, "https://redirects-for-ever.example/a").headers["location"] == "/a/on"
    assert "location" not in ask(web, "https://no-location.example/article").headers


def test_a_cookie_opens_the_cookie_wall(web: Web) -> None:
    first = ask(web, "https://cookie-wall.example/article")
    assert (first.status, first.headers["location"]) == (302, "/article")
    cookie = first.headers["set-cookie"].partition(";")[0]
    assert ask(web, "https://cookie-wall.example/article", Cookie=cookie).status == 200


def test_plain_http_is_sent_to_https(web: Web) -> None:
    reply = ask(web, "http://http-to-https.example/article")
    assert reply.headers["location"] == "https://http-to-https.example/article"
    assert ask(web, "https://http-to-https.example/article").status == 200


@pytest.mark.parametrize(("path", "to"), sorted(redirects.PRIVATE.items()))
def test_private_addresses_are_named_in_every_spelling(web: Web, path: str, to: str) -> None:
    assert ask(web, f"https://private-redirect.example{path}").headers["location"] == to


@pytest.mark.parametrize(
    ("host", "status", "asks_for"),
    [
        ("retry-after-seconds", 429, "1"),
        ("retry-after-nonsense", 429, "soon"),
        ("busy-once", 503, None),
    ],
)
def test_hosts_that_are_busy_once(web: Web, host: str, status: int, asks_for: str | None) -> None:
    first = ask(web, f"https://{host}.example/article")
    assert (first.status, first.headers.get("retry-after")) == (status, asks_for)
    assert ask(web, f"https://{host}.example/article").status == 200


def test_a_date_may_say_when_to_come_back(web: Web) -> None:
    assert ask(web, "https://retry-after-date.example/article").headers["retry-after"].endswith(" GMT")
    assert ask(web, "https://retry-after-date.example/article").status == 200


@pytest.mark.parametrize(("host", "status"), [("always-busy", 503), ("too-many", 429)])
def test_hosts_that_are_busy_for_ever(web: Web, host: str, status: int) -> None:
    assert [ask(web, f"https://{host}.example/article").status for _ in range(3)] == [status] * 3


@pytest.mark.parametrize(("host", "status"), [("robots", 200), ("robots-500", 500), ("fine", 404)])
def test_robots_txt(web: Web, host: str, status: int) -> None:
    assert ask(web, f"https://{host}.example/robots.txt").status == status


def test_a_slow_robots_txt_keeps_its_visitor_waiting(web: Web) -> None:
    with pytest.raises(TimeoutError):
        ask_raw(web, "http://robots-slow.example/robots.txt", patience=0.2)
    assert ask(web, "http://robots-slow.example/article").status == 200


@pytest.mark.parametrize("host", sorted(encodings.PAGES))
def test_a_page_is_in_the_encoding_that_the_table_names(web: Web, host: str) -> None:
    title, _, encoding, header, _ = encodings.PAGES[host]
    reply = ask(web, f"https://{host}.example/article")
    assert f"<title>{title}</title>" in html.unescape(reply.body.decode(encoding))
    assert reply.headers["content-type"] == (f"text/html; charset={header}" if header else "text/html")


@pytest.mark.parametrize(
    "address",
    [
        address
        for address, verdict in broken.EXPECTED.items()
        if verdict == ("alive", "ok") and address not in broken.TITLES
        if host_of(address).partition(".")[0]
        in {"fine", "endless", "deep-nesting", "noindex", "canonical-elsewhere", "soft404", "xhtml", "about-404"}
    ],
)
def test_living_pages_carry_the_cited_title(web: Web, address: str) -> None:
    with connection(web, address) as wire:
        wire.sendall(request_bytes(address))
        received = b""
        while f"<title>{CITED}</title>".encode() not in received:
            received += wire.recv(4096)
    assert received.startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_reset_is_a_tcp_reset(web: Web) -> None:
    with connection(web, "http://reset.example/") as wire:
        wire.sendall(request_bytes("http://reset.example/"))
        with pytest.raises(ConnectionResetError):
            wire.recv(1)
