"""The coordinator's side: hands shards out, a few for each worker at a time, and takes what they leave as it comes.

It asks the archives itself, whose limits are one visitor's, and leaves the live web to the workers. What comes back
goes the way of a local crawl's answers: exchanges into the run's evidence, facts into its history.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import Any

from scrapy.settings import BaseSettings

from crawler.check.crawling import Carrier, Take
from crawler.check.network import Crawl
from crawler.check.outcome import BadInputError, NotJudgedError
from crawler.evidence.stored import EvidenceError
from crawler.evidence.warc import EvidenceFile
from crawler.scale.engines import Engine, engine
from crawler.scale.parcels import parcel_name, unpack
from crawler.scale.portion import Portion, portions
from crawler.scale.shard import Ended, Shard, goes, load_end
from crawler.scale.store import MissingExtraError, Store, StoreError, open_store
from crawler.scale.worker import begin, end, run_shard
from crawler.web.recorder import EvidenceLostError

STORE = "CITEWATCH_CLUSTER_STORE"
SHARD_SIZE = "CITEWATCH_CLUSTER_SHARD"
LOOK = "CITEWATCH_CLUSTER_LOOK"

AHEAD = 1.5
"""Shards in flight for each that can be worked on: a worker that is done finds the next one waiting."""

TOGETHER = 16
"""Parcels that are read at a time."""

TRIES = 3
"""How often a shard is handed out before what is left of it waits for the others."""

SILENCE = 10.0
"""Seconds for which a scheduler may be away before it counts as lost."""

_BY_THE_USER = 40
"""Scrapy's priority of what a command line sets: what a worker needs to know beyond the project's own settings."""

_NOT_FOR_WORKERS = ("CITEWATCH_EVIDENCE", "CITEWATCH_CACERT", "LOG_", "CITEWATCH_LOG", STORE, "AWS_", "MAIL_", "FTP_")

_log = logging.getLogger(__name__)


class ClusterError(NotJudgedError):
    """The cluster cannot go on; what it did is kept, and the next run goes on from there."""


@contextmanager
def cluster(address: str, folder: Path, run: str, settings: BaseSettings) -> Iterator[Carrier]:
    """What carries crawls of the live web out on the cluster at `address`, for the run of that name.

    The store is the one of the setting `CITEWATCH_CLUSTER_STORE`, else `folder`. Raises BadInputError where something
    is missing or cannot be read, and NotJudgedError where the cluster or the store cannot be used.
    """
    url = settings[STORE] or str(folder.resolve())
    if "@" in url.partition("://")[2]:
        raise BadInputError(f"{STORE}: give keys and passwords to each machine's environment, not in the address")
    try:
        store = open_store(url)
        with engine(address) as found, closing(_evidence(settings)) as evidence:
            begin(store, run)
            try:
                yield _Coordinator(settings, found, store, Shard(store=url, run=run), evidence).carry
            except BaseException:
                with suppress(StoreError):
                    end(store, run)
                raise
            store.remove(run)
    except MissingExtraError as error:
        raise BadInputError(str(error)) from error
    except StoreError as error:
        raise ClusterError(str(error)) from error


def _evidence(settings: BaseSettings) -> EvidenceFile:
    path = Path(settings["CITEWATCH_EVIDENCE"])
    try:
        return EvidenceFile(path)
    except OSError as error:
        raise EvidenceLostError(path, error) from error


class _Coordinator:
    """One run's; `form` is a shard without contents."""

    def __init__(
        self, settings: BaseSettings, found: Engine, store: Store, form: Shard, evidence: EvidenceFile
    ) -> None:
        self._settings = settings
        self._engine = found
        self._store = store
        self._form = replace(form, settings=_told(settings), cacert=_cacert(settings))
        self._evidence = evidence
        self._pointer = "/".join(evidence.path.parts[-3:])
        self._names: set[str] = set()
        self._taken: set[str] = set()

    async def carry(self, wanted: Crawl, take: Take) -> int:
        """Hands out what is wanted; gives how many addresses could not be asked. Raises ClusterError."""
        window = asyncio.Semaphore(ceil(self._engine.places * AHEAD))
        self._names |= {parcel_name(address) for address in wanted.arguments.get("seen", ())}

        async def placed(portion: Portion) -> int:
            async with window:
                return await self._asked(portion, take)

        size = self._settings.getint(SHARD_SIZE)
        tasks = [asyncio.ensure_future(placed(each)) for each in portions(wanted.arguments, self._settings, size)]
        try:
            return sum(await asyncio.gather(*tasks))
        finally:
            for task in tasks:
                task.cancel()

    async def _asked(self, portion: Portion, take: Take) -> int:
        """How many of a portion's addresses could not be asked."""
        lost = 0
        for go in goes(portion.addresses):
            for _ in range(TRIES):
                left = [address for address in go if address not in self._taken]
                # A parcel that was damaged is looked at again once it is written anew.
                self._names -= {parcel_name(address) for address in left}
                ended = await self._worked(portion.shard(self._form, left), take)
                if ended.how == "done":
                    break
                _log.warning("a shard ended: %s", ended.said or ended.how)
            missing = sum(address not in self._taken for address in go)
            lost += max(missing, int(ended.how != "done"))
        return lost

    async def _worked(self, shard: Shard, take: Take) -> Ended:
        """Has one shard worked on, and takes what comes of it."""
        work = asyncio.wrap_future(self._engine.executor.submit(run_shard, shard.dump()))
        here = time.monotonic()
        while not work.done():
            await asyncio.wait([work], timeout=self._settings.getfloat(LOOK))
            await self._sweep(shard, take)
            here = here if self._engine.is_lost() else time.monotonic()
            if time.monotonic() - here > SILENCE:
                raise ClusterError(
                    "The scheduler was lost: what was seen is kept, and the next run goes on from there."
                )
        await self._sweep(shard, take)
        ended = _end_of(work)
        if ended.how in ("store", "version"):
            raise ClusterError(f"A worker cannot go on: {ended.said}")
        return ended

    async def _sweep(self, shard: Shard, take: Take) -> None:
        """Takes each address that was finished since the last look."""
        try:
            names = await asyncio.to_thread(self._store.names, shard.parcels)
            new = sorted(set(names) - self._names)
            for some in (new[start : start + TOGETHER] for start in range(0, len(new), TOGETHER)):
                for name, parcel in await asyncio.to_thread(self._read, shard, some):
                    self._names.add(name)
                    self._unpack(parcel, take)
        except StoreError as error:
            raise ClusterError(str(error)) from error

    def _read(self, shard: Shard, names: Sequence[str]) -> Sequence[tuple[str, bytes]]:
        return [(name, self._store.get(f"{shard.parcels}/{name}") or b"") for name in names]

    def _unpack(self, parcel: bytes, take: Take) -> None:
        try:
            fetch = unpack(parcel, self._adopt)
        except EvidenceError as error:
            _log.warning("a parcel is damaged, and is asked for again: %s", error)
            return
        self._taken.add(fetch.address)
        take(fetch)

    def _adopt(self, exchange: bytes) -> str:
        if not exchange:
            return ""
        try:
            return f"{self._pointer}#offset={self._evidence.append(exchange)}"
        except OSError as error:
            raise EvidenceLostError(self._evidence.path, error) from error


def _end_of(work: asyncio.Future[str]) -> Ended:
    if work.cancelled():
        return Ended("fault", "the scheduler has dropped it")
    error = work.exception()
    return Ended("fault", f"{type(error).__name__}: {error}") if error else load_end(work.result())


def _told(settings: BaseSettings) -> Mapping[str, Any]:
    """What the user set, as far as a crawl of the live web needs it and JSON can say it."""
    told = {}
    for name in settings:
        if (settings.getpriority(str(name)) or 0) >= _BY_THE_USER and not str(name).startswith(_NOT_FOR_WORKERS):
            with suppress(TypeError):
                told[str(name)] = json.loads(json.dumps(settings[name]))
    return told


def _cacert(settings: BaseSettings) -> str:
    path = settings["CITEWATCH_CACERT"]
    return Path(path).read_text(encoding="ascii", errors="replace") if path else ""
