"""Says to Scrapy where to connect for a host: `--connect-to` first, then our own look-up, never to a private address.

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
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution
from zope.interface import implementer

from crawler.web.addresses import IPAddress, is_public, literal_address, names_private_host
from crawler.web.connect_to import Rule, find_target, parse_rule
from crawler.web.lookup import Lookup, LookupFailedError

_PROXIED = frozenset({"http", "https"})


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
    `DNS_TIMEOUT` (seconds) and Scrapy's `HTTPPROXY_ENABLED`. `proxies` are the hosts and ports that may be private.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        lookup: Lookup,
        *,
        allow_private: bool,
        proxies: Iterable[tuple[str, int]] = (),
        reactor: Any = None,
    ) -> None:
        self._rules = tuple(rules)
        self._lookup = lookup
        self._allow_private = allow_private
        self._proxies = frozenset(proxies)
        self._reactor = reactor
        self._failures: dict[tuple[str, int], LookupFailedError] = {}
        self._waiting: Counter[tuple[str, int]] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Resolver:
        """Scrapy's constructor; `crawler` is anything with `settings`.

        Raises ConnectToError or ValueError where a setting cannot be read.
        """
        settings: BaseSettings = crawler.settings
        return cls(
            [parse_rule(text) for text in settings.getlist("CITEWATCH_CONNECT_TO")],
            Lookup(settings.get("CITEWATCH_DNS_SERVER") or "", settings.getfloat("DNS_TIMEOUT")),
            allow_private=settings.getbool("CITEWATCH_ALLOW_PRIVATE"),
            # A proxy often stands in the private network itself; what it lets through is then its own affair.
            proxies=proxies_of(getproxies()) if settings.getbool("HTTPPROXY_ENABLED") else (),
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

    def forget(self, host: str, port: int) -> None:
        """Lets the next connection to `host` and `port` look its name up anew."""
        self._lookup.forget(find_target(self._rules, host, port).host)

    async def endpoints(self, host: str, port: int) -> list[tuple[IPAddress, int]]:
        """The addresses and the port to connect to. Raises LookupFailedError, `forbidden-address` among its kinds."""
        may_be_private = self._allow_private or (host.lower(), port) in self._proxies
        if names_private_host(host) and not may_be_private:
            raise LookupFailedError("forbidden-address", f"{host} is inside a private network")
        target = find_target(self._rules, host, port)
        literal = literal_address(target.host)
        addresses = (literal,) if literal else await self._lookup.addresses(target.host)
        if target.named or may_be_private:
            return [(address, target.port) for address in addresses]
        public = [(address, target.port) for address in addresses if is_public(address)]
        if not public:
            names = ", ".join(str(address) for address in addresses)
            raise LookupFailedError("forbidden-address", f"{host} leads to {names}, inside a private network")
        return public

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
            receiver.resolutionComplete()


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
