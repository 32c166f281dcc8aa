"""Says to Scrapy where to connect for a host: `--connect-to` first, then our own look-up, never to a private address,
nor to a port that is not the web's.

The check is made on the addresses that the connection is really opened to, at every hop, so a name that answers one
address to a look-up and another to the connection gains nothing.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.settings import BaseSettings
from scrapy.utils.datatypes import LocalCache
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution
from zope.interface import implementer

from crawler.web.addresses import IPAddress, is_public, literal_address, names_private_host
from crawler.web.connect_to import Rule, find_target, parse_rule
from crawler.web.lookup import Lookup, LookupFailedError
from crawler.web.ports import Ports, is_allowed, parse_ports
from crawler.web.wildcard import Wildcard

_PROXIED = frozenset({"http", "https"})
_FAILURES = 10_000
"""Failures remembered at a time: each is asked for as soon as its connection has failed."""


@implementer(IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Twisted asks for this method; an answer that nobody waits for is simply dropped."""


@implementer(IHostnameResolver)
class Resolver:
    """The resolver for `TWISTED_DNS_RESOLVER`.

    Settings: `CITEWATCH_CONNECT_TO` (a list of rules), `CITEWATCH_DNS_SERVER`, `CITEWATCH_ALLOW_PRIVATE`,
    `CITEWATCH_PORTS`, `DNS_TIMEOUT` (seconds) and Scrapy's `HTTPPROXY_ENABLED`. `proxies` are the hosts and ports that
    may be private. `wildcard` is None where the name servers are believed whatever they say: where `--connect-to`
    reaches all of `CITEWATCH_CONTROL_HOSTS`.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        lookup: Lookup,
        *,
        allow_private: bool,
        ports: Ports = (),
        proxies: Iterable[tuple[str, int]] = (),
        wildcard: Wildcard | None = None,
        reactor: Any = None,
    ) -> None:
        self._rules = tuple(rules)
        self._lookup = lookup
        self._allow_private = allow_private
        self._ports = ports
        self._proxies = frozenset(proxies)
        self._wildcard = wildcard
        self._reactor = reactor
        self._failures: LocalCache[tuple[str, int], LookupFailedError] = LocalCache(limit=_FAILURES)
        self._waiting: Counter[tuple[str, int]] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Resolver:
        """Scrapy's constructor; `crawler` is anything with `settings`.

        Raises ConnectToError or ValueError where a setting cannot be read.
        """
        settings: BaseSettings = crawler.settings
        lookup = Lookup(settings.get("CITEWATCH_DNS_SERVER") or "", settings.getfloat("DNS_TIMEOUT"))
        return cls(
            [parse_rule(text) for text in settings.getlist("CITEWATCH_CONNECT_TO")],
            lookup,
            allow_private=settings.getbool("CITEWATCH_ALLOW_PRIVATE"),
            ports=parse_ports(settings.getlist("CITEWATCH_PORTS")),
            # A proxy often stands in the private network itself; what it lets through is then its own affair.
            proxies=proxies_of(getproxies()) if settings.getbool("HTTPPROXY_ENABLED") else (),
            wildcard=None if control_hosts_are_mapped(settings) else Wildcard(lookup),
            reactor=reactor,
        )

    def install_on_reactor(self) -> None:
        """Takes the place of the reactor's own resolver."""
        self._reactor.installNameResolver(self)

    def failure(self, host: str, port: int) -> LookupFailedError | None:
        """Why the last look-up of `host` and `port` gave nothing, None where it gave something."""
        return self._failures.get((host.lower(), port))

    def is_waiting(self, host: str, port: int) -> bool:
        """Whether a look-up of `host` and `port` is still without an answer."""
        return self._waiting[(host.lower(), port)] > 0

    def forget_all(self) -> None:
        """Lets the next connections look their names up anew."""
        self._lookup.forget_all()
        if self._wildcard is not None:
            self._wildcard.forget()

    def is_vouched_for(self, host: str, port: int) -> bool:
        """Whether the user has said where `host` is: by a rule that names the target, or as a proxy."""
        return find_target(self._rules, host, port).named or (host.lower(), port) in self._proxies

    async def endpoints(self, host: str, port: int) -> list[tuple[IPAddress, int]]:
        """The addresses and the port to connect to.

        Raises LookupFailedError, `forbidden-address` and `forbidden-port` among its kinds. A port that is not the web's
        is asked where a rule names the target, of a proxy, and of a private address where those are allowed.
        """
        is_proxy = (host.lower(), port) in self._proxies
        if names_private_host(host) and not (self._allow_private or is_proxy):
            raise LookupFailedError("forbidden-address", f"{host} is inside a private network")
        target = find_target(self._rules, host, port)
        vouched = self.is_vouched_for(host, port)
        if not (vouched or self._allow_private):
            self._refuse_other_ports(port)
        literal = literal_address(target.host)
        addresses = (literal,) if literal else await self._lookup.addresses(target.host)
        if vouched:
            return [(address, target.port) for address in addresses]
        if literal is None and self._wildcard and await self._wildcard.covers(addresses):
            raise LookupFailedError("dns-servfail", f"{host} gets the answer that names get which cannot exist")
        return self._open(host, port, target.port, addresses)

    def _open(self, host: str, port: int, to_port: int, addresses: Sequence[IPAddress]) -> list[tuple[IPAddress, int]]:
        """Those addresses that nobody had to vouch for."""
        public = [address for address in addresses if is_public(address)]
        inside = [address for address in addresses if address not in public]
        if not public and not self._allow_private:
            names = ", ".join(str(address) for address in addresses)
            raise LookupFailedError("forbidden-address", f"{host} leads to {names}, inside a private network")
        if not inside or not self._allow_private:
            self._refuse_other_ports(port)
            return [(address, to_port) for address in public]
        allowed = addresses if is_allowed(self._ports, port) else inside
        return [(address, to_port) for address in allowed]

    def _refuse_other_ports(self, port: int) -> None:
        if not is_allowed(self._ports, port):
            raise LookupFailedError("forbidden-port", f"port {port} is none of CITEWATCH_PORTS")

    def resolveHostName(  # noqa: N802 - Twisted's name
        self,
        resolutionReceiver: Any,  # noqa: N803 - Twisted's name
        hostName: str,  # noqa: N803 - Twisted's name
        portNumber: int = 0,  # noqa: N803 - Twisted's name
        addressTypes: Sequence[type] | None = None,  # noqa: N803, ARG002 - Twisted's signature
        transportSemantics: str = "TCP",  # noqa: N803, ARG002 - Twisted's signature
    ) -> _Resolution:
        """Twisted's entry: hands every address to the receiver; a failure is kept for `failure`."""
        resolution = _Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        task = asyncio.ensure_future(self._resolve(resolutionReceiver, hostName, portNumber))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return resolution

    async def _resolve(self, receiver: Any, host: str, port: int) -> None:
        key = (host.lower(), port)
        self._failures.pop(key, None)
        self._waiting[key] += 1
        try:
            for address, to_port in await self.endpoints(host, port):
                kind = IPv4Address if address.version == 4 else IPv6Address  # noqa: PLR2004 - IP's versions
                receiver.addressResolved(kind("TCP", str(address), to_port))
        except LookupFailedError as error:
            self._failures[key] = error
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key]
            receiver.resolutionComplete()


