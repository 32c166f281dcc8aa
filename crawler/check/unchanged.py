"""The pages that need not be sent again: what an earlier run read of them, as long as it is young enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from crawler.check.exchanges import read_exchange
from crawler.evidence.fetch import FETCH, Fetch
from crawler.history.store import History

_POINTER = "#offset="


def reader(history: History, since: str, until: str) -> Callable[[str], Fetch | None]:
    """The function that gives what an address last showed, where it was read whole from `since` to `until`.

    Both are RFC 3339 UTC. What was read after `until` was read while the clock was wrong.
    """

    def read(address: str) -> Fetch | None:
        found = history.newest_observation("live", address, since, until)
        fetch = FETCH.validate_json(found) if found else None
        return fetch if fetch and since <= (fetch.unchanged_since or fetch.asked_at) <= until else None

    return read


def with_own_records(fetch: Fetch, run: str, reports: Path, adopt: Callable[[bytes], str]) -> Fetch:
    """The fetch with its answers from other runs' evidence taken over into this `run`'s, which `adopt` does.

    Where an earlier run's evidence is gone, the answer stands without a record.
    """
    hops = tuple(
        replace(hop, record=adopt(_exchange(reports, hop.record))) if _is_of_another(hop.record, run) else hop
        for hop in fetch.hops
    )
    return replace(fetch, hops=hops)


def _is_of_another(pointer: str, run: str) -> bool:
    return bool(pointer) and not pointer.startswith(f"runs/{run}/")


def _exchange(reports: Path, pointer: str) -> bytes:
    name, _, offset = pointer.partition(_POINTER)
    try:
        with (reports / name).open("rb") as file:
            return read_exchange(file.fileno(), int(offset))
    except OSError:
        return b""
