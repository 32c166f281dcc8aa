"""Asks the domain name system for a host's addresses, and tells apart the ways in which it can have none."""

from __future__ import annotations

import asyncio
import ipaddress
from functools import partial
from time import monotonic

import dns.asyncresolver
import dns.exception
import dns.name
import dns.resolver

from crawler.web.addresses import IPAddress

DNS_PORT = 53
SECOND_TRY = 1.0
"""Seconds after which a name server that failed is asked once more."""

KEPT = 60.0
"""Seconds for which an answer counts: short enough that an outage of the DNS in the middle of a run shows."""


class LookupFailedError(Exception):
    """A name has no address to connect to. `kind` is a key of FAILURES (`dns-nxdomain`, `dns-servfail` ...)."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind


class Lookup:
    """Looks names up. All who ask for a name at one time share the question; only an answer with addresses is kept.

    A failure may be our own network's, so it holds for those who wait for it and nobody else.
    `server` is ADDR or ADDR:PORT ([ADDR]:PORT for IPv6); without it the system's name servers are asked.
    `timeout` is in seconds, for one name; `kept` the seconds for which its addresses are not asked for again.
    """

    def __init__(self, server: str = "", timeout: float = 20.0, kept: float = KEPT) -> None:
        self._resolver = _system_resolver() if not server else dns.asyncresolver.Resolver(configure=False)
        if server:
            address, port = split_server(server)
            self._resolver.nameservers = [address]
            self._resolver.port = port
        self._resolver.lifetime = timeout
        self._resolver.timeout = timeout / 4
        self._kept = kept
        self._answers: dict[str, tuple[float, tuple[IPAddress, ...]]] = {}
        self._questions: dict[str, asyncio.Task[tuple[IPAddress, ...]]] = {}

    async def addresses(self, host: str) -> tuple[IPAddress, ...]:
        """All addresses of `host`, IPv6 first as the system would. Raises LookupFailedError."""
        until, known = self._answers.get(host, (0.0, ()))
        if monotonic() < until:
            return known
        if host not in self._questions:
            self._questions[host] = asyncio.ensure_future(self._ask(host))
            self._questions[host].add_done_callback(partial(self._keep, host))
        return await asyncio.shield(self._questions[host])

    def forget_all(self) -> None:
        """Lets everybody ask anew, also where a question is under way: what was said in an outage may be wrong."""
        self._answers.clear()
        self._questions.clear()

    def _keep(self, host: str, question: asyncio.Task[tuple[IPAddress, ...]]) -> None:
        if self._questions.get(host) is not question:
            return  # forgotten in the meantime
        del self._questions[host]
        if not question.cancelled() and question.exception() is None:
            self._answers[host] = monotonic() + self._kept, question.result()

    async def _ask(self, host: str) -> tuple[IPAddress, ...]:
        try:
            name = dns.name.from_text(host)
        except (dns.exception.DNSException, UnicodeError) as error:
            raise LookupFailedError("malformed-url", f"{host!r} is not a domain name: {error}") from error
        found = await asyncio.gather(*(self._records(name, kind) for kind in ("AAAA", "A")), return_exceptions=True)
        addresses = tuple(address for part in found if isinstance(part, tuple) for address in part)
        if addresses:
            return addresses
        failures = [part for part in found if isinstance(part, LookupFailedError)]
        others = [part for part in found if isinstance(part, BaseException) and part not in failures]
        if others:
            raise others[0]
        raise _worst(failures, host)

    async def _records(self, name: dns.name.Name, kind: str) -> tuple[IPAddress, ...]:
        try:
            answer = await self._resolve(name, kind)
        except dns.resolver.NXDOMAIN as error:
            raise LookupFailedError("dns-nxdomain", str(error)) from error
        except dns.resolver.NoAnswer:
            return ()
        except dns.exception.Timeout as error:
            raise LookupFailedError("dns-timeout", str(error)) from error
        except (dns.exception.DNSException, OSError) as error:
            raise LookupFailedError("dns-servfail", str(error)) from error
        return tuple(ipaddress.ip_address(record.to_text()) for record in answer)

    async def _resolve(self, name: dns.name.Name, kind: str) -> dns.resolver.Answer:
        """Silence is asked again by dnspython; a server that failed is asked again here, once."""
        try:
            return await self._resolver.resolve(name, kind, search=False)
        except dns.resolver.NoNameservers:
            await asyncio.sleep(min(SECOND_TRY, self._resolver.lifetime / 4))
            return await self._resolver.resolve(name, kind, search=False)


def _worst(failures: list[LookupFailedError], host: str) -> LookupFailedError:
    """The failure to report where neither kind of record was found: a server's doubt outweighs another's no."""
    by_kind = {failure.kind: failure for failure in failures}
    for kind in ("dns-servfail", "dns-timeout", "dns-nxdomain"):
        if kind in by_kind:
            return by_kind[kind]
    return LookupFailedError("dns-no-address", f"{host} has neither an A nor an AAAA record")


def _system_resolver() -> dns.asyncresolver.Resolver:
    try:
        return dns.asyncresolver.Resolver()
    except dns.resolver.NoResolverConfiguration:
        resolver = dns.asyncresolver.Resolver(configure=False)
        resolver.nameservers = ["127.0.0.1"]
        return resolver


def split_server(server: str) -> tuple[str, int]:
    """ADDR[:PORT] as address and port. Raises ValueError with what was expected."""
    bare, _, port = server.rpartition(":") if server.count(":") == 1 or "]:" in server else (server, "", "")
    address = (bare or server).strip("[]")
    try:
        ipaddress.ip_address(address)
        number = int(port) if port else DNS_PORT
    except ValueError:
        message = f"--dns-server {server!r}: expected ADDR or ADDR:PORT, such as 9.9.9.9 or 127.0.0.1:5353"
        raise ValueError(message) from None
    return address, number
