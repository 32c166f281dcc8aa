"""The engines that carry shards to workers, each as a `concurrent.futures.Executor`: threads here, Dask elsewhere."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from crawler.check.outcome import BadInputError, NotJudgedError
from crawler.scale.store import needed

_THREADS = re.compile(r"threads:([1-9]\d{0,3})")
_SCHEDULER = re.compile(r"(?:tcp|tls|ws|wss|ucx)://[^\s/]+:\d+")

PATIENCE = 15.0
"""Seconds in which a scheduler answers, and has a worker."""


@dataclass(frozen=True, slots=True)
class Engine:
    """`places` is how many shards it works on at a time; `is_lost` whether it can work no more."""

    executor: Executor
    places: int
    is_lost: Callable[[], bool]


@contextmanager
def engine(address: str) -> Iterator[Engine]:
    """The engine at `threads:N` or a Dask scheduler's address. What is under way at the end is not waited for.

    Raises BadInputError for another address, MissingExtraError where Dask is not installed, and NotJudgedError where
    the scheduler cannot be reached or has no workers.
    """
    check_address(address)
    if threads := _THREADS.fullmatch(address):
        pool = ThreadPoolExecutor(int(threads[1]))
        try:
            yield Engine(pool, int(threads[1]), lambda: False)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    else:
        with _dask(address) as found:
            yield found


def check_address(address: str) -> None:
    """Raises BadInputError for what is no engine's address."""
    if not _THREADS.fullmatch(address) and not _SCHEDULER.fullmatch(address):
        raise BadInputError(
            f"--cluster {address}: expected threads:N for N crawls on this machine, or a Dask scheduler's address such "
            "as tcp://10.0.0.5:8786"
        )


@contextmanager
def _dask(address: str) -> Iterator[Engine]:
    distributed = needed("distributed")
    # What it says of a lost connection are pages of tracebacks; `is_lost` says it in a word.
    for name in tuple(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client: Any = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise NotJudgedError(
            f"--cluster {address}: no Dask scheduler answers there ({error}). Start one (dask scheduler), or see that "
            "this machine may reach it."
        ) from error
    try:
        places = _places(client, address)
        yield Engine(client.get_executor(), places, lambda: client.status != "running")
    finally:
        client.close(timeout=2)


def _places(client: Any, address: str) -> int:
    """How many shards the workers take at a time."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        return sum(client.nthreads().values()) or 1
    except (OSError, TimeoutError) as error:
        raise NotJudgedError(
            f"--cluster {address}: the scheduler has no worker. Start one on each machine: dask worker {address}"
        ) from error
