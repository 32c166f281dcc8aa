"""What a worker does with a shard: has it crawled in a process of its own, and waits.

The crawl ends with its worker, and with its run: the coordinator leaves a word in the store when the run is over.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

from crawler.scale.crawls import LOOK, crawled
from crawler.scale.shard import Ended, load
from crawler.scale.store import MissingExtraError, Store, StoreError, open_store

PAUSE = 10.0
"""Seconds for which a machine without a network takes no other shard: it would fail all of them in no time."""


def begin(store: Store, run: str) -> None:
    """Says in the store that a run is under way. Raises StoreError, also where a name can be taken by two."""
    trial = f"{run}/trials/{uuid4().hex}"
    if not store.create(trial, b"1") or store.create(trial, b"2"):
        raise StoreError("This store lets two processes create one object: leases and turns cannot be kept in it.")
    store.put(f"{run}/run", b"under way")


def end(store: Store, run: str) -> None:
    """Says that it is over: who still works for it stops. Raises StoreError."""
    store.put(f"{run}/run", b"")


def run_shard(text: str) -> str:
    """Crawls the shard that `Shard.dump` wrote; gives what `Ended.dump` writes. Raises nothing that is expected."""
    shard = load(text)
    try:
        store = open_store(shard.store)
        if not store.get(f"{shard.run}/run"):
            return Ended("store", f"{shard.store} is not the same place here as where the run began").dump()
    except (StoreError, MissingExtraError) as error:
        return Ended("store", str(error)).dump()

    def is_over() -> bool:
        with suppress(StoreError):
            return not store.get(f"{shard.run}/run")
        return False

    ended = crawled(text, is_over)
    if ended.how == "offline":
        _wait(PAUSE, is_over)
    return ended.dump()


def _wait(seconds: float, is_over: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not is_over():
        time.sleep(LOOK)
