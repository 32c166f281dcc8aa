import asyncio
import ipaddress
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import TypeVar

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
import pytest

from crawler.web.lookup import KEPT, Lookup, LookupFailedError, split_server
from tests.web.names import NO_SUCH_NAME, Name
from tests.web.server import Web
from tests.web.site import Site

T = TypeVar("T")

NAMES = {
    "fine.example": Name(),
    "both.example": Name((("@", "A", "192.0.2.1"), ("@", "AAAA", "2001:db8::1"))),
    "six.example": Name((("@", "AAAA", "2001:db8::1"), ("@", "AAAA", "2001:db8::2"))),
    "alias.example": Name((("@", "CNAME", "far.example."), ("far.example", "A", "192.0.2.7"))),
    "long.example": Name((("@", "A", "192.0.2.9"),), truncates=True),
    "nowhere.example": NO_SUCH_NAME,
    "dangling.example": Name((("@", "CNAME", "gone.example."),), rcode="NXDOMAIN"),
    "servfail.example": Name((), rcode="SERVFAIL"),
    "refuses.example": Name((), rcode="REFUSED"),
    "empty.example": Name(()),
    "mail.example": Name((("@", "MX", "10 mx.example."),)),
    "silent.example": Name((), silent=True),
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with Web([Site(host=host, name=name) for host, name in NAMES.items()]) as web:
        yield web.dns_server


def _look_up(server: str, host: str, timeout: float = 2.0) -> list[str]:
    async def ask() -> list[str]:
        return [str(address) for address in await Lookup(server, timeout).addresses(host)]

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("host", "addresses"),
    [
        ("fine.example", ["127.0.0.1"]),
        ("FINE.example.", ["127.0.0.1"]),
        ("both.example", ["2001:db8::1", "192.0.2.1"]),
        ("six.example", ["2001:db8::1", "2001:db8::2"]),
        ("alias.example", ["192.0.2.7"]),
        ("long.example", ["192.0.2.9"]),
    ],
)
def test_names_with_addresses(server: str, host: str, addresses: list[str]) -> None:
    assert _look_up(server, host) == addresses


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("nowhere.example", "dns-nxdomain"),
        ("not-in-the-table.example", "dns-nxdomain"),
        ("dangling.example", "dns-nxdomain"),
        ("servfail.example", "dns-servfail"),
        ("refuses.example", "dns-servfail"),
        ("empty.example", "dns-no-address"),
        ("mail.example", "dns-no-address"),
        ("silent.example", "dns-timeout"),
        ("a..example", "malformed-url"),
        (f"{'a' * 64}.example", "malformed-url"),
    ],
)
def test_each_way_to_have_none_is_told_apart(server: str, host: str, kind: str) -> None:
    with pytest.raises(LookupFailedError) as raised:
        _look_up(server, host, timeout=0.4)
    assert raised.value.kind == kind
    assert str(raised.value)


class _Faulty(asyncio.DatagramProtocol):
    """Answers as `rcode_of` says for each type and each time that it is asked; NOERROR comes with an address."""

    def __init__(self, rcode_of: Callable[[str, int], str]) -> None:
        self._rcode_of = rcode_of
        self.asked: list[str] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        question = query.question[0]
        kind = dns.rdatatype.to_text(question.rdtype)
        self.asked.append(kind)
        response = dns.message.make_response(query, recursion_available=True)
        rcode = self._rcode_of(kind, self.asked.count(kind))
        if rcode == "NOERROR":
            value = {"A": "192.0.2.1", "AAAA": "2001:db8::1"}[kind]
            response.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, value))
        response.set_rcode(dns.rcode.from_text("NOERROR" if rcode == "NODATA" else rcode))
        self._transport.sendto(response.to_wire(), addr)  # type: ignore[attr-defined]


def _with_faulty(
    rcode_of: Callable[[str, int], str], act: Callable[[Lookup], Awaitable[T]], kept: float = KEPT
) -> tuple[T, list[str]]:
    async def run() -> tuple[T, list[str]]:
        loop = asyncio.get_running_loop()
        transport, faulty = await loop.create_datagram_endpoint(lambda: _Faulty(rcode_of), local_addr=("127.0.0.1", 0))
        port = transport.get_extra_info("sockname")[1]
        try:
            return await act(Lookup(f"127.0.0.1:{port}", 2.0, kept)), faulty.asked
        finally:
            transport.close()

    return asyncio.run(run())


async def _addresses(lookup: Lookup) -> list[str]:
    return [str(address) for address in await lookup.addresses("host.example")]


async def _kind(lookup: Lookup) -> str:
    try:
        await lookup.addresses("host.example")
    except LookupFailedError as error:
        return error.kind
    return ""


def test_a_server_that_fails_for_ipv6_does_not_hide_the_ipv4_address() -> None:
    found, _ = _with_faulty(lambda kind, _: "SERVFAIL" if kind == "AAAA" else "NOERROR", _addresses)
    assert found == ["192.0.2.1"]


