"""A lease on a shard: one process works on it at a time, and another may only once the first has fallen silent.

No two machines' clocks are compared. The holder renews its lease by writing to it; who waits sees it unchanged for as
long as it lasts, by its own clock, and then takes the next one. Of several who wait, one alone can create that.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from crawler.scale.store import Store, StoreError

RENEWALS = 4
"""How often a lease is renewed in the time that it lasts."""

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Lease:
    """The `number`-th lease on a shard, under `folder` in the store; `seconds` is how long it lasts unrenewed."""

    store: Store
    folder: str
    number: int
    seconds: float
    owner: str

    @property
    def name(self) -> str:
        """The object's name."""
        return f"{self.folder}/{self.number:08}"

    def renew(self, beat: int) -> bool:
        """Says that the holder is still at work; False where another has taken over. Raises StoreError."""
        if _newest(self.store, self.folder) != self.number:
            return False
        self.store.put(self.name, _words(self.owner, beat))
        return True

    def release(self) -> None:
        """Lets the next one begin at once. Raises StoreError."""
        self.store.put(self.name, _words(self.owner, -1))


def claim(
    store: Store, folder: str, seconds: float, now: Clock = time.monotonic, sleep: Callable[[float], None] = time.sleep
) -> Lease:
    """Waits for the lease and takes it. Raises StoreError."""
    owner, seen, since = uuid4().hex, b"", now()
    while True:
        number = _newest(store, folder)
        held = store.get(f"{folder}/{number:08}") or b"" if number else b""
        if held != seen:
            seen, since = held, now()
        if (not number or _is_over(held) or now() - since >= seconds) and store.create(
            f"{folder}/{number + 1:08}", _words(owner, 0)
        ):
            return Lease(store, folder, number + 1, seconds, owner)
        sleep(seconds / RENEWALS / 2)


class Renewing:
    """Renews a lease, in a thread, while it is entered; `lost` is called where another has taken over."""

    def __init__(self, lease: Lease, lost: Callable[[], None]) -> None:
        self._lease = lease
        self._lost = lost
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._renew, name="lease", daemon=True)

    def __enter__(self) -> Lease:
        self._thread.start()
        return self._lease

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _renew(self) -> None:
        beat = 0
        while not self._over.wait(self._lease.seconds / RENEWALS):
            beat += 1
            try:
                if not self._lease.renew(beat):
                    self._lost()
                    return
            except StoreError:
                continue  # a store that stays away is found out by what is to be written there


def _newest(store: Store, folder: str) -> int:
    return max((int(name) for name in store.names(folder)), default=0)


def _words(owner: str, beat: int) -> bytes:
    return json.dumps({"owner": owner, "beat": beat}).encode()


def _is_over(held: bytes) -> bool:
    return bool(held) and json.loads(held)["beat"] < 0
