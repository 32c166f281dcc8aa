import asyncio
import socket
import ssl
import threading
import time
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.fetching.crawling import Crawled, crawl_live
from tests.web.page import CITED, story_page
from tests.web.server import Web
from tests.web.site import RawHandler, Request, Site

PAGE = story_page()
LENGTH = f"Content-Length: {len(PAGE)}\r\n"
CLOSE = "Content-Type: text/html\r\nConnection: close\r\n"


def _says(head: str, body: bytes = PAGE) -> RawHandler:
    """Sends these bytes, then closes."""

    async def raw(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
        writer.write(head.encode("latin-1") + b"\r\n" + body)
        await writer.drain()

    return raw


SPOKEN: dict[str, tuple[RawHandler, str]] = {
    "no-colon": (_says(f"HTTP/1.1 200 OK\r\nthis line has none\r\n{CLOSE}"), ""),
    "no-name": (_says(f"HTTP/1.1 200 OK\r\n: nothing\r\n{CLOSE}"), ""),
    "blank-in-name": (_says(f"HTTP/1.1 200 OK\r\nX Strange: yes\r\n{CLOSE}"), ""),
    "blank-before-colon": (_says(f"HTTP/1.1 200 OK\r\nContent-Length : {len(PAGE)}\r\n{CLOSE}"), ""),
    "folded": (_says(f"HTTP/1.1 200 OK\r\nX-Folded: one\r\n two\r\n{CLOSE}"), ""),
    "length-twice": (_says(f"HTTP/1.1 200 OK\r\n{LENGTH}{LENGTH}{CLOSE}"), ""),
    "two-lengths": (_says(f"HTTP/1.1 200 OK\r\n{LENGTH}Content-Length: 7\r\n{CLOSE}"), "protocol"),
    "no-phrase": (_says(f"HTTP/1.1 200\r\n{CLOSE}"), ""),
    "http-1-0": (_says("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n"), ""),
    "continue-first": (_says(f"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n{CLOSE}"), ""),
    "hints-first": (_says(f"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n{CLOSE}"), ""),
    "only-100": (_says("HTTP/1.1 100 Continue\r\n", b""), "protocol"),
    "only-101": (_says("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n", b""), "protocol"),
    "status-in-words": (_says("HTTP/1.1 fine OK\r\n"), "protocol"),
    "version-in-words": (_says("HTTP/one 200 OK\r\n"), "protocol"),
    "ssh": (_says("SSH-2.0-OpenSSH_9.6\r\n", b""), "protocol"),
    "strange-transfer": (_says("HTTP/1.1 200 OK\r\nTransfer-Encoding: pigeon\r\n"), "protocol"),
    "long-header": (_says(f"HTTP/1.1 200 OK\r\nX-Long: {'w' * 100_000}\r\n{CLOSE}"), ""),
    "too-long-header": (_says(f"HTTP/1.1 200 OK\r\nX-Long: {'w' * 400_000}\r\n{CLOSE}"), "protocol"),
    "cut-in-head": (_says("HTTP/1.1 200 OK\r\nContent-Ty", b""), "reset"),
}

closed_at: dict[str, float] = {}


def _pours(piece: bytes) -> RawHandler:
    """Sends a head's beginning and then this, again and again, and notes when the visitor went."""

    async def raw(request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
        try:
            while not writer.is_closing():
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0.001)
        finally:
            closed_at[request.host] = time.monotonic()

    return raw


async def _silent(request: Request, reader: StreamReader, _writer: StreamWriter) -> None:
    """Keeps the crawl waiting, so that it can be seen what ends before it does."""
    try:
        await reader.read()
    finally:
        closed_at[request.host] = time.monotonic()


async def _interim_for_ever(request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    while not writer.is_closing():
        writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n" * 100)
        await writer.drain()
        await asyncio.sleep(0.001)
    closed_at[request.host] = time.monotonic()


POURING = {
    "body": _pours(b"\r\n" + b"<p>and the sea went on</p>" * 1000),
    "headers": _pours(b"X-More: and more\r\n" * 200),
    "one-header": _pours(b"w" * 10_000),
    "interim": _interim_for_ever,
}
STUBBORN = "stubborn.example"


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    sites = [Site(host=f"{name}.example", raw=raw) for name, (raw, _) in SPOKEN.items()]
    sites += [Site(host=f"pours-{name}.example", raw=raw) for name, raw in POURING.items()]
    with Web([*sites, Site(host=STUBBORN, raw=_silent)]) as running:
        yield running


@pytest.fixture(scope="module")
def crawled(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    addresses = [f"{scheme}://{name}.example/article" for name in SPOKEN for scheme in ("http", "https")]
    addresses += [f"https://pours-{name}.example/article" for name in POURING]
    folder = tmp_path_factory.mktemp("wire")
    return crawl_live(web, folder, [*addresses, f"https://{STUBBORN}/"], RETRY_TIMES=0)


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("name", SPOKEN)
def test_what_browsers_forgive_is_forgiven_and_the_rest_has_its_name(crawled: Crawled, name: str, scheme: str) -> None:
    address = f"{scheme}://{name}.example/article"
    assert crawled.kind(address) == SPOKEN[name][1]
    page = crawled.fetches[address].page
    if not SPOKEN[name][1]:
        assert page is not None
        assert CITED in [title.text for title in page.titles]


def test_a_header_line_without_a_colon_takes_no_other_with_it(crawled: Crawled) -> None:
    headers = crawled.fetches["https://no-colon.example/article"].hops[0].headers
    assert headers["content-type"] == "text/html"


@pytest.mark.parametrize("name", ["headers", "one-header", "interim"])
def test_a_head_without_end_is_a_broken_protocol(crawled: Crawled, name: str) -> None:
    assert crawled.kind(f"https://pours-{name}.example/article") == "protocol"


def test_a_body_without_end_is_a_page_of_which_part_was_read(crawled: Crawled) -> None:
    fetch = crawled.fetches["https://pours-body.example/article"]
    assert fetch.failure is None
    assert fetch.truncated


@pytest.mark.parametrize("name", POURING)
def test_who_pours_without_end_is_hung_up_on_while_the_crawl_goes_on(crawled: Crawled, name: str) -> None:
    assert crawled.kind(f"https://{STUBBORN}/") == "timeout"
    assert closed_at[f"pours-{name}.example"] < closed_at[STUBBORN]


def _pour_rudely(listener: socket.socket, context: ssl.SSLContext, head: bytes, piece: bytes) -> None:
    """Serves one connection in TLS, and heeds no goodbye: it sends until the connection itself is gone."""
    plain, _ = listener.accept()
    with plain, context.wrap_socket(plain, server_side=True, suppress_ragged_eofs=False) as wire, suppress(OSError):
        wire.recv(65536)
        wire.sendall(head)
        while True:
            wire.sendall(piece)
            time.sleep(0.001)
    closed_at["rude.example"] = time.monotonic()


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"HTTP/1.1 200 OK\r\n"])
def test_who_heeds_no_goodbye_is_hung_up_on_too(web: Web, tmp_path: Path, head: bytes) -> None:
    context = web._certificates.context("rude.example", "valid")
    piece = b"X-More: <p>and the sea went on</p>\r\n" * 300
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=_pour_rudely, args=(listener, context, head, piece))
        server.start()
        rule = f"rude.example:443:127.0.0.1:{listener.getsockname()[1]}"
        crawl_live(
            web,
            tmp_path,
            ["https://rude.example/article", f"https://{STUBBORN}/"],
            CITEWATCH_CONNECT_TO=",".join([*web.connect_to(), rule]),
            ROBOTSTXT_OBEY=False,
            RETRY_TIMES=0,
        )
        server.join()
    assert closed_at["rude.example"] < closed_at[STUBBORN]


def test_nothing_is_said_of_faults(crawled: Crawled) -> None:
    assert crawled.stderr == ""
