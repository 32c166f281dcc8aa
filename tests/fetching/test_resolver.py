import asyncio
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from crawler.spiders.process import settings_of
from crawler.web.connect_to import parse_rule
from crawler.web.lookup import Lookup, LookupFailedError
from crawler.web.ports import parse_ports
from crawler.web.resolver import Resolver, proxies_of
from tests.fetching.test_addresses import OTHER_PRIVATE_HOSTS, SPELLINGS_OF_LOOPBACK
from tests.web.names import Name
from tests.web.server import Web
from tests.web.site import Site

NAMES = {
    "public.example": Name((("@", "A", "1.1.1.1"), ("@", "AAAA", "2606:4700::1"))),
    "mixed.example": Name((("@", "A", "10.0.0.1"), ("@", "A", "1.1.1.1"))),
    "private.example": Name((("@", "A", "10.0.0.1"), ("@", "AAAA", "fc00::1"))),
    "mapped.example": Name((("@", "AAAA", "::ffff:127.0.0.1"),)),
    "nat64.example": Name((("@", "AAAA", "64:ff9b::a00:1"),)),
    "alias.example": Name((("@", "CNAME", "inside.example."), ("inside.example", "A", "192.168.0.1"))),
    "silent.example": Name((), silent=True),
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with Web([Site(host=host, name=name) for host, name in NAMES.items()]) as web:
        yield web.dns_server


def _endpoints(
    server: str, host: str, port: int = 443, rules: Sequence[str] = (), *, allow_private: bool = False
) -> list[tuple[str, int]]:
    async def find() -> list[tuple[str, int]]:
        resolver = Resolver([parse_rule(rule) for rule in rules], Lookup(server, 0.4), allow_private=allow_private)
        return [(str(address), to_port) for address, to_port in await resolver.endpoints(host, port)]

    return asyncio.run(find())


def _refusal(server: str, host: str, rules: Sequence[str] = ()) -> str:
    with pytest.raises(LookupFailedError) as raised:
        _endpoints(server, host, 443, rules)
    return raised.value.kind


def test_a_public_name_leads_to_all_its_addresses(server: str) -> None:
    assert _endpoints(server, "public.example") == [("2606:4700::1", 443), ("1.1.1.1", 443)]


def test_of_public_and_private_addresses_only_the_public_ones_are_used(server: str) -> None:
    assert _endpoints(server, "mixed.example") == [("1.1.1.1", 443)]


@pytest.mark.parametrize("host", ["private.example", "mapped.example", "nat64.example", "alias.example"])
def test_a_name_of_a_private_address_is_refused(server: str, host: str) -> None:
    assert _refusal(server, host) == "forbidden-address"


@pytest.mark.parametrize("host", [*SPELLINGS_OF_LOOPBACK, *OTHER_PRIVATE_HOSTS])
def test_a_private_host_is_refused_in_every_spelling(server: str, host: str) -> None:
    assert _refusal(server, host.strip("[]")) == "forbidden-address"


@pytest.mark.parametrize("host", SPELLINGS_OF_LOOPBACK)
def test_a_private_host_is_refused_even_where_a_rule_would_send_it_elsewhere(server: str, host: str) -> None:
    bare = host.strip("[]")
    named = f"[{bare}]" if ":" in bare else bare
    assert _refusal(server, bare, [f"{named}:443:1.1.1.1:443", ":443:1.1.1.1:443"]) == "forbidden-address"


def test_a_target_that_a_rule_names_is_allowed(server: str) -> None:
    assert _endpoints(server, "public.example", 443, ["public.example:443:127.0.0.1:8443"]) == [("127.0.0.1", 8443)]


def test_a_target_that_a_rule_names_by_name_is_looked_up(server: str) -> None:
    assert _endpoints(server, "a.example", 443, ["a.example:443:private.example:1"]) == [
        ("fc00::1", 1),
        ("10.0.0.1", 1),
    ]


def test_a_rule_that_changes_the_port_alone_vouches_for_nothing(server: str) -> None:
    assert _refusal(server, "private.example", ["private.example:443::8443"]) == "forbidden-address"
    assert _endpoints(server, "public.example", 443, ["public.example:443::8443"])[0] == ("2606:4700::1", 8443)


def test_private_addresses_may_be_allowed(server: str) -> None:
    assert _endpoints(server, "127.1", allow_private=True) == [("127.0.0.1", 443)]
    assert _endpoints(server, "private.example", allow_private=True) == [("fc00::1", 443), ("10.0.0.1", 443)]


PORTS = parse_ports(["80", "443"])


def _by_port(
    server: str, host: str, port: int, rules: Sequence[str] = (), *, allow_private: bool = False
) -> list[tuple[str, int]]:
    async def find() -> list[tuple[str, int]]:
        parsed = [parse_rule(rule) for rule in rules]
        resolver = Resolver(parsed, Lookup(server, 0.4), allow_private=allow_private, ports=PORTS)
        return [(str(address), to_port) for address, to_port in await resolver.endpoints(host, port)]

    return asyncio.run(find())


@pytest.mark.parametrize(("host", "port"), [("public.example", 22), ("1.1.1.1", 25), ("nowhere.example", 6379)])
@pytest.mark.parametrize("rules", [(), (":::443",)])
def test_a_port_that_is_not_the_webs_is_refused(server: str, host: str, port: int, rules: Sequence[str]) -> None:
    with pytest.raises(LookupFailedError, match=f"port {port} is none of CITEWATCH_PORTS") as raised:
        _by_port(server, host, port, rules)
    assert raised.value.kind == "forbidden-port"


def test_a_private_address_is_named_before_its_port(server: str) -> None:
    with pytest.raises(LookupFailedError) as raised:
        _by_port(server, "10.0.0.1", 22)
    assert raised.value.kind == "forbidden-address"


def test_any_port_is_asked_where_the_user_vouches_for_the_target(server: str) -> None:
    assert _by_port(server, "public.example", 22, ["public.example:22:127.0.0.1:8022"]) == [("127.0.0.1", 8022)]
    assert _by_port(server, "127.0.0.1", 22, allow_private=True) == [("127.0.0.1", 22)]
    assert _by_port(server, "mixed.example", 22, allow_private=True) == [("10.0.0.1", 22)]
    assert len(_by_port(server, "mixed.example", 80, allow_private=True)) == 2


def test_allowed_private_addresses_open_no_port_of_public_ones(server: str) -> None:
    with pytest.raises(LookupFailedError) as raised:
        _by_port(server, "public.example", 22, allow_private=True)
    assert raised.value.kind == "forbidden-port"


@pytest.mark.parametrize(
    ("variables", "proxies"),
    [
        ({}, set()),
        ({"http": "http://10.0.0.1:3128"}, {("10.0.0.1", 3128)}),
        (
            {"http": "proxy.example:3128", "https": "proxy.example:3129"},
            {("proxy.example", 3128), ("proxy.example", 3129)},
        ),
        ({"http": "http://Name:word@Proxy.example"}, {("proxy.example", 80)}),
        ({"https": "https://proxy.example/"}, {("proxy.example", 443)}),
        ({"http": "http://[fd00::1]:3128"}, {("fd00::1", 3128)}),
        ({"no": "10.0.0.2,inside.example", "ftp": "http://10.0.0.3:21"}, set()),
        ({"http": "http://proxy.example:port", "https": "http://[bad"}, set()),
    ],
)
def test_the_proxies_that_the_environment_names(variables: dict[str, str], proxies: set[tuple[str, int]]) -> None:
    assert proxies_of(variables) == proxies


def _with_proxy(server: str, host: str, port: int, *, enabled: bool) -> list[tuple[str, int]]:
    settings = settings_of({"CITEWATCH_DNS_SERVER": server, "DNS_TIMEOUT": 0.4, "HTTPPROXY_ENABLED": enabled})

    async def find() -> list[tuple[str, int]]:
        resolver = Resolver.from_crawler(SimpleNamespace(settings=settings), None)
        return [(str(address), to_port) for address, to_port in await resolver.endpoints(host, port)]

    return asyncio.run(find())


def test_a_proxy_may_stand_in_a_private_network(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://private.example:3128")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:3128")
    assert _with_proxy(server, "private.example", 3128, enabled=True) == [("fc00::1", 3128), ("10.0.0.1", 3128)]
    assert _with_proxy(server, "127.0.0.1", 3128, enabled=True) == [("127.0.0.1", 3128)]


@pytest.mark.parametrize(
    ("host", "port", "enabled", "kind"),
    [
        ("10.0.0.9", 80, True, "forbidden-address"),
        ("mapped.example", 443, True, "forbidden-address"),
        ("private.example", 80, True, "forbidden-address"),
        ("private.example", 3128, False, "forbidden-port"),
    ],
)
def test_a_proxy_opens_no_other_private_address(
    server: str, monkeypatch: pytest.MonkeyPatch, host: str, port: int, kind: str, *, enabled: bool
) -> None:
    monkeypatch.setenv("http_proxy", "http://private.example:3128")
    with pytest.raises(LookupFailedError) as raised:
        _with_proxy(server, host, port, enabled=enabled)
    assert raised.value.kind == kind


class _Receiver:
    """Takes what Twisted would take."""

    def __init__(self) -> None:
        self.addresses: list[Any] = []
        self.done = asyncio.Event()

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802 - Twisted's name
        self.began = resolution

    def addressResolved(self, address: Any) -> None:  # noqa: N802 - Twisted's name
        self.addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802 - Twisted's name
        self.done.set()


def _resolve(server: str, host: str) -> tuple[list[Any], LookupFailedError | None, bool]:
    """What Twisted is told, the failure kept for the evidence, and whether the look-up waited in between."""

    async def ask() -> tuple[list[Any], LookupFailedError | None, bool]:
        resolver, receiver = Resolver([], Lookup(server, 0.4), allow_private=False), _Receiver()
        resolver.resolveHostName(receiver, host, 443)
        await asyncio.sleep(0)
        waited = resolver.is_waiting(host, 443)
        await receiver.done.wait()
        assert not resolver.is_waiting(host, 443)
        assert not resolver._waiting, "a run asks for hundreds of thousands of hosts"
        return receiver.addresses, resolver.failure(host, 443), waited

    return asyncio.run(ask())


def test_twisted_is_told_addresses_with_their_port(server: str) -> None:
    addresses, failure, waited = _resolve(server, "public.example")
    assert addresses == [IPv6Address("TCP", "2606:4700::1", 443), IPv4Address("TCP", "1.1.1.1", 443)]
    assert (failure, waited) == (None, True)


@pytest.mark.parametrize(
    ("host", "kind"),
    [("nowhere.example", "dns-nxdomain"), ("silent.example", "dns-timeout"), ("private.example", "forbidden-address")],
)
def test_twisted_is_told_nothing_and_the_reason_is_kept(server: str, host: str, kind: str) -> None:
    addresses, failure, _ = _resolve(server, host)
    assert addresses == []
    assert failure is not None
    assert failure.kind == kind
