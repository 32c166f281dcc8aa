import asyncio

import pytest

from tests.web.http import Head, answer_bytes, read_head
from tests.web.site import Answer, Request


def _read(data: bytes) -> Head | None:
    async def read() -> Head | None:
        reader = asyncio.StreamReader()
        reader.feed_data(data)
        reader.feed_eof()
        return await read_head(reader)

    return asyncio.run(read())


def _request(method: str = "GET") -> Request:
    return Request(host="a.example", method=method, target="/", headers={})


def test_a_request_is_read_with_its_headers_and_body() -> None:
    head = _read(b"POST /save?x=1 HTTP/1.1\r\nHost: A.Example:8080\r\nContent-LENGTH: 3\r\n\r\nabcrest")
    assert head is not None
    assert (head.method, head.target, head.host, head.body) == ("POST", "/save?x=1", "a.example", b"abc")
    assert head.headers == {"host": "A.Example:8080", "content-length": "3"}


@pytest.mark.parametrize(
    ("head", "keeps_alive"),
    [
        (b"GET / HTTP/1.1\r\nHost: a", True),
        (b"GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive", True),
        (b"GET / HTTP/1.1\r\nHost: a\r\nConnection: Close", False),
        (b"GET / HTTP/1.0\r\nHost: a", False),
    ],
)
def test_who_keeps_the_connection(head: bytes, *, keeps_alive: bool) -> None:
    read = _read(head + b"\r\n\r\n")
    assert read is not None
    assert read.keeps_alive == keeps_alive


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: a",
        b"GET /\r\n\r\n",
        b"\r\n\r\n",
        b"GET / with spaces HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc",
        b"GET / HTTP/1.1\r\n" + b"X: " + b"w" * 100_000 + b"\r\n\r\n",
    ],
    ids=["nothing", "no end", "no version", "empty", "too many words", "bad length", "short body", "long"],
)
def test_what_is_no_whole_request_is_none(data: bytes) -> None:
    assert _read(data) is None


def test_an_answer_gets_the_headers_that_it_lacks() -> None:
    data = answer_bytes(_request(), Answer(200, {"X-Own": "yes"}, b"abc"), keeps_alive=True)
    head, _, body = data.partition(b"\r\n\r\n")
    assert head.split(b"\r\n") == [
        b"HTTP/1.1 200 OK",
        b"X-Own: yes",
        b"Content-Type: text/html; charset=utf-8",
        b"Content-Length: 3",
        b"Connection: keep-alive",
    ]
    assert body == b"abc"


def test_an_answer_keeps_the_headers_that_it_has() -> None:
    headers = {"content-type": "text/plain", "CONTENT-LENGTH": "9", "connection": "close"}
    data = answer_bytes(_request(), Answer(200, headers, b"abc"), keeps_alive=True).lower()
    assert data.count(b"content-type") == data.count(b"content-length") == data.count(b"connection") == 1


@pytest.mark.parametrize(
    ("status", "line"), [(999, b"999 Unknown"), (418, b"418 I'm a Teapot"), (404, b"404 Not Found")]
)
def test_any_status_goes(status: int, line: bytes) -> None:
    assert answer_bytes(_request(), Answer(status), keeps_alive=False).startswith(b"HTTP/1.1 " + line + b"\r\n")


@pytest.mark.parametrize("answer", [Answer(204, {}, b"body"), Answer(304, {}, b"body")])
def test_some_statuses_have_no_body(answer: Answer) -> None:
    data = answer_bytes(_request(), answer, keeps_alive=True)
    assert data.endswith(b"\r\n\r\n")
    assert b"Content-Length" not in data


def test_head_gets_the_length_and_no_body() -> None:
    data = answer_bytes(_request("HEAD"), Answer(200, {}, b"body"), keeps_alive=True)
    assert b"Content-Length: 4\r\n" in data
    assert data.endswith(b"\r\n\r\n")