def test_a_server_that_denies_the_name_for_ipv6_does_not_hide_the_ipv4_address() -> None:
    found, _ = _with_faulty(lambda kind, _: "NXDOMAIN" if kind == "AAAA" else "NOERROR", _addresses)
    assert found == ["192.0.2.1"]


def test_a_server_that_fails_once_is_asked_again() -> None:
    found, asked = _with_faulty(lambda _, times: "SERVFAIL" if times == 1 else "NOERROR", _addresses)
    assert found == ["2001:db8::1", "192.0.2.1"]
    assert sorted(asked) == ["A", "A", "AAAA", "AAAA"]


def test_doubt_about_one_record_outweighs_the_absence_of_the_other() -> None:
    kind, _ = _with_faulty(lambda kind, _: "SERVFAIL" if kind == "A" else "NODATA", _kind)
    assert kind == "dns-servfail"


async def _thrice_at_once(lookup: Lookup) -> list[str]:
    found = await asyncio.gather(_kind(lookup), _kind(lookup), _kind(lookup))
    return list(found)


async def _twice(lookup: Lookup) -> list[str]:
    return [await _kind(lookup), await _kind(lookup)]


@pytest.mark.parametrize(
    ("rcode", "kind"), [("NOERROR", ""), ("NXDOMAIN", "dns-nxdomain"), ("NODATA", "dns-no-address")]
)
def test_all_who_ask_at_one_time_share_the_question(rcode: str, kind: str) -> None:
    found, asked = _with_faulty(lambda _, __: rcode, _thrice_at_once)
    assert found == [kind] * 3
    assert sorted(asked) == ["A", "AAAA"]


def test_addresses_are_kept() -> None:
    found, asked = _with_faulty(lambda _, times: "NOERROR" if times == 1 else "NXDOMAIN", _twice)
    assert found == ["", ""]
    assert sorted(asked) == ["A", "AAAA"]


def test_addresses_are_kept_for_a_bounded_time() -> None:
    found, asked = _with_faulty(lambda _, times: "NOERROR" if times == 1 else "NXDOMAIN", _twice, kept=0.0)
    assert found == ["", "dns-nxdomain"]
    assert sorted(asked) == ["A", "A", "AAAA", "AAAA"]


@pytest.mark.parametrize(("rcode", "kind"), [("NXDOMAIN", "dns-nxdomain"), ("NODATA", "dns-no-address")])
def test_a_failure_is_not_kept(rcode: str, kind: str) -> None:
    found, _ = _with_faulty(lambda _, times: rcode if times == 1 else "NOERROR", _twice)
    assert found == [kind, ""]


def test_what_is_forgotten_is_asked_for_anew() -> None:
    async def forgetting(lookup: Lookup) -> list[str]:
        before = await _kind(lookup)
        lookup.forget_all()
        return [before, await _kind(lookup), await _kind(lookup)]

    found, _ = _with_faulty(lambda _, times: "NOERROR" if times == 1 else "NXDOMAIN", forgetting)
    assert found == ["", "dns-nxdomain", "dns-nxdomain"]


def test_a_question_that_is_forgotten_under_way_answers_only_who_asked_it() -> None:
    async def forgetting(lookup: Lookup) -> list[str]:
        first = asyncio.ensure_future(_kind(lookup))
        await asyncio.sleep(0)
        lookup.forget_all()
        second = await _kind(lookup)
        return [await first, second, await _kind(lookup)]

    found, asked = _with_faulty(lambda _, __: "NOERROR", forgetting)
    assert found == ["", "", ""]
    assert sorted(asked) == ["A", "A", "AAAA", "AAAA"]


def test_who_gives_up_waiting_does_not_spoil_it_for_others(server: str) -> None:
    async def run() -> list[str]:
        lookup = Lookup(server, 2.0)
        hasty = asyncio.ensure_future(lookup.addresses("fine.example"))
        patient: Coroutine[object, object, tuple[ipaddress.IPv4Address | ipaddress.IPv6Address, ...]]
        patient = lookup.addresses("fine.example")
        await asyncio.sleep(0)
        hasty.cancel()
        return [str(address) for address in await patient]

    assert asyncio.run(run()) == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("9.9.9.9", ("9.9.9.9", 53)),
        ("127.0.0.1:5353", ("127.0.0.1", 5353)),
        ("2620:fe::fe", ("2620:fe::fe", 53)),
        ("[2620:fe::fe]:5353", ("2620:fe::fe", 5353)),
        ("[2620:fe::fe]", ("2620:fe::fe", 53)),
    ],
)
def test_name_servers(text: str, parts: tuple[str, int]) -> None:
    assert split_server(text) == parts


@pytest.mark.parametrize("text", ["", "dns.example", "dns.example:53", "127.0.0.1:port", "1.2.3", ":53", "[::1]:x"])
def test_what_is_no_name_server_is_told_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"--dns-server .*expected ADDR or ADDR:PORT"):
        split_server(text)
