"""The least that Python can do: asks each address with aiohttp and looks at the status. `bare_aiohttp.py FILE`."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from pathlib import Path

import aiohttp

AT_ONCE = 32


async def main(addresses: list[str]) -> Counter[int]:
    """How many answers there were of each status."""
    statuses: Counter[int] = Counter()
    waiting = iter(addresses)

    async def work(session: aiohttp.ClientSession) -> None:
        for address in waiting:
            async with session.get(address, ssl=False) as response:
                await response.read()
                statuses[response.status] += 1

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:
        await asyncio.gather(*(work(session) for _ in range(AT_ONCE)))
    return statuses


if __name__ == "__main__":
    print(dict(asyncio.run(main(Path(sys.argv[1]).read_text(encoding="ascii").split()))))  # noqa: T201 - its result