def control_hosts_are_mapped(settings: BaseSettings) -> bool:
    """Whether `--connect-to` reaches every control host: then nobody looks for captive portals and middle boxes."""
    rules = [parse_rule(text) for text in settings.getlist("CITEWATCH_CONNECT_TO")]
    hosts = [host.strip() for host in settings.getlist("CITEWATCH_CONTROL_HOSTS") if host.strip()]
    return bool(hosts) and all(find_target(rules, host, 443).named for host in hosts)


def proxies_of(variables: Mapping[str, str]) -> frozenset[tuple[str, int]]:
    """Host and port of each proxy that the environment names; `variables` are by scheme, as urllib gives them."""
    found = set()
    for scheme, value in variables.items():
        if scheme not in _PROXIED:
            continue  # `no` lists the hosts that are asked without one
        try:
            parts = urlsplit(value if "://" in value else f"{scheme}://{value}")
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            continue  # Scrapy passes over it too
        found.add(((parts.hostname or "").lower(), port))
    return frozenset(found)


def installed_resolver() -> Resolver | None:
    """The resolver that the reactor uses, where it is ours."""
    from twisted.internet import reactor  # noqa: PLC0415 - importing it installs it

    found = getattr(reactor, "nameResolver", None)
    return found if isinstance(found, Resolver) else None
