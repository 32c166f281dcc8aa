from collections.abc import Callable, Iterator

import dns.exception
import dns.message
import dns.query
import dns.rcode
import dns.resolver
import pytest

from tests.web.broken import domains
from tests.web.names import Name, answer_query
from tests.web.server import Web
from tests.web.site import Answer, Site, site


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, int]]:
    sites = (*domains.SITES, site("served.example", {"/": Answer()}), Site(host="refuses.example", refuses=True))
    with Web(sites) as web:
        host, _, port = web.dns_server.partition(":")
        yield host, int(port)


def _over_udp(server: tuple[str, int], host: str, kind: str = "A", timeout: float = 5) -> dns.message.Message:
    return dns.query.udp(dns.message.make_query(host, kind), server[0], port=server[1], timeout=timeout)


def _texts(response: dns.message.Message) -> list[str]:
    return [f"{rrset.name} {record}" for rrset in response.answer for record in rrset]


@pytest.mark.parametrize(
    ("host", "rcode", "answers"),
    [
        ("served.example", "NOERROR", ["served.example. 127.0.0.1"]),
        ("refuses.example", "NOERROR", ["refuses.example. 127.0.0.1"]),
        ("nobody.example", "NXDOMAIN", []),
        ("no-such-host.example", "NXDOMAIN", []),
        ("cname-to-nowhere.example", "NXDOMAIN", ["cname-to-nowhere.example. no-such-host.example."]),
        ("servfail.example", "SERVFAIL", []),
        ("dns-refused.example", "REFUSED", []),
        ("no-address.example", "NOERROR", []),
        ("mail-only.example", "NOERROR", []),
        ("private-name.example", "NOERROR", ["private-name.example. 10.0.0.1"]),
        ("loopback-name.example", "NOERROR", ["loopback-name.example. 127.0.0.1"]),
        ("ipv6-only.example", "NOERROR", []),
    ],
)
@pytest.mark.parametrize("transport", [dns.query.udp, dns.query.tcp], ids=["udp", "tcp"])
def test_each_name_answers_as_the_table_says(
    server: tuple[str, int], transport: Callable[..., dns.message.Message], host: str, rcode: str, answers: list[str]
) -> None:
    response = transport(dns.message.make_query(host, "A"), server[0], port=server[1], timeout=5)
    assert dns.rcode.to_text(response.rcode()) == rcode
    assert _texts(response) == answers


def test_names_have_no_case(server: tuple[str, int]) -> None:
    assert _texts(_over_udp(server, "SERVED.Example")) == ["SERVED.Example. 127.0.0.1"]


def test_an_ipv6_address_is_given_to_who_asks_for_one(server: tuple[str, int]) -> None:
    assert _texts(_over_udp(server, "ipv6-only.example", "AAAA")) == ["ipv6-only.example. ::1"]


def test_a_chain_of_aliases_comes_whole(server: tuple[str, int]) -> None:
    assert _texts(_over_udp(server, "cname-chain.example")) == [
        "cname-chain.example. first.cname-chain.example.",
        "first.cname-chain.example. second.cname-chain.example.",
        "second.cname-chain.example. 127.0.0.1",
    ]


def test_a_silent_name_server_says_nothing(server: tuple[str, int]) -> None:
    with pytest.raises(dns.exception.Timeout):
        _over_udp(server, "dns-silent.example", timeout=0.2)


def test_a_long_answer_comes_over_tcp_only(server: tuple[str, int]) -> None:
    query = dns.message.make_query("long-answer.example", "A")
    response, by_tcp = dns.query.udp_with_fallback(query, server[0], port=server[1], timeout=5)
    assert by_tcp
    assert _texts(response) == ["long-answer.example. 127.0.0.1"]


def test_a_tcp_connection_serves_several_queries(server: tuple[str, int]) -> None:
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = [server[0]], server[1]
    assert [str(record) for record in resolver.resolve("served.example", "A", tcp=True)] == ["127.0.0.1"]


@pytest.mark.parametrize("query", [b"", b"\x00" * 5, b"\xff" * 40])
def test_what_is_no_query_gets_no_answer(query: bytes) -> None:
    assert answer_query({}, query, over_tcp=False) is None


def test_an_answer_keeps_the_number_of_its_query() -> None:
    query = dns.message.make_query("a.example", "A")
    response = dns.message.from_wire(answer_query({"a.example": Name()}, query.to_wire(), over_tcp=True) or b"")
    assert (response.id, response.question) == (query.id, query.question)
