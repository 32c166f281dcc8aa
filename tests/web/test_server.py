import socket
import threading
from collections.abc import Iterator

import pytest

from tests.web.asking import ask, ask_raw, connection, request_bytes
from tests.web.names import Name
from tests.web.server import CONTROL_HOST, Web
from tests.web.site import Answer, Request, Site, redirect, site


async def _echo(request: Request) -> Answer:
    return Answer(200, {}, f"{request.method} {request.url} {request.nth} {request.query} {request.body!r}".encode())


async def _count(request: Request) -> Answer:
    request.memory["visits"] = request.memory.get("visits", 0) + 1
    return Answer(200, {}, str(request.memory["visits"]).encode())


async def _fault(_request: Request) -> Answer:
    raise LookupError("a handler with a fault")


SITES = (
    site(
        "one.example",
        {
            "/": Answer(200, {}, b"front"),
            "/a?b=c": Answer(200, {}, b"target"),
            "/a": Answer(200, {}, b"path"),
            "/echo": _echo,
            "/away": redirect("/", 301, Set_Cookie="a=b"),
            "/nothing": Answer(204),
        },
    ),
    site("two.example", {"*": _count}),
    Site(host="refuses.example", refuses=True),
    Site(host="dns-only.example", name=Name(records=())),
)


@pytest.fixture(scope="module")
def running() -> Iterator[Web]:
    with Web(SITES) as web:
        yield web


@pytest.fixture
def web(running: Web) -> Web:
    running.reset()
    return running


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize(
    ("target", "status", "body"),
    [
        ("/", 200, b"front"),
        ("/a?b=c", 200, b"target"),
        ("/a?b=d", 200, b"path"),
        ("/a", 200, b"path"),
        ("/nothing", 204, b""),
        ("/away", 301, b""),
    ],
)
def test_a_site_answers_by_target_then_path(web: Web, scheme: str, target: str, status: int, body: bytes) -> None:
    reply = ask(web, f"{scheme}://one.example{target}")
    assert (reply.status, reply.body) == (status, body)


def test_what_no_route_names_is_not_found(web: Web) -> None:
    assert ask(web, "http://one.example/other").status == 404


def test_a_star_takes_the_rest_but_not_robots_txt(web: Web) -> None:
    assert ask(web, "http://two.example/whatever").status == 200
    assert ask(web, "http://two.example/robots.txt").status == 404


def test_a_host_that_is_not_served_is_not_found(web: Web) -> None:
    assert ask(web, "http://nobody.example/").status == 404


def test_redirects_carry_location_and_other_headers(web: Web) -> None:
    headers = ask(web, "http://one.example/away").headers
    assert (headers["location"], headers["set-cookie"]) == ("/", "a=b")


def test_a_handler_sees_the_request_as_it_was(web: Web) -> None:
    body = ask(web, "https://one.example/echo?x=1&y=").body.decode()
    assert body == "GET https://one.example/echo?x=1&y= 1 {'x': '1', 'y': ''} b''"


def test_a_handler_knows_how_often_it_was_asked_until_the_reset(web: Web) -> None:
    assert [ask(web, "http://one.example/echo").body.split()[2] for _ in range(2)] == [b"1", b"2"]
    assert ask(web, "http://one.example/echo?other").body.split()[2] == b"1"
    web.reset()
    assert ask(web, "http://one.example/echo").body.split()[2] == b"1"


def test_a_host_remembers_until_the_reset(web: Web) -> None:
    assert [ask(web, f"http://two.example/{number}").body for number in range(3)] == [b"1", b"2", b"3"]
    web.reset()
    assert ask(web, "http://two.example/").body == b"1"


def test_head_gets_headers_alone(web: Web) -> None:
    reply = ask(web, "http://one.example/", method="HEAD")
    assert (reply.status, reply.headers["content-length"], reply.body) == (200, "5", b"")


def test_every_request_is_on_record(web: Web) -> None:
    ask(web, "http://one.example/a?b=c", User_Agent="visitor")
    ask(web, "https://two.example/")
    first, second = web.requests
    assert (first.host, first.method, first.target, first.tls) == ("one.example", "GET", "/a?b=c", False)
    assert first.headers["user-agent"] == "visitor"
    assert (second.host, second.tls) == ("two.example", True)
    assert first.at <= second.at


def test_a_connection_serves_one_request_after_another(web: Web) -> None:
    with connection(web, "http://one.example/") as wire:
        for _ in range(3):
            wire.sendall(request_bytes("http://one.example/", Connection="keep-alive"))
            received = b""
            while not received.endswith(b"front"):
                received += wire.recv(4096)
            assert b"Connection: keep-alive" in received


def test_a_connection_ends_where_the_visitor_wants(web: Web) -> None:
    with connection(web, "http://one.example/") as wire:
        wire.sendall(request_bytes("http://one.example/"))
        received = b""
        while data := wire.recv(4096):
            received += data
    assert received.endswith(b"front")


def test_what_is_no_request_gets_no_answer(web: Web) -> None:
    with connection(web, "http://one.example/") as wire:
        wire.sendall(b"this is not HTTP\r\n\r\n")
        assert wire.recv(100) == b""
    assert web.requests == []


def test_the_options_lead_to_every_host_that_can_be_reached(web: Web) -> None:
    values = web.connect_to()
    assert f"one.example:80:127.0.0.1:{web.http_port}" in values
    assert f"one.example:443:127.0.0.1:{web.https_port}" in values
    assert not any(value.startswith("dns-only") for value in values)
    assert web.options()[-6:] == [
        *("--dns-server", web.dns_server),
        *("--cacert", str(web.cacert)),
        *("-s", f"CITEWATCH_CONTROL_HOSTS={CONTROL_HOST}"),
    ]


def test_a_host_that_refuses_has_a_closed_port(web: Web) -> None:
    ports = {value.rpartition(":")[2] for value in web.connect_to() if value.startswith("refuses.example")}
    assert len(ports) == 1
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(ports.pop())), timeout=5)


def test_the_control_host_is_always_there(web: Web) -> None:
    assert ask(web, f"https://{CONTROL_HOST}/").status == 200


def test_a_fault_in_a_handler_comes_out_at_the_end() -> None:
    web = Web([site("faulty.example", {"*": _fault})])
    web.__enter__()
    assert ask_raw(web, "http://faulty.example/") == b""
    with pytest.raises(LookupError, match="a handler with a fault"):
        web.__exit__()


def test_nothing_is_left_when_the_web_is_left() -> None:
    before = threading.active_count()
    with Web([]) as web:
        assert web.cacert.exists()
    assert not web.cacert.exists()
    assert threading.active_count() == before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", web.http_port), timeout=5)


def test_a_visitor_who_hangs_on_does_not_keep_the_web_from_ending() -> None:
    with Web(SITES) as web:
        wires = [socket.create_connection(("127.0.0.1", port)) for port in (web.http_port, web.https_port)]
    for wire in wires:
        wire.close()


def test_two_webs_do_not_get_in_each_others_way() -> None:
    first, second = (site("a.example", {"/": Answer(200, {}, body)}) for body in (b"first", b"second"))
    with Web([first]) as one, Web([second]) as other:
        assert ask(one, "https://a.example/").body == b"first"
        assert ask(other, "https://a.example/").body == b"second"
