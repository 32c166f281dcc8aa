"""Notices name servers that answer for names that do not exist: a hotel's, or a provider's that sells the mistakes."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterable
from time import monotonic

from crawler.web.addresses import IPAddress
from crawler.web.lookup import KEPT, Lookup, LookupFailedError

PATIENCE = 3.0
"""Seconds; name servers that say nothing of a name that cannot exist are taken for honest."""


class Wildcard:
    """What the name servers say of a made-up name under `.invalid`, which never exists (RFC 6761, 6.4).

    They are asked at the first look-up, and anew after `kept` seconds.
    """

    def __init__(self, lookup: Lookup, kept: float = KEPT) -> None:
        self._lookup = lookup
        self._kept = kept
        self._until = 0.0
        self._asked: asyncio.Task[frozenset[IPAddress]] | None = None

    def forget(self) -> None:
        """Lets the next look-up ask anew."""
        self._until = 0.0

    async def covers(self, addresses: Iterable[IPAddress]) -> bool:
        """Whether a name that has these addresses has none but what every other name gets."""
        if self._asked is None or monotonic() >= self._until:
            self._until = monotonic() + self._kept
            self._asked = asyncio.ensure_future(self._ask())
        everybodys = await asyncio.shield(self._asked)
        return bool(everybodys) and everybodys.issuperset(addresses)

    async def _ask(self) -> frozenset[IPAddress]:
        name = f"no-such-name-{secrets.token_hex(8)}.invalid"
        try:
            async with asyncio.timeout(PATIENCE):
                return frozenset(await self._lookup.addresses(name))
        except (LookupFailedError, TimeoutError):
            return frozenset()
