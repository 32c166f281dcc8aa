"""Answers of archives, each asked for once however many citations want it, and none held longer than it need be."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")

HELD = 64
"""How many answers are held before those are let go that `known` has by now."""


class Answers(Generic[T]):
    """By address. `known` are those that need not be asked for; what is told of an answer may come to stand there."""

    def __init__(self, known: Mapping[str, T]) -> None:
        self._known = known
        self._asked: dict[str, asyncio.Future[T]] = {}
        self._room = HELD

    async def get(self, address: str, ask: Callable[[], Awaitable[T]]) -> T:
        """The answer for the address; `ask` gets it where nobody has begun to."""
        if address not in self._asked:
            if address in self._known:
                return self._known[address]
            self._make_room()
            self._asked[address] = asyncio.ensure_future(ask())
        return await self._asked[address]

    def _make_room(self) -> None:
        if len(self._asked) < self._room:
            return
        self._asked = {
            address: answer for address, answer in self._asked.items() if not (answer.done() and address in self._known)
        }
        # What nobody knows yet stays: an answer that is doubted has not been told.
        self._room = max(HELD, 2 * len(self._asked))
