"""Crawls one shard in this process, which can do that once, and says how it ended.

Each address that is done goes into the store at once, so that whoever takes the shard over asks for none of them again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from tempfile import TemporaryFile
from typing import IO

from scrapy.settings import Settings

from crawler import __version__
from crawler.check.network import Crawl, NetworkRun
from crawler.check.sure import sure_of
from crawler.evidence.fetch import Fetch
from crawler.evidence.search import Search
from crawler.evidence.stored import EvidenceError
from crawler.scale.lease import Renewing, claim
from crawler.scale.paced import HANDLERS, TURNS
from crawler.scale.parcels import exchange_in, pack, parcel_name, unpack
from crawler.scale.shard import Ended, Shard
from crawler.scale.store import MissingExtraError, Store, StoreError, open_store
from crawler.spiders.live import LiveSpider
from crawler.spiders.our_network import lost_network
from crawler.spiders.process import InterruptedWorkError, settings_of
from crawler.web.recorder import EvidenceLostError

LEASE = "CITEWATCH_CLUSTER_LEASE"
OVERTAKEN = Ended("overtaken", "another process has taken the shard over")
WRITERS = 8
"""Uploads under way at a time: each is mostly waiting."""


def worked(shard: Shard) -> Ended:
    """Crawls the shard under its lease; a process can call it once."""
    if shard.version != __version__:
        said = f"this machine has citewatch {__version__}, the run is from {shard.version}: install the same everywhere"
        return Ended("version", said)
    try:
        store = open_store(shard.store)
        lease = claim(store, shard.leases, settings_of(shard.settings).getfloat(LEASE))
        with Renewing(lease, _overtaken):
            ended = _Crawl(shard, store).run()
        lease.release()
    except (StoreError, MissingExtraError, EvidenceLostError) as error:
        return Ended("store", str(error))
    except InterruptedWorkError:
        return Ended("stopped")
    return ended


class _Crawl:
    """The crawl of what the store does not have yet."""

    def __init__(self, shard: Shard, store: Store) -> None:
        self._shard = shard
        self._store = store
        self._seen = {fetch.address: fetch for fetch in shard.known} | _finished(shard, store)
        self._uploads: list[Future[None]] = []

    def run(self) -> Ended:
        """Asks, and has all of it in the store when it returns. Raises StoreError."""
        with (
            TemporaryFile(prefix="citewatch-") as evidence,
            TemporaryFile("w", prefix="citewatch-") as authorities,
            ThreadPoolExecutor(WRITERS) as self._pool,
        ):
            self._exchange_of = exchange_in(evidence.fileno())
            _trust(self._shard.cacert, authorities)
            settings = self._settings(evidence)
            network = NetworkRun(settings, self._take, self._plan, is_sure=sure_of(self._shard.citations))
            network.run()
            for upload in self._uploads:
                upload.result()
        if network.offline or network.degraded:
            return Ended("offline", lost_network(settings))
        return Ended("done")

    def _settings(self, evidence: IO[bytes]) -> Settings:
        ours = {
            "CITEWATCH_EVIDENCE": f"/dev/fd/{evidence.fileno()}",
            "DOWNLOAD_HANDLERS": HANDLERS,
            TURNS: f"{self._shard.store} {self._shard.turns}",
        }
        return settings_of({**self._shard.settings, **ours})

    def _plan(self) -> Sequence[Crawl]:
        pages = {
            "addresses": [address for address in self._shard.addresses if address not in self._seen],
            "citations": self._shard.citations,
            "seen": self._seen,
            "kept": self._shard.kept.get,
        }
        return (Crawl(LiveSpider, "live", pages),)

    def _take(self, item: Fetch | Search, kind: str) -> None:  # noqa: ARG002 - a sink's signature
        for upload in self._uploads:
            if upload.done():
                upload.result()
        if isinstance(item, Fetch):
            self._seen[item.address] = item
            self._uploads = [upload for upload in self._uploads if not upload.done()]
            name = f"{self._shard.parcels}/{parcel_name(item.address)}"
            self._uploads.append(self._pool.submit(self._store.put, name, pack(item, self._exchange_of)))


def _finished(shard: Shard, store: Store) -> dict[str, Fetch]:
    """What others have finished of the shard before; a parcel that is damaged is asked for again."""
    found = {}
    for name in store.names(shard.parcels):
        try:
            fetch = unpack(store.get(f"{shard.parcels}/{name}") or b"", lambda _: "")
        except EvidenceError:
            continue
        found[fetch.address] = fetch
    return found


def _trust(cacert: str, file: IO[str]) -> None:
    """Sets OpenSSL's own variable, as `--cacert` does, for a file that only the coordinator's machine has."""
    if cacert:
        file.write(cacert)
        file.flush()
        os.environ["SSL_CERT_FILE"] = f"/dev/fd/{file.fileno()}"


def _overtaken() -> None:
    sys.stdout.write(f"{OVERTAKEN.dump()}\n")
    sys.stdout.flush()
    os._exit(0)
