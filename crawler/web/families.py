"""Tells a host that cannot be reached from a network that has no IPv6 to reach it by."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import suppress
from time import monotonic

from crawler.web.addresses import IPAddress
from crawler.web.lookup import KEPT, LookupFailedError
from crawler.web.resolver import Resolver

SIX = 6
PATIENCE = 5.0
"""Seconds in which one of the control hosts must take a connection over IPv6."""


class Families:
    """Whether IPv6 works here: whether one of `hosts` takes a connection on port 443 over it.

    The answer is kept for `kept` seconds.
    """

    def __init__(self, hosts: Iterable[str], kept: float = KEPT) -> None:
        self._hosts = tuple(host.strip() for host in hosts if host.strip())
        self._kept = kept
        self._until = 0.0
        self._works = asyncio.Lock()
        self._six = True

    async def is_to_blame(self, resolver: Resolver, host: str, port: int) -> bool:
        """Whether `host` has IPv6 addresses only, and our network cannot reach any; a mapped host never has."""
        if resolver.is_vouched_for(host, port) or not _is_six(await _endpoints(resolver, host, port)):
            return False
        return not await self._six_works(resolver)

    async def _six_works(self, resolver: Resolver) -> bool:
        async with self._works:
            if monotonic() >= self._until:
                self._six = await _one_answers(resolver, self._hosts)
                self._until = monotonic() + self._kept
            return self._six


async def _one_answers(resolver: Resolver, hosts: Sequence[str]) -> bool:
    tried = [asyncio.ensure_future(_answers(resolver, host)) for host in hosts]
    return any(await asyncio.gather(*tried))


async def _answers(resolver: Resolver, host: str) -> bool:
    for address, port in await _endpoints(resolver, host, 443):
        if address.version == SIX:
            with suppress(OSError, TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    _, writer = await asyncio.open_connection(str(address), port)
                writer.transport.abort()
                return True
    return False


async def _endpoints(resolver: Resolver, host: str, port: int) -> list[tuple[IPAddress, int]]:
    try:
        return await resolver.endpoints(host, port)
    except LookupFailedError:
        return []


def _is_six(endpoints: Sequence[tuple[IPAddress, int]]) -> bool:
    return bool(endpoints) and all(address.version == SIX for address, _ in endpoints)
